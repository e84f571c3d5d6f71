import { expect, it } from 'vitest';
import { openedOnce } from '#lib/messaging/opened-once.ts';
import { openWorkspace } from '#lib/review/open.ts';
import { channels, memoryStore } from '../../support/review-space.ts';

/** Stores that are numbered as they are opened. */
function stores({ refused = 0 } = {}) {
  let opened = 0;
  let refusals = refused;
  const closed: number[] = [];
  const once = openedOnce(async () => {
    if (refusals-- > 0) throw new DOMException('refused', 'UnknownError');
    const number = ++opened;
    return { number, close: () => void closed.push(number) };
  });
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
  expect(await once.open()).toMatchObject({ number: 2 });
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
  expect(await once.open()).toMatchObject({ number: 1 });
});

it('leaves nothing of a workspace open that hears, and nothing untold that was under way in it', async () => {
  const channel = channels();
  let closed = 0;
  const store = { ...memoryStore(), close: () => void closed++ };
  const once = openedOnce(() => openWorkspace({ openStore: async () => store, channel }));
  const failed = await once.open();
  const heard: string[] = [];
  failed.changes.subscribe((ids) => heard.push(...ids));
  const other = await openWorkspace({ openStore: async () => memoryStore(), channel });
  const elsewhere: string[] = [];
  other.changes.subscribe((ids) => elsewhere.push(...ids));
  other.changes.tell(['before']);
  once.again(failed);
  other.changes.tell(['after']);
  expect(closed).toBe(1);
  expect(heard).toEqual(['before']);
  failed.changes.tell(['late']);
  expect(elsewhere).toEqual(['before', 'after', 'late']);
});
