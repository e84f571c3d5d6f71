import { describe, expect, it } from 'vitest';
import { type FrameSpots, spotKey } from '#lib/core/page-map.ts';
import { findWhereabouts } from '#lib/messaging/whereabouts.ts';
import { makePlace } from '../../support/report-views.ts';

const at = (frameId: number, text: string, index = 0) => ({ frameId, text, index });
const places = [at(0, 'a'), at(3, 'b'), at(0, 'a', 1)].map((one) => makePlace({ at: one }));
const spot = { x: 0.5, y: 0.25 };

describe('where places stand', () => {
  it('asks each frame once, and ties the answers to their places', async () => {
    const asked: unknown[] = [];
    const map = await findWhereabouts(places, async (frameId, message): Promise<FrameSpots> => {
      asked.push([frameId, message]);
      return { width: 10, height: 20, spots: frameId === 0 ? [null, spot] : [spot] };
    });
    expect(asked).toEqual([
      [
        0,
        {
          type: 'page.where',
          places: [
            { text: 'a', index: 0 },
            { text: 'a', index: 1 },
          ],
        },
      ],
      [3, { type: 'page.where', places: [{ text: 'b', index: 0 }] }],
    ]);
    expect(map).toMatchObject({ width: 10, height: 20 });
    expect([...(map?.spots.keys() ?? [])].sort()).toEqual(
      [spotKey(at(0, 'a', 1)), spotKey(at(3, 'b'))].sort(),
    );
  });

  it('does without frames that are gone or do not know', async () => {
    const map = await findWhereabouts(places, async (frameId) => {
      if (frameId === 0) throw new Error('gone');
      return { width: 10, height: 20, spots: [spot] };
    });
    expect(map?.spots.size).toBe(1);
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('gone'))],
    ['answers nothing', async () => undefined],
    ['knows no place', async () => ({ width: 1, height: 1, spots: [null, null] })],
  ])('is unknown where nobody can tell: %s', async (_, send) => {
    expect(await findWhereabouts(places, send)).toBeNull();
  });
});
