import type { ReviewCase } from '#lib/core/review.ts';
import type { Changes } from './changes.ts';
import type { ReviewStore } from './store.ts';

/** Cases beyond which reading all of them anew is less work than reading each: it is one question, and not thousands. */
const MAX_READ_SINGLY = 200;

/** Every case as it is now: read once, and then only those that an act touched, here or on another page. */
export interface LiveCases {
  /** In no particular order; another array after each change. */
  all(): readonly ReviewCase[];
  get(id: string): ReviewCase | null;
  /** Hears which cases are others now; those that are gone, too. Answers how to end it. */
  subscribe(listener: (ids: readonly string[]) => void): () => void;
  /** When everything is read that was told so far. */
  settled(): Promise<void>;
  end(): void;
}

export async function watchCases(
  store: Pick<ReviewStore, 'case' | 'cases'>,
  changes: Changes,
): Promise<LiveCases> {
  const cases = new Map<string, ReviewCase>();
  const listeners = new Set<(ids: readonly string[]) => void>();
  let all: readonly ReviewCase[] | null = null;
  // One after the other: what is read first must not come last.
  let last = Promise.resolve();

  async function readAgain(ids: readonly string[]): Promise<void> {
    if (ids.length > MAX_READ_SINGLY) {
      const read = await store.cases();
      cases.clear();
      for (const one of read) cases.set(one.id, one);
    } else {
      const read = await Promise.all(ids.map(async (id) => ({ id, one: await store.case(id) })));
      for (const { id, one } of read) {
        if (one) cases.set(id, one);
        else cases.delete(id);
      }
    }
    all = null;
    for (const listener of [...listeners]) listener(ids);
  }

  // Listening begins before reading: what happens in between is read again.
  const end = changes.subscribe((ids) => {
    // A store that is closed says so to whoever acts next.
    last = last.then(() => readAgain(ids)).catch(() => undefined);
  });
  const first = store.cases();
  last = first.then((found) => {
    for (const one of found) cases.set(one.id, one);
  });
  await last;

  return {
    all() {
      all ??= [...cases.values()];
      return all;
    },
    get: (id) => cases.get(id) ?? null,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    settled: () => last,
    end,
  };
}
