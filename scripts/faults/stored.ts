import { parseAddress } from '#lib/address/registry.ts';
import type { Address } from '#lib/core/types.ts';
import { placeKeys } from '#lib/detect/place.ts';
import { type CompiledList, ENTRIES_PER_CHUNK } from '#lib/watchlist/compiled.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import { allPages, type Heads, headsOf, type KeyPage } from '#lib/watchlist/pages.ts';
import type { ListStore } from '#lib/watchlist/store.ts';
import { createWatchlist, type Watchlist } from '#lib/watchlist/watchlist.ts';
import { syntheticAddress } from '../../test/bench/synthetic.ts';
import { claim, compiled, entry, listInfo } from '../../test/support/entries.ts';
import { listRecord } from '../../test/support/records.ts';
import type { Kind } from './damage.ts';

/** Pieces of a stored list, as IndexedDB holds them: its keys, its entries, and the seals of both. */
type Piece = 'heads' | 'pages' | 'entries' | 'seals' | 'seals of keys';
/** The stored version that is damaged; the one before it is sound. */
const DAMAGED = 2;
const ID = 'file:a';
/** Entries of each form, so that every column holds some, and several chunks. */
const SIZES = { addresses: ENTRIES_PER_CHUNK, hosts: ENTRIES_PER_CHUNK, pages: ENTRIES_PER_CHUNK * 3 };

/** Both kinds of index are filled: pages have rows of their own, addresses and hosts stand in bulk. */
function versionSaid(subject: string): CompiledList {
  const claims = [claim({ subject })];
  const entries = [
    ...count(SIZES.addresses, (n) => entry(syntheticAddress(n), { claims })),
    ...count(SIZES.hosts, (n) => entry(`host-${n}.example`, { kind: 'domain', claims })),
    ...count(SIZES.pages, (n) => entry(`facebook.com/page-${n}`, { kind: 'page', claims })),
  ];
  return compiled(entries, listInfo(), { bulk: true });
}

const count = <T>(size: number, make: (n: number) => T) => Array.from({ length: size }, (_, n) => make(n));

/** What every part of the list is asked, so that every stored piece is read. */
async function answersOf(watchlist: Watchlist): Promise<(string | null | undefined)[]> {
  const subjects: (string | null | undefined)[] = [];
  const note = (found: { entry: { claims: { subject: string | null }[] } }[]) =>
    subjects.push(found.length === 1 ? found[0]?.entry.claims[0]?.subject : `${found.length} answers`);
  for (let n = 0; n < SIZES.addresses; n += ENTRIES_PER_CHUNK / 2) {
    note(await watchlist.matchAddress(parseAddress(syntheticAddress(n)) as Address));
  }
  for (let n = 0; n < SIZES.hosts; n += ENTRIES_PER_CHUNK / 2) {
    note(await watchlist.matchPlaces(placeKeys(`https://host-${n}.example/`)));
  }
  for (let n = 0; n < SIZES.pages; n += ENTRIES_PER_CHUNK / 2) {
    note(await watchlist.matchPlaces(placeKeys(`https://www.facebook.com/page-${n}`)));
  }
  return subjects;
}

/** Stored pieces that come back otherwise than they were stored: the version before judges, and never anything else. */
export async function storedKinds(): Promise<Kind[]> {
  const [older, newer, newest] = ['Older', 'Newer', 'Newest'].map(versionSaid) as [
    CompiledList,
    CompiledList,
    CompiledList,
  ];
  const sound = await storeOf([older, newer]);
  const keys = await sound.keys(ID, DAMAGED);
  if (!keys) throw new Error('nothing is stored');
  const pieces: [Piece, Uint8Array<ArrayBuffer>][] = [
    ['heads', joined(headsOf(newer).map(bytesOf))],
    ['pages', joined(allPages(newer).map(bytesOf))],
    ['entries', joined(newer.chunks)],
    ['seals', keys.seals],
    ['seals of keys', keys.keySeals],
  ];
  return pieces.map(([piece, bytes]) => {
    let store: ListStore;
    let watchlist: Watchlist;
    return {
      file: `stored: ${piece}`,
      bytes,
      async meet(damaged) {
        store = damagedStore(await storeOf([older, newer]), newer, piece, damaged);
        watchlist = createWatchlist(() => store);
        await watchlist.load();
        const first = await answersOf(watchlist);
        const strange = first.find((subject) => subject !== 'Older' && subject !== 'Newer');
        if (strange !== undefined) throw new Error(`judged otherwise: ${strange}`);
        const after = await answersOf(watchlist);
        if (!after.every((subject) => subject === 'Older')) throw new Error('went unnoticed');
        const [record] = await store.records();
        if (record?.lastError?.code !== 'damaged') throw new Error('nobody is told');
        return 'refused';
      },
      async recovers() {
        await store.apply(listRecord({ generation: DAMAGED + 1 }), newest);
        await watchlist.load();
        return (await answersOf(watchlist)).every((subject) => subject === 'Newest');
      },
    };
  });
}

async function storeOf(versions: readonly CompiledList[]): Promise<ListStore> {
  const store = createMemoryStore();
  for (const [n, list] of versions.entries()) await store.apply(listRecord({ generation: n + 1 }), list);
  return store;
}

function damagedStore(store: ListStore, list: CompiledList, piece: Piece, bytes: Uint8Array): ListStore {
  return {
    ...store,
    async keys(id, generation) {
      const keys = await store.keys(id, generation);
      if (generation !== DAMAGED || !keys) return keys;
      if (piece === 'heads') return { ...keys, heads: cutLike(keys.heads, bytes) as unknown as Heads };
      if (piece === 'seals') return { ...keys, seals: bytes.slice() };
      return piece === 'seals of keys' ? { ...keys, keySeals: bytes.slice() } : keys;
    },
    async page(id, generation, n) {
      if (piece !== 'pages' || generation !== DAMAGED) return store.page(id, generation, n);
      const page = cutLike(allPages(list), bytes)[n];
      // A record that is cut off to nothing is not there.
      return page?.length ? page : null;
    },
    async chunk(id, generation, n) {
      if (piece !== 'entries' || generation !== DAMAGED) return store.chunk(id, generation, n);
      const start = list.chunks.slice(0, n).reduce((sum, chunk) => sum + chunk.length, 0);
      // A record that is cut off to nothing is not there.
      if (start >= bytes.length) return null;
      return bytes.slice(start, start + (list.chunks[n]?.length ?? 0));
    },
  };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: KeyPage) =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Numbers taken from bytes, in pieces as long as those given; the last ones are shorter where the bytes end early. */
function cutLike(pieces: readonly KeyPage[], bytes: Uint8Array): KeyPage[] {
  let at = 0;
  return pieces.map(({ byteLength }) => {
    const part = bytes.slice(at, at + byteLength);
    at += byteLength;
    return new Uint32Array(part.buffer, 0, Math.floor(part.length / 4));
  });
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts));
}
