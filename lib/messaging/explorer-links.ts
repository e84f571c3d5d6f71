import type { FrameScan, Place } from '#lib/core/types.ts';
import { isExplorer } from '#lib/detect/explorers.ts';

/** Names links to explorers as such. Pages tell a link's host as its label, for the list of explorers is not theirs. */
export function nameExplorers(scan: FrameScan): FrameScan {
  const candidates = scan.candidates.map((candidate) => ({
    ...candidate,
    places: candidate.places.map(nameOne),
  }));
  return { ...scan, candidates };
}

function nameOne(place: Place): Place {
  if (place.how !== 'link') return place;
  const { label = '', ...rest } = place;
  return { ...rest, how: isExplorer(label) ? 'explorer' : 'link' };
}
