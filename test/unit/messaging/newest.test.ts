import { expect, it, vi } from 'vitest';
import { newest } from '#lib/messaging/newest.ts';

/** Work that ends when it is told to. */
function makeWork() {
  const ends = new Map<string, () => void>();
  const work = vi.fn(
    (item: { name: string }) =>
      new Promise<string>((done) => {
        ends.set(item.name, () => done(`${item.name} done`));
      }),
  );
  const begun = () => work.mock.calls.map(([{ name }]) => name);
  return { ask: newest(work), begun, end: (name: string) => ends.get(name)?.() };
}

it('brings to its end what was begun, passes over what was overtaken, and goes on with the newest', async () => {
  const { ask, begun, end } = makeWork();
  const answers = ['a', 'b', 'c'].map((name) => ask('frame', { name }));
  await vi.waitFor(() => expect(begun()).toHaveLength(1));
  // Nothing had begun when the first two were overtaken.
  expect(begun()).toEqual(['c']);
  answers.push(ask('frame', { name: 'd' }), ask('frame', { name: 'e' }));
  end('c');
  await vi.waitFor(() => expect(begun()).toEqual(['c', 'e']));
  end('e');
  expect(await Promise.all(answers)).toEqual([null, null, 'c done', null, 'e done']);
});

it('keeps keys apart', async () => {
  const { ask, begun } = makeWork();
  ask('one', { name: 'a' });
  ask('other', { name: 'b' });
  await vi.waitFor(() => expect(begun()).toEqual(['a', 'b']));
});

it('goes on after work that failed', async () => {
  const ask = newest(async (item: { fails: boolean }) => {
    if (item.fails) throw new Error('broken');
    return 'done';
  });
  const failed = ask('frame', { fails: true });
  await expect(failed).rejects.toThrow('broken');
  expect(await ask('frame', { fails: false })).toBe('done');
});
