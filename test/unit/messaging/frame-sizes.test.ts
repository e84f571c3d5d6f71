import { describe, expect, it } from 'vitest';
import { FRAME_OUTSIDE } from '#lib/core/limits.ts';
import { type Measure, sharesOf } from '#lib/messaging/frame-sizes.ts';
import type { ScannedFrame } from '#lib/verdict/report.ts';
import { frameScan } from '../../support/scans.ts';

const frame = (frameId: number, path: number[]): ScannedFrame => ({
  frameId,
  url: 'https://a.example/',
  scan: frameScan({ path }),
});
const TOP = frame(0, []);
const LARGE = frame(4, [0]);
const SMALL = frame(5, [1]);
const INSIDE_SMALL = frame(6, [1, 0]);
const FRAMES = [TOP, LARGE, SMALL, INSIDE_SMALL];
const SIZES: Record<number, { width: number; height: number }[]> = {
  0: [
    { width: 800, height: 500 },
    { width: 100, height: 100 },
  ],
  5: [{ width: 900, height: 50 }],
};

describe('how much is to be seen of frames', () => {
  const asked: [number, number[]][] = [];
  const measure: Measure = async (frameId, indices) => {
    asked.push([frameId, indices]);
    const frames = indices.map((index) => SIZES[frameId]?.[index] ?? null);
    return { window: { width: 1000, height: 1000 }, frames };
  };

  it('is told by what is around them, in one question each, and is no more than of that', async () => {
    asked.length = 0;
    const shares = await sharesOf([LARGE, INSIDE_SMALL], FRAMES, measure);
    expect(asked).toEqual([
      [0, [0, 1]],
      [5, [0]],
    ]);
    expect([...shares]).toEqual([
      [4, { width: 800, height: 500, share: 0.4 }],
      [6, { width: 100, height: 50, share: 0.005 }],
    ]);
  });

  it('is not known in shadow trees, of what cannot be found, and where nobody answers', async () => {
    const known = async (wanted: ScannedFrame, answers: Measure = measure) =>
      (await sharesOf([wanted], [...FRAMES, wanted], answers)).has(wanted.frameId);
    expect(await known(frame(7, [FRAME_OUTSIDE]))).toBe(false);
    expect(await known(frame(7, [3]))).toBe(false);
    expect(await known(frame(7, [2, 0]))).toBe(false);
    expect(await known(LARGE, async () => null)).toBe(false);
    expect(await known(LARGE)).toBe(true);
  });
});
