import { expect, it } from 'vitest';
import { FRAME_OUTSIDE } from '#lib/core/limits.ts';
import { orderFrames } from '#lib/verdict/frames.ts';

const frame = (frameId: number, path: number[], frames = 0) => ({ frameId, scan: { path, frames } });

it('numbers frames in document order, whatever order they report in', () => {
  const { numbers, missing } = orderFrames([
    frame(40, [1]),
    frame(0, [], 2),
    frame(12, [0, 0]),
    frame(7, [0], 1),
  ]);
  expect([...numbers]).toEqual([
    [0, 0],
    [7, 1],
    [12, 2],
    [40, 3],
  ]);
  expect(missing).toBe(0);
});

it('counts the silent ones and keeps their numbers free', () => {
  const { numbers, missing } = orderFrames([frame(0, [], 3), frame(9, [2])]);
  expect(numbers.get(9)).toBe(3);
  expect(missing).toBe(2);
});

it('gives every frame a number of its own, and none but the page the number 0', () => {
  const { numbers } = orderFrames([
    frame(0, [], 1),
    frame(5, [0]),
    frame(6, [0]),
    frame(7, [FRAME_OUTSIDE]),
    frame(8, [FRAME_OUTSIDE]),
    frame(9, []),
  ]);
  expect(numbers.get(0)).toBe(0);
  expect(new Set(numbers.values()).size).toBe(6);
});
