import { describe, expect, it } from 'vitest';
import { Foot } from '#components/Foot.tsx';
import { headlineOf } from '#components/Headline.tsx';
import { gistOf } from '#lib/core/gist.ts';
import type { Report } from '#lib/core/report.ts';
import {
  makeClaim,
  makeFinding,
  makePlace,
  makeQuiet,
  makeReport,
  renderHtml,
  renderText,
  viewOf,
  words,
} from './reports.tsx';

const nothing = () => undefined;

describe('headline', () => {
  const title = (changes: Partial<Report>) => headlineOf(gistOf(makeReport(changes)), words).title;

  it('counts the addresses of the worst level', () => {
    const addresses = [makeFinding(), makeFinding({ text: '2' }), makeQuiet('3')];
    expect(title({ addresses })).toBe('2 of 3 addresses on this page are on lists');
    expect(title({ addresses: addresses.slice(1) })).toBe('1 of 2 addresses on this page is on a list');
    expect(title({})).toBe('The address on this page is on a list');
  });

  it('speaks of the site where the site itself is listed, of the page where only the page is', () => {
    const listed = (match: 'domain' | 'page') =>
      makeFinding({ chain: null, places: [], claims: [makeClaim({ match })] });
    expect(title({ page: [listed('domain')] })).toBe('This site is on a list');
    expect(title({ page: [listed('page')] })).toBe('This page is on a list');
  });

  it('does not say that a listed page mentions itself', () => {
    const page = makeFinding({ chain: null, places: [], claims: [makeClaim({ match: 'page' })] });
    const report = makeReport({ page: [page], addresses: [], level: 'listed', context: 'mention' });
    const { sub } = headlineOf(gistOf(report), words);
    expect(sub).toBe('Sending money to what is listed may be a crime where you live.');
  });

  it('tells a listed frame from a listed page', () => {
    const frame = makeFinding({ chain: null, places: [makePlace({ frame: 1 })] });
    expect(title({ page: [frame], addresses: [], level: 'listed' })).toBe(
      'Another site, shown inside this page: On a list',
    );
  });

  it.each([
    ['unreadable', 'This page cannot be read'],
    ['not-ready', 'The lists are still being loaded'],
  ] as const)('concludes nothing when %s', (state, expected) => {
    expect(title({ state, addresses: [] })).toBe(expected);
    expect(renderText(viewOf(makeReport({ state, addresses: [] })))).not.toContain('not on the lists');
  });

  it('tells what a frame aside is, and not that nothing here is on a list', () => {
    const frame = makeFinding({ chain: null, places: [makePlace({ frame: 1 })], aside: true });
    const report = makeReport({ page: [frame], addresses: [], level: 'caution', context: 'mention' });
    expect(headlineOf(gistOf(report), words)).toEqual({
      title: 'Another site, shown inside this page: On a list',
      sub: 'Sending money to what is listed may be a crime where you live.',
    });
    expect(renderText(viewOf(report))).toContain(
      'Only a small or hidden part of this page comes from there.',
    );
    expect(renderText(viewOf(makeReport()))).not.toContain('Only a small or hidden part');
  });

  it('has no colour of a level while nothing may be concluded', () => {
    expect(renderHtml(viewOf(makeReport({ state: 'not-ready', level: 'listed' })))).toContain(
      'data-level="none"',
    );
    expect(renderHtml(viewOf(makeReport()))).toContain('class="headline" data-level="listed"');
  });

  it('is read out again where it changes', () => {
    expect(renderHtml(viewOf(makeReport()))).toMatch(/<div aria-live="polite"><h1>/);
  });

  it('concludes nothing without lists', () => {
    expect(title({ watchlist: [], addresses: [makeQuiet('3')] })).toBe('Nothing was compared');
  });
});

describe('a page with nothing on the lists', () => {
  const report = makeReport({ addresses: [makeQuiet('1'), makeQuiet('2')] });

  it('says what was compared with what, and what was not read', () => {
    const unread = [{ what: 'frame', count: 3, why: 'not-answering' } as const];
    const text = renderText(viewOf({ ...report, unread }));
    expect(text).toContain('2 addresses on this page, none on the lists');
    expect(text).toContain('Compared with the lists of 19 November 2025.');
    expect(text).toContain('3 frames of this page did not answer. What they show was not read.');
  });

  it('praises nobody and offers no way out', () => {
    const text = renderText(viewOf(report));
    expect(text).not.toMatch(/safe|clean|trust|fine|Go back/i);
  });
});

describe('donation buttons', () => {
  it('are told with who runs them, and where they come from', () => {
    const widgets = [{ provider: 'PayPal', kind: 'form' as const, host: 'www.paypal.com' }];
    const said = renderText(viewOf(makeReport({ widgets })));
    expect(said).toContain('Donation buttons and forms, and who runs them PayPal, from www.paypal.com');
    expect(renderText(viewOf(makeReport({ widgets: [] })))).not.toContain('who runs them');
  });

  it('names a widget once, however it is built in', () => {
    const from = { provider: 'PayPal', host: 'www.paypal.com' };
    const widgets = (['iframe', 'script'] as const).map((kind) => ({ ...from, kind }));
    const other = { provider: 'PayPal', host: 'pay.example', kind: 'script' as const };
    const said = renderText(viewOf(makeReport({ widgets: [...widgets, other] })));
    expect(said.match(/PayPal, from www\.paypal\.com/g)).toHaveLength(1);
    expect(said).toContain('PayPal, from pay.example');
  });
});

describe('what comes from pages and lists', () => {
  it('never becomes markup', () => {
    const evil = '<img src=x onerror=alert(1)>';
    const finding = makeFinding({
      text: evil,
      canonical: evil,
      claims: [makeClaim({ subject: evil, value: evil, listTitle: evil, programme: evil, id: evil })],
    });
    const report = makeReport({
      addresses: [finding],
      widgets: [{ provider: evil, kind: 'iframe', host: evil }],
      url: `https://relief.example/${evil}`,
    });
    expect(renderHtml(viewOf(report))).not.toContain('<img');
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    ' javascript:alert(1)',
    'no url',
  ])('never becomes a link: %s', (url) => {
    const finding = makeFinding({ claims: [makeClaim({ url })] });
    expect(renderHtml(viewOf(makeReport({ addresses: [finding] })))).not.toContain(`href="${url}`);
    expect(renderHtml(viewOf(makeReport({ addresses: [finding] })))).not.toContain(
      'class="when">Listed 27 March 2024, as GAZA NOW. <a',
    );
  });

  it('becomes a link that tells nobody where it came from when it is a web address', () => {
    expect(renderHtml(viewOf(makeReport()))).toContain(
      'href="https://sanctionssearch.ofac.treas.gov/Details.aspx?id=47635" target="_blank" rel="noreferrer"',
    );
  });
});

describe('foot', () => {
  const foot = (report: Report) =>
    renderText(
      <Foot
        report={report}
        status=""
        busy={false}
        onRefresh={nothing}
        onPause={nothing}
        onOptions={nothing}
      />,
    );

  it('gives each list its date and age, and no age to a closed case', () => {
    expect(foot(makeReport())).toContain('19 November 2025, 1,884 entries · 2 days old');
    expect(foot(makeReport())).toContain('13 August 2020, 159 entries · does not go out of date');
  });

  it('says when a list is stale and when nothing could be stored', () => {
    const notes = [
      { code: 'stale', params: { list: 'OFAC SDN list', date: '2025-10-01', days: '51' } },
      { code: 'memory-only', params: {} },
    ];
    const text = foot(makeReport({ notes }));
    expect(text).toContain('The data of “OFAC SDN list” is from 1 October 2025, 51 days ago.');
    expect(text).toContain('The browser refused to store the lists.');
  });

  it('says in words why a refresh failed', () => {
    const [list] = makeReport().watchlist;
    if (!list) throw new Error('no list');
    const problem = { code: 'offline', message: 'TypeError: Failed to fetch' } as const;
    const text = foot(makeReport({ watchlist: [{ ...list, problem }] }));
    expect(text).toContain('The last refresh failed. The server could not be reached.');
    expect(text).not.toContain('TypeError');
  });

  it('shows every note that does not stand elsewhere, with its dates in words', () => {
    const list = 'Example feed';
    const notes = [
      { code: 'as-of', params: { date: '2025-10-01' } },
      { code: 'unconfirmed', params: { list, until: '2026-11-21' } },
      { code: 'stale-or-clock', params: { list, date: '2020-08-13', days: '2026' } },
      { code: 'clock', params: { date: '2015-01-01', newest: '2026-11-21' } },
    ];
    const text = foot(makeReport({ notes }));
    for (const part of [
      'Until 21 November 2026 the publisher confirmed that “Example feed” was the newest data.',
      'is from 13 August 2020, 2,026 days ago, or this device’s clock is wrong.',
      'clock says 1 January 2015, but its lists are from 21 November 2026.',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain('Judged as of');
  });
});
