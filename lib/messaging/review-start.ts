import { REVIEW_KEY } from '#lib/core/review-choices.ts';
import { watchCases } from '#lib/review/live.ts';
import { openWorkspace } from '#lib/review/open.ts';
import type { Area, Settings } from '#lib/settings.ts';
import { createCollecting, MISSED_KEY } from './collecting.ts';

/** The slice of `browser.storage` that is needed here. */
interface Storage {
  session: Area;
  onChanged: { addListener(hear: (changes: Record<string, unknown>, area: string) => void): void };
}

/** The slice of `navigator.storage` that is needed here. */
type Room = Pick<StorageManager, 'persist' | 'persisted'>;

/**
 * What both views of the workspace begin with. Rejects where its database cannot be opened. Given when its first rows
 * `seen`, a view begins with them, where they are kept.
 */
export async function startReview(
  areas: Storage,
  settings: Settings,
  room: Room,
  seen: Promise<void> | null = null,
) {
  const [opening, choosing] = [openWorkspace(), settings.review()];

  async function watch() {
    const [{ store, changes }, { reviewer }] = await Promise.all([opening, choosing]);
    if (seen === null) return watchCases(store, changes);
    const rows = await store.first(reviewer).catch(() => null);
    return watchCases(store, changes, rows && { rows, seen });
  }

  const [choices, isLasting, opened, live] = await Promise.all([
    choosing,
    room.persisted().catch(() => false),
    opening,
    watch(),
  ]);
  const onStored = (area: string, key: string) => (listener: () => void) =>
    areas.onChanged.addListener((changes, changed) => {
      if (changed === area && key in changes) listener();
    });
  return {
    opened,
    live,
    settings,
    choices,
    onChoices: onStored('local', REVIEW_KEY),
    collecting: createCollecting(areas.session),
    onMissed: onStored('session', MISSED_KEY),
    isLasting,
    persist: () => room.persist(),
  };
}
