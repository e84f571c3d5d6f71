/**
 * Runs in a page of a real Chromium: a million addresses and a million hosts in bulk, packed as they come over the
 * wire, through the code and the IndexedDB that the extension uses; and the same addresses the plain way.
 */
import { parseAddress } from '#lib/address/registry.ts';
import type { Address } from '#lib/core/types.ts';
import { placeKeys } from '#lib/detect/place.ts';
import { type Body, limited, wholeBody } from '#lib/feed/body.ts';
import { applyDelta } from '#lib/feed/delta.ts';
import { unpacked } from '#lib/feed/gzip.ts';
import { type CompiledList, indexesOf } from '#lib/watchlist/compiled.ts';
import { takeContainer } from '#lib/watchlist/container.ts';
import { openStore } from '#lib/watchlist/db.ts';
import { isFilled } from '#lib/watchlist/order.ts';
import { storedPieces } from '#lib/watchlist/stored-list.ts';
import { createWatchlist } from '#lib/watchlist/watchlist.ts';
import { listRecord } from '../support/records.ts';
import { syntheticAddress, syntheticHost } from './synthetic.ts';

export interface CompactFigures {
  /** Milliseconds, both lists together. */
  verify: number;
  apply: number;
  load: number;
  /** Changes of `DELTA` addresses: read the stored version, change it, check it, store it. */
  delta: number;
  /** Bytes that are kept of both lists to search them. */
  memoryBytes: number;
  /** The same addresses as a list in JSON, parsed into a `Set`: milliseconds and bytes of the file. */
  json: { ms: number; bytes: number };
}

/** A delta is applied so many times, each to the stored version before it; what counts is the middle. */
const DELTAS = 5;

async function run(urls: {
  addresses: string;
  hosts: string;
  delta: string;
  items: number;
  changed: number;
}) {
  const { items, changed } = urls;
  const [addresses, hosts, change] = (await Promise.all(
    [urls.addresses, urls.hosts, urls.delta].map(
      async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer()),
    ),
  )) as [Uint8Array, Uint8Array, Uint8Array];
  const name = 'bench-compact';
  const store = await openStore(name);
  const open = async (bytes: Uint8Array) => wholeBody(await unpacked(pieces(bytes)));

  const lists: CompiledList[] = [];
  const [verify] = await timed(async () => {
    for (const bytes of [addresses, hosts]) {
      const read = await takeContainer(limited(await unpacked(pieces(bytes))));
      if (!read.ok || read.value.entries !== items) throw new Error('the list did not read right');
      lists.push(read.value);
    }
  });
  const [apply] = await timed(async () => {
    for (const list of lists) {
      const { info, entries } = list;
      await store.apply(listRecord({ id: info.id, format: 'almsguard', info, entries }), list);
    }
  });
  const watchlist = createWatchlist(() => store);
  const [load] = await timed(() => watchlist.load());
  const isListed = async (n: number) =>
    (await watchlist.matchAddress(parseAddress(syntheticAddress(n)) as Address)).some(
      ({ how }) => how === 'exact',
    );
  const isHost = async (n: number) =>
    (await watchlist.matchPlaces(placeKeys(`https://${syntheticHost(n)}/`))).length === 1;
  if (
    !(await isListed(0)) ||
    (await isListed(items)) ||
    !(await isHost(items - 1)) ||
    (await isHost(items))
  ) {
    throw new Error('wrong answer');
  }

  const deltas: number[] = [];
  for (let round = 0; round < DELTAS; round++) {
    const [list] = lists;
    const stored = async () => (await store.records()).find(({ id }) => id === list?.info.id);
    const before = await stored();
    if (!list || !before) throw new Error('the list was not stored');
    await store.apply({ ...before, generation: before.generation + 1 }, list);
    const record = await stored();
    const [ms] = await timed(async () => {
      const old = record && isFilled(record) ? await storedPieces(store, record) : null;
      const next = old && (await applyDelta(old, await open(change)));
      if (!record || !next?.ok) throw new Error('the delta did not lead anywhere');
      await store.apply({ ...record, generation: record.generation + 1 }, next.value);
    });
    deltas.push(ms);
  }
  const delta = deltas.sort((a, b) => a - b)[Math.floor(DELTAS / 2)] as number;
  await watchlist.load();
  if ((await isListed(0)) || !(await isListed(items + changed / 2 - 1)))
    throw new Error('wrong answer after the delta');

  const text = JSON.stringify(Array.from({ length: items }, (_, n) => syntheticAddress(n).toLowerCase()));
  const [ms, set] = await timed(async () => new Set(JSON.parse(text) as string[]));
  if (!set.has(syntheticAddress(7).toLowerCase())) throw new Error('wrong answer from JSON');
  indexedDB.deleteDatabase(name);
  const memoryBytes = lists
    .flatMap(indexesOf)
    .flatMap(({ hi, lo, refs, checks }) => [hi, lo, refs, checks])
    .reduce((sum, column) => sum + column.byteLength, 0);
  return { verify, apply, load, delta, memoryBytes, json: { ms, bytes: text.length } };
}

async function* pieces(bytes: Uint8Array): Body {
  for (let at = 0; at < bytes.length; at += 64 * 1024) yield bytes.subarray(at, at + 64 * 1024);
}

async function timed<T>(work: () => Promise<T>): Promise<[ms: number, value: T]> {
  const start = performance.now();
  const value = await work();
  return [performance.now() - start, value];
}

Object.assign(globalThis, { benchCompact: run });
