import { readFileSync } from 'node:fs';
import { HDKey } from '@scure/bip32';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { evm as evmCodec } from '#lib/address/evm.ts';
import type { AddressForms, Checked } from '#lib/core/checked.ts';
import type { Entry } from '#lib/core/entry.ts';
import { MAX_PAGE_KEYS } from '#lib/core/limits.ts';
import { wait } from '#lib/core/wait.ts';
import { packGrey } from '#lib/detect/grey.ts';
import { bodyOf } from '#lib/feed/body.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { AWAKE_MS } from '#lib/messaging/awake.ts';
import { createLookupHandler } from '#lib/messaging/lookup-handler.ts';
import type { Reply } from '#lib/messaging/protocol.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import { createWatchlist } from '#lib/watchlist/watchlist.ts';
import { FIRST_CHILD, ZPUB } from '../../support/account-key.ts';
import { claim, compiled, entry, listInfo } from '../../support/entries.ts';
import { drawCode } from '../../support/qr-pictures.ts';
import { listRecord } from '../../support/records.ts';

const EVM = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const TRON = 'TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW';
const SOLANA = 'FYpgseqgGkE2eHsTxz3M7u4JeqhFCoo5Y7EvYLpRZqoT';
const BTC = '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH';
const WIF = '5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ';

function createLookup() {
  const store = createMemoryStore();
  const state = {
    asOf: null as string | null,
    ready: Promise.resolve() as Promise<unknown>,
    records: () => store.records(),
    clock: () => 0,
    ping: vi.fn(async () => ({})),
  };
  const watchlist = createWatchlist(() => store);
  const ask = createLookupHandler({
    ready: () => state.ready,
    watchlist,
    settings: { asOf: async () => state.asOf, remembers: async () => true },
    records: () => state.records(),
    ping: state.ping,
    persistent: () => true,
    now: () => Date.UTC(2026, 10, 21, 12),
    clock: () => state.clock(),
  });
  async function put(...entries: Entry[]) {
    const record = listRecord({ entries: entries.length, sha256: 'ab'.repeat(32) });
    await store.apply(record, compiled(entries, listInfo()));
    await watchlist.load();
  }
  async function check(text: string): Promise<Checked> {
    const reply = (await ask({ type: 'lookup.text', text })) as Reply<Checked>;
    if (!reply.ok) throw new Error(reply.error.code);
    return reply.value;
  }
  const rows = async (text: string) => (await check(text)).rows;
  return Object.assign(state, { store, watchlist, ask, put, check, rows });
}

describe('checking a text', () => {
  let h: ReturnType<typeof createLookup>;
  beforeEach(async () => {
    h = createLookup();
    await h.put(
      entry(EVM),
      entry('0xE950DC316b836e4EeFb8308bf32Bf7C72a1358FF'),
      entry('evil.example.org', { kind: 'domain' }),
      entry('a.example.net/people/one', { kind: 'page' }),
      entry('t.me/some_channel', { kind: 'handle' }),
      entry('patreon:someone', { kind: 'widget' }),
      entry('1111111111111111111114oLvT2', {
        claims: [claim({ id: 'old', status: 'delisted', delisted: '2025-03-21' })],
      }),
    );
  });

  it('keeps the background awake for as long as it takes, and no longer', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    h.records = () => wait(40 * AWAKE_MS).then(() => []);
    const checking = h.check(BTC);
    await vi.advanceTimersByTimeAsync(41 * AWAKE_MS);
    expect((await checking).rows).toHaveLength(1);
    expect(h.ping.mock.calls.length).toBeGreaterThanOrEqual(39);
    h.ping.mockClear();
    await vi.advanceTimersByTimeAsync(10 * AWAKE_MS);
    expect(h.ping).not.toHaveBeenCalled();
  });

  const evm = (i: number) => `0x${(4_096 + i).toString(16).padStart(40, '1')}`;
  it.each([
    ['searched for', 'matchAddress', evm],
    ['compared with what charities publish', 'imitatedBy', evm],
    ['web addresses', 'matchPlaces', (i: number) => `https://site-${i}.example.org/`],
  ] as const)('lets others work while a thousand are %s', async (_, step, thing) => {
    let ms = 0;
    h.clock = () => ms;
    const search = h.watchlist[step] as (...args: unknown[]) => Promise<unknown>;
    const slow = (...args: unknown[]) => {
      ms++;
      return search(...args);
    };
    Object.assign(h.watchlist, { [step]: slow });
    let turns = 0;
    const others = setInterval(() => turns++, 0);
    onTestFinished(() => clearInterval(others));
    expect(await h.rows(Array.from({ length: 1_000 }, (_, i) => thing(i)).join('\n'))).toHaveLength(1_000);
    expect(turns).toBeGreaterThan(5);
  });

  it('lets others work while a hundred are read, told as addresses and reported, each told once', async () => {
    let ms = 0;
    h.clock = () => {
      ms += 60;
      return ms;
    };
    let turns = 0;
    const others = setInterval(() => turns++, 0);
    onTestFinished(() => clearInterval(others));
    const [asked, compared]: [number[], number[]] = [[], []];
    const { matchAddress, imitatedBy } = h.watchlist;
    h.watchlist.matchAddress = (...args) => {
      asked.push(turns);
      return matchAddress(...args);
    };
    h.watchlist.imitatedBy = (...args) => {
      compared.push(turns);
      return imitatedBy(...args);
    };
    const parsed = vi.spyOn(evmCodec, 'parse');
    onTestFinished(() => parsed.mockRestore());
    const words = 'some words of a text that goes on and on '.repeat(10_000);
    const text = `${words}${Array.from({ length: 100 }, (_, i) => evm(i)).join('\n')}`;
    expect(await h.rows(text)).toHaveLength(100);
    expect(parsed).toHaveBeenCalledTimes(100);
    const [read = 0, searched = 0, reported = 0] = [asked[0], asked.at(-1), compared[0]];
    expect(read).toBeGreaterThan(105);
    expect(reported - searched).toBeGreaterThan(150);
  });

  it('is by one state of the lists, though others come meanwhile, and cites that', async () => {
    const last = '0x2222222222222222222222222222222222222222';
    const info = listInfo({ version: '2' });
    const record = listRecord({ entries: 1, generation: 2, sha256: 'cd'.repeat(32), info });
    let asked = 0;
    const search = h.watchlist.matchAddress;
    h.watchlist.matchAddress = async (...args) => {
      if (++asked === 200) {
        await h.store.apply(record, compiled([entry(last)], info));
        await h.watchlist.load();
      }
      return search(...args);
    };
    const many = Array.from({ length: 300 }, (_, i) => evm(i));
    const { rows, lists } = await h.check([EVM, ...many, last].join('\n'));
    expect(rows.filter(({ level }) => level === 'listed').map(({ text }) => text)).toEqual([last]);
    expect(lists).toMatchObject([{ version: '2', hash: 'cd'.repeat(32) }]);
  });

  it('finds every address in order, each once, with what lists say', async () => {
    const rows = await h.rows(`one ${BTC}\n\nnow ${EVM.toLowerCase()} and ${EVM}; ${TRON}`);
    expect(rows).toMatchObject([
      {
        what: 'address',
        text: BTC,
        chain: 'bitcoin',
        encoding: 'p2pkh',
        level: 'none',
        claims: [],
        times: 1,
        line: 1,
      },
      { canonical: EVM, chain: 'ethereum', level: 'listed', times: 2, line: 3 },
      { text: TRON, chain: 'tron', level: 'same-key', line: 3 },
    ]);
    expect(rows[0]?.chains).toContain('bitcoin-cash');
    expect(rows[1]?.claims).toMatchObject([
      { list: 'example', subject: 'Example Front', listed: '2020-08-13', bearing: 'against' },
    ]);
  });

  it('tells which lists were asked, of which day, with the hash of the file', async () => {
    const { lists, checked, date } = await h.check('nothing here');
    expect(lists).toEqual([
      { id: 'example', title: 'Example list', version: '1', date: '2026-11-20', hash: 'ab'.repeat(32) },
    ]);
    expect([checked, date]).toEqual(['2026-11-21T12:00:00.000Z', '2026-11-21']);
  });

  it('tells history', async () => {
    const [row] = await h.rows('1111111111111111111114oLvT2');
    expect(row).toMatchObject({
      level: 'delisted',
      claims: [{ status: 'delisted', listed: '2020-08-13', delisted: '2025-03-21' }],
    });
    h.asOf = '2021-01-01';
    expect(await h.rows('1111111111111111111114oLvT2')).toMatchObject([{ level: 'listed' }]);
  });

  it('finds hosts, pages and accounts, whatever way they are written', async () => {
    const rows = await h.rows(
      'https://www.evil.example.org/donate?x=1\nhxxps://evil[.]example[.]org/\nhttps://a.example.net/people/one/photos ' +
        'https://a.example.net/people/two\nt.me/Some_Channel/12 https://www.patreon.com/someone good.example.com',
    );
    expect(
      rows.map(({ what, canonical, level, times, line }) => [what, canonical, level, times, line]),
    ).toEqual([
      ['host', 'evil.example.org', 'listed', 2, 1],
      ['page', 'a.example.net/people/one', 'listed', 1, 3],
      ['host', 'a.example.net', 'none', 1, 3],
      ['page', 't.me/some_channel', 'listed', 1, 4],
      ['page', 'patreon:someone', 'listed', 1, 4],
      ['host', 'good.example.com', 'none', 1, 4],
    ]);
  });

  it('keeps a form without a checksum only where words name it, or a list holds it', async () => {
    expect(await h.rows(`build ${SOLANA} finished`)).toEqual([]);
    expect(await h.rows(`my solana wallet: ${SOLANA}`)).toMatchObject([{ text: SOLANA, chain: 'solana' }]);
    expect(await h.rows(`https://solscan.io/account/${SOLANA}`)).toMatchObject([{ text: SOLANA }]);
    await h.put(entry(SOLANA, { chain: 'solana' }));
    expect(await h.rows(`build ${SOLANA} finished`)).toMatchObject([{ level: 'listed' }]);
  });

  it('tells addresses of one text that can be taken for each other', async () => {
    const like = '0x5aae00112233445566778899aabbccddeeffeaed';
    const rows = await h.rows(`0x5aae1111111111111111111111111111111beaed ${like}`);
    expect(rows.map(({ level }) => level)).toEqual(['caution', 'caution']);
    expect(rows[0]?.reasons).toMatchObject([{ code: 'lookalike-seen' }]);
  });

  it('never shows a private key', async () => {
    const { rows } = await h.check(`key ${WIF} https://x.example.com/${WIF} ${EVM}`);
    expect(rows.map(({ what }) => what)).toEqual(['host', 'address']);
    expect(JSON.stringify(rows)).not.toContain(WIF);
  });

  it('concludes nothing before the lists are there', async () => {
    h.ready = Promise.reject(new Error('no'));
    expect(await h.ask({ type: 'lookup.text', text: EVM })).toMatchObject({
      ok: false,
      error: { code: 'not-ready' },
    });
  });

  it('tells of keys how they are linked, and of how many that was not looked up', async () => {
    const root = HDKey.fromMasterSeed(new Uint8Array(32).fill(7));
    const keys = [...Array(MAX_PAGE_KEYS + 2)].map((_, n) => root.deriveChild(n).publicExtendedKey);
    await h.put(entry(FIRST_CHILD));
    expect(await h.check(`${ZPUB} ${keys.join('\n')}`)).toMatchObject({ keysLeft: 3, rows: { length: 11 } });
    expect(await h.check(ZPUB)).toMatchObject({
      keysLeft: 0,
      rows: [{ level: 'derived', reasons: [{ code: 'parent' }] }],
    });
  });

  it('derives no more children of a listed key after a hit: a look-up leaves nothing behind', async () => {
    const before = await h.store.grownWindows();
    await h.rows(`${EVM} ${BTC}`);
    expect(await h.store.grownWindows()).toEqual(before);
  });
});

describe('one address', () => {
  it('in all its forms, and with its middle left out', async () => {
    const forms = (await createLookup().ask({ type: 'lookup.forms', text: EVM })) as AddressForms;
    expect(forms.redacted).toBe('0x5aae…eaed');
    expect(forms.encodings).toContainEqual(
      expect.objectContaining({ chain: 'tron', relation: 'same-key', text: expect.stringMatching(/^T/) }),
    );
    expect(await createLookup().ask({ type: 'lookup.forms', text: 'no address' })).toMatchObject({
      encodings: [],
    });
  });

  it('out of a picture', async () => {
    const { width, height, grey } = drawCode(`ethereum:${EVM}`);
    const question = { type: 'lookup.picture' as const, width, height, grey: packGrey(grey) };
    expect(await createLookup().ask(question)).toEqual([EVM]);
    expect(await createLookup().ask({ ...question, width: width + 1 })).toEqual([]);
  });
});

describe('many addresses', () => {
  it('five thousand take about a second on the lists that come with the extension', async () => {
    const h = createLookup();
    for (const name of ['ofac-sdn', 'ofac-delisted', 'us-forfeitures', 'well-known', 'published-addresses']) {
      const bytes = new Uint8Array(readFileSync(`public/watchlist/${name}.almslist`));
      const read = await readList(bodyOf(bytes), { id: name, name: `${name}.almslist`, today: '2026-11-21' });
      if (!read.ok) throw new Error(read.error.message);
      const { list } = read.value;
      await h.store.apply(
        listRecord({ id: `bundled:${name}`, info: list.info, entries: list.entries }),
        list,
      );
    }
    await h.watchlist.load();
    const text = Array.from(
      { length: 5_000 },
      (_, i) => `0x${(i * 7_919 + 1).toString(16).padStart(40, 'b')}`,
    ).join('\n');
    const start = process.cpuUsage();
    const { rows } = await h.check(text);
    const { user } = process.cpuUsage(start);
    expect(rows.length).toBe(5_000);
    // Half a second to a second of work; a machine that does other things takes longer over it.
    expect(user / 1_000).toBeLessThan(4_000);
  }, 60_000);
});
