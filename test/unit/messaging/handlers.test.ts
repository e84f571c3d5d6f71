import { beforeEach, describe, expect, it, vi } from 'vitest';
import { toBase64 } from '#lib/core/bytes.ts';
import { DEFAULT_CHOICES } from '#lib/core/choices.ts';
import { isReady } from '#lib/messaging/page-handler.ts';
import { createHandlers, EVM, type Handlers, SENDER, scanned } from '../../support/handlers.ts';
import { place } from '../../support/scans.ts';

describe('handlers', () => {
  let h: Handlers;
  beforeEach(() => {
    h = createHandlers();
  });

  it('answers a page with marks, puts the marking script in once, and sets the toolbar', async () => {
    await h.importCsv();
    const reply = await h.page.scanned(scanned(), SENDER);
    expect(reply).toEqual({
      state: 'ready',
      marks: [
        {
          text: EVM,
          level: 'listed',
          context: 'donation',
          line: 'mark_sanctioned|Example Authority|Example Front',
          more: ['listed_on_as|2020-08-13|Example Front|Example Authority|', 'sure_official_list'],
        },
      ],
    });
    await h.page.scanned(scanned(), SENDER);
    expect(h.injected).toEqual([0]);
    expect(h.toolbar).toEqual(['listed', 'listed']);
    await h.page.scanned(scanned({ startedAt: 2_000_000 }), SENDER);
    expect(h.injected).toEqual([0, 0]);
  });

  describe('a page of very much text', () => {
    const near = 'words around it '.repeat(15);
    const places = Array.from({ length: 20 }, () => place({ near }));
    const texts = Array.from({ length: 1_000 }, (_, i) => `${EVM.slice(0, -4)}${String(i).padStart(4, '0')}`);
    const long = scanned({ candidates: texts.map((text) => ({ text, places })) });

    it('lets others have a turn while it is gone through for secrets', async () => {
      const ends: string[] = [];
      const turn = new Promise<void>((done) => setTimeout(done, 0)).then(() => ends.push('turn'));
      await Promise.all([turn, h.page.scanned(long, SENDER).then(() => ends.push('scanned'))]);
      expect(ends).toEqual(['turn', 'scanned']);
    });

    it('is not kept of a tab that is closed meanwhile', async () => {
      const told = h.page.scanned(long, SENDER);
      await new Promise((done) => setTimeout(done, 0));
      await h.tabs.dropTab(1);
      expect(await told).toEqual({ state: 'not-ready' });
      expect(await h.tabs.frames(1)).toEqual([]);
      // What it shows next is.
      await h.page.scanned(scanned(), SENDER);
      expect(await h.tabs.frames(1)).toHaveLength(1);
    });

    it('is not kept of a site that is paused meanwhile', async () => {
      const told = h.page.scanned(long, { ...SENDER, tab: { id: 1, url: SENDER.url } });
      await new Promise((done) => setTimeout(done, 0));
      await h.local.set({ 'settings.choices': { ...DEFAULT_CHOICES, paused: ['charity.example'] } });
      expect(await told).toEqual({ state: 'paused' });
      expect(await h.tabs.frames(1)).toEqual([]);
    });

    it('is not kept over what its frame told later', async () => {
      const first = h.page.scanned(long, SENDER);
      // It has begun.
      await new Promise((done) => setTimeout(done, 0));
      await Promise.all([first, h.page.scanned(scanned(), SENDER)]);
      const [frame] = await h.tabs.frames(1);
      expect(frame?.scan.candidates).toEqual(scanned().scan.candidates);
    });
  });

  it('leaves out of a mark what the list does not say', async () => {
    const csv = `value,authority,tier\n${EVM},Example Authority,official\n`;
    const base64 = toBase64(new TextEncoder().encode(csv));
    await h.ui({ type: 'lists.import', name: 'bare.csv', base64 });
    expect(await h.page.scanned(scanned(), SENDER)).toMatchObject({
      marks: [{ level: 'listed', more: ['sure_official_list'] }],
    });
  });

  it('tells frames that show something what was chosen, and then in which words', async () => {
    await h.importCsv();
    await h.page.scanned(scanned(), SENDER);
    const quiet = { ...SENDER, tab: { id: 2 }, url: 'https://news.example/story' };
    await h.page.scanned(scanned({ href: quiet.url, candidates: [] }), quiet);
    h.sent.length = 0;
    await h.page.choicesChanged();
    expect(h.told).toEqual([0]);
    expect(h.sent.map(([, { type }]) => type)).toContain('page.marks');
  });

  it('says over a page what a large frame in it is, and takes it back with the frame', async () => {
    const csv = 'kind,value,authority,tier\ndomain,masks.example,Example Authority,official\n';
    await h.ui({ type: 'lists.import', name: 'd.csv', base64: toBase64(new TextEncoder().encode(csv)) });
    const reply = await h.page.scanned(scanned({ frames: 1 }), SENDER);
    expect(reply).toEqual({ state: 'ready', marks: [] });
    const inner = { ...SENDER, frameId: 4, url: 'https://masks.example/' };
    h.sizes = { width: 800, height: 500 };
    await h.page.scanned(scanned({ path: [0], href: inner.url, candidates: [] }), inner);
    expect(h.sent.at(-1)).toMatchObject([
      0,
      { marks: [{ text: null, part: true, line: 'banner_frame|Example Authority|masks.example' }] },
    ]);
    expect(h.toolbar.at(-1)).toBe('listed');
    const next = { ...inner, frameId: 5, url: 'https://other.example/' };
    await h.page.scanned(scanned({ path: [0], href: next.url, candidates: [] }), next);
    expect(h.sent.at(-1)).toEqual([0, { type: 'page.marks', marks: [] }]);
  });

  it('accuses no page for a frame of a listed site that is hardly there', async () => {
    const csv = 'kind,value,authority,tier\ndomain,masks.example,Example Authority,official\n';
    await h.ui({ type: 'lists.import', name: 'd.csv', base64: toBase64(new TextEncoder().encode(csv)) });
    await h.page.scanned(scanned({ frames: 1 }), SENDER);
    const inner = { ...SENDER, frameId: 4, url: 'https://masks.example/' };
    h.sizes = { width: 300, height: 250 };
    await h.page.scanned(scanned({ path: [0], href: inner.url, candidates: [] }), inner);
    expect(h.sent.filter(([frameId]) => frameId === 0)).toEqual([]);
    expect(h.toolbar.at(-1)).toBe('caution');
    expect(await h.ui({ type: 'report.get', tabId: 1, fresh: false })).toMatchObject({
      level: 'caution',
      page: [{ level: 'listed', aside: true }],
    });
  });

  it('looks closer at what may show a code or asks for money, once a page', async () => {
    await h.page.scanned(scanned(), SENDER);
    await h.page.scanned(scanned({ scanMs: 2 }), SENDER);
    expect(h.closer).toEqual([0]);
    const quiet = { ...SENDER, tab: { id: 2 }, url: 'https://news.example/story' };
    const story = { href: quiet.url, candidates: [] };
    await h.page.scanned(scanned(story), quiet);
    expect(h.closer).toEqual([0]);
    const picture = { what: 'image' as const, count: 1, why: 'picture' };
    await h.page.scanned(scanned({ ...story, startedAt: 3_000_000, unread: [picture] }), quiet);
    expect(h.closer).toEqual([0, 0]);
  });

  it('hears what a page copies where it shows an address or asks for money, in each of its frames, once a page', async () => {
    await h.page.scanned(scanned(), SENDER);
    await h.page.scanned(scanned({ scanMs: 2 }), SENDER);
    await h.page.scanned(scanned({ path: [0], href: 'https://b.example/' }), {
      ...SENDER,
      frameId: 4,
      url: 'https://b.example/',
    });
    expect(h.hearing).toEqual([0, 4]);
    await h.page.scanned(scanned({ startedAt: 2_000_000 }), SENDER);
    expect(h.hearing).toEqual([0, 4, 0]);
  });

  it('does not tell a frame of another site that Almsguard is there because the page around it asks for money', async () => {
    await h.page.scanned(scanned({ candidates: [], frames: 2 }), SENDER);
    const captcha = { ...SENDER, frameId: 4, url: 'https://captcha.example/' };
    await h.page.scanned(scanned({ candidates: [], path: [0], href: captcha.url }), captcha);
    expect(h.hearing).toEqual([0]);
    const appeal = { ...SENDER, frameId: 5, url: 'https://checkout.example/donate' };
    await h.page.scanned(scanned({ candidates: [], path: [1], href: appeal.url }), appeal);
    expect(h.hearing).toEqual([0, 5]);
  });

  it('hears the page itself where only a frame in it asks for money', async () => {
    const url = 'https://news.example/';
    h.tab = { url, loading: false };
    const top = { ...SENDER, url };
    await h.page.scanned(scanned({ candidates: [], href: url, frames: 1 }), top);
    expect(h.hearing).toEqual([]);
    const appeal = { ...SENDER, frameId: 5, url: 'https://checkout.example/donate' };
    await h.page.scanned(scanned({ candidates: [], path: [0], href: appeal.url }), appeal);
    await h.page.scanned(scanned({ candidates: [], href: url, frames: 1, scanMs: 2 }), top);
    expect(h.hearing).toEqual([5, 0]);
  });

  it('tells a page again because of a frame only where something else is to be said', async () => {
    await h.importCsv();
    await h.page.scanned(scanned({ frames: 1 }), SENDER);
    const inner = { ...SENDER, frameId: 4, url: 'https://b.example/' };
    await h.page.scanned(scanned({ candidates: [], path: [0], href: inner.url }), inner);
    await h.page.scanned(scanned({ candidates: [], path: [0], href: inner.url, scanMs: 2 }), inner);
    expect(h.sent).toEqual([]);
  });

  it('asks nothing for the page around a frame where nothing is listed', async () => {
    const marksOf = vi.spyOn(h, 'marking');
    await h.page.scanned(scanned({ frames: 1 }), SENDER);
    marksOf.mockClear();
    const inner = { ...SENDER, frameId: 4, url: 'https://b.example/' };
    await h.page.scanned(scanned({ candidates: [], path: [0], href: inner.url }), inner);
    expect(marksOf.mock.calls).toEqual([[4]]);
  });

  it('keeps what is known of a page that could not be told of a frame in it', async () => {
    const csv = 'kind,value,authority,tier\ndomain,masks.example,Example Authority,official\n';
    await h.ui({ type: 'lists.import', name: 'd.csv', base64: toBase64(new TextEncoder().encode(csv)) });
    await h.page.scanned(scanned({ frames: 1 }), SENDER);
    h.gone.add(0);
    const inner = { ...SENDER, frameId: 4, url: 'https://masks.example/' };
    await h.page.scanned(scanned({ path: [0], href: inner.url, candidates: [] }), inner);
    expect((await h.tabs.frames(1)).map(({ frameId }) => frameId)).toEqual([0, 4]);
    h.gone.clear();
    await h.page.scanned(scanned({ path: [0], href: inner.url, candidates: [], scanMs: 2 }), inner);
    expect(h.sent.at(-1)).toMatchObject([0, { marks: [{ part: true }] }]);
  });

  it('leaves a page alone on which nothing is listed', async () => {
    expect(await h.page.scanned(scanned(), SENDER)).toEqual({ state: 'ready', marks: [] });
    expect(h.injected).toEqual([]);
  });

  it('marks open pages when a list arrives, and takes marks away with it', async () => {
    await h.page.scanned(scanned(), SENDER);
    await h.importCsv();
    expect(h.lastMarks().marks).toHaveLength(1);
    await h.ui({ type: 'lists.enable', id: 'file:mine.csv', enabled: false });
    expect(h.lastMarks().marks).toHaveLength(0);
    expect(h.toolbar.at(-1)).toBe('none');
  });

  it('never says "no match" before the watchlist is there', async () => {
    vi.useFakeTimers();
    try {
      h.ready = new Promise(() => undefined);
      const reply = h.page.scanned(scanned(), SENDER);
      await vi.advanceTimersByTimeAsync(11_000);
      expect(await reply).toEqual({ state: 'not-ready' });
      expect(h.toolbar).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
    await expect(isReady(Promise.reject(new Error('no list at all')))).resolves.toBe(false);
  });

  it('asks the frames again for a fresh report and forgets those that are gone', async () => {
    await h.importCsv();
    await h.page.scanned(scanned({ frames: 1 }), SENDER);
    await h.page.scanned(scanned({ path: [0] }), { ...SENDER, frameId: 9 });
    h.gone.add(9);
    const report = await h.ui({ type: 'report.get', tabId: 1, fresh: true });
    expect(h.sent).toContainEqual([0, { type: 'page.rescan' }]);
    expect(report).toMatchObject({ unread: [{ what: 'frame', count: 1, why: 'not-answering' }] });
    expect(await h.tabs.frames(1)).toHaveLength(1);
  });

  it('forgets the frames of the page before, however young they are', async () => {
    await h.importCsv();
    await h.page.scanned(scanned({ candidates: [], frames: 1 }), SENDER);
    const inside = { ...SENDER, frameId: 5, url: 'https://widget.example/' };
    await h.page.scanned(scanned({ href: inside.url, path: [0], startedAt: 1_000_700 }), inside);
    expect(h.toolbar.at(-1)).toBe('listed');
    h.gone.add(5);
    // Asked for before the frame was there.
    await h.page.scanned(scanned({ candidates: [], startedAt: 1_000_600 }), SENDER);
    expect(h.toolbar.at(-1)).toBe('none');
    expect((await h.tabs.frames(1)).map(({ frameId }) => frameId)).toEqual([0]);
  });

  it('judges by the lists that came, though the last of them cannot be noted', async () => {
    await h.importCsv();
    const [record] = await h.store.records();
    if (!record) throw new Error('no list was taken');
    await h.store.update({ ...record, url: 'https://lists.example/mine.csv' });
    const load = vi.spyOn(h.watchlist, 'load');
    vi.spyOn(h.store, 'update').mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
    await expect(h.ui({ type: 'lists.refresh', id: null })).rejects.toThrow('full');
    expect(load).toHaveBeenCalledOnce();
  });

  it('tells the person why a list was not taken', async () => {
    const reply = await h.ui({
      type: 'lists.import',
      name: 'x.csv',
      base64: toBase64(new TextEncoder().encode('<p>')),
    });
    expect(reply).toMatchObject({ ok: false, error: { message: expect.stringMatching(/\w/) } });
    expect(await h.ui({ type: 'lists.add', url: 'ftp://x' })).toMatchObject({
      ok: false,
      error: { code: 'bad-url' },
    });
  });
});
