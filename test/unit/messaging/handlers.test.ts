import { beforeEach, describe, expect, it, vi } from 'vitest';
import { toBase64 } from '#lib/core/bytes.ts';
import { isReady } from '#lib/messaging/page-handler.ts';
import { createHandlers, EVM, type Handlers, SENDER, scanned } from '../../support/handlers.ts';

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

  it('leaves out of a mark what the list does not say', async () => {
    const csv = `value,authority,tier\n${EVM},Example Authority,official\n`;
    const base64 = toBase64(new TextEncoder().encode(csv));
    await h.ui({ type: 'lists.import', name: 'bare.csv', base64 });
    expect(await h.page.scanned(scanned(), SENDER)).toMatchObject({
      marks: [{ level: 'listed', more: ['sure_official_list'] }],
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

  it('hears what a page copies only where it shows an address, once a page', async () => {
    await h.page.scanned(scanned(), SENDER);
    await h.page.scanned(scanned({ scanMs: 2 }), SENDER);
    await h.page.scanned(scanned({ candidates: [], path: [0], href: 'https://b.example/' }), {
      ...SENDER,
      frameId: 4,
    });
    expect(h.hearing).toEqual([0]);
    await h.page.scanned(scanned({ startedAt: 2_000_000 }), SENDER);
    expect(h.hearing).toEqual([0, 0]);
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
