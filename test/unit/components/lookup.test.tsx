import { describe, expect, it } from 'vitest';
import type { LookupActions } from '#components/lookup/actions.ts';
import { Encodings } from '#components/lookup/Encodings.tsx';
import { Filters } from '#components/lookup/Filters.tsx';
import { Lookup } from '#components/lookup/Lookup.tsx';
import { ResultTable } from '#components/lookup/ResultTable.tsx';
import { RowDetails } from '#components/lookup/RowDetails.tsx';
import { WHOLE } from '#components/lookup/rows.ts';
import type { Checked, CheckedRow } from '#lib/core/checked.ts';
import { citationsOf } from '#lib/review/cite/citation.ts';
import { cite } from '#lib/review/cite/formats.ts';
import { ADDRESS, claimOf, LIST } from '../review/cite/setup.ts';
import { renderHtml, renderText, words } from './reports.tsx';

const actions: LookupActions = {
  check: async () => ({ ok: false, error: { code: 'not-ready', message: '' } }),
  read: async () => [],
  forms: async () => ({ encodings: [], redacted: '' }),
  cite: (row, { lists, checked }, format) =>
    citationsOf(row, lists, checked).map((citation) => cite(citation, format, words)),
  defang: (text) => `defanged ${text}`,
  copy: async () => undefined,
};
const LISTED: CheckedRow = {
  what: 'address',
  text: ADDRESS,
  canonical: ADDRESS,
  chain: 'ethereum',
  encoding: 'account',
  level: 'listed',
  reasons: [
    {
      code: 'same-key',
      params: { chain: 'tron', valueChain: 'ethereum', value: 'x', authority: 'OFAC', subject: '' },
    },
  ],
  claims: [claimOf()],
  times: 3,
  line: 12,
};
const PLAIN: CheckedRow = {
  ...LISTED,
  what: 'host',
  text: 'https://a.example/',
  canonical: 'a.example',
  chain: null,
  level: 'none',
  reasons: [],
  claims: [],
};
const CHECKED: Checked = {
  checked: '2026-11-21T14:03:00.000Z',
  date: '2026-11-21',
  rows: [LISTED, PLAIN],
  lists: [LIST],
  notes: [],
  left: 0,
  keysLeft: 0,
};
const table = (rows: readonly CheckedRow[], over = {}) => (
  <ResultTable
    rows={rows}
    checked={CHECKED}
    view={WHOLE}
    sources={[]}
    actions={actions}
    onSort={() => undefined}
    {...over}
  />
);

describe('the page that checks a text', () => {
  it('asks for a text or files, each with its label', () => {
    const html = renderHtml(<Lookup actions={actions} />);
    for (const id of ['lookup-text', 'lookup-files']) {
      expect(html).toContain(`for="${id}"`);
      expect(html).toContain(`id="${id}"`);
    }
    expect(renderText(<Lookup actions={actions} />)).toContain(
      'Nothing is sent anywhere, and nothing is kept.',
    );
  });
});

describe('the table of what was found', () => {
  it('tells each thing with its network, what lists say, since when, how often and where', () => {
    const text = renderText(table([LISTED, PLAIN]));
    for (const told of [
      ADDRESS,
      'Ethereum (EVM)',
      'On a list',
      'OFAC SDN List',
      '27 March 2024',
      '12',
      '3',
    ]) {
      expect(text).toContain(told);
    }
    expect(text).toContain('a.example Site Not on the lists');
  });

  it('says by which column it is sorted, and that a row can be opened', () => {
    const html = renderHtml(table([LISTED], { view: { ...WHOLE, sort: 'verdict', descending: true } }));
    expect(html.match(/aria-sort="(\w+)"/g)).toContain('aria-sort="descending"');
    expect(html.match(/aria-sort="none"/g)?.length).toBe(6);
    expect(html).toContain('aria-expanded="false"');
    expect(html).toContain('scope="row"');
  });

  it('draws two hundred of five thousand rows, and offers more', () => {
    const many = Array.from({ length: 5_000 }, (_, i) => ({
      ...PLAIN,
      canonical: `h${i}.example`,
      text: `${i}`,
    }));
    const start = performance.now();
    const html = renderHtml(table(many));
    expect(performance.now() - start).toBeLessThan(3_000);
    expect(html.match(/<tr/g)?.length).toBe(201);
    expect(renderText(table(many))).toContain('Show 200 more of 4,800');
  });

  it('tells the file, and the line where a file has lines', () => {
    const sources = [
      { name: 'a.txt', hasLines: true, from: 1 },
      { name: 'b.html', hasLines: false, from: 20 },
    ];
    expect(renderText(table([LISTED], { sources }))).toContain('a.txt:12');
    expect(renderText(table([{ ...LISTED, line: 25 }], { sources }))).toMatch(/b\.html(?!:)/);
  });
});

describe('the details of a row', () => {
  it('tell the claims, the reasons and citations', () => {
    const text = renderText(<RowDetails row={LISTED} checked={CHECKED} actions={actions} />);
    expect(text).toContain('GAZA NOW');
    expect(text).toContain('SDGT');
    expect(text).toContain('20 November 2026');
    expect(text).toContain(`${ADDRESS} (Ethereum), according to OFAC.`);
    expect(text).toMatch(/Plain text.*Markdown.*HTML.*BibTeX.*CSL-JSON/);
  });

  it('of what is on no list say which lists, and of which day', () => {
    const text = renderText(<RowDetails row={PLAIN} checked={CHECKED} actions={actions} />);
    expect(text).toContain('None of these lists names it.');
    expect(text).toContain('OFAC SDN List data of 20 November 2026');
    expect(text).toContain('defanged a.example');
    expect(text).toContain('None of these lists names a.example.');
  });

  it('keep other addresses of the key apart from other ways to write it', () => {
    const html = renderHtml(
      <Encodings
        encodings={[
          {
            chain: 'ethereum',
            kind: 'lower-case',
            text: ADDRESS.toLowerCase(),
            relation: 'same-destination',
          },
          {
            chain: 'tron',
            kind: 'account',
            text: 'TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW',
            relation: 'same-key',
          },
          { chain: 'ripple', kind: 'classic', text: 'r', relation: 'same-destination', withoutMemo: true },
        ]}
      />,
    );
    const [same = '', linked = ''] = html.split('<details>');
    expect(same).toContain('lower case');
    expect(same).toContain('without the memo');
    expect(same).not.toContain('TXEs');
    expect(linked).toContain('One other address of the same key');
    expect(linked).toContain('TXEs');
  });

  it('make no markup of what a list or a text says', () => {
    const evil = '<img src=x onerror=alert(1)>';
    const row = {
      ...LISTED,
      canonical: evil,
      claims: [claimOf({ subject: evil, authority: evil, url: 'javascript:x' })],
    };
    const html =
      renderHtml(<RowDetails row={row} checked={CHECKED} actions={actions} />) + renderHtml(table([row]));
    expect(html).not.toContain('<img');
    expect(html).not.toContain('href="javascript');
  });
});

describe('the filters', () => {
  it('offer what there is, with how many', () => {
    const text = renderText(<Filters rows={CHECKED.rows} view={WHOLE} onView={() => undefined} />);
    expect(text).toContain('On a list (1)');
    expect(text).toContain('Site (1)');
    expect(text).not.toContain('Reported');
  });
});
