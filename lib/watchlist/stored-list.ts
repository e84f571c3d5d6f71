import { release } from '#lib/core/bytes.ts';
import type { Entry } from '#lib/core/entry.ts';
import { ENTRIES_PER_CHUNK } from './compiled.ts';
import { INDEX_NUMBERS, type ListPieces } from './list-pieces.ts';
import { Damage, loadList } from './loaded-list.ts';
import type { Filled } from './order.ts';
import { KEYS_PER_PAGE, pageKeys, pagesBefore } from './pages.ts';
import { isSealed, sealOf } from './seal.ts';
import type { ListStore } from './store.ts';

/** Pieces that are asked for at once, while as many of before are worked on. */
const CHUNKS_AT_ONCE = 64;
const PAGES_AT_ONCE = 8;

/** Every row of a stored version, each piece compared with its seal. Throws a `Damage`. */
export async function* storedEntries(store: ListStore, record: Filled): AsyncGenerator<Entry, void> {
  const list = await loadList(store, record);
  for (let ref = 0; ref < list.rows; ref++) {
    const entry = await list.row(ref);
    if (entry) yield entry;
  }
}

/**
 * A stored version, for a delta to start from or to be compared with; `null` where nothing is there. What comes of a
 * delta has a hash of its own, so of its pieces only those that are parsed are compared with their seals.
 */
export async function storedPieces(store: ListStore, record: Filled): Promise<ListPieces | null> {
  const { id, generation, content } = record;
  const stored = await store.keys(id, generation);
  if (!stored) return null;
  const { heads, rows, seals } = stored;
  const [own, addresses, hosts] = heads;
  const lengths = [own.length, addresses.length, hosts.length] as const;
  const firstPages = INDEX_NUMBERS.map((which) => pagesBefore(heads, which));
  // What a store holds in memory it gives as it is.
  const spent = store.persistent ? release : () => undefined;
  const there = async <T>(reading: Promise<T | null> | T | null): Promise<T> => {
    const piece = await reading;
    if (piece === null) throw new Damage(record);
    return piece;
  };
  return {
    content,
    rows,
    lengths,
    async *keys(which) {
      const head = heads[which];
      const first = firstPages[which] as number;
      const pages = ahead(Math.ceil(lengths[which] / KEYS_PER_PAGE), PAGES_AT_ONCE, (n) =>
        there(store.page(id, generation, first + n)),
      );
      let n = 0;
      for await (const page of pages) {
        yield await there(pageKeys(head, which, n++, page));
        spent(page);
      }
      spent(head);
    },
    chunks: () =>
      ahead(Math.ceil(rows / ENTRIES_PER_CHUNK), CHUNKS_AT_ONCE, async (n) => {
        const chunk = await there(store.chunk(id, generation, n));
        if (!(await isSealed(seals, n + 1, sealOf(chunk)))) throw new Damage(record);
        return chunk;
      }),
  };
}

/** Reads piece after piece, some of them before they are asked for. */
function ahead<T>(count: number, atOnce: number, read: (n: number) => Promise<T>): AsyncGenerator<T, void> {
  const readFrom = (from: number) => {
    const length = Math.max(0, Math.min(atOnce, count - from));
    const reading = Promise.all(Array.from({ length }, (_, n) => read(from + n)));
    // Told where they are asked for, if they ever are.
    reading.catch(() => undefined);
    return reading;
  };
  let next = readFrom(0);
  async function* go() {
    for (let from = 0; from < count; from += atOnce) {
      const pieces = await next;
      next = readFrom(from + atOnce);
      yield* pieces;
    }
  }
  return go();
}
