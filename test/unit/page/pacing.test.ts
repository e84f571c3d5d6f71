import { expect, it } from 'vitest';
import { MAX_SLICE_MS } from '#lib/core/limits.ts';
import { runSliced, type Steps } from '#lib/page/pacing.ts';

/** Work of so many milliseconds a step, and how long it went on without a rest. */
async function run(steps: readonly number[]) {
  let now = 0;
  let rested = 0;
  const slices: number[] = [];
  const rest = async () => {
    slices.push(now - rested);
    rested = now;
  };
  function* work(): Steps<string> {
    for (const ms of steps) {
      now += ms;
      yield;
    }
    return 'done';
  }
  const done = await runSliced(work(), { now: () => now, rest });
  await rest();
  return { ...done, slices };
}

it('rests before a step of half a slice could make it too long', async () => {
  const { value, ms, slices } = await run(Array.from({ length: 200 }, () => 3.9));
  expect(Math.max(...slices)).toBeLessThanOrEqual(MAX_SLICE_MS);
  expect(value).toBe('done');
  expect(ms).toBeCloseTo(200 * 3.9);
});

it('does not rest for what is done at once', async () => {
  expect((await run([0.1, 0.1, 0.1])).slices).toHaveLength(1);
});
