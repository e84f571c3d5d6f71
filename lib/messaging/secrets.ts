import { hideSecrets, isSecret } from '#lib/address/secrets.ts';
import type { FrameScan, Place } from '#lib/core/types.ts';

/** What a frame reported, without private keys and recovery phrases: they are not ours to keep, nor to show. */
export function withoutSecrets(scan: FrameScan): FrameScan {
  const { href, signals, candidates, widgets } = scan;
  return {
    ...scan,
    href: hideSecrets(href),
    signals: { ...signals, title: hideSecrets(signals.title), appeal: hideSecrets(signals.appeal) },
    candidates: candidates
      // A word that only holds one, such as a key with a label that touches it, goes too.
      .filter(({ text }) => !isSecret(text) && hideSecrets(text) === text)
      .map((candidate) => ({ ...candidate, places: candidate.places.map(hideNear) })),
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
