import { bodyOf } from '#lib/feed/body.ts';
import { createLock } from '#lib/feed/lock.ts';
import { createPull } from '#lib/feed/pull/registry.ts';
import { createSubscriptions } from '#lib/feed/subscriptions.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import type { ListRecord, ListStore } from '#lib/watchlist/store.ts';
import type { Kind } from './damage.ts';
import { FORMAT_FILES, type FormatFile } from './format-files.ts';

const NOW = Date.UTC(2026, 10, 21);
const HOUR = 3_600_000;
/** What the records of the files are about, addresses and hosts. */
const SUBJECTS = /0x[0-9a-f]{40}|[0-9a-f]{12}\.example\.com/g;
const LETTER = /^[A-Za-z0-9]$/;

/** Records of a file that is damaged a thousand times. */
const FEW = 30;

/** Files of every adapter, each the refresh of a list that was read whole the day before. */
export function formatKinds(): Promise<Kind[]> {
  return Promise.all(FORMAT_FILES.map((file) => formatKind(file, FEW)));
}

/** Those of several hundred KiB. */
export function largeFormatKinds(): Promise<Kind[]> {
  return Promise.all(FORMAT_FILES.map((file) => formatKind(file, file.large)));
}

async function formatKind({ format, name, write }: FormatFile, records: number): Promise<Kind> {
  const text = write(records);
  const bytes = new TextEncoder().encode(text);
  const url = `https://lists.example/${name}`;
  let served: Uint8Array = bytes;
  let now = NOW;
  const store: ListStore = createMemoryStore();
  const lists = createSubscriptions({
    store: () => store,
    pull: createPull(() => bodyOf(served.slice()), []),
    readBundled: async () => new Uint8Array(),
    lock: createLock(),
    now: () => now,
    random: () => 0.5,
  });
  const record = async (): Promise<ListRecord> => {
    const [only] = await store.records();
    if (!only) throw new Error('the list is gone');
    return only;
  };
  async function refresh(file: Uint8Array): Promise<ListRecord> {
    served = file;
    now += 30 * HOUR;
    await lists.refreshDue();
    return record();
  }
  const subjects = [...text.matchAll(SUBJECTS)].map(
    ({ 0: { length }, index }) => [index, index + length] as const,
  );
  /** Whether a letter of what a record is about became another one: then no record may come or go. */
  function isInside(damaged: Uint8Array): boolean {
    const at = damaged.findIndex((byte, i) => byte !== bytes[i]);
    const isLetter = LETTER.test(String.fromCharCode(damaged[at] ?? 0));
    return isLetter && subjects.some(([start, end]) => start <= at && at < end);
  }
  /** Whole records of a file that ends early, where the format says nothing of its end. */
  function recordsIn(length: number): number {
    let [low, high] = [0, records];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (write(middle).length <= length) low = middle;
      else high = middle - 1;
    }
    return low;
  }
  const accounted = ({ entries, refused }: ListRecord) => entries + refused;

  const added = await lists.add(url);
  if (!added.ok) throw new Error(`${name}: ${added.error.message}`);
  const sound = await record();
  if (sound.format !== format || sound.entries < records || sound.refused > 0) {
    throw new Error(`${name} is read as ${sound.format}, ${sound.entries} of ${records}`);
  }
  return {
    file: `${format}: ${name}`,
    bytes,
    async meet(damaged) {
      const { content } = await record();
      const met = await refresh(damaged);
      if (met.lastError?.code === 'internal') throw new Error(met.lastError.message);
      if (met.lastError !== null) {
        if (met.content !== content) throw new Error('the stored version is lost');
        return 'refused';
      }
      if (met.content === sound.content) return 'harmless';
      if (met.previous?.content !== content) throw new Error('the version before is lost');
      const isCut = damaged.length < bytes.length;
      const expected = isCut ? recordsIn(damaged.length) : accounted(sound);
      // Elsewhere one record may be cut in two, become one with its neighbour, or one that is none of ours.
      const most = isCut || !isInside(damaged) ? 1 : 0;
      if (Math.abs(accounted(met) - expected) > most) {
        throw new Error(`${accounted(met)} of ${expected} records are accounted for`);
      }
      return 'other';
    },
    async recovers() {
      const met = await refresh(bytes);
      return met.content === sound.content && met.lastError === null;
    },
  };
}
