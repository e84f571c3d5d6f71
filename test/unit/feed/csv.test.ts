import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf } from '#lib/feed/body.ts';
import { csv } from '#lib/feed/formats/csv.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { writeContainer } from '#lib/watchlist/container.ts';
import { CSV_SOURCE, encode, readCsv } from '../../support/csv-lists.ts';
import { gatherer } from '../../support/gatherer.ts';

const BOAT = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';

describe("csv: the file of a list of one's own", () => {
  it('names the line of a refusal even where the line has an id of its own', async () => {
    const { refused } = await readCsv('kind,value,source_id\ndomain,b.example,B\naddress,nonsense,A\n');
    expect(refused).toEqual([{ where: 'line 3', value: 'nonsense', reason: 'bad-address' }]);
  });

  it.each([
    ['byte order mark and CRLF', `\uFEFFvalue,subject\r\n${BOAT},A "quoted" name\r\n`, 'A "quoted" name'],
    ['semicolons', `value;subject\n${BOAT};Front, Ltd`, 'Front, Ltd'],
    ['tabs', `subject\tvalue\nFront, Ltd\t${BOAT}`, 'Front, Ltd'],
    ['comments and blank lines', `# mine\n\nVALUE , Subject\n# ${BOAT}\n\n${BOAT}, spaced `, 'spaced'],
    ['quotes doubled', `value,subject\n${BOAT},"the ""best"" one"`, 'the "best" one'],
    ['unknown columns', `score,value,subject\n9,${BOAT},X`, 'X'],
    ['direction marks that disguise', `value,subject\n${BOAT},abc\u202Edef`, 'abc def'],
    ['old Mac line ends', `value,subject\r${BOAT},X\r`, 'X'],
  ])('reads %s', async (_name, text, subject) => {
    const { entries, refused } = await readCsv(text);
    expect(refused).toEqual([]);
    expect(entries.map((entry) => entry.claims[0]?.subject)).toEqual([subject]);
  });

  it('counts lines inside a quoted field', async () => {
    const { entries, refused } = await readCsv(`value,subject\n${BOAT},"two\nlines"\nnonsense,x\n`);
    expect(entries[0]?.claims[0]?.subject).toBe('two lines');
    expect(refused).toMatchObject([{ where: 'line 4', reason: 'unknown-kind' }]);
  });

  it('one stray quote costs one line, not the rest of the list', async () => {
    const hosts = Array.from({ length: 50 }, (_, i) => `host${i}.example,x`);
    const { entries, refused } = await readCsv(['value,subject', `${BOAT},"oops`, ...hosts].join('\n'));
    expect(refused).toMatchObject([{ where: 'line 2', reason: 'unreadable-quote' }]);
    expect(entries).toHaveLength(50);
  });

  it.each([
    ['no header', `bitcoin,${BOAT}`, 'bad-format'],
    ['header without value', 'kind,address\naddress,x', 'bad-format'],
    ['the export of another program', `uuid,type,value,to_ids\n1,btc,${BOAT},0`, 'bad-format'],
    ['another table with a column of that name', `key,value\na,${BOAT}`, 'bad-format'],
    ['a column twice', `value,value\n${BOAT},x`, 'bad-format'],
    ['nothing', '', 'bad-format'],
    ['a web page', '<!doctype html><title>value, kind</title>', 'bad-format'],
    ['a header only', 'value,kind\n', 'empty'],
    ['no readable line', 'value\nhello\nworld\n', 'empty'],
  ])('refuses %s', async (_name, text, code) => {
    expect(await readList(encode(text), CSV_SOURCE)).toMatchObject({ ok: false, error: { code } });
  });

  it('a file that was announced as CSV but has no header fails as such', async () => {
    expect(await csv.read(encode('a,b\n1,2'), CSV_SOURCE, gatherer().sink)).toMatchObject({
      error: { code: 'bad-header' },
    });
  });

  it('says how many records were left out of a list that came to nothing', async () => {
    const result = await readList(encode('value\nhello\nworld\n'), CSV_SOURCE);
    expect(!result.ok && result.error.message).toContain('2 records were left out');
  });

  it('the compiled form goes before CSV, and reads back', async () => {
    const { list } = await readCsv(`value\n${BOAT}`);
    const result = await readList(bodyOf(await writeContainer(list)), CSV_SOURCE);
    expect(result).toMatchObject({ ok: true, value: { format: 'almsguard', list: { entries: 1 } } });
  });

  it('never throws and accounts for every line, whatever stands in it', async () => {
    const cell = fc.oneof(
      fc.constantFrom(
        '',
        BOAT,
        'a.example',
        '"',
        '""',
        '"a',
        'a"b',
        't.me/x',
        '2020-01-01',
        '__proto__',
        '#',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, '')),
    );
    const line = fc.array(cell, { minLength: 1, maxLength: 5 }).map((cells) => cells.join(','));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (lines) => {
        const text = ['value,kind,listed,subject', ...lines].join('\n');
        const { sink, entries, refused } = gatherer();
        const parsed = await csv.read(encode(text), CSV_SOURCE, sink);
        if (!parsed.ok) throw new Error('the header is fine');
        // A quoted field may join lines, so there may be fewer records than lines but never more.
        const written = lines.filter((one) => one.trim() !== '' && !one.startsWith('#')).length;
        expect(entries.length + refused.length).toBeLessThanOrEqual(written);
        if (!text.includes('"')) expect(entries.length + refused.length).toBe(written);
        for (const { where } of refused) expect(where).toMatch(/^line \d+$/);
      }),
      { numRuns: 200 },
    );
  });
});
