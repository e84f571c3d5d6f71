import { describe, expect, it } from 'vitest';
import { readIntake } from '#lib/review/intake/read.ts';

function read(text: string, known: string[] = []) {
  const intake = readIntake(text, new Set(known), 0);
  if (!intake.ok) throw new Error(intake.error.code);
  return intake.value;
}
const urls = (text: string) => read(text).rows.map(({ url }) => url);

describe('addresses in a text', () => {
  it.each([
    ['https://a.example/x', ['https://a.example/x']],
    ['Look at https://a.example/x, please.', ['https://a.example/x']],
    ['(see https://a.example/x)', ['https://a.example/x']],
    ['https://en.example/wiki/A_(b)', ['https://en.example/wiki/A_(b)']],
    ['(https://en.example/wiki/A_(b))', ['https://en.example/wiki/A_(b)']],
    ['[Donate](https://a.example/x)', ['https://a.example/x']],
    ['<https://a.example/x>', ['https://a.example/x']],
    ['“https://a.example/x”', ['https://a.example/x']],
    [
      'https://a.example,https://b.example;https://c.example',
      ['https://a.example/', 'https://b.example/', 'https://c.example/'],
    ],
    ['https://a.example/1 and http://b.example/2', ['https://a.example/1', 'http://b.example/2']],
    [
      'https://web.archive.example/2020/https://a.example/x',
      ['https://web.archive.example/2020/https://a.example/x'],
    ],
    ['www.example.org/x is one too', ['https://www.example.org/x']],
    ['example.org/donate', ['https://example.org/donate']],
    ['https://exa\u200bmple.org/do\u200bnate', ['https://example.org/donate']],
    // A joiner is a letter's form, and part of the address.
    ['https://example.org/می\u200cشود', ['https://example.org/%D9%85%DB%8C%E2%80%8C%D8%B4%D9%88%D8%AF']],
    ['ПРИМЕР: https://пример.example/', ['https://xn--e1afmkfd.example/']],
  ])('%s', (text, expected) => {
    expect(urls(text)).toEqual(expected);
  });

  it.each([
    'hxxps://a.example/x',
    'hXXps://a[.]example/x',
    'h**ps://a.example/x',
    'htxps://a{.}example/x',
    'hxxps[://]a[.]example/x',
    'hxxps[:]//a[.]example/x',
    'https:[//]a[dot]example/x',
    'https:\\\\a.example/x',
    'https://a(dot)example[/]x',
    'https://a [.] example/x',
    'https://a[.example/x',
    'https://a.]example/x',
    'https://a\\.example/x',
  ])('%s is https://a.example/x', (text) => {
    expect(urls(text)).toEqual(['https://a.example/x']);
    expect(urls(`It was at ${text} yesterday`)).toEqual(['https://a.example/x']);
  });

  it('takes a name without a scheme where its dot is disguised or it stands alone, and no file or abbreviation', () => {
    expect(urls('They moved to example[.]org/x last week')).toEqual(['https://example.org/x']);
    expect(urls('They use node.js and e.g.this, and example.org/x')).toEqual([]);
    expect(urls('node.js')).toEqual([]);
    expect(urls('Write to somebody@example[.]org')).toEqual([]);
    expect(urls('And so on [...] as before')).toEqual([]);
  });

  it('keeps what else stands in a line as its note, where it has one address', () => {
    expect(read('- https://a.example/x asks for USDT').rows).toEqual([
      { url: 'https://a.example/x', title: '', note: 'asks for USDT', line: 1 },
    ]);
    expect(read('https://a.example https://b.example both').rows.map(({ note }) => note)).toEqual(['', '']);
    expect(read('<a href="https://a.example/">x</a>').rows.map(({ note }) => note)).toEqual(['']);
  });

  it('says on which line each stood', () => {
    expect(
      read('\ufeffhttps://a.example\r\n\r\nhttps://b.example\rhttps://c.example').rows.map(
        ({ line }) => line,
      ),
    ).toEqual([1, 3, 4]);
  });
});

describe('what is refused', () => {
  const key = 'L1aW4aubDFB7yfras2S1mN3bqg9nwySY8nkoLmJebSLD5BWv3ENZ';

  it.each([
    ['Nothing here', 'no-address'],
    ['ftp://a.example/x', 'not-the-web'],
    ['mailto:somebody@example.org', 'not-the-web'],
    ['javascript:alert(1)', 'not-the-web'],
    ['https://:80/', 'bad-address'],
    ['https://a..example/', 'bad-address'],
    ['http://192.168.0.1/reboot', 'private-host'],
    ['http://localhost:8080/', 'private-host'],
    ['http://[::1]/', 'private-host'],
    ['http://2130706433/', 'private-host'],
    [`https://a.example/${'x'.repeat(5_000)}`, 'too-long'],
    [`https://a.example/?k=${key}`, 'secret'],
  ])('%s: %s', (text, reason) => {
    const intake = read(text);
    expect(intake.rows).toEqual([]);
    expect(intake.refused).toEqual({ [reason]: 1 });
    expect(intake.refusals[0]).toMatchObject({ line: 1, reason });
    expect(intake.refusals[0]?.value.length).toBeLessThanOrEqual(120);
    expect(JSON.stringify(intake)).not.toContain(key);
  });

  it('is a page that stood before, whatever its spelling, or is a case', () => {
    const text =
      'https://A.example/x\nhttps://a.example/x#top\nhttps://a.example/x?utm_source=y\nhttps://b.example/';
    const intake = read(text, ['https://b.example/']);
    expect(intake.rows).toHaveLength(1);
    expect(intake.refused).toEqual({ duplicate: 2, known: 1 });
    expect(intake.refusals.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'duplicate'],
      [3, 'duplicate'],
      [4, 'known'],
    ]);
  });

  it('is what goes beyond the limits, each counted, the details of some kept', () => {
    const lines = Array.from({ length: 10_300 }, (_, i) => `https://a.example/${i}`);
    const intake = read(lines.join('\n'));
    expect(intake.rows).toHaveLength(10_000);
    expect(intake.refused).toEqual({ 'too-many': 300 });
    expect(intake.refusals).toHaveLength(200);
  });

  it('is a whole text that is too large, or none', () => {
    expect(readIntake('x'.repeat(32 * 1024 * 1024 + 1), new Set(), 0)).toMatchObject({
      ok: false,
      error: { code: 'too-large' },
    });
    expect(readIntake('\x89PNG\0\0', new Set(), 0)).toMatchObject({ ok: false, error: { code: 'not-text' } });
    expect(read('').rows).toEqual([]);
    expect(read('').refused).toEqual({});
  });

  it('is a secret in a note, which alone is left out', () => {
    const [row] = read(`https://a.example/ my key is ${key}`).rows;
    expect(row?.note).toBe('my key is […]');
  });
});

it.each(['x', '.', '(', '[.', 'a:', 'https://', 'a,', 'www.', '_', 'a[.]', '"', '{'])(
  'takes no endless time over a million characters of %j',
  (part) => {
    const text = part.repeat(1_000_000 / part.length);
    expect(read(text).rows.length).toBeLessThanOrEqual(1);
    expect(read(`https://a.example/${text}`).rows.length).toBeLessThanOrEqual(1);
    expect(read(`https://a.example/${text}x`).rows.length).toBeLessThanOrEqual(1);
  },
);
