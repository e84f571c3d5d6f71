import { describe, expect, it } from 'vitest';
import { UNREADABLE } from '#components/ask/unreadable.ts';
import { unknownsOf } from '#components/Unknowns.tsx';
import type { Report } from '#lib/core/report.ts';
import { makeClaim, makeFinding, makeQuiet, makeReport, renderHtml, renderText, viewOf } from './reports.tsx';

const text = (changes: Partial<Report>) => renderText(viewOf(makeReport(changes)));
const bare = (state: Report['state']) => makeReport({ state, addresses: [], level: 'none' });

describe('states in which nothing is said of the page', () => {
  it.each([
    ['paused', 'Almsguard is paused on this site', 'Nothing on relief.example is compared or marked.'],
    ['no-permission', 'Almsguard may not read this page', 'which sites Almsguard may read'],
    ['not-ready', 'The lists are still being loaded', 'Nothing can be said about this page yet.'],
    ['unreadable', 'This page cannot be read', 'The browser lets no extension read this page'],
  ] as const)('%s', (state, title, sub) => {
    const said = renderText(viewOf(bare(state)));
    expect(said).toContain(title);
    expect(said).toContain(sub);
    expect(said).not.toMatch(/on the lists|What you can do|Also on this page/);
  });

  it('say why, each in its own words, once that is known', () => {
    const said = UNREADABLE.map((why) => renderText(viewOf(bare('unreadable'), null, why)));
    expect(new Set(said).size).toBe(UNREADABLE.length);
    for (const one of said) expect(one).not.toContain('The browser lets no extension read this page');
  });

  it('carry a sign that no finding has', () => {
    const signOf = (report: Report) => /<svg.*?<\/svg>/s.exec(renderHtml(viewOf(report)))?.[0];
    const states = (['paused', 'no-permission', 'not-ready', 'unreadable'] as const).map(bare);
    const signs = [makeReport(), ...states].map(signOf);
    expect(new Set(signs).size).toBe(5);
  });
});

describe('who says so', () => {
  const said = (tier: 'official' | 'corroborated' | 'reported') =>
    text({
      level: tier === 'reported' ? 'reported' : 'listed',
      addresses: [
        makeFinding({
          level: tier === 'reported' ? 'reported' : 'listed',
          claims: [makeClaim({ tier, authority: 'Some Body' })],
        }),
      ],
    });

  it('stands at the top, with how sure that is', () => {
    expect(said('official')).toContain('Some Body says so. It is official');
    expect(said('corroborated')).toContain('Some Body says so, and a second source');
    expect(said('reported')).toContain('Some Body says so. It is one source, and not official.');
  });

  it('is nobody who speaks of something else', () => {
    const claims = [makeClaim({ bearing: 'neither', authority: 'Some Body' }), makeClaim()];
    const listed = text({ addresses: [makeFinding({ claims })] });
    expect(listed).toContain('US Treasury OFAC says so.');
    expect(listed).not.toContain('Some Body says so.');
  });

  it('is of the worst finding, and of nobody where nothing is accused', () => {
    const elsewhere = makeFinding({
      text: 'x',
      canonical: 'x',
      level: 'reported',
      claims: [makeClaim({ authority: 'Other Body' })],
    });
    expect(text({ level: 'listed', addresses: [elsewhere, makeFinding()] })).toContain(
      'US Treasury OFAC says so.',
    );
    const history = makeFinding({ level: 'delisted', claims: [makeClaim({ status: 'delisted' })] });
    expect(text({ level: 'delisted', addresses: [history] })).not.toContain('OFAC says so');
  });
});

describe('findings', () => {
  it('stand worst first, and only the worst shows at once how it is known', () => {
    const caution = makeFinding({ text: 'c', canonical: 'cccc', level: 'caution', claims: [], reasons: [] });
    const linked = makeFinding({ text: 'l', canonical: 'llll', level: 'same-key' });
    const html = renderHtml(viewOf(makeReport({ addresses: [caution, linked, makeFinding()] })));
    const levels = [...html.matchAll(/<article class="card" data-level="([\w-]+)"/g)].map(
      ([, level]) => level,
    );
    expect(levels).toEqual(['listed', 'same-key', 'caution']);
    const known = [...html.matchAll(/<details class="known"( open)?/g)].map(([, open]) => open !== undefined);
    expect(known).toEqual([true, false]);
  });
});

describe('old lists', () => {
  const old = [{ code: 'stale', params: { list: 'x', date: '2025-10-01', days: '51' } }];

  it('are told before that nothing was found, and after what was', () => {
    const told = 'The lists are older than they should be';
    const nothing = text({ notes: old, addresses: [makeQuiet('1')], level: 'none' });
    expect(nothing.indexOf(told)).toBeGreaterThan(0);
    expect(nothing.indexOf(told)).toBeLessThan(nothing.indexOf('The address that was checked'));
    const listed = text({ notes: old });
    expect(listed.indexOf(told)).toBeGreaterThan(listed.indexOf('How we know'));
    expect(text({})).not.toContain('older than they should be');
    expect(text({ notes: [{ code: 'memory-only', params: {} }] })).not.toContain('older than they should be');
  });
});

describe('what can be done', () => {
  it('names the platform that a page stands on, or says how to find out', () => {
    const url = 'https://t.me/some_channel';
    expect(text({ url })).toContain('This page stands on Telegram.');
    expect(text({ url })).not.toContain('ICANN');
    expect(text({})).toContain('ICANN Lookup');
  });

  it('shows the reader’s own registers first, and folds those of others away', () => {
    const html = renderHtml(viewOf(makeReport()));
    const actions = html.slice(html.indexOf('<section class="actions"'));
    const [shown = '', folded = ''] = actions.split('<details>');
    expect(shown).toContain('https://register-of-charities.charitycommission.gov.uk/');
    expect(shown).not.toContain('https://apps.irs.gov/app/eos/');
    expect(folded).toContain('https://apps.irs.gov/app/eos/');
    expect(folded).toContain('United States');
  });

  it('where care is advised before a gift is to look the charity up, and to tell nobody', () => {
    const addresses = [makeFinding({ level: 'caution', claims: [] })];
    const asks = text({ addresses, level: 'caution', context: 'donation' });
    expect(asks).toContain('look it up in a register of charities');
    expect(asks).not.toContain('Tell somebody');
    expect(text({ addresses, level: 'caution', context: 'mention' })).not.toContain('What you can do');
  });

  it('is not offered where nothing speaks against the page', () => {
    expect(text({ addresses: [makeQuiet('1')], level: 'none' })).not.toContain('What you can do');
  });
});

describe('“This is wrong”', () => {
  it('leads to the publisher by a filled-in mail that does not name the page', () => {
    const html = renderHtml(viewOf(makeReport()));
    const mail = /href="(mailto:[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const url = new URL(mail);
    expect(url.pathname).toBe('OFAC.Reconsideration@treasury.gov');
    expect(url.searchParams.get('body')).toContain('sdn:47635/feature:70190');
    expect(mail).not.toContain('relief.example');
  });

  it('leads to the source of a publisher whose way is not known', () => {
    const claims = [makeClaim({ authority: 'Some watcher', url: 'https://watcher.example/1' })];
    const html = renderHtml(viewOf(makeReport({ addresses: [makeFinding({ claims })] })));
    const wrong = html.slice(html.indexOf('class="wrong"'));
    expect(wrong).toContain('href="https://watcher.example/1"');
    expect(wrong).not.toContain('mailto:');
  });
});

describe('what is not known', () => {
  const address = { chain: 'ethereum', reasons: [] } as const;
  it.each([
    ['a listed address', {}, ['holder', 'date', 'others']],
    ['one that the list does not date', { listed: null }, ['holder', 'others']],
    ['a report', { tier: 'reported' }, ['reported', 'others']],
    ['a seizure', { status: 'forfeited' }, ['seizure', 'others']],
    ['the same key', { match: 'same-key' }, ['same_key', 'others']],
    ['a child of a key', { match: 'derived' }, ['derived', 'others']],
    ['a key that makes it', { match: 'parent' }, ['parent', 'others']],
    ['a group of addresses', { relation: 'cluster' }, ['cluster', 'holder', 'date', 'others']],
    ['a service', { relation: 'service', tier: 'corroborated' }, ['service', 'others']],
    ['what was taken off', { status: 'delisted' }, ['others']],
  ] as const)('of %s', (_, changes, codes) => {
    expect(unknownsOf({ ...address, reasons: [] }, makeClaim(changes))).toEqual(codes);
  });

  it('of a site: not who holds an address', () => {
    expect(unknownsOf({ chain: null, reasons: [] }, makeClaim())).toEqual(['date', 'others']);
  });

  it('of a page that changes its address: the next one', () => {
    const reasons = [{ code: 'rotates', params: {} }];
    expect(unknownsOf({ chain: 'bitcoin', reasons }, makeClaim())).toContain('fresh');
  });
});
