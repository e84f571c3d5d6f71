import { hideSecrets, isSecret } from '#lib/address/secrets.ts';
import type { FrameScan, Place } from '#lib/core/types.ts';

/** What a frame reported, without private keys and recovery phrases: they are not ours to keep, nor to show. */
export function withoutSecrets(scan: FrameScan): FrameScan {
  const { signals, candidates, widgets } = scan;
  return {
    ...scan,
    signals: { ...signals, title: hideSecrets(signals.title), appeal: hideSecrets(signals.appeal) },
    candidates: candidates
      .filter(({ text }) => !isSecret(text))
      .map(({ text, places }) => ({ text, places: places.map(hideNear) })),
    widgets: widgets.map((fact) => ({ ...fact, value: hideSecrets(fact.value) })),
  };
}

function hideNear(place: Place): Place {
  return { ...place, near: hideSecrets(place.near) };
}
