import { expect, it, vi } from 'vitest';
import { share } from '#lib/messaging/share.ts';

/** Work that ends when it is told to, and answers with its turn. */
function makeWork() {
  const ends: (() => void)[] = [];
  const work = vi.fn(
    (_key: string) => new Promise<number>((done) => ends.push(() => done(work.mock.calls.length))),
  );
  return { work, ask: share(work), end: (turn: number) => ends[turn - 1]?.() };
}

it('works once for all who asked while it was busy, and only after they asked', async () => {
  const { work, ask, end } = makeWork();
  const first = ask('a');
  const later = [ask('a'), ask('a'), ask('a')];
  expect(work).toHaveBeenCalledTimes(1);
  end(1);
  expect(await first).toBe(1);
  await vi.waitFor(() => expect(work).toHaveBeenCalledTimes(2));
  end(2);
  expect(await Promise.all(later)).toEqual([2, 2, 2]);
});

it('works anew for who asks afterwards', async () => {
  const { work, ask, end } = makeWork();
  const first = ask('a');
  end(1);
  await first;
  await Promise.resolve();
  const second = ask('a');
  await vi.waitFor(() => expect(work).toHaveBeenCalledTimes(2));
  end(2);
  expect(await second).toBe(2);
});

it('keeps keys apart', () => {
  const { work, ask } = makeWork();
  ask('a');
  ask('b');
  expect(work.mock.calls).toEqual([['a'], ['b']]);
});

it('tells a failure to those who asked, and goes on', async () => {
  const work = vi.fn().mockRejectedValueOnce(new Error('gone')).mockResolvedValue('well');
  const ask = share<string, string>(work);
  const [first, second] = [ask('a'), ask('a')];
  await expect(first).rejects.toThrow('gone');
  expect(await second).toBe('well');
});
