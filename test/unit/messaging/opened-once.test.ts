import { expect, it } from 'vitest';
import { openedOnce } from '#lib/messaging/opened-once.ts';

/** Stores that are numbered as they are opened. */
function stores({ refused = 0 } = {}) {
  let opened = 0;
  let refusals = refused;
  const closed: number[] = [];
  const once = openedOnce(
    async () => {
      if (refusals-- > 0) throw new DOMException('refused', 'UnknownError');
      return { number: ++opened };
    },
    ({ number }) => void closed.push(number),
  );
  return { once, closed };
}

it('is one for everybody', async () => {
  const { once, closed } = stores();
  const [a, b] = await Promise.all([once.open(), once.open()]);
  expect(a).toBe(b);
  expect(closed).toEqual([]);
});

it('closes what failed before another is opened', async () => {
  const { once, closed } = stores();
  once.again(await once.open());
  expect(closed).toEqual([1]);
  expect(await once.open()).toEqual({ number: 2 });
});

it('leaves what was opened since to those who work with it, and forgets none that nobody closes', async () => {
  const { once, closed } = stores();
  const first = await once.open();
  once.again(first);
  const second = once.open();
  // Another one that worked with the first finds it closed only now.
  once.again(first);
  expect(await once.open()).toBe(await second);
  expect(closed).not.toContain(2);
});

it('is tried again after the browser refused to open it', async () => {
  const { once } = stores({ refused: 1 });
  await expect(once.open()).rejects.toThrow('refused');
  expect(await once.open()).toEqual({ number: 1 });
});
