import { type FrameSpots, type PageMap, type Spot, spotKey } from '#lib/core/page-map.ts';
import type { ReportPlace } from '#lib/core/report.ts';
import type { ToPage } from './protocol.ts';

/** Asks the frames where places stand on the page. `null` where none can tell. */
export async function findWhereabouts(
  places: readonly ReportPlace[],
  send: (frameId: number, message: ToPage) => Promise<unknown>,
): Promise<PageMap | null> {
  const inFrame = new Map<number, ReportPlace[]>();
  for (const place of places) {
    const { frameId } = place.at;
    inFrame.set(frameId, [...(inFrame.get(frameId) ?? []), place]);
  }
  const answers = await Promise.all(
    [...inFrame].map(async ([frameId, asked]) => {
      const spots = asked.map(({ at: { text, index } }) => ({ text, index }));
      // A frame that is gone, or that has nothing to look at places with, stays off the map.
      const told = await send(frameId, { type: 'page.where', places: spots }).catch(() => null);
      return { asked, told: told as FrameSpots | null | undefined };
    }),
  );
  const spots = new Map<string, Spot>();
  let size: Pick<FrameSpots, 'width' | 'height'> | null = null;
  for (const { asked, told } of answers) {
    if (!told) continue;
    size ??= told;
    asked.forEach(({ at }, i) => {
      const spot = told.spots[i];
      if (spot) spots.set(spotKey(at), spot);
    });
  }
  return size && spots.size > 0 ? { width: size.width, height: size.height, spots } : null;
}
