import { findSpots } from '#lib/detect/spots.ts';

/** Many short texts, searched as one: asking of each costs more than reading them all. */
export interface Batch<T> {
  add(text: string, item: T): void;
  /** Whether there is enough for one search. */
  isFull(): boolean;
  isEmpty(): boolean;
  /** Those of the first texts that may hold an address; drops all that were searched. */
  take(): { text: string; item: T }[];
}

/** Characters of one search. */
const SEARCH_CHARS = 50_000;
/** Stands between two texts, and in none of what is searched for. */
const BORDER = '\n\0\n';

export function createBatch<T>(): Batch<T> {
  const held: { text: string; item: T }[] = [];
  let chars = 0;
  return {
    add(text, item) {
      held.push({ text, item });
      chars += text.length;
    },
    isFull: () => chars >= SEARCH_CHARS,
    isEmpty: () => held.length === 0,
    take() {
      let sum = 0;
      let count = 0;
      for (let one = held[0]; one && sum < SEARCH_CHARS; one = held[++count]) sum += one.text.length;
      // Out of the array in one go: one by one would move all that are left each time.
      const searched = held.splice(0, count);
      chars -= sum;
      const taken: { text: string; item: T }[] = [];
      let at = 0;
      let i = 0;
      for (const { start, end } of findSpots(searched.map(({ text }) => text).join(BORDER))) {
        // A spot is wider than what gave it away, and may begin in a text before.
        for (let one = searched[i]; one && at < end; one = searched[++i]) {
          if (at + one.text.length > start) taken.push(one);
          at += one.text.length + BORDER.length;
        }
      }
      return taken;
    },
  };
}
