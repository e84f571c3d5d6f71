import { beforeEach, describe, expect, it } from 'vitest';
import { toBase64 } from '#lib/core/bytes.ts';
import type { Report } from '#lib/core/report.ts';
import { ZPUB } from '../../support/account-key.ts';
import { claim, compiled, entry, listInfo } from '../../support/entries.ts';
import { createHandlers, EVM, type Handlers, SENDER, scanned } from '../../support/handlers.ts';
import { listRecord } from '../../support/records.ts';
import { candidate } from '../../support/scans.ts';

describe('what is reported of a tab', () => {
  let h: Handlers;
  beforeEach(() => {
    h = createHandlers();
  });

  const appeal = { title: 'Help us', isArticle: false, appeal: 'Donate with crypto' };
  const visit = async (texts: string | string[], startedAt: number) => {
    const candidates = [texts].flat().map((text) => candidate(text));
    await h.page.scanned(scanned({ startedAt, signals: appeal, candidates }), SENDER);
    const report = (await h.ui({ type: 'report.get', tabId: 1, fresh: false })) as Report;
    return report.addresses.map(({ level, reasons }) => [level, ...reasons.map(({ code }) => code)]);
  };
  const OTHER = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';

  it('says when a page that asks for money shows another address than before', async () => {
    expect(await visit(EVM, 1)).toEqual([['none']]);
    expect(await visit(OTHER, 2)).toEqual([['caution', 'rotates']]);
    expect(h.toolbar.at(-1)).toBe('caution');
  });

  it('says it of the one that is new, in the order of the page whatever weighs more', async () => {
    const third = '0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359';
    await visit([OTHER, EVM], 1);
    const elsewhere = { ...SENDER, url: 'https://b.example/' };
    await h.page.scanned(scanned({ href: elsewhere.url, candidates: [] }), elsewhere);
    await h.importCsv();
    expect(await visit([third, EVM], 2)).toEqual([
      ['listed', 'sanctioned'],
      ['caution', 'rotates'],
    ]);
  });

  it('keeps nothing of what only mentions an address, of private windows, and once it is switched off', async () => {
    await h.page.scanned(scanned({ href: 'https://a.example/story' }), {
      ...SENDER,
      url: 'https://a.example/story',
    });
    expect(h.local.items.size).toBe(0);
    h.isPrivate = true;
    await visit(EVM, 1);
    expect(h.local.items.size).toBe(0);
    h.isPrivate = false;
    await visit(EVM, 2);
    expect([...h.local.items.keys()]).toEqual(['visits']);
    expect(await h.ui({ type: 'lists.get' })).toMatchObject({ remembers: true });
    await h.ui({ type: 'settings.remembers', on: false });
    expect(await h.ui({ type: 'lists.get' })).toMatchObject({ remembers: false });
    expect(await visit(OTHER, 3)).toEqual([['none']]);
    expect(h.local.items.has('visits')).toBe(false);
  });

  it('keeps of a listed key what was met in windows that are not private, until it is switched off', async () => {
    // Its child number 99, made with another library.
    const late = 'bc1q0tu5xxl6sg486kdmqj6y2wfa43dx7mpuc9kfvk';
    const csv = `kind,value,authority,tier\nxpub,${ZPUB},Example Authority,official\n`;
    await h.ui({ type: 'lists.import', name: 'x.csv', base64: toBase64(new TextEncoder().encode(csv)) });
    h.isPrivate = true;
    expect(await visit(late, 1)).toEqual([['derived', 'derived']]);
    expect(await h.store.grownWindows()).toEqual([]);
    h.isPrivate = false;
    await visit(late, 2);
    expect(await h.store.grownWindows()).toHaveLength(1);
    await h.ui({ type: 'settings.remembers', on: false });
    expect(await h.store.grownWindows()).toEqual([]);
    expect(await visit(late, 3)).toEqual([['derived', 'derived']]);
    expect(await h.store.grownWindows()).toEqual([]);
  });

  it('does without where storage is refused', async () => {
    const refuse = async () => {
      throw new Error('An unexpected error occurred');
    };
    Object.assign(h.local, { get: refuse, set: refuse, remove: refuse });
    expect(await visit(EVM, 1)).toEqual([['none']]);
    expect(await visit(OTHER, 2)).toEqual([['none']]);
    expect(await h.ui({ type: 'lists.get' })).toMatchObject({ remembers: false });
    expect(await h.ui({ type: 'settings.remembers', on: true })).toMatchObject({
      ok: false,
      error: { code: 'storage-refused' },
    });
  });

  it('compares with what the tab has shown on other pages', async () => {
    const like = '0x5aae00112233445566778899aabbccddeeffeaed';
    await visit(OTHER, 1);
    h.tab = { url: 'https://b.example/', loading: false };
    const next = { ...SENDER, url: 'https://b.example/' };
    await h.page.scanned(scanned({ href: next.url, startedAt: 2, candidates: [candidate(like)] }), next);
    expect(await h.ui({ type: 'report.get', tabId: 1, fresh: false })).toMatchObject({
      level: 'caution',
      addresses: [{ reasons: [{ code: 'lookalike-seen', params: { other: OTHER } }] }],
    });
  });

  it('marks what imitates a published address, and names what imitates a charity’s host', async () => {
    const csv = `kind,value,chain,subject,authority\nverified,${OTHER},ethereum,Orchard School,Example Register\nverified,charlty.example,,Charlty,Example Register\n`;
    await h.ui({ type: 'lists.import', name: 'v.csv', base64: toBase64(new TextEncoder().encode(csv)) });
    const like = '0x5aae00112233445566778899aabbccddeeffeaed';
    const reply = await h.page.scanned(scanned({ candidates: [candidate(like)] }), SENDER);
    expect(reply).toMatchObject({
      marks: [
        { text: null, level: 'lookalike' },
        { text: like, level: 'lookalike', line: 'mark_lookalike|Example Register|Orchard School' },
      ],
    });
    expect(await h.ui({ type: 'report.get', tabId: 1, fresh: false })).toMatchObject({
      page: [{ canonical: 'charity.example', level: 'lookalike', reasons: [{ code: 'lookalike-host' }] }],
    });
    const safe = 'kind,value,authority\nsafe,charity.example,Example Register\n';
    await h.ui({ type: 'lists.import', name: 's.csv', base64: toBase64(new TextEncoder().encode(safe)) });
    const after = (await h.ui({ type: 'report.get', tabId: 1, fresh: false })) as Report;
    expect(after.page).toEqual([]);
  });

  it('goes on telling what imitates where the clock falls behind the list, and not on a day that was chosen', async () => {
    const more = { subject: 'Charlty', stance: 'verified', listed: '2026-11-01' } as const;
    const claims = [claim(more)];
    const list = compiled([
      entry(OTHER, { chain: 'ethereum', claims }),
      entry('charlty.example', { kind: 'domain', claims }),
    ]);
    await h.store.apply(listRecord(), list);
    await h.watchlist.load();
    h.clock = Date.UTC(2026, 0, 1);
    const like = '0x5aae00112233445566778899aabbccddeeffeaed';
    await h.page.scanned(scanned({ candidates: [candidate(like)] }), SENDER);
    const levels = async () => {
      const report = (await h.ui({ type: 'report.get', tabId: 1, fresh: false })) as Report;
      return [report.page[0]?.level, report.addresses[0]?.level];
    };
    expect(await levels()).toEqual(['lookalike', 'lookalike']);
    await h.ui({ type: 'settings.asOf', date: '2026-01-01' });
    expect(await levels()).toEqual([undefined, 'none']);
  });

  it('finds a listed account in a widget, and the page of one', async () => {
    const csv = 'kind,value,authority,tier\nwidget,patreon:someone,Example Authority,official\n';
    await h.ui({ type: 'lists.import', name: 'w.csv', base64: toBase64(new TextEncoder().encode(csv)) });
    const link = { kind: 'link' as const, what: 'https://www.patreon.com/Someone', value: '' };
    await h.page.scanned(scanned({ candidates: [], widgets: [link] }), SENDER);
    expect(await h.ui({ type: 'report.get', tabId: 1, fresh: false })).toMatchObject({
      level: 'listed',
      widgets: [{ provider: 'patreon', kind: 'link' }],
      page: [{ text: 'patreon:someone', claims: [{ match: 'widget' }] }],
    });
    const own = { ...SENDER, tab: { id: 3 }, url: 'https://www.patreon.com/someone' };
    await h.page.scanned(scanned({ href: own.url, candidates: [] }), own);
    expect(h.toolbar.at(-1)).toBe('listed');
  });

  it('keeps a form without a checksum only where words name it, or a list holds it', async () => {
    const solana = 'FYpgseqgGkE2eHsTxz3M7u4JeqhFCoo5Y7EvYLpRZqoT';
    const seen = async (near: string) => {
      const places = [{ how: 'text' as const, flags: [], near, within: [] }];
      await h.page.scanned(scanned({ candidates: [{ text: solana, places }] }), {
        ...SENDER,
        url: 'https://a.example/',
      });
      const report = await h.ui({ type: 'report.get', tabId: 1, fresh: false });
      return (report as Report).addresses.length;
    };
    const inPath = `Donate Solana: https://solscan.example/account/${solana}`;
    expect(await seen(`build ${solana} finished`)).toBe(0);
    expect(await seen(`Donate Solana: ${solana}`)).toBe(1);
    expect(await seen(inPath)).toBe(0);
    const csv = `value,chain,authority\n${solana},solana,Example Authority\n`;
    await h.ui({ type: 'lists.import', name: 's.csv', base64: toBase64(new TextEncoder().encode(csv)) });
    expect(await seen(`build ${solana} finished`)).toBe(1);
    expect(await seen(inPath)).toBe(1);
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
      await h.page.scanned(scanned({ candidates }), SENDER);
      const report = (await h.ui({ type: 'report.get', tabId: 1, fresh: false })) as Report;
      return report.addresses.flatMap(({ places }) => places.map(({ how }) => how));
    };
    expect(await seen('solscan.io')).toEqual(['explorer']);
    expect(await seen('files.example')).toEqual([]);
  });

  it('goes on judging where the clock falls years behind, and says so', async () => {
    const list = compiled([entry(EVM)], listInfo({ date: '2026-11-20' }));
    const own = { id: 'bundled:example', origin: 'bundled' as const, info: list.info, entries: 1 };
    await h.store.apply(listRecord(own), list);
    // What a list of anybody's says of itself moves no clock.
    const other = listInfo({ id: 'other', date: '2099-01-01' });
    await h.store.apply(listRecord({ id: 'file:b', info: other }), compiled([], other));
    await h.watchlist.load();
    h.clock = Date.UTC(2015, 0, 1);
    await h.page.scanned(scanned(), SENDER);
    const report = (await h.ui({ type: 'report.get', tabId: 1, fresh: false })) as Report;
    expect(report).toMatchObject({ level: 'listed', date: '2026-11-20' });
    expect(report.notes).toContainEqual({
      code: 'clock',
      params: { date: '2015-01-01', newest: '2026-11-20' },
    });
  });

  it('keeps no secret that stands on a page', async () => {
    const wif = 'KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn';
    const places = [{ how: 'text' as const, flags: [], near: `key ${wif} end`, within: [] }];
    const signals = { title: `My key ${wif}`, isArticle: false, appeal: wif };
    const href = `https://example.org/backup?key=${wif}`;
    h.tab = { url: href, loading: false };
    await h.page.scanned(
      scanned({
        href,
        signals,
        candidates: [
          { text: wif, places },
          { text: EVM, places },
        ],
      }),
      { ...SENDER, url: href },
    );
    const [kept] = await h.tabs.frames(1);
    expect(JSON.stringify(kept)).not.toContain(wif);
    expect(await h.ui({ type: 'report.get', tabId: 1, fresh: false })).toMatchObject({
      state: 'ready',
      url: 'https://example.org/backup?key=[…]',
    });
    expect(kept?.scan.candidates.map(({ text }) => text)).toEqual([EVM]);
  });

  it('keeps no secret of which the text around an address holds the pieces', async () => {
    const pieces = [
      'KwDiBf89QgGb\u00adjEhKnhXJuH7LrciVr\u200bZi3qYjgd9M7rFU73sVHnoWn',
      'KwDi Bf89 QgGb jEhK nhXJ uH7L rciV rZi3 qYjg d9M7 rFU7 3sVH noWn',
    ];
    const places = pieces.map((key) => ({
      how: 'text' as const,
      flags: [],
      near: `key ${key} end`,
      label: `Key ${key}`,
      within: [],
    }));
    const signals = { title: `My key ${pieces[0]}`, isArticle: false, appeal: pieces[1] ?? '' };
    await h.page.scanned(scanned({ signals, candidates: [{ text: EVM, places }] }), SENDER);
    const [kept] = await h.tabs.frames(1);
    expect(kept?.scan.signals).toMatchObject({ title: 'My key […]', appeal: '[…]' });
    for (const place of kept?.scan.candidates[0]?.places ?? [])
      expect(place).toMatchObject({ near: 'key […] end', label: 'Key […]' });
    expect(kept?.scan.candidates[0]?.places).toHaveLength(2);
  });

  it('judges for another day when asked to', async () => {
    await h.importCsv();
    await h.page.scanned(scanned(), SENDER);
    await h.ui({ type: 'settings.asOf', date: '2020-08-12' });
    expect(await h.ui({ type: 'report.get', tabId: 1, fresh: false })).toMatchObject({
      level: 'none',
      date: '2020-08-12',
      notes: [{ code: 'as-of' }],
    });
  });
});
