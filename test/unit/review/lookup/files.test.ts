import { zipSync } from 'fflate';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { MAX_MAIL_FILES } from '#lib/core/review-limits.ts';
import { atOnce } from '#lib/core/steps.ts';
import { type Dropped, readFile } from '#lib/review/lookup/files.ts';
import { readThings } from '#lib/review/lookup/things.ts';

const EVM = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const BTC = '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH';
const SOLANA = 'FYpgseqgGkE2eHsTxz3M7u4JeqhFCoo5Y7EvYLpRZqoT';
const encode = (text: string) => new TextEncoder().encode(text);
const parse = (markup: string) => parseHTML(`<!doctype html><html><body>${markup}</body></html>`).document;

function textOf(name: string, content: string | Uint8Array<ArrayBuffer>): string {
  const file: Dropped = { name, bytes: typeof content === 'string' ? encode(content) : content };
  const read = readFile(file, parse);
  if (!read.ok) throw new Error(read.error.code);
  return read.value.text;
}
function carriedBy(content: string) {
  const read = readFile({ name: 'a.eml', bytes: encode(content) }, parse);
  if (!read.ok) throw new Error(read.error.code);
  const { isWhole, attached } = read.value;
  return {
    isWhole,
    attached: attached.map(({ bytes, ...one }) => ({ ...one, text: new TextDecoder().decode(bytes) })),
  };
}
const found = (name: string, content: string | Uint8Array<ArrayBuffer>) =>
  atOnce(readThings(textOf(name, content))).candidates.map(({ text }) => text);

describe('the text of a file', () => {
  it('is itself, in the characters that it is written in', () => {
    expect(textOf('a.txt', 'ünï')).toBe('ünï');
    expect(textOf('a.json', `{"to":"${EVM}"}`)).toContain(EVM);
    expect(textOf('a.txt', Uint8Array.from([0xfc, 0x62]))).toBe('üb');
    expect(textOf('a.txt', Uint8Array.from([0xff, 0xfe, 0x61, 0, 0xfc, 0]))).toBe('aü');
    expect(textOf('a.txt', Uint8Array.from([0xfe, 0xff, 0, 0x61]))).toBe('a');
  });

  it('of a table has the names of the columns before each value', () => {
    expect(textOf('a.csv', `name,solana wallet\nx,${SOLANA}\n`)).toBe(
      `name solana wallet\nname: x \t solana wallet: ${SOLANA}`,
    );
    expect(textOf('a.csv', `name;wallet\n"a;b";${EVM}`)).toContain(`name: a;b \t wallet: ${EVM}`);
    expect(textOf('a.tsv', `n\tw\nx\t${EVM}`)).toContain(`w: ${EVM}`);
  });

  it("of a table does not grow with the length of a column's name", () => {
    const text = textOf('a.csv', `${'x'.repeat(100_000)},wallet\n${'1,2\n'.repeat(1_000)}`);
    expect(text.length).toBeLessThan(200_000);
  });

  it('of a page is what people read, pay, open and copy, and no program', () => {
    const page = `<p>Pay <b>${BTC.slice(0, 10)}</b>${BTC.slice(10)}</p><script>var x = "${EVM}"</script>
      <a href="ethereum:${EVM}">here</a><button data-clipboard-text="${SOLANA}">copy</button>`;
    const text = textOf('a.html', page);
    expect(text).toContain(BTC);
    expect(text).toContain(`ethereum:${EVM}`);
    expect(text).toContain(SOLANA);
    expect(text).not.toContain('var x');
    expect(textOf('a.html', `${'<div>'.repeat(20_000)}${EVM}`)).toContain(EVM);
  });

  it.each(['a.pdf', 'a.txt', 'a'])('is refused where there is none: %s', (name) => {
    const read = readFile({ name, bytes: Uint8Array.from([1, 0, 2]) }, parse);
    expect(read).toMatchObject({ ok: false, error: { code: 'not-text' } });
  });

  it('is refused of a file that is too large', () => {
    const bytes = new Uint8Array(33 * 1024 * 1024);
    expect(readFile({ name: 'a.txt', bytes }, parse)).toMatchObject({ error: { code: 'too-large' } });
  });
});

describe('a message', () => {
  const html = btoa(`<p>Send to <a href="bitcoin:${BTC}">us</a></p>`);
  const mail = [
    'From: =?utf-8?B?w5xuw68=?= <a@b.example>',
    'Subject: =?utf-8?Q?Hilf_=C3=BCns?=',
    ' now',
    'Content-Type: multipart/mixed; boundary="=_x"',
    '',
    'preamble',
    '--=_x',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    `Sp=C3=A4t: ${EVM.slice(0, 20)}=`,
    `${EVM.slice(20)} =3D`,
    '--=_x',
    'Content-Type: multipart/alternative; boundary=in',
    '',
    '--in',
    'Content-Type: text/html; charset="utf-8"',
    'Content-Transfer-Encoding: base64',
    '',
    html.replace(/(.{20})/g, '$1\r\n'),
    '--in--',
    '--=_x',
    'Content-Type: application/pdf',
    '',
    SOLANA,
    '--=_x--',
    'epilogue',
  ];

  it.each(['\n', '\r\n'])('is read part by part, and attachments are for themselves', (line) => {
    const text = textOf('a.eml', mail.join(line));
    expect(text).toContain('Ünï <a@b.example>');
    expect(text).toContain('Hilf üns now');
    expect(text).toContain(`Spät: ${EVM} =`);
    expect(text).toContain(`bitcoin:${BTC}`);
    for (const left of [SOLANA, 'preamble', 'epilogue']) expect(text).not.toContain(left);
  });

  const FILES: [string, string[], string, { name: string; type: string; text: string }][] = [
    [
      'a table',
      ['Content-Type: text/csv', 'Content-Disposition: attachment; filename="list.csv"'],
      `wallet\n${EVM}`,
      { name: 'list.csv', type: 'text/csv', text: `wallet\n${EVM}` },
    ],
    [
      'a text that has a name, in characters of its own',
      [
        'Content-Type: text/plain; charset=iso-8859-1; name=a.txt',
        'Content-Transfer-Encoding: quoted-printable',
      ],
      '=FC',
      { name: 'a.txt', type: 'text/plain', text: 'ü' },
    ],
    [
      'a picture within the text, which has none',
      ['Content-Type: image/png', 'Content-ID: <1>', 'Content-Transfer-Encoding: base64'],
      btoa('png'),
      { name: 'image/png', type: 'image/png', text: 'png' },
    ],
    [
      'a text beside it, which has none',
      ['Content-Type: text/plain', 'Content-Disposition: attachment'],
      'x',
      { name: 'text/plain', type: 'text/plain', text: 'x' },
    ],
    [
      'another message',
      ['Content-Type: message/rfc822'],
      `Subject: in\n\n${EVM}`,
      { name: 'message/rfc822.eml', type: 'message/rfc822', text: `Subject: in\n\n${EVM}` },
    ],
    [
      'a name of any characters (RFC 2231)',
      [
        'Content-Type: application/octet-stream',
        "Content-Disposition: attachment; filename*=UTF-8''%C3%BC.csv",
      ],
      'x',
      { name: 'ü.csv', type: 'application/octet-stream', text: 'x' },
    ],
    [
      'a name of any characters (RFC 2047), and none that turn it round',
      ['Content-Type: text/html', 'Content-Disposition: inline; filename="=?utf-8?B?w7zigK4=?="'],
      'x',
      { name: 'ü.html', type: 'text/html', text: 'x' },
    ],
  ];
  it.each(FILES)('carries %s', (_what, headers, body, expected) => {
    const part = [...headers, '', body].join('\n');
    const { isWhole, attached } = carriedBy(
      `Content-Type: multipart/mixed; boundary=b\n\n--b\n${part}\n--b--`,
    );
    expect(attached).toEqual([expected]);
    expect(isWhole).toBe(true);
    expect(carriedBy(part).attached).toEqual([expected]);
  });

  it('carries no more files than are read, and says that there are more', () => {
    const part = '--b\nContent-Type: text/csv\n\nx\n';
    const carrying = (count: number) =>
      carriedBy(`Content-Type: multipart/mixed; boundary=b\n\n${part.repeat(count)}--b--`);
    expect(carrying(MAX_MAIL_FILES)).toMatchObject({ isWhole: true, attached: { length: MAX_MAIL_FILES } });
    expect(carrying(MAX_MAIL_FILES + 1)).toMatchObject({
      isWhole: false,
      attached: { length: MAX_MAIL_FILES },
    });
  });

  it('without parts is read too, in the characters that it says', () => {
    const latin = Uint8Array.from('Content-Type: text/plain; charset=iso-8859-1\n\n\u00fc', (c) =>
      c.charCodeAt(0),
    );
    expect(textOf('a.eml', latin)).toContain('ü');
    expect(textOf('a.eml', 'Content-Type: text/plain; charset=utf-8\n\n“€” 🏥')).toContain('“€” 🏥');
    expect(found('a.eml', `Subject: x\nContent-Type: text/plain; charset=none-such\n\n${EVM}`)).toEqual([
      EVM,
    ]);
  });

  it('ends, however deep its parts stand in each other', () => {
    const nested = (depth: number) =>
      Array.from(
        { length: depth },
        (_, i) => `Content-Type: multipart/mixed; boundary=b${i}x\n\n--b${i}x\n`,
      ).join('');
    expect(found('a.eml', `${nested(8)}\n${EVM}`)).toEqual([EVM]);
    expect(found('a.eml', `${nested(9)}\n${EVM}`)).toEqual([]);
    expect([8, 9].map((depth) => carriedBy(nested(depth)).isWhole)).toEqual([true, false]);
    expect(carriedBy('Content-Type: multipart/mixed\n\nx').isWhole).toBe(false);
    const start = performance.now();
    textOf('a.eml', `${nested(50_000)}\n${EVM}`);
    expect(performance.now() - start).toBeLessThan(3_000);
    expect(textOf('a.eml', '').trim()).toBe('');
  });
});

describe('a spreadsheet', () => {
  const SHEET = (rows: string) =>
    encode(`<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData></worksheet>`);
  const book = (files: Record<string, Uint8Array>) => zipSync(files);
  const cells = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>
    <row r="2"><c r="A2"><v>7</v></c><c r="C2" t="s"><v>2</v></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>${EVM}</t></is></c></row>`;
  const shared = encode(
    `<sst><si><t>no</t></si><si><r><t>solana </t></r><r><t>wallet</t></r></si><si><t>${SOLANA}</t></si></sst>`,
  );

  it('is read cell by cell, with the names of the columns', () => {
    const text = textOf(
      'a.xlsx',
      book({
        'xl/sharedStrings.xml': shared,
        'xl/worksheets/sheet1.xml': SHEET(cells),
        'xl/worksheets/_rels/sheet1.xml.rels': encode(
          '<Relationships><Relationship Id="r" Target="https://evil.example/"/></Relationships>',
        ),
      }),
    );
    expect(text.split('\n')).toEqual([
      'no  solana wallet',
      `no: 7 \t solana wallet: ${SOLANA}`,
      `no: ${EVM}`,
      '',
      'https://evil.example/',
    ]);
  });

  it.each([
    ['no zip', encode('x')],
    ['a zip without sheets', book({ 'a.xml': encode('<a/>') })],
    ['broken markup', book({ 'xl/worksheets/sheet1.xml': encode('<worksheet><row>') })],
    [
      'entities of its own',
      book({ 'xl/worksheets/sheet1.xml': encode('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>') }),
    ],
    ['a bomb', book({ 'xl/worksheets/sheet1.xml': new Uint8Array(130 * 1024 * 1024) })],
  ])('is refused where it is %s', (_name, bytes) => {
    expect(readFile({ name: 'a.xlsx', bytes }, parse)).toMatchObject({
      ok: false,
      error: { code: 'damaged' },
    });
  });

  it('takes no memory for one text that every cell names', () => {
    const cell = '<c t="s"><v>0</v></c>';
    const bomb = book({
      'xl/sharedStrings.xml': encode(`<sst><si><t>${'x'.repeat(1_000_000)}</t></si></sst>`),
      'xl/worksheets/s.xml': SHEET(`<row>${cell}</row>`.repeat(20_000)),
    });
    const read = readFile({ name: 'a.xlsx', bytes: bomb }, parse);
    expect(read).toMatchObject({ ok: false, error: { code: 'damaged' } });
  });

  it('takes no memory for cells that stand far out, row after row', () => {
    const rows = '<row><c r="XFD1"><v>1</v></c></row>'.repeat(2_500);
    const bomb = book({ 'xl/worksheets/s.xml': SHEET(rows) });
    expect(readFile({ name: 'a.xlsx', bytes: bomb }, parse)).toMatchObject({ error: { code: 'damaged' } });
  });

  it('takes no memory for one text that every sheet names', () => {
    const cells = '<row><c t="s"><v>0</v></c></row>'.repeat(20);
    const sheets = Array.from({ length: 10 }, (_, i) => [`xl/worksheets/s${i}.xml`, SHEET(cells)]);
    const bomb = book({
      'xl/sharedStrings.xml': encode(`<sst><si><t>${'x'.repeat(1_000_000)}</t></si></sst>`),
      ...Object.fromEntries(sheets),
    });
    expect(readFile({ name: 'a.xlsx', bytes: bomb }, parse)).toMatchObject({ error: { code: 'damaged' } });
  });

  it('takes no memory for a column that is far out', () => {
    expect(
      textOf('a.xlsx', book({ 'xl/worksheets/s.xml': SHEET('<row><c r="ZZZ1"><v>1</v></c></row>') })),
    ).toBe('');
  });
});
