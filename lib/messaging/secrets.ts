import { hideSecrets, isSecret } from '#lib/address/secrets.ts';
import type { Steps } from '#lib/core/steps.ts';
import type { Candidate, FrameScan, Place } from '#lib/core/types.ts';

/**
 * What a frame reported, without private keys and recovery phrases: they are not ours to keep, nor to show. A page of
 * nothing but addresses brings megabytes of words around them: a step for each address.
 */
export function* withoutSecrets(scan: FrameScan): Steps<FrameScan> {
  const { href, signals, widgets } = scan;
  const candidates: Candidate[] = [];
  for (const candidate of scan.candidates) {
    yield;
    // A word that only holds one, such as a key with a label that touches it, goes too.
    if (isSecret(candidate.text) || hideSecrets(candidate.text) !== candidate.text) continue;
    candidates.push({ ...candidate, places: candidate.places.map(hideNear) });
  }
  return {
    ...scan,
    href: hideSecrets(href),
    signals: { ...signals, title: hideSecrets(signals.title), appeal: hideSecrets(signals.appeal) },
    candidates,
    widgets: widgets.map((fact) => ({
      ...fact,
      what: hideSecrets(fact.what),
      value: hideSecrets(fact.value),
    })),
  };
}

function hideNear(place: Place): Place {
  const { label } = place;
  return {
    ...place,
    near: hideSecrets(place.near),
    ...(label !== undefined && { label: hideSecrets(label) }),
  };
}
