import { expect, it, vi } from 'vitest';
import type { Steps } from '#lib/core/steps.ts';
import { createTurn, inTurns, mapInTurns } from '#lib/core/turns.ts';

it('lets others work where it has been a while, and then only after another while', async () => {
  let now = 0;
  const rest = vi.fn(async () => {});
  const turn = createTurn(() => now, rest);
  now = 49;
  await turn();
  expect(rest).not.toHaveBeenCalled();
  now = 51;
  await turn();
  await turn();
  expect(rest).toHaveBeenCalledTimes(1);
});

it('goes step by step with others in between, and in one piece where nobody else has a turn', async () => {
  const done: string[] = [];
  function* work(): Steps<number> {
    done.push('a');
    yield;
    done.push('b');
    return 2;
  }
  expect(await inTurns(work(), async () => void done.push('others'))).toBe(2);
  expect(done).toEqual(['a', 'others', 'b']);
  done.length = 0;
  const whole = inTurns(work(), undefined);
  expect(done).toEqual(['a', 'b']);
  expect(await whole).toBe(2);
});

it('makes something of every item, in order, and turns to others in between', async () => {
  const turns: number[] = [];
  let done = 0;
  const work = async (item: number) => {
    done++;
    return item * 2;
  };
  const made = await mapInTurns(Array(250).keys(), work, async () => void turns.push(done));
  expect(made).toEqual(Array.from({ length: 250 }, (_, i) => i * 2));
  expect(turns).toEqual([100, 200]);
});
