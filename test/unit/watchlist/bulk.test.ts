import { beforeEach, describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import type { Entry } from '#lib/core/entry.ts';
import type { Address } from '#lib/core/types.ts';
import { placeKeys } from '#lib/detect/place.ts';
import { readChunk } from '#lib/watchlist/compile.ts';
import { key64 } from '#lib/watchlist/key.ts';
import { claim, compiled, entry, listInfo } from '../../support/entries.ts';
import { listRecord } from '../../support/records.ts';
import { createWatched } from '../../support/watched.ts';

const parsed = (text: string) => parseAddress(text) as Address;
const bulk = (...entries: Entry[]) => compiled(entries, listInfo(), { bulk: true });

// One 20-byte payload on OFAC's list twice, as TRON and as Ethereum.
const TRON = 'TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW';
const EVM = '0xE950DC316b836e4EeFb8308bf32Bf7C72a1358FF';
const EVM_PAYLOAD = 'e950dc316b836e4eefb8308bf32bf7c72a1358ff';
const OTHER = '0x52908400098527886E0F7030069857D2E4169EE7';
// BIP-173, BIP-49: the example key of the specifications in its encodings.
const P2WPKH = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
const P2PKH = '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH';
const P2SH_P2WPKH = '3JvL6Ymt8MVWiCNHC7oWU6nLeHNJKLZGLN';

describe('entries in bulk', () => {
  let { store, watchlist, put } = createWatched({ bulk: true });
  beforeEach(() => {
    ({ store, watchlist, put } = createWatched({ bulk: true }));
  });
  const met = async (text: string) =>
    (await watchlist.matchAddress(parsed(text))).map(({ how, entry: { value, chain } }) => [
      how,
      value,
      chain,
    ]);

  it('keep one row for all of which the same is said', () => {
    const list = bulk(entry(EVM), entry(OTHER), entry('shop.example', { kind: 'domain' }));
    expect(list).toMatchObject({ entries: 3, rows: 2 });
    expect(list.index.hi).toHaveLength(0);
    expect(list.bulk.addresses.refs).toEqual(Uint32Array.of(0, 0));
    expect(list.bulk.hosts.refs).toEqual(Uint32Array.of(1));
    const [row] = list.chunks.flatMap(readChunk);
    expect(row).toEqual({ kind: 'address', value: '', chain: 'ethereum', flags: [], claims: [claim()] });
  });

  it('are found in every spelling as the address that the page has', async () => {
    await put(entry(EVM.toLowerCase()));
    expect(await met(EVM)).toEqual([['exact', EVM, 'ethereum']]);
    expect(await met(EVM.toLowerCase())).toEqual([['exact', EVM, 'ethereum']]);
    expect(await met(OTHER)).toEqual([]);
  });

  it('are told from another address of the same key, whose spelling is not known', async () => {
    await put(entry(TRON));
    expect(await met(TRON)).toEqual([['exact', TRON, 'tron']]);
    expect(await met(EVM)).toEqual([['same-key', `evm:${EVM_PAYLOAD}`, 'tron']]);
  });

  it.each([
    [P2PKH, P2WPKH],
    [P2WPKH, P2PKH],
    [P2PKH, P2SH_P2WPKH],
    [P2SH_P2WPKH, P2PKH],
  ])('%s is met by %s once, one key', async (listed, shown) => {
    await put(entry(listed));
    expect((await met(shown)).map(([how]) => how)).toEqual(['same-key']);
    expect((await met(listed)).map(([how]) => how)).toEqual(['exact']);
  });

  it('keep claims of several sources together', async () => {
    await put(entry(EVM, { claims: [claim({ id: 'a' })] }), entry(EVM, { claims: [claim({ id: 'b' })] }));
    const [match] = await watchlist.matchAddress(parsed(EVM));
    expect(match?.entry.claims.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('find hosts and all that is below them, and nothing else', async () => {
    await put(entry('shop.example', { kind: 'domain' }));
    const at = async (url: string) =>
      (await watchlist.matchPlaces(placeKeys(url))).map(({ how, entry: { kind, value } }) => [
        how,
        kind,
        value,
      ]);
    expect(await at('https://pay.shop.example/x')).toEqual([['domain', 'domain', 'shop.example']]);
    expect(await at('https://notshop.example/')).toEqual([]);
  });

  it.each<[string, Entry]>([
    ['a contract', entry(EVM, { flags: ['contract'] })],
    ['a shared address', entry(EVM, { flags: ['shared'] })],
    ['a claim bound to a memo', entry(EVM, { claims: [claim({ memo: '7' })] })],
    ['what a charity published', entry(EVM, { claims: [claim({ stance: 'verified' })] })],
    [
      'a host that a charity published',
      entry('a.example', { kind: 'domain', claims: [claim({ stance: 'verified' })] }),
    ],
    ['a page', entry('facebook.com/front', { kind: 'page' })],
    [
      'an address with relations (CIP-19)',
      entry(
        'addr1qx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzer3n0d3vllmyqwsx5wktcd8cc3sq835lu7drv2xwl2wywfgse35a3x',
      ),
    ],
  ])('do not hold %s: it keeps its value', (_name, own) => {
    const list = bulk(own);
    expect([list.bulk.addresses.hi.length, list.bulk.hosts.hi.length]).toEqual([0, 0]);
    expect(list.chunks.flatMap(readChunk)[0]?.value).not.toBe('');
  });

  it('a row with a value is nobody else behind a key in bulk, nor one without a value behind its own', async () => {
    const own = compiled([entry(EVM), entry('a.example', { kind: 'domain' })]);
    const keys = bulk(entry(OTHER), entry('b.example', { kind: 'domain' }));
    await store.apply(listRecord(), { ...own, bulk: keys.bulk });
    await watchlist.load();
    expect(await met(OTHER)).toEqual([]);
    expect(await watchlist.matchPlaces(placeKeys('https://b.example/'))).toEqual([]);
    await store.apply(listRecord({ generation: 2 }), { ...keys, index: own.index });
    await watchlist.load();
    expect(await met(EVM)).toEqual([]);
    expect(await watchlist.matchPlaces(placeKeys('https://a.example/'))).toEqual([]);
  });

  it('never accuse everybody under a public suffix', async () => {
    const list = bulk(entry('a.example', { kind: 'domain' }));
    const key = key64('host:github.io');
    list.bulk.hosts.hi.fill(key.hi);
    list.bulk.hosts.lo.fill(key.lo);
    await store.apply(listRecord(), list);
    await watchlist.load();
    expect(await watchlist.matchPlaces(placeKeys('https://someone.github.io/'))).toEqual([]);
  });
});
