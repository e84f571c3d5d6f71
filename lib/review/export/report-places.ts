import * as v from 'valibot';
import { hideSecrets } from '#lib/address/secrets.ts';
import type { PrintRow, PrintValue } from '#lib/core/print-report.ts';
import type { Evidence } from '#lib/core/review.ts';
import { HOWS, PLACE_FLAGS } from '#lib/core/types.ts';

/** As far as it is printed. Evidence may come in a file of somebody else's, whose places nobody has looked into. */
const Place = v.object({
  how: v.picklist(HOWS),
  frame: v.number(),
  flags: v.array(v.picklist(PLACE_FLAGS)),
  at: v.object({ frameId: v.number(), text: v.string(), index: v.number() }),
});
type Place = v.InferOutput<typeof Place>;

/** Each place that evidence holds: how it stood on the page, as what, and the text around it. Without secrets. */
export function printPlaces({ report, placements }: Evidence): PrintRow[] {
  const places = new Map<string, Place>();
  for (const place of [...report.page, ...report.addresses].flatMap((finding) => finding.places)) {
    if (v.is(Place, place)) places.set(nameOf(place.at), place);
  }
  return placements
    .filter(({ text }) => hideSecrets(text) === text)
    .map((placement): PrintRow => {
      const place = places.get(nameOf(placement));
      const near = hideSecrets(placement.near);
      return {
        label: place ? `how_${place.how}` : 'places_title',
        values: [
          ...(place?.flags ?? []).map((flag): PrintValue => ({ kind: 'words', key: `flag_${flag}` })),
          ...(place && place.frame > 0 ? [{ kind: 'frame' as const, frame: place.frame }] : []),
          { kind: 'code', text: placement.text },
          ...(near ? [{ kind: 'text' as const, text: near }] : []),
        ],
      };
    });
}

function nameOf({ frameId, text, index }: { frameId: number; text: string; index: number }): string {
  return `${frameId} ${index} ${text}`;
}
