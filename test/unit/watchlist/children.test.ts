import { beforeEach, describe, expect, it } from 'vitest';
import { childPath } from '#lib/address/derive.ts';
import { parseAddress } from '#lib/address/registry.ts';
import type { Claim } from '#lib/core/entry.ts';
import { DERIVED_WINDOW, MAX_CHILDREN_FOUND, MAX_PAGE_KEYS_CACHED } from '#lib/core/limits.ts';
import type { Address } from '#lib/core/types.ts';
import { createChildren } from '#lib/watchlist/children.ts';
import { FIRST_CHILD, ZPUB } from '../../support/account-key.ts';
import { claim, compiled, entry, listInfo } from '../../support/entries.ts';
import { listRecord } from '../../support/records.ts';
import { createWatched } from '../../support/watched.ts';

const RECEIVE_1 = 'bc1qnjg0jd8228aq7egyzacy8cys3knf9xvrerkf9g';
const CHANGE_0 = 'bc1q8c6fshw2dlwun7ekn9qwf37cu2rn755upcp6el';
/** Numbers 99 and 100 of the receive branch, by another library. */
const RECEIVE_99 = 'bc1q0tu5xxl6sg486kdmqj6y2wfa43dx7mpuc9kfvk';
const OTHER = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
/** The account of BIP-49's test vector, whose first address stands beside it. */
const YPUB_ADDRESS = '2Mww8dCYPUpKHofjgcXcBCEGmniw9CoaiD2';

const parsed = (text: string) => parseAddress(text) as Address;
const key = parsed(ZPUB);

describe('an extended key on a page, of which a list holds children', () => {
  let { store, watchlist, put } = createWatched();
  beforeEach(() => {
    ({ store, watchlist, put } = createWatched());
  });
  const met = async (text = ZPUB) =>
    (await watchlist.matchChildren(parsed(text))).map(({ how, path, entry: { value } }) => [
      how,
      path,
      value,
    ]);

  it('is the parent of what it makes, on both branches, to the end of the window', async () => {
    await put(entry(FIRST_CHILD), entry(CHANGE_0), entry(RECEIVE_99), entry(OTHER));
    expect(DERIVED_WINDOW).toBe(100);
    expect(await met()).toEqual([
      ['parent', 'M/0/0', FIRST_CHILD],
      ['parent', 'M/0/99', RECEIVE_99],
      ['parent', 'M/1/0', CHANGE_0],
    ]);
    // By itself the key is on no list.
    expect(await watchlist.matchAddress(key)).toEqual([]);
  });

  it('is met as a descriptor by the path that the descriptor has', async () => {
    await put(entry(FIRST_CHILD), entry(RECEIVE_1), entry(CHANGE_0));
    expect(await met(`wpkh(${ZPUB}/0/*)`)).toEqual([
      ['parent', 'M/0/0', FIRST_CHILD],
      ['parent', 'M/0/1', RECEIVE_1],
    ]);
    expect(await met(`wpkh(${ZPUB}/1/0)`)).toEqual([['parent', 'M/1/0', CHANGE_0]]);
  });

  it('is nobody’s parent where what is listed is shared, a contract, a key or a site', async () => {
    await put(
      entry(FIRST_CHILD, { flags: ['shared'] }),
      entry(RECEIVE_1, { flags: ['contract'] }),
      entry(ZPUB, { kind: 'xpub' }),
      entry('shop.example', { kind: 'domain' }),
    );
    expect(await met()).toEqual([]);
    expect(await met(OTHER)).toEqual([]);
  });

  it('refuses an index that leads to another address by chance', async () => {
    const list = compiled([entry(FIRST_CHILD), entry(OTHER)]);
    list.index.refs.fill(1);
    await store.apply(listRecord({ entries: 2 }), list);
    await watchlist.load();
    expect(await met()).toEqual([]);
  });

  it('meets a child on each list that holds it', async () => {
    await put(entry(FIRST_CHILD));
    const info = listInfo({ id: 'b' });
    await store.apply(listRecord({ id: 'file:b', info }), compiled([entry(FIRST_CHILD)], info));
    await watchlist.load();
    expect((await watchlist.matchChildren(key)).map(({ list }) => list.id)).toEqual(['example', 'b']);
  });

  it('hears of new lists, and forgets with the rest', async () => {
    await put(entry(OTHER));
    expect(watchlist.knowsChildren(key)).toBe(false);
    expect(await met()).toEqual([]);
    expect(watchlist.knowsChildren(key)).toBe(true);
    await store.apply(listRecord({ generation: 2, entries: 1 }), compiled([entry(RECEIVE_1)]));
    await watchlist.load();
    expect(watchlist.knowsChildren(key)).toBe(false);
    expect(await met()).toEqual([['parent', 'M/0/1', RECEIVE_1]]);
    await watchlist.forgetHits();
    expect(watchlist.knowsChildren(key)).toBe(false);
  });

  it('leaves nothing in storage, however near the end the hit was', async () => {
    await put(entry(RECEIVE_99));
    expect(await met()).toHaveLength(1);
    expect(await store.grownWindows()).toEqual([]);
  });
});

describe('an extended key on a page, of which a list in bulk holds children', () => {
  const { watchlist, put } = createWatched({ bulk: true });

  it('is met with the address in the spelling that the list had', async () => {
    const claims: Claim[] = [claim({ id: 'same' })];
    await put(entry(FIRST_CHILD, { claims }), entry(CHANGE_0, { claims }));
    expect(
      (await watchlist.matchChildren(key)).map(({ path, entry: { value, chain } }) => [path, value, chain]),
    ).toEqual([
      ['M/0/0', FIRST_CHILD, 'bitcoin'],
      ['M/1/0', CHANGE_0, 'bitcoin'],
    ]);
  });

  it('is met with the key alone where the spelling is one that is not tried', async () => {
    await put(entry(YPUB_ADDRESS, { claims: [claim()] }));
    const tpub =
      'tpubDD7tXK8KeQ3YY83yWq755fHY2JW8Ha8Q765tknUM5rSvjPcGWfUppDFMpQ1ScziKfW3ZNtZvAD7M3u7bSs7HofjTD3KP3YxPK7X6hwV8Rk2';
    const [match] = await watchlist.matchChildren(parsed(tpub));
    expect(match).toMatchObject({ how: 'parent', path: 'M/0/0', entry: { chain: 'bitcoin' } });
    expect(match?.entry.value).toMatch(/^hash160:[0-9a-f]{40}$/);
  });
});

describe('what is remembered of keys', () => {
  function setup() {
    const asked: string[] = [];
    let turns = 0;
    let broken = false;
    let listed = false;
    const children = createChildren<string>(
      async ({ identity }, some) => {
        if (broken) throw new Error('storage');
        asked.push(`${identity} ${some.length}`);
        return listed ? some.map(({ path }) => path) : [];
      },
      async () => void turns++,
    );
    return {
      children,
      asked,
      turns: () => turns,
      breaks: (on: boolean) => {
        broken = on;
      },
      listAll: () => {
        listed = true;
      },
    };
  }
  /** Descriptors of one address: they cost little, and each is one key. */
  const cheap = (n: number) =>
    parsed(
      `pkh([${n.toString(16).padStart(8, '0')}]02c6047f9441ed7d6d3045406e95c07cd85c778e4b8cef3ca7abac09b95c709ee5)`,
    );

  it('is worked out once, for all who ask, and others have their turn meanwhile', async () => {
    const { children, asked, turns } = setup();
    await Promise.all([children.search(key), children.search(key)]);
    await children.search(key);
    // Three branches of a hundred, in pieces of twenty-five.
    expect(asked).toEqual(Array.from({ length: 12 }, () => `${key.identity} 25`));
    expect(turns()).toBe(12);
  });

  it('is bounded, the oldest going first', async () => {
    const { children } = setup();
    const keys = Array.from({ length: MAX_PAGE_KEYS_CACHED + 1 }, (_, n) => ({
      ...cheap(n),
      identity: `key ${n}`,
    }));
    for (const one of keys) await children.search(one);
    expect(keys.map(children.isKnown).indexOf(true)).toBe(1);
    expect(keys.filter(children.isKnown)).toHaveLength(MAX_PAGE_KEYS_CACHED);
  });

  it('is enough where many are listed', async () => {
    const { children, asked, listAll } = setup();
    listAll();
    expect((await children.search(key)).length).toBeGreaterThanOrEqual(MAX_CHILDREN_FOUND);
    // Nothing of the next piece, nor of another branch.
    expect(asked).toEqual([`${key.identity} 25`]);
  });

  it('is not begun anew while it is under way', async () => {
    const { children, asked } = setup();
    const under = Array.from({ length: MAX_PAGE_KEYS_CACHED + 1 }, (_, n) => {
      const one = { ...cheap(n), identity: `key ${n}` };
      return children.search(one);
    });
    const again = children.search({ ...cheap(0), identity: 'key 0' });
    await Promise.all([...under, again]);
    expect(asked.filter((one) => one.startsWith('key 0 '))).toHaveLength(1);
  });

  it('is asked anew where the lists could not be read', async () => {
    const { children, breaks } = setup();
    breaks(true);
    await expect(children.search(key)).rejects.toThrow('storage');
    breaks(false);
    expect(children.isKnown(key)).toBe(false);
    expect(await children.search(key)).toEqual([]);
  });
});

it('writes paths as BIP-32 does', () => {
  const branch = { path: [0], ranged: true, key: { publicKey: new Uint8Array(), chainCode: null } };
  expect(childPath(branch, 5)).toBe('M/0/5');
  expect(childPath({ ...branch, path: [], ranged: false }, 0)).toBe('M');
});
