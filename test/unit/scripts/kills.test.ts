import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import type { Address } from '#lib/core/types.ts';
import type { UiToBackground } from '#lib/messaging/protocol.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import { createWatchlist } from '#lib/watchlist/watchlist.ts';
import type { Driver } from '../../../scripts/browser/driver.ts';
import type { Changing } from '../../../scripts/faults/changing.ts';
import { type KillCount, killDuringUpdates } from '../../../scripts/faults/kills.ts';
import { bothVersions } from '../../../scripts/faults/versions.ts';
import { listRecord } from '../../support/records.ts';

const ID = 'file:a';
const [small, large] = bothVersions();

/** What stands after a kill: a list as it judges, and how many entries the options tell of. */
interface Left {
  list: CompiledList;
  entries?: number;
  /** What it is followed by once it was looked at. */
  next?: Left;
}

/** Kills once, in the update from the smaller version to the larger one, and finds this left behind. */
async function killLeaving(left: Left): Promise<KillCount> {
  let stands: Left = small;
  const driver = {
    inExtension: async (_: unknown, message: UiToBackground) => {
      if (message.type === 'lists.get')
        return { lists: [{ id: ID, entries: stands.entries ?? stands.list.entries }] };
      if (message.type === 'lookup.text') {
        const rows = await judge(stands.list, message.text);
        stands = stands.next ?? stands;
        return { ok: true, value: { rows } };
      }
      stands = large;
      return { ok: true, value: null };
    },
  } as unknown as Driver;
  const changing: Changing = {
    subscribe: async () => ({ id: ID, version: small }),
    turn: async () => large,
    close: async () => undefined,
  };
  const end = async () => {
    stands = left;
    return driver;
  };
  return killDuringUpdates({ driver, end, stillListed: async () => true }, changing, [0]);
}

async function judge(list: CompiledList, text: string) {
  const store = createMemoryStore();
  await store.apply(listRecord({ id: ID }), list);
  const watchlist = createWatchlist(() => store);
  await watchlist.load();
  return Promise.all(
    text.split('\n').map(async (address) => {
      const matches = await watchlist.matchAddress(parseAddress(address) as Address);
      const claims = matches.flatMap(({ entry }) => entry.claims);
      return { text: address, level: claims.length > 0 ? 'listed' : 'none', claims };
    }),
  );
}

/** The list without so many of its keys. */
function without(list: CompiledList, from: number, to: number): CompiledList {
  const keep = (column: Uint32Array<ArrayBuffer>) => column.filter((_, i) => i < from || i >= to);
  const { hi, lo, refs } = list.index;
  return { ...list, index: { ...list.index, hi: keep(hi), lo: keep(lo), refs: keep(refs) } };
}

/** The one's keys in front of a place in their order, the other's behind it. */
function joined(front: CompiledList, back: CompiledList, share: number): CompiledList['index'] {
  const at = Math.floor(front.index.hi.length * share);
  const bound = front.index.hi[at] as number;
  const behind = back.index.hi.findIndex((hi) => hi >= bound);
  const join = (a: Uint32Array, b: Uint32Array) => Uint32Array.from([...a.slice(0, at), ...b.slice(behind)]);
  const [{ hi, lo, refs }, other] = [front.index, back.index];
  return {
    ...back.index,
    hi: join(hi, other.hi),
    lo: join(lo, other.lo),
    refs: join(refs, other.refs),
  };
}

describe('what is found after a kill', () => {
  it.each([
    ['the old version', small, { old: 1, new: 0 }],
    ['the new version', large, { old: 0, new: 1 }],
    ['the new version, which comes between two answers', { ...small, next: large }, { old: 0, new: 1 }],
  ])('is %s', async (_, left, count) => {
    expect(await killLeaving(left)).toEqual({ tried: 1, ...count, broken: [] });
  });

  const keys = large.list.index.hi.length;
  const chunks = [...small.list.chunks.slice(0, 20), ...large.list.chunks.slice(20)];
  it.each<[string, Left]>([
    ['the old version under the number of the new one', { list: small.list, entries: large.entries }],
    ['the new version under the number of the old one', { list: large.list, entries: small.entries }],
    ['new keys with the first entries of the old version', { list: { ...large.list, chunks } }],
    ['old keys with entries of the new version', { list: { ...large.list, index: small.list.index } }],
    [
      'old keys in front of new ones',
      { list: { ...large.list, index: joined(small.list, large.list, 0.5) } },
    ],
    [
      'new keys in front of old ones',
      { list: { ...large.list, index: joined(large.list, small.list, 0.9) } },
    ],
    ['the new version without its first page of keys', { list: without(large.list, 0, 16_384) }],
    ['the new version without its last key', { list: without(large.list, keys - 1, keys) }],
    ['the new version without its first key', { list: without(large.list, 0, 1) }],
    ['nothing', { list: without(large.list, 0, keys), entries: 0 }],
  ])('is not called whole where it is %s', async (_, left) => {
    const { old, new: fresh, broken } = await killLeaving({ entries: large.entries, ...left });
    expect({ old, fresh }).toEqual({ old: 0, fresh: 0 });
    expect(broken).toEqual([expect.stringContaining('neither version is whole')]);
  });
});
