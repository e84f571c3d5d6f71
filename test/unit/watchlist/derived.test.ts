import { ripemd160 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bech32 } from '@scure/base';
import { HDKey } from '@scure/bip32';
import { mnemonicToSeedSync } from '@scure/bip39';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import type { Entry } from '#lib/core/entry.ts';
import { DERIVED_WINDOW, MAX_EXTENDED_KEYS } from '#lib/core/limits.ts';
import type { Address } from '#lib/core/types.ts';
import { judge } from '#lib/verdict/judge.ts';
import { compileList } from '#lib/watchlist/compile.ts';
import { createWatchlist } from '#lib/watchlist/watchlist.ts';
import { ZPUB } from '../../support/account-key.ts';
import { claim, compiled, entry, listInfo } from '../../support/entries.ts';
import { listRecord } from '../../support/records.ts';
import { createWatched } from '../../support/watched.ts';

/** The wallet of BIP-84's examples; addresses by its private keys, a way that the product does not have. */
const WALLET = HDKey.fromMasterSeed(mnemonicToSeedSync(`${'abandon '.repeat(11)}about`));
const XPUB = WALLET.derive("m/84'/0'/0'").publicExtendedKey;

/** The account's address number `index`, as a site would show it. */
function donorAddress(index: number, branch = 0): string {
  const { publicKey } = WALLET.derive(`m/84'/0'/0'/${branch}/${index}`);
  const words = bech32.toWords(ripemd160(sha256(publicKey as Uint8Array)));
  return bech32.encode('bc', [0, ...words]);
}
const parsed = (text: string) => parseAddress(text) as Address;
const xpub = (value: string, over: Partial<Entry> = {}) => entry(value, { kind: 'xpub', ...over });

describe('an extended key on a list', () => {
  let { store, watchlist, put } = createWatched();
  beforeEach(() => {
    ({ store, watchlist, put } = createWatched());
  });
  const match = (text: string, mayKeep = true) => watchlist.matchAddress(parsed(text), mayKeep);
  const hows = async (text: string) => (await match(text)).map(({ how }) => how);

  it('makes the address of donor number 37 on a page that shows each donor another one', async () => {
    await put(xpub(ZPUB));
    const address = parsed(donorAddress(37));
    const judged = judge(await watchlist.matchAddress(address), '2026-11-21', address);
    expect(judged).toMatchObject({
      level: 'derived',
      reasons: [
        {
          code: 'derived',
          params: { authority: 'Example Authority', subject: 'Example Front', value: ZPUB },
        },
      ],
      claims: [{ match: 'derived', bearing: 'against', value: ZPUB }],
    });
  });

  it('is met in every spelling, exactly', async () => {
    await put(xpub(ZPUB));
    expect(await hows(ZPUB)).toEqual(['exact']);
    expect(await hows(XPUB)).toEqual(['exact']);
    expect(await hows(`wpkh(${XPUB}/0/*)`)).toEqual(['same-key']);
  });

  it('covers change addresses and no address of another account', async () => {
    await put(xpub(ZPUB));
    expect(await hows(donorAddress(5, 1))).toEqual(['derived']);
    expect(await hows('bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4')).toEqual([]);
    expect(await hows(donorAddress(5, 7))).toEqual([]);
  });

  it('is known for what it is where a list calls it an address', async () => {
    await put(entry(ZPUB));
    expect(await match(donorAddress(1))).toMatchObject([{ how: 'derived', entry: { kind: 'xpub' } }]);
  });

  it('is one entry of its own in each list, and for a descriptor over it', async () => {
    await put(xpub(ZPUB), entry(`wpkh(${XPUB}/0/*)`, { kind: 'descriptor' }));
    expect(await hows(donorAddress(3))).toEqual(['derived', 'derived']);
    expect(await hows(donorAddress(3, 1))).toEqual(['derived']);
  });

  it('grows by a window when a child near the end is met, and says so to the next reader', async () => {
    await put(xpub(ZPUB));
    const beyond = donorAddress(DERIVED_WINDOW + 30);
    expect(await hows(beyond)).toEqual([]);
    await hows(donorAddress(50));
    expect(await hows(beyond)).toEqual([]);
    await hows(donorAddress(DERIVED_WINDOW - 1));
    expect(await hows(beyond)).toEqual(['derived']);

    // The worker ended: another one reads what was kept.
    const next = createWatchlist(() => store);
    await next.load();
    expect((await next.matchAddress(parsed(beyond))).map(({ how }) => how)).toEqual(['derived']);
  });

  it('grows again and again, each branch for itself', async () => {
    await put(xpub(ZPUB));
    for (const index of [DERIVED_WINDOW - 1, 2 * DERIVED_WINDOW - 1, 3 * DERIVED_WINDOW - 1]) {
      expect(await hows(donorAddress(index))).toEqual(['derived']);
    }
    expect(await hows(donorAddress(3 * DERIVED_WINDOW + 50))).toEqual(['derived']);
    expect(await hows(donorAddress(DERIVED_WINDOW, 1))).toEqual([]);
    const windows = await store.grownWindows();
    expect(windows.map(({ branch, from }) => [branch, from])).toEqual([
      [0, DERIVED_WINDOW],
      [0, 2 * DERIVED_WINDOW],
      [0, 3 * DERIVED_WINDOW],
    ]);
    await hows(donorAddress(DERIVED_WINDOW - 1, 1));
    expect(await hows(donorAddress(DERIVED_WINDOW, 1))).toEqual(['derived']);
  });

  it('serves a second list with what the first one made it derive', async () => {
    await put(xpub(ZPUB));
    await hows(donorAddress(DERIVED_WINDOW - 1));
    await store.apply(
      listRecord({ id: 'file:b', info: listInfo({ id: 'b' }) }),
      compiled([xpub(XPUB), entry(`wpkh(${XPUB}/0/*)`, { kind: 'descriptor' })]),
    );
    await watchlist.load();
    expect((await match(donorAddress(DERIVED_WINDOW + 1))).map(({ list }) => list.id)).toEqual([
      'example',
      'b',
    ]);
    // The descriptor's own window grows at its own hit, and neither takes the other's place.
    await hows(donorAddress(DERIVED_WINDOW - 1));
    expect(await hows(donorAddress(DERIVED_WINDOW + 1))).toEqual(['derived', 'derived', 'derived']);
  });

  it('leaves nothing behind when no list holds it any more', async () => {
    await put(xpub(ZPUB));
    await hows(donorAddress(DERIVED_WINDOW - 1));
    expect(await store.grownWindows()).toHaveLength(1);
    await store.remove('file:a');
    await watchlist.load();
    expect(await store.grownWindows()).toEqual([]);
  });

  it('keeps nothing of a hit that nothing may be kept of', async () => {
    await put(xpub(ZPUB));
    const hit = donorAddress(DERIVED_WINDOW - 1);
    expect((await match(hit, false)).map(({ how }) => how)).toEqual(['derived']);
    expect(await store.grownWindows()).toEqual([]);
    expect(await hows(donorAddress(DERIVED_WINDOW))).toEqual([]);
    // Whoever says nothing may keep nothing.
    await watchlist.matchAddress(parsed(hit));
    expect(await store.grownWindows()).toEqual([]);
  });

  it('forgets what was kept of hits, at once and for good', async () => {
    await put(xpub(ZPUB));
    await hows(donorAddress(DERIVED_WINDOW - 1));
    await watchlist.forgetHits();
    expect(await store.grownWindows()).toEqual([]);
    expect((await match(donorAddress(DERIVED_WINDOW), false)).map(({ how }) => how)).toEqual([]);
  });

  it('goes on without storage', async () => {
    await put(xpub(ZPUB));
    store.saveGrownWindows = () => Promise.reject(new Error('disk full'));
    await hows(donorAddress(DERIVED_WINDOW - 1));
    expect(await hows(donorAddress(DERIVED_WINDOW))).toEqual(['derived']);
  });

  it('never grows a descriptor of one address', async () => {
    await put(entry(`wpkh(${XPUB}/0/5)`, { kind: 'descriptor' }));
    expect(await hows(donorAddress(5))).toEqual(['derived']);
    expect(await hows(donorAddress(6))).toEqual([]);
    expect(await store.grownWindows()).toEqual([]);
  });

  it('refuses an index that leads to it by chance', async () => {
    await put(xpub(ZPUB));
    const list = compiled([xpub(ZPUB), entry(donorAddress(500))]);
    // Every key leads to the extended key, as if they shared their 64 bits.
    list.index.refs.fill(0);
    await store.apply(listRecord({ generation: 2, entries: 2 }), list);
    await watchlist.load();
    expect(await hows(donorAddress(500))).toEqual([]);
  });
});

describe('compiling extended keys', () => {
  it('refuses private ones and shows no reader what they are', () => {
    const secret = WALLET.privateExtendedKey;
    const result = compileList(listInfo(), [
      xpub(secret),
      entry(`wpkh(${secret}/0/*)`, { kind: 'descriptor' }),
      xpub('1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH'),
    ]);
    if (!result.ok) throw new Error(result.error.message);
    const { list, refused } = result.value;
    expect(list.entries).toBe(0);
    expect(refused.map(({ reason }) => reason)).toEqual(['bad-xpub', 'bad-descriptor', 'bad-xpub']);
    expect(JSON.stringify([refused, list.refusals])).not.toContain(secret.slice(0, 20));
  });

  it('keeps the claims of one key together and derives from it once', () => {
    const list = compiled([xpub(ZPUB), xpub(ZPUB, { claims: [claim({ id: 'test:2' })] })]);
    expect(list.entries).toBe(1);
    // Three branches of four keys a child, the key itself.
    expect(list.index.refs).toHaveLength(3 * 4 * DERIVED_WINDOW + 1);
  });

  it('derives from so many and refuses the rest, so that no list keeps a browser busy', () => {
    const key = '[00000000]02c6047f9441ed7d6d3045406e95c07cd85c778e4b8cef3ca7abac09b95c709ee5';
    // One descriptor under many scripts: cheap to derive, for the test's sake.
    const entries = Array.from({ length: MAX_EXTENDED_KEYS + 2 }, (_, i) =>
      entry(`pkh(${key.replace('00000000', i.toString(16).padStart(8, '0'))})`, { kind: 'descriptor' }),
    );
    const result = compileList(listInfo(), entries);
    if (!result.ok) throw new Error(result.error.message);
    expect(result.value.list.entries).toBe(MAX_EXTENDED_KEYS);
    expect(result.value.refused.map(({ reason }) => reason)).toEqual([
      'too-many-extended-keys',
      'too-many-extended-keys',
    ]);
  });
});
