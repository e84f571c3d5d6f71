import { base58 } from '@scure/base';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import { associatedTokenAccounts } from '#lib/address/solana-tokens.ts';
import type { Address } from '#lib/core/types.ts';
import { placeKeys } from '#lib/detect/place.ts';
import { matchAddress, matchPlace } from '#lib/watchlist/match.ts';
import type { ListRecord, ListStore } from '#lib/watchlist/store.ts';
import { createWatchlist } from '#lib/watchlist/watchlist.ts';
import { claim, compiled, entry, listInfo } from '../../support/entries.ts';
import { listRecord } from '../../support/records.ts';
import { createWatched } from '../../support/watched.ts';

const parsed = (text: string) => parseAddress(text) as Address;

// One 20-byte payload on OFAC's list twice, as TRON and as Ethereum.
const TRON = 'TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW';
const EVM = '0xE950DC316b836e4EeFb8308bf32Bf7C72a1358FF';
// BIP-173, BIP-49: the example key of the specifications in its encodings.
const P2WPKH = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
const P2PKH = '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH';
const P2SH_P2WPKH = '3JvL6Ymt8MVWiCNHC7oWU6nLeHNJKLZGLN';
const P2WSH = 'bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3';

describe('watchlist', () => {
  let { store, watchlist, put } = createWatched();
  beforeEach(() => {
    ({ store, watchlist, put } = createWatched());
  });
  const hows = async (text: string) => (await watchlist.matchAddress(parsed(text))).map(({ how }) => how);

  it('finds an address in every spelling', async () => {
    await put(entry(EVM.toLowerCase()), entry(P2WPKH.toUpperCase()));
    expect(await hows(EVM)).toEqual(['exact']);
    expect(await hows(`0x${EVM.slice(2).toUpperCase()}`)).toEqual(['exact']);
    expect(await hows(P2WPKH)).toEqual(['exact']);
  });

  it('finds the same key on another network', async () => {
    await put(entry(TRON));
    expect(await hows(TRON)).toEqual(['exact']);
    expect(await hows(EVM)).toEqual(['same-key']);
  });

  it.each([
    [P2PKH, P2WPKH],
    [P2WPKH, P2PKH],
    [P2PKH, P2SH_P2WPKH],
    [P2SH_P2WPKH, P2PKH],
    [P2SH_P2WPKH, P2WPKH],
    [P2WPKH, P2SH_P2WPKH],
  ])('meets %s by %s, one key', async (listed, shown) => {
    await put(entry(listed));
    expect(await hows(shown)).toEqual(['same-key']);
  });

  it('never takes a script hash for a key hash', async () => {
    await put(entry(P2WSH));
    expect(await hows(P2WPKH)).toEqual([]);
    // The script hash of one, the key hash of the other: the same 20 bytes, nothing in common.
    await put(entry('3CNHUhP3uyB9EUtRLsmvFUmvGdjGdkTxJw'));
    const bytes = parsed('3CNHUhP3uyB9EUtRLsmvFUmvGdjGdkTxJw').keys[0]?.slice('p2sh:'.length);
    const asKey: Address = { ...parsed(P2PKH), identity: 'x', keys: [`hash160:${bytes}`] };
    expect(await watchlist.matchAddress(asKey)).toEqual([]);
  });

  describe('what a charity published itself', () => {
    const published = [claim({ stance: 'verified' })];
    const LIKE = '0xe9500000111122223333444455556666777758ff';
    const imitated = async (text: string) =>
      (await watchlist.imitatedBy(parsed(text))).map(({ entry: { value } }) => value);

    it('is found by an address with the same ends, and by no other', async () => {
      await put(
        entry(EVM, { claims: published }),
        entry('redcross.example', { kind: 'domain', claims: published }),
      );
      expect(await imitated(LIKE)).toEqual([EVM]);
      expect(await hows(LIKE)).toEqual([]);
      expect(await imitated(EVM)).toEqual([]);
      expect(await imitated(LIKE.replace('0xe950', '0xe951'))).toEqual([]);
      expect(await watchlist.imitatedByHost('redcr0ss.example')).toMatchObject([{ how: 'letters' }]);
      expect(await watchlist.imitatedByHost('redcross.example')).toEqual([]);
      expect(await watchlist.matchPlaces(placeKeys('https://redcr0ss.example/'))).toEqual([]);
    });

    it('is all that is guarded so: other lists speak of the very thing', async () => {
      await put(entry(EVM), entry('redcross.example', { kind: 'domain' }));
      expect(await imitated(LIKE)).toEqual([]);
      expect(await watchlist.imitatedByHost('redcr0ss.example')).toEqual([]);
    });

    it('is guarded too where another claim came before', async () => {
      await put(entry(EVM), entry(EVM, { claims: published }));
      expect(await imitated(LIKE)).toEqual([EVM]);
    });
  });

  it('keeps a contract on its own network', async () => {
    await put(entry(EVM, { flags: ['contract'] }));
    expect(await hows(EVM)).toEqual(['exact']);
    expect(await hows(TRON)).toEqual([]);
  });

  describe('Cardano addresses with one stake key (CIP-19, test vectors)', () => {
    const BASE =
      'addr1qx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzer3n0d3vllmyqwsx5wktcd8cc3sq835lu7drv2xwl2wywfgse35a3x';
    const SCRIPT_BASE =
      'addr1z8phkx6acpnf78fuvxn0mkew3l0fd058hzquvz7w36x4gten0d3vllmyqwsx5wktcd8cc3sq835lu7drv2xwl2wywfgs9yc0hh';
    const STAKE = 'stake1uyehkck0lajq8gr28t9uxnuvgcqrc6070x3k9r8048z8y5gh6ffgw';
    /** The payment key of the first, no stake key. */
    const ENTERPRISE = 'addr1vx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzers66hrl8';

    it.each([
      [BASE, SCRIPT_BASE, 'member'],
      [SCRIPT_BASE, BASE, 'member'],
      [STAKE, BASE, 'member'],
      [BASE, STAKE, 'member'],
      [STAKE, STAKE, 'exact'],
      [BASE, ENTERPRISE, 'same-key'],
    ])('%s listed, %s shown: %s', async (listed, shown, how) => {
      await put(entry(listed));
      expect(await hows(shown)).toEqual([how]);
    });

    it('do not meet without it', async () => {
      await put(entry(SCRIPT_BASE));
      expect(await hows(ENTERPRISE)).toEqual([]);
    });
  });

  it('finds the token account of a listed Solana owner, not the owner of a listed account', async () => {
    const owner = '9WzDXwBbmkg8ZTbNMqUxvQRAyrZzDsGYdLVL9zYtAWWM';
    const account = associatedTokenAccounts(base58.decode(owner))[0]?.address ?? '';
    await put(entry(owner, { chain: 'solana' }));
    expect(await hows(account)).toEqual(['same-key']);
    await put(entry(account, { chain: 'solana' }));
    expect(await hows(owner)).toEqual([]);
  });

  it('refuses an entry that a shortened key led to by chance', () => {
    // What the index would do if `evm:00…` shared its 64 bits with the listed key.
    const other: Address = { ...parsed(EVM), identity: 'ethereum:other', keys: [`evm:${'00'.repeat(20)}`] };
    expect(matchAddress(other, entry(EVM), () => false)).toBeNull();
    expect(
      matchPlace({ how: 'domain', key: 'host:other.example' }, entry('a.example', { kind: 'domain' })),
    ).toBeNull();
  });

  it('covers subdomains, paths, fronts and forwarding links', async () => {
    await put(
      entry('facemaskcenter.example', { kind: 'domain' }),
      entry('https://www.facebook.com/SomePage', { kind: 'page' }),
      entry('t.me/somechannel', { kind: 'handle' }),
    );
    const how = async (url: string) =>
      (await watchlist.matchPlaces(placeKeys(url))).map((match) => match.how);
    expect(await how('https://shop.facemaskcenter.example/x?y')).toEqual(['domain']);
    expect(await how('https://notfacemaskcenter.example/')).toEqual([]);
    expect(await how('https://m.facebook.com/somepage/posts/1')).toEqual(['page']);
    expect(await how('https://facebook.com/somepage2')).toEqual([]);
    expect(await how('https://www.facebook.com/')).toEqual([]);
    expect(await how('https://l.facebook.com/l.php?u=https%3A%2F%2Ffacemaskcenter.example%2F')).toEqual([
      'domain',
    ]);
    expect(await how('https://t.me/s/SomeChannel')).toEqual(['handle']);
    expect(await how('https://t.me/somechannel/17')).toEqual(['handle']);
    expect(await how('https://web.telegram.org/k/#@somechannel')).toEqual(['handle']);
    expect(await how('https://t.me/other')).toEqual([]);
  });

  it('keeps claims of several lists apart', async () => {
    await store.apply(listRecord(), compiled([entry(EVM)]));
    await store.apply(listRecord({ id: 'file:b', info: listInfo({ id: 'b' }) }), compiled([entry(EVM)]));
    await watchlist.load();
    expect((await watchlist.matchAddress(parsed(EVM))).map(({ list }) => list.id)).toEqual(['example', 'b']);
  });

  it("lets a newer file of the publisher's speak in place of the bundled one, and nobody else's", async () => {
    const dated = (date: string) => ({ info: listInfo({ id: 'sdn', date }) });
    await store.apply(
      listRecord({ id: 'bundled:sdn', origin: 'bundled', ...dated('2026-01-01') }),
      compiled([entry(EVM), entry(P2PKH)]),
    );
    const own = { id: 'catalogue:sdn', origin: 'remote' as const, entries: 1, supersedes: ['sdn'] };
    await store.apply(listRecord({ ...own, ...dated('2025-12-31') }), compiled([entry(P2PKH)]));
    await store.apply(
      listRecord({ id: 'file:sdn', format: 'almsguard', ...dated('2027-01-01') }),
      compiled([]),
    );
    await watchlist.load();
    expect(await hows(EVM)).toEqual(['exact']);
    await store.apply(
      listRecord({ ...own, generation: 2, ...dated('2026-02-01') }),
      compiled([entry(P2PKH)]),
    );
    await watchlist.load();
    expect(await hows(EVM)).toEqual([]);
    expect(await hows(P2PKH)).toEqual(['exact']);
    // Nothing takes the place of something.
    await store.update(listRecord({ ...own, generation: 2, entries: 0, ...dated('2026-02-01') }));
    await watchlist.load();
    expect(await hows(EVM)).toEqual(['exact']);
    await store.update(listRecord({ ...own, generation: 2, enabled: false, ...dated('2026-02-01') }));
    await watchlist.load();
    expect(await hows(EVM)).toEqual(['exact']);
  });

  it('is as it was after the last of several loads, in whatever order storage answers', async () => {
    await put(entry(EVM));
    const first = watchlist.load();
    await store.update(listRecord({ enabled: false }));
    const second = watchlist.load();
    await Promise.all([first, second]);
    expect(await hows(EVM)).toEqual([]);
  });

  it('tells until when each list is vouched for', async () => {
    const freshUntil = Date.parse('2026-11-28T06:00:00Z');
    await store.apply(listRecord({ freshUntil }), compiled([entry(EVM)]));
    await store.apply(listRecord({ id: 'file:b' }), compiled([entry(P2PKH)]));
    await watchlist.load();
    expect(watchlist.lists().map((list) => list.freshUntil)).toEqual(['2026-11-28T06:00:00.000Z', null]);
  });

  it('reads the keys of a version once, however often what is said of it changes', async () => {
    await put(entry(EVM));
    const read: number[] = [];
    const { keys } = store;
    store.keys = (id, generation) => {
      read.push(generation);
      return keys.call(store, id, generation);
    };
    const [record] = await store.records();
    await store.update({ ...(record as ListRecord), lastError: { code: 'offline', message: 'No answer.' } });
    await watchlist.load();
    expect(read).toEqual([]);
    expect(watchlist.lists()).toMatchObject([{ problem: { message: 'No answer.' } }]);
    await store.apply(listRecord({ entries: 1, generation: 7 }), compiled([entry(TRON)]));
    await watchlist.load();
    expect(read).toEqual([7]);
    expect(await hows(TRON)).toEqual(['exact']);
  });

  it('passes over lists that are switched off', async () => {
    await store.apply(listRecord({ enabled: false }), compiled([entry(EVM)]));
    await watchlist.load();
    expect(await hows(EVM)).toEqual([]);
    expect(watchlist.lists()).toEqual([]);
  });

  it('looks again when a refresh replaced the list in between', async () => {
    await put(entry(EVM));
    await store.apply(listRecord({ generation: 2 }), compiled([entry(P2PKH), entry(EVM)]));
    expect(await hows(EVM)).toEqual(['exact']);
  });

  it('throws rather than call an address unlisted when its entry is gone', async () => {
    await put(entry(EVM));
    const broken: ListStore = { ...store, persistent: true, chunk: async () => null };
    const blind = createWatchlist(() => broken);
    await blind.load();
    await expect(blind.matchAddress(parsed(EVM))).rejects.toThrow('missing');
  });
});
