import { encodeQR } from 'qr';
import { describe, expect, it } from 'vitest';
import { MAX_HTML_DEPTH, MAX_LOOKUP_FILES, MAX_MAIL_FILES } from '#lib/core/review-limits.ts';
import { unpackGrey } from '#lib/detect/grey.ts';
import { qrDestinations } from '#lib/detect/qr.ts';
import { createFileReader, type DecodePicture } from '#lib/review/lookup/dropped.ts';
import { documentText } from '#lib/review/lookup/html-text.ts';

const BTC = '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH';
const OTHER = '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2';
const decode: DecodePicture = async ({ width, height, grey }) =>
  qrDestinations({ width, height, grey: unpackGrey(grey) });
const read = createFileReader(window, decode);

/** A photograph of sorts, with codes in it. `ground` of `null` is none. */
async function picture(
  size: { width: number; height: number },
  codes: { text: string; x: number; y: number; scale: number }[],
  ground: string | null = '#888',
  drawn: 'dark' | 'light' = 'dark',
): Promise<File> {
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  if (ground !== null) {
    context.fillStyle = ground;
    context.fillRect(0, 0, size.width, size.height);
    // So that it is no surface of one colour.
    for (let i = 0; i < 400; i++) {
      context.fillStyle = `hsl(${i * 37} 50% ${30 + (i % 40)}%)`;
      context.fillRect((i * 997) % size.width, (i * 613) % size.height, 90, 60);
    }
  }
  for (const { text, x, y, scale } of codes) {
    const modules = encodeQR(`bitcoin:${text}`, 'raw', { border: 4 });
    if (ground !== null) {
      context.fillStyle = '#fff';
      context.fillRect(x, y, modules.length * scale, modules.length * scale);
    }
    context.fillStyle = drawn === 'dark' ? '#000' : '#fff';
    modules.forEach((row, j) => {
      row.forEach((isDark, i) => {
        if (isDark === (drawn === 'dark')) context.fillRect(x + i * scale, y + j * scale, scale, scale);
      });
    });
  }
  return new File([await canvas.convertToBlob()], 'picture.png', { type: 'image/png' });
}
const found = async (file: File) => (await read([file]))[0]?.text?.split('\n') ?? [];

it('reads a small code in a large picture, and more than one', async () => {
  const file = await picture({ width: 3_000, height: 2_000 }, [
    { text: BTC, x: 2_510, y: 1_733, scale: 3 },
    { text: OTHER, x: 130, y: 90, scale: 20 },
  ]);
  expect((await found(file)).sort()).toEqual([BTC, OTHER].sort());
});

it('reads a small code far down in a picture of a whole page', async () => {
  expect(
    await found(await picture({ width: 1_280, height: 9_000 }, [{ text: BTC, x: 700, y: 8_111, scale: 4 }])),
  ).toEqual([BTC]);
});

it.each(['dark', 'light'] as const)(
  'reads a code of which only what is %s is drawn, on nothing',
  async (drawn) => {
    const codes = [{ text: BTC, x: 20, y: 20, scale: 6 }];
    expect(await found(await picture({ width: 300, height: 300 }, codes, null, drawn))).toEqual([BTC]);
  },
);

it('says that there is none', async () => {
  const [answer] = await read([await picture({ width: 2_000, height: 1_500 }, [])]);
  expect(answer).toMatchObject({ text: null, problem: 'no-code' });
});

it('reads the first of many files, and answers for no more than those', async () => {
  const files = Array.from({ length: MAX_LOOKUP_FILES + 3 }, (_, i) => new File([`${i}`], `${i}.txt`));
  const answers = await read(files);
  expect(answers.map(({ text }) => text)).toEqual(
    Array.from({ length: MAX_LOOKUP_FILES }, (_, i) => String(i)),
  );
});

describe('a page whose parts have the names of what it is read with', () => {
  const NAMES = [
    ...[
      'body',
      'documentElement',
      'querySelectorAll',
      'firstChild',
      'lastChild',
      'childNodes',
      'textContent',
    ],
    ...['getAttribute', 'nodeType', 'nodeName', 'previousSibling', 'hasAttribute', 'remove', 'attributes'],
  ];
  const textOf = async (markup: string) => (await read([new File([markup], 'a.html')]))[0];

  it.each(NAMES)('is read all the same: %s', async (name) => {
    const markup = `<p>${BTC}</p>
      <img name="${name}"><form name="${name}"><p>${OTHER}</p><a href="bitcoin:${BTC}">x</a><input name="${name}"></form>`;
    const answer = await textOf(markup);
    expect(answer).toMatchObject({ problem: null });
    expect(answer?.text?.split('\n').filter((line) => /^(?:bitcoin:)?1/.test(line))).toEqual([
      BTC,
      OTHER,
      `bitcoin:${BTC}`,
    ]);
  });

  it.each(['body', 'querySelectorAll'])(
    'is read where a browser lets it name what belongs to its document: %s',
    async (name) => {
      // Chromium does so only of a document that is shown.
      const frame = document.body.appendChild(document.createElement('iframe'));
      const loaded = new Promise((done) => frame.addEventListener('load', done));
      frame.srcdoc = `<p>${BTC}</p><img name="${name}">`;
      await loaded;
      const shown = frame.contentDocument as Document;
      expect(Reflect.get(shown, name)).toHaveProperty('localName', 'img');
      expect(documentText(shown).text).toContain(BTC);
      frame.remove();
    },
  );

  it('is read to its end, also where a form says that what it stands in is in it', async () => {
    const markup = `<fieldset form="f" name="lastChild"><form id="f"></form></fieldset><p>${BTC}</p>`;
    expect((await textOf(markup))?.text).toContain(BTC);
  });
});

describe('a page with trees and frames written into it', () => {
  const textOf = async (markup: string) => (await read([new File([markup], 'page.html')]))[0];
  const tree = (inner: string) => `<x-pay><template shadowrootmode="open">${inner}</template></x-pay>`;
  const frame = (inner: string) =>
    `<iframe srcdoc="${inner.replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"></iframe>`;
  const times = (count: number, around: (inner: string) => string, inner: string) =>
    Array.from({ length: count }).reduce<string>((markup) => around(markup), inner);

  it.each([
    ['a tree', tree(`<p>${BTC}</p><a href="bitcoin:${OTHER}">x</a>`)],
    ['a frame', frame(`<p>${BTC}</p><a href="bitcoin:${OTHER}">x</a>`)],
    ['a tree in a frame in a tree', tree(frame(tree(`<p>${BTC}</p><a href="bitcoin:${OTHER}">x</a>`)))],
  ])('is read there, too: %s', async (_what, markup) => {
    const answer = await textOf(`<p>before</p>${markup}`);
    expect(answer?.problem).toBe(null);
    for (const text of ['before', BTC, `bitcoin:${OTHER}`]) expect(answer?.text).toContain(text);
  });

  it('is read where it is shown', async () => {
    expect((await textOf(`<p>${BTC.slice(0, 9)}<b>${BTC.slice(9)}</b></p>${tree(BTC)}`))?.text).toContain(
      BTC,
    );
    expect((await textOf(`<template><p>${BTC}</p></template>`))?.text).not.toContain(BTC);
  });

  it.each([
    ['trees', tree],
    ['frames', frame],
  ])('is read so deep and no deeper, and says so: %s', async (_what, around) => {
    const whole = await textOf(times(MAX_HTML_DEPTH, around, BTC));
    expect(whole?.problem).toBe(null);
    expect(whole?.text).toContain(BTC);
    const deep = await textOf(times(MAX_HTML_DEPTH + 1, around, BTC));
    expect(deep).toMatchObject({ problem: 'in-part' });
    expect(deep?.text).not.toContain(BTC);
  });

  it('is read in what its fields suggest', async () => {
    expect((await textOf(`<input placeholder="${BTC}">`))?.text).toContain(BTC);
  });
});

describe('a message', () => {
  const base64 = async (file: Blob) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return btoa([...bytes].map((byte) => String.fromCharCode(byte)).join(''));
  };
  const part = (type: string, body: string, more = '') => `Content-Type: ${type}\n${more}\n${body}`;
  const message = (parts: readonly string[], boundary = 'b') => {
    const told = parts.map((one) => `\n--${boundary}\n${one}`).join('');
    return `Subject: x\nContent-Type: multipart/mixed; boundary=${boundary}\n${told}\n--${boundary}--`;
  };
  const readMail = (text: string) => read([new File([text], 'a.eml')]);

  it('is read with its pictures, tables and messages, each under its own name', async () => {
    const code = await picture({ width: 400, height: 400 }, [{ text: BTC, x: 20, y: 20, scale: 6 }]);
    const answers = await readMail(
      message([
        part('text/plain', 'hello'),
        part(
          'application/octet-stream; name=code.png',
          await base64(code),
          'Content-Transfer-Encoding: base64\n',
        ),
        part('text/csv; name=list.csv', `name,wallet\nx,${OTHER}`),
        part('message/rfc822', `Subject: inner\n\n${BTC}`),
        part('application/pdf; name=bill.pdf', 'a\0b'),
      ]),
    );
    expect(answers.map(({ name, problem }) => [name, problem])).toEqual([
      ['a.eml', null],
      ['a.eml (1): code.png', null],
      ['a.eml (2): list.csv', null],
      ['a.eml (3): message/rfc822.eml', null],
      ['a.eml (4): bill.pdf', 'not-text'],
    ]);
    const [own, picked, table, inner] = answers.map(({ text }) => text ?? '');
    expect(own).toContain('hello');
    expect(picked).toBe(BTC);
    expect(table).toContain(`name: x \t wallet: ${OTHER}`);
    expect(inner).toContain('inner');
    expect(inner).toContain(BTC);
  });

  it('is read so far and no further, and says so', async () => {
    const many = Array.from({ length: MAX_MAIL_FILES }, () => part('text/csv', BTC));
    const inner = message(many, 'c');
    const answers = await readMail(message([part('message/rfc822', inner), part('text/csv', BTC)]));
    // The message in it took all the room but its own.
    expect(answers).toHaveLength(MAX_MAIL_FILES + 1);
    expect(answers.filter(({ problem }) => problem === 'in-part').map(({ name }) => name)).toEqual([
      'a.eml',
      'a.eml (1): message/rfc822.eml',
    ]);
    const nested = Array.from({ length: 20 }).reduce<string>((text) => part('message/rfc822', text), BTC);
    const deep = await readMail(nested);
    expect(deep.filter(({ problem }) => problem === 'in-part')).toHaveLength(1);
    expect(deep.length).toBeLessThan(20);
  });
});
