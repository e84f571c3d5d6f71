import type { ReviewCase } from '#lib/core/review.ts';
import type { Changes } from './changes.ts';
import type { ReviewStore } from './store.ts';

/** Cases beyond which reading all of them anew is less work than reading each: it is one question, and not thousands. */
const MAX_READ_SINGLY = 200;

/** Every case as it is now: read once, and then only those that an act touched, here or on another page. */
export interface LiveCases {
  /** In no particular order; another array after each change. */
  all(): readonly ReviewCase[];
  /** Whether `all` has every case. Where it began with the first rows of a list, it has those and no others until then. */
  isWhole(): boolean;
  get(id: string): ReviewCase | null;
  /** Hears which cases are others now; those that are gone, too. Answers how to end it. */
  subscribe(listener: (ids: readonly string[]) => void): () => void;
  /** When `all` has every case. Rejects where the browser does not give them. */
  whole: Promise<void>;
  /** When everything is read that was told so far. */
  settled(): Promise<void>;
  end(): void;
}

/** What stands in the place of the cases until somebody has seen it. */
export interface Beginning {
  rows: readonly ReviewCase[];
  seen: Promise<void>;
}

export async function watchCases(
  store: Pick<ReviewStore, 'case' | 'cases'>,
  changes: Changes,
  beginning: Beginning | null = null,
): Promise<LiveCases> {
  const cases = new Map<string, ReviewCase>();
  const listeners = new Set<(ids: readonly string[]) => void>();
  let all: readonly ReviewCase[] | null = beginning?.rows ?? null;
  let isWhole = false;

  async function readAll(): Promise<void> {
    const read = await store.cases();
    cases.clear();
    for (const one of read) cases.set(one.id, one);
    isWhole = true;
  }

  async function readAgain(ids: readonly string[]): Promise<void> {
    // Some of the cases would pass for all of them.
    if (!isWhole) return;
    if (ids.length > MAX_READ_SINGLY) {
      await readAll();
    } else {
      const read = await Promise.all(ids.map(async (id) => ({ id, one: await store.case(id) })));
      for (const { id, one } of read) {
        if (one) cases.set(id, one);
        else cases.delete(id);
      }
    }
    tell(ids);
  }

  function tell(ids: readonly string[]): void {
    all = null;
    for (const listener of [...listeners]) listener(ids);
  }

  const whole = beginning ? beginning.seen.then(readAll).then(() => tell([])) : readAll();
  // One after the other: what is read first must not come last.
  let last: Promise<unknown> = whole.catch(() => undefined);
  // What happens while all are read is read again.
  const end = changes.subscribe((ids) => {
    // A store that is closed says so to whoever acts next.
    last = last.then(() => readAgain(ids)).catch(() => undefined);
  });
  if (!beginning) await whole;

  return {
    all() {
      all ??= [...cases.values()];
      return all;
    },
    isWhole: () => isWhole,
    whole,
    get: (id) => cases.get(id) ?? null,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async settled() {
      await last;
    },
    end,
  };
}
