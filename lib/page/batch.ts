import { findSpots } from '#lib/detect/spots.ts';

/** Many short texts, searched as one: asking of each costs more than reading them all. */
export interface Batch<T> {
  add(text: string, item: T): void;
  size(): number;
  /** The texts that may hold an address; empties the batch. */
  take(): { text: string; item: T }[];
}

/** Stands between two texts, and in none of what is searched for. */
const BORDER = '\n\0\n';

export function createBatch<T>(): Batch<T> {
  let texts: string[] = [];
  let items: T[] = [];
  return {
    add(text, item) {
      texts.push(text);
      items.push(item);
    },
    size: () => items.length,
    take() {
      const joined = texts.join(BORDER);
      const taken: { text: string; item: T }[] = [];
      let at = 0;
      let i = 0;
      for (const { start, end } of findSpots(joined)) {
        // A spot is wider than what gave it away, and may begin in a text before.
        for (; i < texts.length && at < end; i++) {
          const text = texts[i] as string;
          if (at + text.length > start) taken.push({ text, item: items[i] as T });
          at += text.length + BORDER.length;
        }
      }
      texts = [];
      items = [];
      return taken;
    },
  };
}
