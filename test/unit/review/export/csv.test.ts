import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CSV_COLUMNS, casesAsCsv } from '#lib/review/export/csv.ts';
import { BOAT, EVM, item, story, WIF } from '../../../support/review-cases.ts';
import { LIST_CHANGES } from '../../../support/review-space.ts';

/** RFC 4180, section 2, and nothing else: every cell in quotes, quotes doubled, lines ended by CRLF. */
function parsed(csv: string): string[][] {
  const rows: string[][] = [];
  for (let at = csv.startsWith('\uFEFF') ? 1 : 0; at < csv.length; ) {
    const row: string[] = [];
    for (;;) {
      const cell = /"((?:[^"]|"")*)"(,|\r\n)/y;
      cell.lastIndex = at;
      const [whole = '', text = '', end] = cell.exec(csv) ?? [];
      if (whole === '') throw new Error(`no cell at ${at}`);
      row.push(text.replaceAll('""', '"'));
      at += whole.length;
      if (end !== ',') break;
    }
    rows.push(row);
  }
  return rows;
}

function cellsOf(...cases: Parameters<typeof casesAsCsv>[0]): Record<string, string>[] {
  const [header = [], ...rows] = parsed(casesAsCsv(cases));
  return rows.map((row) => Object.fromEntries(header.map((name, n) => [name, row[n] ?? ''])));
}

describe('cases as a table', () => {
  it('have a row each under the names of the columns', () => {
    const { one } = story({ reviewers: ['Ada'] });
    const [row] = cellsOf(one);
    expect(Object.keys(row ?? {})).toEqual(Object.keys(CSV_COLUMNS));
    expect(row).toMatchObject({
      case: one.id,
      url: 'https://masks.example/',
      host: 'masks.example',
      state: 'confirmed',
      reason: 'listed-address',
      reviewer: 'Ada',
      decided_by: 'Ada',
      rivals: '',
      decided_at: '2026-03-02T09:04:00.000Z',
      level: 'listed',
      hosts: 'pay.masks.example',
      widgets: 'donorbox:masks',
      subjects: 'Gaza Now',
      lists: 'ofac-sdn | community',
      tags: 'masks',
      note: 'Same wallet as last week',
    });
    expect(row?.addresses).toContain(`bitcoin:${BOAT} | ethereum:${EVM} | monero:`);
  });

  it('are a header alone where there are none', () => {
    expect(parsed(casesAsCsv([]))).toEqual([Object.keys(CSV_COLUMNS)]);
  });

  it('say who decided otherwise', () => {
    const { one } = story();
    const rival = { reviewer: 'Bob', at: one.addedAt, state: 'dismissed' as const, reason: null };
    const [row] = cellsOf({ ...one, rivals: [rival] });
    expect(row?.rivals).toBe('Bob: dismissed');
  });

  it('say which list says what since', () => {
    const { one } = story();
    const changed = {
      before: 'none' as const,
      after: 'listed' as const,
      at: one.addedAt,
      what: LIST_CHANGES,
    };
    const [row] = cellsOf({ ...one, changed });
    expect(row?.level_changed).toBe('none > listed');
    expect(row?.lists_changed?.split(' | ').slice(-4)).toEqual([
      'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq: near 1BoatSLRHtKNngkdXEeobR76b53LETtpyT (List of the team, 2026-03-02)',
      'relief.example: for (List of the team, 2026-03-02)',
      'news.example: gone (OFAC SDN list, 2026-03-01)',
      'other.example: removed (An old list)',
    ]);
    expect(cellsOf(one)[0]?.lists_changed).toBe('');
  });

  it('hold any text, and only change what a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!/(^|[;\t\r\n])\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text));
        expect(cellsOf({ ...story().one, note: text })[0]?.note).toBe(text);
      }),
    );
  });
});

describe('a spreadsheet', () => {
  const triggers = fc.constantFrom(
    '=',
    '+',
    '-',
    '@',
    '\t',
    '\r',
    '\n',
    '＝',
    '＋',
    '－',
    '＠',
    ';',
    ',',
    '"',
    ' ',
    'a',
  );

  it.each([
    ['=HYPERLINK("http://x.example","y")', `'=HYPERLINK("http://x.example","y")`],
    ['@SUM(1)', "'@SUM(1)"],
    ['\t=1', "'\t'=1"],
    ['a;=1+1', "a;'=1+1"],
    ['a\n-2', "a\n'-2"],
    ['1-2=3', '1-2=3'],
  ])('gets nothing to run of %j', (title, cell) => {
    expect(cellsOf(story({ title }).one)[0]?.title).toBe(cell);
  });

  it('finds no formula at the beginning of a cell, whichever sign it takes to part cells', () => {
    fc.assert(
      fc.property(
        fc.array(triggers).map((parts) => parts.join('')),
        (title) => {
          const cell = cellsOf({ ...story().one, title })[0]?.title ?? '';
          expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/u);
          for (const part of cell.split(/[;\t\r\n]/))
            expect(part.trimStart()).not.toMatch(/^[=+\-@＝＋－＠]/u);
        },
      ),
    );
  });
});

it('no private key leaves', () => {
  const { one } = story({
    title: `Key ${WIF}`,
    note: `He posted ${WIF}`,
    url: `https://masks.example/?k=${WIF}`,
    items: [item(WIF), item(BOAT)],
  });
  const csv = casesAsCsv([{ ...one, tags: [WIF] }]);
  expect(csv).not.toContain(WIF);
  expect(csv).toContain(BOAT);
  expect(csv).toContain('He posted […]');
});
