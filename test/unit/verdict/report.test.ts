import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import type { Match, ReportList } from '#lib/core/report.ts';
import type { Address, FrameScan, How } from '#lib/core/types.ts';
import type { ReportInput, Resolved, ScannedFrame } from '#lib/verdict/report.ts';
import { builtReport } from '../../support/built-report.ts';
import { entry, listInfo } from '../../support/entries.ts';
import { candidate, frameScan, place } from '../../support/scans.ts';

const EVM = '0x52908400098527886E0F7030069857D2E4169EE7';
const OTHER = '0x8617E340B3D01FA5F11F306F4090FD50E238070D';
const list = (over: Partial<ReportList> = {}): ReportList => ({
  id: 'example',
  title: 'Example list',
  version: '1',
  date: '2026-11-20',
  closed: false,
  freshUntil: null,
  problem: null,
  entries: 1,
  ...over,
});
const listed: Match = { how: 'exact', list: listInfo(), entry: entry(EVM, { chain: 'ethereum' }) };
const frame = (frameId: number, scan: Partial<FrameScan> = {}, url = 'https://a.example/'): ScannedFrame => ({
  frameId,
  url,
  scan: frameScan(scan),
});
const parsed = (text: string): Address => {
  const address = parseAddress(text);
  if (!address) throw new Error(`${text} is no address`);
  return address;
};
const resolved = (...texts: string[]): Map<string, Resolved> =>
  new Map(
    texts.map((text) => {
      const address = parsed(text);
      return [text, { address, matches: address.canonical === EVM ? [listed] : [] }];
    }),
  );

const report = (over: Partial<ReportInput>) =>
  builtReport({ frames: [frame(0)], watchlist: [list()], ...over });

describe('a report', () => {
  it('concludes nothing of a tab from which nothing came', () => {
    expect(report({ frames: [] })).toMatchObject({ state: 'unreadable', level: 'none' });
  });

  it.each([
    ['only a frame of it has reported', [frame(5, { path: [0] })], 'https://a.example/', false, 'unreadable'],
    [
      'only a frame of it has reported yet',
      [frame(5, { path: [0] })],
      'https://a.example/',
      true,
      'not-ready',
    ],
    ['the page before it is still all there is', [frame(0)], 'https://next.example/', true, 'not-ready'],
    ['it is still loading', [], 'https://a.example/', true, 'not-ready'],
    ['only its fragment differs', [frame(0)], 'https://a.example/#x', false, 'ready'],
  ] as const)('knows whether the page itself was read: %s', (_name, frames, url, loading, state) => {
    expect(report({ frames, tab: { url, loading } }).state).toBe(state);
  });

  it('never takes a frame for the page itself, even where paths collide', () => {
    const site: Match = { ...listed, how: 'domain', entry: entry('mask.example', { kind: 'domain' }) };
    const frames = [frame(0), frame(5, { path: [0] }, 'https://mask.example/'), frame(6, { path: [0] })];
    const { page } = report({ frames, places: new Map([[5, [site]]]) });
    expect(page[0]?.places).toHaveLength(1);
  });

  describe('a listed document in a frame', () => {
    const site: Match = { ...listed, how: 'domain', entry: entry('mask.example', { kind: 'domain' }) };
    const seen = (width: number, height: number) =>
      new Map([[5, { width, height, share: (width * height) / (1000 * 1000) }]]);
    const about = (over: Partial<ReportInput>, scan: Partial<FrameScan> = {}) => {
      const frames = [frame(0, { frames: 1 }), frame(5, { path: [0], ...scan }, 'https://mask.example/')];
      const { level, page } = report({ frames, places: new Map([[5, [site]]]), ...over });
      return { level, own: page[0]?.level, aside: page[0]?.aside };
    };
    const counts = { level: 'listed', own: 'listed', aside: undefined };
    const stands = { level: 'caution', own: 'listed', aside: true };

    it('counts for the page where it fills a good part of the window', () => {
      expect(about({ seen: seen(500, 500) })).toEqual(counts);
      expect(about({ seen: seen(500, 499) })).toEqual(stands);
      expect(about({ seen: seen(2000, 39) })).toEqual(stands);
    });

    it('counts where it asks for money or shows an address, and is there to be seen', () => {
      const asks = { asks: ({ frameId }: ScannedFrame) => frameId === 5 };
      expect(about({ ...asks, seen: seen(120, 60) })).toEqual(counts);
      expect(about({ ...asks, seen: seen(0, 0) })).toEqual(stands);
      const shown = { resolved: resolved(OTHER), seen: seen(120, 60) };
      expect(about(shown, { candidates: [candidate(OTHER)] })).toEqual(counts);
      // What the page around it asks for is not this frame's.
      expect(about({ asks: ({ frameId }) => frameId === 0, seen: seen(120, 60) })).toEqual(stands);
    });

    it('stands aside where nobody can tell how large it is, unless it asks for money', () => {
      expect(about({})).toEqual(stands);
      expect(about({ asks: () => true })).toEqual(counts);
    });
  });

  it('keeps the customers of one account apart', () => {
    const plain = 'rGWrZyQqhTp9Xu7G5Pkayo7bXjH4k4QYpf';
    const tagged = 'XVLhHMPHU98es4dbozjVtdWzVrDjtV8AqEL4xcZj5whKbmc';
    const { addresses } = report({
      frames: [frame(0, { candidates: [candidate(plain, 'text'), candidate(tagged, 'text')] })],
      resolved: new Map([plain, tagged].map((text) => [text, { address: parsed(text), matches: [] }])),
    });
    expect(addresses.map(({ canonical }) => canonical)).toEqual([plain, tagged]);
  });

  it('makes one finding of all spellings of a destination, in every frame', () => {
    const lower = EVM.toLowerCase();
    const { addresses, level } = report({
      frames: [
        frame(0, { frames: 1, candidates: [candidate(OTHER), candidate(lower, 'text', 'link')] }),
        frame(33, { path: [0], candidates: [candidate(EVM, 'input')] }),
      ],
      resolved: resolved(EVM, lower, OTHER),
    });
    expect(level).toBe('listed');
    expect(addresses.map(({ canonical, level }) => [canonical, level])).toEqual([
      [EVM, 'listed'],
      [OTHER, 'none'],
    ]);
    expect(addresses[0]?.places.map(({ how, frame, at }) => [how, frame, at])).toEqual([
      ['text', 0, { frameId: 0, text: lower, index: 0 }],
      ['link', 0, { frameId: 0, text: lower, index: 1 }],
      ['input', 1, { frameId: 33, text: EVM, index: 0 }],
    ]);
  });

  it('says where a code, a copy button or a link carries another address than the text beside it', () => {
    const other = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
    const third = '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359';
    const standing = (text: string, how: How, block: number) => ({
      text,
      places: [place({ how, blocks: [block] })],
    });
    const { addresses, level } = report({
      frames: [frame(0, { candidates: [standing(other, 'text', 1), standing(third, 'qr', 1)] })],
      resolved: resolved(other, third),
    });
    expect(level).toBe('caution');
    const differs = { code: 'qr-differs', params: { printed: other, other: third } };
    expect(addresses.map(({ level, reasons }) => [level, reasons])).toEqual([
      ['caution', [differs]],
      ['caution', [differs]],
    ]);
    const apart = report({
      frames: [frame(0, { candidates: [standing(other, 'text', 1), standing(third, 'qr', 2)] })],
      resolved: resolved(other, third),
    });
    expect(apart.level).toBe('none');
  });

  it('advises care for what stands beside an address, each reason once, and accuses nobody for it', () => {
    const hint = { code: 'hides-tor', params: { fatf: 'Red Flag Indicators Related to Anonymity' } };
    const over = { cautionsOf: () => [hint], resolved: resolved(EVM, OTHER) };
    const scan = { candidates: [candidate(EVM, 'text', 'link'), candidate(OTHER, 'text', 'link')] };
    const { addresses } = report({ frames: [frame(0, scan)], ...over });
    expect(addresses.map(({ level }) => level)).toEqual(['listed', 'caution']);
    for (const { reasons } of addresses) {
      expect(reasons.filter(({ code }) => code === 'hides-tor')).toEqual([hint]);
    }
  });

  it('names widgets once each, and an account that a list names as a finding', () => {
    const widget = {
      provider: 'nowpayments',
      kind: 'link',
      host: 'nowpayments.io',
      account: 'front',
    } as const;
    const onList: Match = { ...listed, how: 'widget', entry: entry('nowpayments:front', { kind: 'widget' }) };
    const { widgets, page, level } = report({
      frames: [frame(0, { frames: 1 }), frame(7, { path: [0] })],
      widgets: new Map([
        [0, [{ ...widget, account: 'honest', matches: [] }]],
        [7, [{ ...widget, matches: [onList] }]],
      ]),
    });
    const { account: _, ...once } = widget;
    expect(widgets).toEqual([{ ...once, accounts: ['honest', 'front'] }]);
    expect(level).toBe('listed');
    expect(page).toMatchObject([{ text: 'nowpayments:front', level: 'listed', places: [{ frame: 1 }] }]);
  });

  it('leaves out strings that are no address', () => {
    expect(report({ frames: [frame(0, { candidates: [candidate('0x12')] })] }).addresses).toEqual([]);
  });

  it('speaks of the page, and of a listed host in a frame at its place', () => {
    const site: Match = { ...listed, how: 'domain', entry: entry('mask.example', { kind: 'domain' }) };
    const { page } = report({
      frames: [frame(0, { frames: 1 }), frame(5, { path: [0] }, 'https://pay.mask.example/')],
      places: new Map([[5, [site]]]),
    });
    expect(page).toMatchObject([
      {
        text: 'https://pay.mask.example/',
        canonical: 'mask.example',
        level: 'listed',
        places: [{ frame: 1 }],
      },
    ]);
  });

  it('asks for money when the page does, or when an address on it is asked for', () => {
    expect(report({}).context).toBe('mention');
    expect(report({ asks: () => true }).context).toBe('donation');
    const input = { frames: [frame(0, { candidates: [candidate(EVM)] })], resolved: resolved(EVM) };
    expect(report({ ...input, contextOf: () => 'donation' }).context).toBe('donation');
  });

  it('says what was not read', () => {
    const limit = { what: 'limit', count: 3, why: 'too-many-candidates' } as const;
    expect(
      report({ frames: [frame(0, { frames: 2, unread: [limit] }), frame(4, { path: [0], unread: [limit] })] })
        .unread,
    ).toEqual([
      { what: 'limit', count: 6, why: 'too-many-candidates' },
      { what: 'frame', count: 1, why: 'not-answering' },
    ]);
  });

  it('says how many places of addresses were left out, and not of what is none', () => {
    const candidates = [EVM, OTHER, '0x12'].map((text) => ({ ...candidate(text), leftOut: 2 }));
    expect(report({ frames: [frame(0, { candidates })], resolved: resolved(EVM, OTHER) }).unread).toEqual([
      { what: 'limit', count: 4, why: 'too-many-places' },
    ]);
  });

  const codes = (over: Partial<ReportInput>) => report(over).notes.map(({ code }) => code);
  it('says what weakens the answer', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ persistent: false })).toEqual(['memory-only']);
    expect(codes({ watchlist: [] })).toEqual(['no-lists']);
    expect(codes({ asOf: '2023-01-01' })).toEqual(['as-of']);
    expect(codes({ watchlist: [list({ date: '2025-11-19' })] })).toEqual(['stale']);
    expect(codes({ watchlist: [list({ date: '2020-08-13', closed: true })] })).toEqual([]);
    expect(codes({ watchlist: [list({ date: '2020-08-13' })] })).toEqual(['stale-or-clock']);
    expect(codes({ today: '2015-01-01' })).toEqual(['clock']);
  });

  it('tells from when on a signed feed does not vouch any more that there is nothing newer', () => {
    const watchlist = [list({ freshUntil: '2026-11-21T11:00:00.000Z' })];
    const at = (now: string, over: Partial<ReportInput> = {}) =>
      codes({ watchlist, now: Date.parse(now), ...over });
    expect(at('2026-11-21T10:59:59Z')).toEqual([]);
    expect(at('2026-11-21T11:00:00Z')).toEqual(['unconfirmed']);
    // Of a day before, what it vouched for tells everything.
    expect(at('2026-11-25T00:00:00Z', { asOf: '2026-11-20' })).toEqual(['as-of']);
    expect(at('2026-11-25T00:00:00Z', { asOf: '2026-11-22' })).toEqual(['as-of', 'unconfirmed']);
  });
});
