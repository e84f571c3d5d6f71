import { afterEach, describe, expect, it } from 'vitest';
import { readText } from '#lib/page/read-text.ts';
import { BTC, closePage, EVM, openPage, placesOf, SEGWIT, TRON } from './page.ts';

afterEach(closePage);

/** An EVM address of nobody's, the same for the same number. */
const numbered = (i: number) => `0x1${String(i).padStart(39, '0')}`;
const COUNT = 500;

describe('a page full of addresses, which is read in parts', () => {
  it.each([
    ['words', (i: number) => numbered(i), 'text'],
    [
      'groups of four',
      (i: number) =>
        numbered(i)
          .match(/.{1,4}/g)
          ?.join(' ') ?? '',
      'split',
    ],
    ['words of which each could be the beginning of groups', (i: number) => `bc1 ${numbered(i)}`, 'text'],
  ])('tells each of them once: %s', async (_, spell, how) => {
    const texts = Array.from({ length: COUNT }, (_, i) => spell(i));
    const page = openPage(`<p>${texts.join(', ')}</p>`);
    const { candidates } = await page.scan();
    const found = candidates.filter(({ text }) => text.startsWith('0x1'));
    expect(found.map(({ text }) => text).sort()).toEqual(texts.map((_, i) => numbered(i)).sort());
    expect(new Set(found.flatMap(({ places }) => places.map((place) => place.how)))).toEqual(new Set([how]));
    expect(found.filter(({ places }) => places.length !== 1)).toEqual([]);
  });

  it.each(['', 'wind '.repeat(40)])('makes no address out of a part of a longer word: %#', async (gap) => {
    // 75 letters are no address; 36 characters before and 30 after where a part may begin and end would pass for one.
    const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
    let state = 1;
    const next = () => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return alphabet[(state >>> 16) % alphabet.length];
    };
    const words = Array.from({ length: 300 }, () => Array.from({ length: 75 }, next).join(''));
    const page = openPage(`<p>${words.join(` is no more than noise. bc1 ${gap}`)}</p>`);
    expect((await page.scan()).candidates).toEqual([]);
  });

  it('is read to its end where nothing parts the text', async () => {
    const page = openPage(`<p>${'z'.repeat(300_000)} ${BTC}</p>`);
    expect(placesOf(await page.scan(), BTC)).toHaveLength(1);
  });

  it('gives the page its turn in the middle of what nothing parts', () => {
    document.body.innerHTML = `<p>${'a1B'.repeat(100_000)}</p>`;
    const sink = { hit: () => expect.unreachable(), take: (text: string) => text };
    expect([...readText(document.body, sink)].length).toBeGreaterThan(300_000 / 10_000);
  });

  it.each(['', '\n  ', `\n${' '.repeat(40)}`])(
    'tells where lines that are indented begin and end: %#',
    (indent) => {
      const [one, other] = [BTC.slice(0, 12), BTC.slice(12)];
      document.body.innerHTML = `<p>${indent}to <b>${one}</b>${indent}</p><p>${indent}<i>${other}</i> only${indent}</p>`;
      const marked: string[] = [];
      const hit: Parameters<typeof readText>[1]['hit'] = (text, how, target) => {
        if (text !== BTC || target.kind !== 'text') return;
        const range = document.createRange();
        range.setStart(target.from, target.start);
        range.setEnd(target.to, target.end);
        marked.push(`${how}: ${range.toString().replace(/\s+/g, ' ')}`);
      };
      for (const _ of readText(document.body, { hit, take: (text: string) => text }));
      expect(marked).toEqual([`split: ${one}${indent ? ' ' : ''}${other}`]);
    },
  );

  it.each([
    ['in text', `<p>${`${BTC} `.repeat(50)}</p>`],
    ['in lines that are blocks', `<div>${BTC.slice(0, 12)}</div><div>${BTC.slice(12)}</div>`.repeat(50)],
  ])('gives the page its turn after each address: %s', (_, html) => {
    document.body.innerHTML = html;
    let hits = 0;
    let most = 0;
    let all = 0;
    const steps = readText(document.body, { hit: () => hits++, take: (text: string) => text });
    while (!steps.next().done) {
      most = Math.max(most, hits);
      all += hits;
      hits = 0;
    }
    expect(all).toBeGreaterThanOrEqual(50);
    expect(most).toBe(1);
  });
});

describe('what is long', () => {
  // Parts of 20,000 characters; every place that an address can have at the border of two is tried.
  const offsets = Array.from({ length: 12 }, (_, i) => 20_000 - 44 + i * 4);
  const filler = (length: number) => 'wind blows, '.repeat(length).slice(0, length - 1);

  it.each(offsets)('an attribute, with an address after %i characters', async (length) => {
    const groups = EVM.match(/.{1,4}/g)?.join(' ');
    const scan = await openPage(`<p data-all="${filler(length)} ${groups}, ${filler(50_000)}"></p>`).scan();
    expect(placesOf(scan, EVM).map(({ how }) => how)).toEqual(['attribute']);
  });

  it('a payment URI is read as a whole: the token is paid by nobody, the one behind the words is', async () => {
    const uri = `ethereum:0xdAC17F958D2ee523a2206206994597C13D831ec7/transfer?m=${'wind%20'.repeat(900)}&address=${EVM}`;
    const { candidates } = await openPage(`<a href="${uri}">Pay</a>`).scan();
    expect(candidates.map(({ text, places }) => [text, places[0]?.how])).toEqual([[EVM, 'uri']]);
  });

  it('an attribute of one word without an end', async () => {
    const page = openPage(`<p data-all="${'z'.repeat(300_000)} ${BTC}"></p>`);
    expect(placesOf(await page.scan(), BTC)).toHaveLength(1);
  });

  it('an element of many such attributes', async () => {
    const all = [BTC, EVM, SEGWIT, TRON];
    const attributes = all.map((text, i) => `data-${i}="${filler(90_000)} ${text}"`);
    const scan = await openPage(`<p ${attributes.join(' ')}></p>`).scan();
    expect(all.map((text) => placesOf(scan, text).length)).toEqual([1, 1, 1, 1]);
  });

  it('programs between texts, each read once and in its place', async () => {
    const program = (text: string) =>
      `<script type="x">const a = "${filler(30_000)}"; const to = "${text}";</script>`;
    const html = `<p>${BTC}</p>${program(EVM)}<p>${SEGWIT}</p>${program(TRON)}${program(BTC)}<p>the end</p>`;
    const scan = await openPage(html).scan();
    const hows = (text: string) => placesOf(scan, text).map(({ how }) => how);
    expect(hows(BTC)).toEqual(['text', 'script']);
    expect(hows(EVM)).toEqual(['script']);
    expect(hows(SEGWIT)).toEqual(['text']);
    expect(placesOf(scan, TRON)).toMatchObject([{ how: 'script', label: 'to' }]);
  });
});

describe('what stands around an address', () => {
  it('reaches out of a shadow tree', async () => {
    const page = openPage('<p>Donate <x-pay></x-pay> with care</p>');
    const root = document.querySelector('x-pay')?.attachShadow({ mode: 'open' });
    root?.append(SEGWIT);
    await page.tell({ type: 'page.rescan' });
    const scan = page.scans.at(-1);
    const [place] = scan ? placesOf(scan, SEGWIT) : [];
    expect(place).toMatchObject({ flags: ['shadow'], near: `Donate ${SEGWIT} with care` });
  });

  it('is taken from both sides of a long text, and from inside an element', async () => {
    const filler = 'wind and water '.repeat(200);
    const page = openPage(`<p>${filler}Pay ${TRON} now ${filler}</p><b title="${EVM}">inside</b> and after`);
    const scan = await page.scan();
    expect(placesOf(scan, TRON)[0]?.near).toMatch(new RegExp(`water Pay ${TRON} now wind`));
    expect(placesOf(scan, EVM)[0]?.near).toMatch(/water inside and after$/);
  });
});
