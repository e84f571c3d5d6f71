import { beforeEach, describe, expect, it, vi } from 'vitest';
import { toBase64 } from '#lib/core/bytes.ts';
import type { Mark, Report } from '#lib/core/report.ts';
import { createSubscriptions } from '#lib/feed/subscriptions.ts';
import { createComparisons } from '#lib/messaging/comparisons.ts';
import { marksOf } from '#lib/messaging/mark-lines.ts';
import { createPageHandler, isReady, type PageHandler } from '#lib/messaging/page-handler.ts';
import type { ToPage } from '#lib/messaging/protocol.ts';
import { createReporter } from '#lib/messaging/reporter.ts';
import { createTabAddresses } from '#lib/messaging/tab-addresses.ts';
import { createTabState, type TabState } from '#lib/messaging/tab-state.ts';
import { createUiHandler } from '#lib/messaging/ui-handler.ts';
import { createVisits } from '#lib/messaging/visits.ts';
import { createSettings } from '#lib/settings.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import { createWatchlist } from '#lib/watchlist/watchlist.ts';
import { candidate, frameScan } from '../../support/scans.ts';
import { sessionArea } from '../../support/session-area.ts';

const EVM = '0x52908400098527886E0F7030069857D2E4169EE7';
const CSV = `value,subject,authority,tier,listed\n${EVM},Example Front,Example Authority,official,2020-08-13\n`;
const SENDER = { tab: { id: 1 }, frameId: 0, url: 'https://charity.example/donate' };
const scanned = (over = {}) => ({
  type: 'page.scanned' as const,
  scan: frameScan({ candidates: [candidate(EVM)], ...over }),
});

/** The background without a browser: everything real but the tabs. */
describe('handlers', () => {
  let sent: [frameId: number, message: ToPage][];
  let injected: number[];
  let closer: number[];
  let hearing: number[];
  let local: ReturnType<typeof sessionArea>;
  let isPrivate: boolean;
  let toolbar: string[];
  let tab: { url: string; loading: boolean } | null;
  let tabs: TabState;
  let page: PageHandler;
  let ui: ReturnType<typeof createUiHandler>;
  let gone: Set<number>;
  let ready: Promise<unknown>;

  beforeEach(() => {
    sent = [];
    injected = [];
    closer = [];
    hearing = [];
    isPrivate = false;
    toolbar = [];
    tab = { url: SENDER.url, loading: false };
    gone = new Set();
    ready = Promise.resolve();
    const store = createMemoryStore();
    const session = sessionArea();
    const watchlist = createWatchlist(() => store);
    local = sessionArea();
    const settings = createSettings(session, local);
    tabs = createTabState(session);
    const now = () => Date.UTC(2026, 10, 21);
    const visits = createVisits({
      area: local,
      isOn: settings.remembers,
      now,
      randomBytes: (count) => new Uint8Array(count).fill(7),
    });
    const reportOf = createReporter({
      tabs,
      tab: async () => tab,
      watchlist,
      settings,
      compare: createComparisons({
        watchlist,
        visits,
        tabAddresses: createTabAddresses(session),
        isPrivate: async () => isPrivate,
      }),
      persistent: () => true,
      now,
      clock: () => 0,
    });
    const sendToFrame = async (_tabId: number, frameId: number, message: ToPage) => {
      if (gone.has(frameId)) throw new Error('Receiving end does not exist');
      sent.push([frameId, message]);
    };
    page = createPageHandler({
      ready: () => ready,
      tabs,
      reportOf,
      marksOf: (report, frameId) =>
        marksOf(
          report,
          frameId,
          (key, params) => [key, ...(params ?? [])].join('|'),
          (iso) => iso,
        ),
      showToolbar: async (_tabId, report) => void toolbar.push(report.level),
      injectCloser: async (_tabId, frameId) => void closer.push(frameId),
      injectClipboard: async (_tabId, frameId) => void hearing.push(frameId),
      injectMarks: async (_tabId, frameId) => void injected.push(frameId),
      sendToFrame,
    });
    ui = createUiHandler({
      ready: () => ready,
      tabs,
      reportOf,
      subscriptions: createSubscriptions({
        store: () => store,
        pull: async () => ({ ok: false, error: { code: 'offline', message: '' } }),
        readBundled: async () => new Uint8Array(),
        now,
        random: () => 0.5,
      }),
      settings,
      visits,
      records: () => store.records(),
      persistent: () => true,
      listsChanged: async () => {
        await watchlist.load();
        await page.judgeAll();
      },
      sendToFrame,
      sendToTab: async () => undefined,
    });
  });
  const importCsv = () =>
    ui({ type: 'lists.import', name: 'mine.csv', base64: toBase64(new TextEncoder().encode(CSV)) });
  const lastMarks = () => sent.findLast(([, { type }]) => type === 'page.marks')?.[1] as { marks: Mark[] };

  it('answers a page with marks, puts the marking script in once, and sets the toolbar', async () => {
    await importCsv();
    const reply = await page.scanned(scanned(), SENDER);
    expect(reply).toEqual({
      state: 'ready',
      marks: [
        {
          text: EVM,
          level: 'listed',
          context: 'donation',
          line: 'mark_sanctioned|Example Authority|Example Front|2020-08-13',
        },
      ],
    });
    await page.scanned(scanned(), SENDER);
    expect(injected).toEqual([0]);
    expect(toolbar).toEqual(['listed', 'listed']);
    await page.scanned(scanned({ startedAt: 2_000_000 }), SENDER);
    expect(injected).toEqual([0, 0]);
  });

  it('looks closer at what may show a code or asks for money, once a page', async () => {
    await page.scanned(scanned(), SENDER);
    await page.scanned(scanned({ scanMs: 2 }), SENDER);
    expect(closer).toEqual([0]);
    const quiet = { ...SENDER, tab: { id: 2 }, url: 'https://news.example/story' };
    const story = { href: quiet.url, candidates: [] };
    await page.scanned(scanned(story), quiet);
    expect(closer).toEqual([0]);
    const picture = { what: 'image' as const, count: 1, why: 'picture' };
    await page.scanned(scanned({ ...story, startedAt: 3_000_000, unread: [picture] }), quiet);
    expect(closer).toEqual([0, 0]);
  });

  it('hears what a page copies only where it shows an address, once a page', async () => {
    await page.scanned(scanned(), SENDER);
    await page.scanned(scanned({ scanMs: 2 }), SENDER);
    await page.scanned(scanned({ candidates: [], path: [0], href: 'https://b.example/' }), {
      ...SENDER,
      frameId: 4,
    });
    expect(hearing).toEqual([0]);
    await page.scanned(scanned({ startedAt: 2_000_000 }), SENDER);
    expect(hearing).toEqual([0, 0]);
  });

  const appeal = { title: 'Help us', isArticle: false, appeal: 'Donate with crypto' };
  const visit = async (text: string, startedAt: number) => {
    await page.scanned(scanned({ startedAt, signals: appeal, candidates: [candidate(text)] }), SENDER);
    const report = (await ui({ type: 'report.get', tabId: 1, fresh: false })) as Report;
    return report.addresses.map(({ level, reasons }) => [level, ...reasons.map(({ code }) => code)]);
  };
  const OTHER = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';

  it('says when a page that asks for money shows another address than before', async () => {
    expect(await visit(EVM, 1)).toEqual([['none']]);
    expect(await visit(OTHER, 2)).toEqual([['caution', 'rotates']]);
    expect(toolbar.at(-1)).toBe('caution');
  });

  it('keeps nothing of what only mentions an address, of private windows, and once it is switched off', async () => {
    await page.scanned(scanned({ href: 'https://a.example/story' }), {
      ...SENDER,
      url: 'https://a.example/story',
    });
    expect(local.items.size).toBe(0);
    isPrivate = true;
    await visit(EVM, 1);
    expect(local.items.size).toBe(0);
    isPrivate = false;
    await visit(EVM, 2);
    expect([...local.items.keys()]).toEqual(['visits']);
    expect(await ui({ type: 'lists.get' })).toMatchObject({ remembers: true });
    await ui({ type: 'settings.remembers', on: false });
    expect(await ui({ type: 'lists.get' })).toMatchObject({ remembers: false });
    expect(await visit(OTHER, 3)).toEqual([['none']]);
    expect(local.items.has('visits')).toBe(false);
  });

  it('does without where storage is refused', async () => {
    const refuse = async () => {
      throw new Error('An unexpected error occurred');
    };
    Object.assign(local, { get: refuse, set: refuse, remove: refuse });
    expect(await visit(EVM, 1)).toEqual([['none']]);
    expect(await visit(OTHER, 2)).toEqual([['none']]);
    expect(await ui({ type: 'lists.get' })).toMatchObject({ remembers: false });
    expect(await ui({ type: 'settings.remembers', on: true })).toMatchObject({
      ok: false,
      error: { code: 'storage-refused' },
    });
  });

  it('compares with what the tab has shown on other pages', async () => {
    const like = '0x5aae00112233445566778899aabbccddeeffeaed';
    await visit(OTHER, 1);
    tab = { url: 'https://b.example/', loading: false };
    const next = { ...SENDER, url: 'https://b.example/' };
    await page.scanned(scanned({ href: next.url, startedAt: 2, candidates: [candidate(like)] }), next);
    expect(await ui({ type: 'report.get', tabId: 1, fresh: false })).toMatchObject({
      level: 'caution',
      addresses: [{ reasons: [{ code: 'lookalike-seen', params: { other: OTHER } }] }],
    });
  });

  it('marks what imitates a published address, and names what imitates a charity’s host', async () => {
    const csv = `kind,value,chain,subject,authority\nverified,${OTHER},ethereum,Orchard School,Example Register\nverified,charlty.example,,Charlty,Example Register\n`;
    await ui({ type: 'lists.import', name: 'v.csv', base64: toBase64(new TextEncoder().encode(csv)) });
    const like = '0x5aae00112233445566778899aabbccddeeffeaed';
    const reply = await page.scanned(scanned({ candidates: [candidate(like)] }), SENDER);
    expect(reply).toMatchObject({
      marks: [{ level: 'lookalike', line: 'mark_lookalike|Example Register|Orchard School|' }],
    });
    expect(await ui({ type: 'report.get', tabId: 1, fresh: false })).toMatchObject({
      page: [{ canonical: 'charity.example', level: 'lookalike', reasons: [{ code: 'lookalike-host' }] }],
    });
    const safe = 'kind,value,authority\nsafe,charity.example,Example Register\n';
    await ui({ type: 'lists.import', name: 's.csv', base64: toBase64(new TextEncoder().encode(safe)) });
    const after = (await ui({ type: 'report.get', tabId: 1, fresh: false })) as Report;
    expect(after.page.map(({ level }) => level)).toEqual(['none']);
  });

  it('finds a listed account in a widget, and the page of one', async () => {
    const csv = 'kind,value,authority,tier\nwidget,patreon:someone,Example Authority,official\n';
    await ui({ type: 'lists.import', name: 'w.csv', base64: toBase64(new TextEncoder().encode(csv)) });
    const link = { kind: 'link' as const, what: 'https://www.patreon.com/Someone', value: '' };
    await page.scanned(scanned({ candidates: [], widgets: [link] }), SENDER);
    expect(await ui({ type: 'report.get', tabId: 1, fresh: false })).toMatchObject({
      level: 'listed',
      widgets: [{ provider: 'patreon', kind: 'link' }],
      page: [{ text: 'patreon:someone', claims: [{ match: 'widget' }] }],
    });
    const own = { ...SENDER, tab: { id: 3 }, url: 'https://www.patreon.com/someone' };
    await page.scanned(scanned({ href: own.url, candidates: [] }), own);
    expect(toolbar.at(-1)).toBe('listed');
  });

  it('keeps a form without a checksum only where words name it, or a list holds it', async () => {
    const solana = 'FYpgseqgGkE2eHsTxz3M7u4JeqhFCoo5Y7EvYLpRZqoT';
    const seen = async (near: string) => {
      const places = [{ how: 'text' as const, flags: [], near, within: [] }];
      await page.scanned(scanned({ candidates: [{ text: solana, places }] }), {
        ...SENDER,
        url: 'https://a.example/',
      });
      const report = await ui({ type: 'report.get', tabId: 1, fresh: false });
      return (report as Report).addresses.length;
    };
    expect(await seen(`build ${solana} finished`)).toBe(0);
    expect(await seen(`Donate Solana: ${solana}`)).toBe(1);
    const csv = `value,chain,authority\n${solana},solana,Example Authority\n`;
    await ui({ type: 'lists.import', name: 's.csv', base64: toBase64(new TextEncoder().encode(csv)) });
    expect(await seen(`build ${solana} finished`)).toBe(1);
  });

  it('names links to explorers, and believes no other path without a checksum', async () => {
    const solana = 'FYpgseqgGkE2eHsTxz3M7u4JeqhFCoo5Y7EvYLpRZqoT';
    const link = (label: string) => ({
      how: 'link' as const,
      flags: [],
      near: 'Donate Solana',
      within: [],
      label,
    });
    const seen = async (label: string) => {
      const candidates = [{ text: solana, places: [link(label)] }];
      await page.scanned(scanned({ candidates }), SENDER);
      const report = (await ui({ type: 'report.get', tabId: 1, fresh: false })) as Report;
      return report.addresses.flatMap(({ places }) => places.map(({ how }) => how));
    };
    expect(await seen('solscan.io')).toEqual(['explorer']);
    expect(await seen('files.example')).toEqual([]);
  });

  it('keeps no secret that stands on a page', async () => {
    const wif = 'KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn';
    const places = [{ how: 'text' as const, flags: [], near: `key ${wif} end`, within: [] }];
    const signals = { title: `My key ${wif}`, isArticle: false, appeal: wif };
    await page.scanned(
      scanned({
        signals,
        candidates: [
          { text: wif, places },
          { text: EVM, places },
        ],
      }),
      SENDER,
    );
    const [kept] = await tabs.frames(1);
    expect(JSON.stringify(kept)).not.toContain(wif);
    expect(kept?.scan.candidates.map(({ text }) => text)).toEqual([EVM]);
  });

  it('leaves a page alone on which nothing is listed', async () => {
    expect(await page.scanned(scanned(), SENDER)).toEqual({ state: 'ready', marks: [] });
    expect(injected).toEqual([]);
  });

  it('marks open pages when a list arrives, and takes marks away with it', async () => {
    await page.scanned(scanned(), SENDER);
    await importCsv();
    expect(lastMarks().marks).toHaveLength(1);
    await ui({ type: 'lists.enable', id: 'file:mine.csv', enabled: false });
    expect(lastMarks().marks).toHaveLength(0);
    expect(toolbar.at(-1)).toBe('none');
  });

  it('judges for another day when asked to', async () => {
    await importCsv();
    await page.scanned(scanned(), SENDER);
    await ui({ type: 'settings.asOf', date: '2020-08-12' });
    expect(await ui({ type: 'report.get', tabId: 1, fresh: false })).toMatchObject({
      level: 'none',
      date: '2020-08-12',
      notes: [{ code: 'as-of' }],
    });
  });

  it('never says "no match" before the watchlist is there', async () => {
    vi.useFakeTimers();
    try {
      ready = new Promise(() => undefined);
      const reply = page.scanned(scanned(), SENDER);
      await vi.advanceTimersByTimeAsync(11_000);
      expect(await reply).toEqual({ state: 'not-ready' });
      expect(toolbar).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
    await expect(isReady(Promise.reject(new Error('no list at all')))).resolves.toBe(false);
  });

  it('asks the frames again for a fresh report and forgets those that are gone', async () => {
    await importCsv();
    await page.scanned(scanned({ frames: 1 }), SENDER);
    await page.scanned(scanned({ path: [0] }), { ...SENDER, frameId: 9 });
    gone.add(9);
    const report = await ui({ type: 'report.get', tabId: 1, fresh: true });
    expect(sent).toContainEqual([0, { type: 'page.rescan' }]);
    expect(report).toMatchObject({ unread: [{ what: 'frame', count: 1, why: 'not-answering' }] });
    expect(await tabs.frames(1)).toHaveLength(1);
  });

  it('forgets the frames of the page before, however young they are', async () => {
    await importCsv();
    await page.scanned(scanned({ candidates: [], frames: 1 }), SENDER);
    const inside = { ...SENDER, frameId: 5, url: 'https://widget.example/' };
    await page.scanned(scanned({ href: inside.url, path: [0], startedAt: 1_000_700 }), inside);
    expect(toolbar.at(-1)).toBe('listed');
    gone.add(5);
    // Asked for before the frame was there.
    await page.scanned(scanned({ candidates: [], startedAt: 1_000_600 }), SENDER);
    expect(toolbar.at(-1)).toBe('none');
    expect((await tabs.frames(1)).map(({ frameId }) => frameId)).toEqual([0]);
  });

  it('tells the person why a list was not taken', async () => {
    const reply = await ui({
      type: 'lists.import',
      name: 'x.csv',
      base64: toBase64(new TextEncoder().encode('<p>')),
    });
    expect(reply).toMatchObject({ ok: false, error: { message: expect.stringMatching(/\w/) } });
    expect(await ui({ type: 'lists.add', url: 'ftp://x' })).toMatchObject({
      ok: false,
      error: { code: 'bad-url' },
    });
  });
});
