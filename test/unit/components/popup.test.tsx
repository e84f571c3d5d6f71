import { describe, expect, it } from 'vitest';
import { Foot } from '#components/Foot.tsx';
import { headlineOf } from '#components/Headline.tsx';
import { ReportView } from '#components/ReportView.tsx';
import type { Report } from '#lib/core/report.ts';
import {
  GAZA_NOW,
  makeClaim,
  makeFinding,
  makePlace,
  makeQuiet,
  makeReport,
  renderHtml,
  renderText,
  words,
} from './reports.tsx';

const nothing = () => undefined;
const view = (report: Report) => <ReportView report={report} onReveal={nothing} onBack={nothing} />;

describe('headline', () => {
  const title = (changes: Partial<Report>) => headlineOf(makeReport(changes), words).title;

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
    const { sub } = headlineOf(
      makeReport({ page: [page], addresses: [], level: 'listed', context: 'mention' }),
      words,
    );
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
    expect(renderText(view(makeReport({ state, addresses: [] })))).not.toContain('not on the lists');
  });

  it('concludes nothing without lists', () => {
    expect(title({ watchlist: [], addresses: [makeQuiet('3')] })).toBe('Nothing was compared');
  });
});

describe('a claim without a name', () => {
  it('leaves the name out of every sentence', () => {
    const reasons = [{ code: 'reported', params: { authority: 'Some watcher', subject: '' } }];
    const claims = [makeClaim({ subject: null, tier: 'reported', authority: 'Some watcher' })];
    const finding = makeFinding({ level: 'reported', reasons, claims });
    const text = renderText(view(makeReport({ addresses: [finding] })));
    expect(text).toContain('Some watcher has reported this. Nobody official has confirmed it.');
    expect(text).toContain('Listed 27 March 2024.');
    expect(text).toContain('which the list gives no name');
  });
});

describe('a page with nothing on the lists', () => {
  const report = makeReport({ addresses: [makeQuiet('1'), makeQuiet('2')] });

  it('says what was compared with what, and what was not read', () => {
    const unread = [{ what: 'frame', count: 3, why: 'not-answering' } as const];
    const text = renderText(view({ ...report, unread }));
    expect(text).toContain('2 addresses on this page, none on the lists');
    expect(text).toContain('Compared with the lists of 19 November 2025.');
    expect(text).toContain('3 frames of this page did not answer. What they show was not read.');
  });

  it('praises nobody and offers no way out', () => {
    const text = renderText(view(report));
    expect(text).not.toMatch(/safe|clean|trust|fine|Go back/i);
  });
});

describe('a listed address', () => {
  it('leads with what it means, then who says so, then when', () => {
    const text = renderText(view(makeReport()));
    const order = [
      'The address on this page is on a list',
      'Sending to what is listed may be a crime where you live.',
      'US Treasury OFAC lists this. Sending money to it may be a crime where you live.',
      'Listed 27 March 2024, as GAZA NOW.',
    ].map((part) => text.indexOf(part));
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('shows the way page → address → subject → list in this order', () => {
    const trail = /<ol class="trail">(.*?)<\/ol>/s.exec(renderHtml(view(makeReport())))?.[1] ?? '';
    const steps = trail.split('</li>').map((step) => step.replace(/<[^>]+>/g, ''));
    expect(steps.slice(0, 4)).toEqual([
      'This page relief.example',
      `shows ${GAZA_NOW}`,
      'which the list attributes to GAZA NOW',
      'on the list OFAC SDN list',
    ]);
  });

  it('keeps the address whole for copying and left to right', () => {
    const html = renderHtml(view(makeReport()));
    const code = /<code class="address" dir="ltr">(.*?)<\/code>/s.exec(html)?.[1] ?? '';
    expect(code.replace(/<[^>]+>/g, '')).toBe(GAZA_NOW);
    expect(code.match(/<span/g)).toHaveLength(11);
  });

  it('explains the programme and leaves its code visible', () => {
    const text = renderText(view(makeReport()));
    expect(text).toContain('US sanctions against the financing of terrorism: SDGT');
    const unknown = makeFinding({ claims: [makeClaim({ programme: 'NEW-EO1' })] });
    expect(renderText(view(makeReport({ addresses: [unknown] })))).toContain('NEW-EO1');
  });

  it('says that the list dates the name and not the address', () => {
    expect(renderText(view(makeReport()))).toContain('The list dates the name, not this address.');
  });

  it('offers the way back only where the page asks for money', () => {
    expect(renderText(view(makeReport()))).toContain('Go back');
    expect(renderText(view(makeReport({ context: 'mention' })))).not.toContain('Go back');
  });

  it('tells every place with its frame and disguise, as a button', () => {
    const places = [makePlace({ how: 'link', frame: 2, flags: ['hidden'], context: 'mention' })];
    const html = renderHtml(view(makeReport({ addresses: [makeFinding({ places })] })));
    expect(html).toContain('In a link · hidden on the page · in frame 2 · only mentioned</button>');
  });
});

describe('an address of the same key', () => {
  const tron = 'TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW';
  const ether = '0xE950DC316b836e4EeFb8308bf32Bf7C72a1358FF';
  const finding = makeFinding({
    text: tron,
    canonical: tron,
    chain: 'tron',
    level: 'same-key',
    reasons: [{ code: 'same-key', params: { chain: 'tron', valueChain: 'ethereum', value: ether } }],
    claims: [makeClaim({ match: 'same-key', value: ether, relation: 'cluster' })],
  });
  const text = renderText(view(makeReport({ addresses: [finding] })));

  it('shows what the list holds in groups, like every address', () => {
    const claims = [makeClaim({ match: 'same-key', value: ether, valueChain: 'ethereum' })];
    const html = renderHtml(view(makeReport({ addresses: [{ ...finding, claims }] })));
    const fact = html.split('On the list it reads')[1]?.split('</div>')[0];
    expect(fact).toMatch(/<code class="address" dir="ltr"><span>0xE9/);
  });

  it('says so in a sentence', () => {
    expect(text).toContain(
      'The page shows a TRON address. The list names an Ethereum address made from the same key.',
    );
    expect(text).toContain(`is made from the same key as ${ether}`);
  });

  it('says what is less certain', () => {
    expect(text).toContain('The list does not name this address.');
    expect(text).toContain('Such groups can be wrong.');
  });
});

describe('a seized site', () => {
  it('says so first, and what becomes of money', () => {
    const finding = makeFinding({
      chain: null,
      places: [],
      reasons: [{ code: 'seized-site', params: { authority: 'US Department of Justice' } }],
      claims: [
        makeClaim({ match: 'domain', value: 'masks.example', status: 'forfeited', listed: '2020-08-13' }),
      ],
    });
    const text = renderText(view(makeReport({ page: [finding], addresses: [], level: 'listed' })));
    expect(text).toContain('This site was seized, or claimed in court');
    expect(text).toContain('What is sent here does not reach a charity.');
    expect(text).toContain('Filed in court on 13 August 2020, in a case about GAZA NOW.');
  });
});

describe('a delisted address', () => {
  it('tells its dated history without a warning', () => {
    const claim = makeClaim({ status: 'delisted', listed: '2022-08-08', delisted: '2025-03-21' });
    const finding = makeFinding({ level: 'delisted', reasons: [], claims: [claim] });
    const text = renderText(view(makeReport({ addresses: [finding] })));
    expect(text).toContain('Listed 8 August 2022, as GAZA NOW. Taken off on 21 March 2025.');
    expect(text).not.toContain('Go back');
    expect(text).not.toContain('may be a crime');
  });
});

describe('a claim that does not speak against the address', () => {
  const elsewhere = makeClaim({ authority: 'Some Court', subject: 'SOMEBODY ELSE', bearing: 'neither' });
  const reason = (code: string) => ({
    code,
    params: { authority: 'Some Court', subject: 'SOMEBODY ELSE', value: '' },
  });

  it.each(['memo-needed', 'other-memo'])(
    '%s: names no customer of the account, and accuses nobody',
    (code) => {
      const finding = makeFinding({ level: 'none', reasons: [reason(code)], claims: [elsewhere] });
      const text = renderText(view(makeReport({ addresses: [finding] })));
      expect(text).toContain('Many customers share this address');
      expect(text).not.toContain('SOMEBODY ELSE');
      expect(text).not.toMatch(/The list names|In force|Listed/);
    },
  );

  it('is left out beside the claims that do', () => {
    const finding = makeFinding({ claims: [makeClaim(), elsewhere] });
    expect(renderText(view(makeReport({ addresses: [finding] })))).not.toContain('SOMEBODY ELSE');
  });

  it('an attached key: says what is shared, and no listing of this address', () => {
    const finding = makeFinding({
      level: 'caution',
      reasons: [reason('related')],
      claims: [{ ...elsewhere, match: 'member' }],
    });
    const text = renderText(view(makeReport({ addresses: [finding] })));
    expect(text).toContain('Anybody can attach another’s key');
    expect(text).not.toMatch(/The list names|Listed|How we know/);
  });

  it('a charity’s own: is not told as a listing', () => {
    const claims = [makeClaim({ subject: 'Some Charity', bearing: 'for', listed: null })];
    const finding = makeFinding({
      level: 'verified',
      reasons: [{ code: 'verified', params: { authority: 'Register', subject: 'Some Charity' } }],
      claims,
    });
    const text = renderText(view(makeReport({ addresses: [finding] })));
    expect(text).toContain('Name of the charity: Some Charity.');
    expect(text).not.toMatch(/Listed as|On the list it reads/);
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
    expect(renderHtml(view(report))).not.toContain('<img');
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    ' javascript:alert(1)',
    'no url',
  ])('never becomes a link: %s', (url) => {
    const finding = makeFinding({ claims: [makeClaim({ url })] });
    expect(renderHtml(view(makeReport({ addresses: [finding] })))).not.toContain(`href="${url}`);
    expect(renderHtml(view(makeReport({ addresses: [finding] })))).not.toContain(
      'class="when">Listed 27 March 2024, as GAZA NOW. <a',
    );
  });

  it('becomes a link that tells nobody where it came from when it is a web address', () => {
    expect(renderHtml(view(makeReport()))).toContain(
      'href="https://sanctionssearch.ofac.treas.gov/Details.aspx?id=47635" target="_blank" rel="noreferrer"',
    );
  });
});

describe('foot', () => {
  const foot = (report: Report) =>
    renderText(<Foot report={report} status="" busy={false} onRefresh={nothing} onOptions={nothing} />);

  it('gives each list its date and age, and no age to a closed case', () => {
    expect(foot(makeReport())).toContain('19 November 2025, 1,884 entries · 2 days old');
    expect(foot(makeReport())).toContain('13 August 2020, 159 entries · closed case, does not change');
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
});
