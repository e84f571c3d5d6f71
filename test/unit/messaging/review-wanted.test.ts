import { expect, it } from 'vitest';
import { onWanted, type WantedArea, want } from '#lib/messaging/review-wanted.ts';

/** The session's storage, as two of our pages see it. */
function area(): WantedArea & { items: Map<string, unknown> } {
  const items = new Map<string, unknown>();
  const listeners = new Set<(changes: Record<string, { newValue?: unknown }>) => void>();
  return {
    items,
    get: async (key) => ({ [key]: items.get(key) }),
    async set(added) {
      for (const [key, newValue] of Object.entries(added)) {
        items.set(key, newValue);
        for (const hear of listeners) hear({ [key]: { newValue } });
      }
    },
    async remove(key) {
      items.delete(key);
      for (const hear of listeners) hear({ [key]: {} });
    },
    onChanged: {
      addListener: (hear) => void listeners.add(hear),
      removeListener: (hear) => void listeners.delete(hear),
    },
  };
}

const settle = () => new Promise((done) => setTimeout(done, 5));
const inWindow = (id: number | null) => async () => id;

it('is heard once, by the panel of the same window, whether it is open or only opening', async () => {
  const session = area();
  const heard: string[] = [];
  const hear = (name: string, window: number) =>
    onWanted(
      session,
      inWindow(window),
      () => heard.push(name),
      () => 1_000,
    );
  const end = hear('open', 1);
  hear('elsewhere', 2);
  await settle();
  await want(session, 1, 1_000);
  await settle();
  expect(heard).toEqual(['open']);
  expect(session.items.size).toBe(0);
  end();
  await want(session, 1, 1_000);
  await settle();
  hear('opening', 1);
  await settle();
  expect(heard).toEqual(['open', 'opening']);
});

it('is not heard by a panel that opens much later, nor is anything else', async () => {
  const session = area();
  const heard: string[] = [];
  await want(session, 1, 1_000);
  onWanted(
    session,
    inWindow(1),
    () => heard.push('late'),
    () => 60_000,
  );
  await settle();
  for (const nonsense of [null, 'x', {}, { windowId: 1 }, { windowId: null, at: 60_000 }]) {
    await session.set({ 'review.wanted': nonsense });
  }
  await session.set({ other: { windowId: 1, at: 60_000 } });
  await settle();
  expect(heard).toEqual([]);
});
