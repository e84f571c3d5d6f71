import { encodeQR } from 'qr';
import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_SVG_CHARS, MAX_SVG_DEPTH, MAX_SVG_PARTS, MAX_SVG_PICTURES } from '#lib/core/review-limits.ts';
import { atOnce } from '#lib/core/steps.ts';
import { unpackGrey } from '#lib/detect/grey.ts';
import { qrDestinations } from '#lib/detect/qr.ts';
import { createFileReader } from '#lib/review/lookup/dropped.ts';
import { readDrawing } from '#lib/review/lookup/svg.ts';
import { readThings } from '#lib/review/lookup/things.ts';

const BTC = '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH';
const OTHER = '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2';
const EVM = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const MODULES = encodeQR(`bitcoin:${BTC}`, 'raw', { border: 4 });
const SIDE = MODULES.length;
const DARK = MODULES.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [{ x, y }] : [])));
const PATH = `<path d="${DARK.map(({ x, y }) => `M${x} ${y}h1v1h-1z`).join('')}"/>`;

const NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
const svg = (content: string, how = `viewBox="0 0 ${SIDE} ${SIDE}"`) =>
  `<?xml version="1.0"?>\n<svg ${NAMES} ${how}>${content}</svg>`;
const parseXml = (markup: string) => new DOMParser().parseFromString(markup, 'image/svg+xml');

const read = createFileReader(window, async ({ width, height, grey }) =>
  qrDestinations({ width, height, grey: unpackGrey(grey) }),
);
async function dropped(content: string, name = 'drawing.svg', type = 'image/svg+xml') {
  const [answer] = await read([new File([content], name, { type })]);
  if (!answer) throw new Error('No answer');
  const found = atOnce(readThings(answer.text ?? ''));
  const texts = found.candidates.map(({ text }) => text);
  return { ...answer, texts, places: found.places.map(({ name }) => name) };
}

describe('the text of an SVG', () => {
  it('is what it says, in its title and about itself as well, and where its links lead', async () => {
    const { texts, places, problem, hasLines } = await dropped(
      svg(
        `<title>Send to ${EVM}</title><text>Give: <tspan>${BTC.slice(0, 9)}</tspan><tspan>${BTC.slice(9)}</tspan></text>
        <a xlink:href="https://old.example/give"><text>here</text></a><a href="https://new.example/"><text>or</text></a>`,
      ),
    );
    expect(texts.sort()).toEqual([EVM, BTC].sort());
    expect(places).toEqual(['old.example', 'new.example']);
    expect({ problem, hasLines }).toEqual({ problem: null, hasLines: false });
  });

  it('has a new line where a piece of it begins at a height of its own', async () => {
    const lines = `<text><tspan x="0" y="9">${BTC}</tspan><tspan x="0" dy="9">${OTHER}</tspan></text>`;
    expect((await dropped(svg(lines))).texts).toEqual([BTC, OTHER]);
  });

  it('is not what it would run, how it looks, and pictures in letters', async () => {
    const { texts } = await dropped(
      svg(`<script>pay("${EVM}")</script><style>/* ${EVM} */</style><a href="data:text/plain,${EVM}"/>`),
    );
    expect(texts).toEqual([]);
  });

  it('is read of one that is not well-formed, too', async () => {
    const answer = await dropped(`<svg xmlns="http://www.w3.org/2000/svg"><text>${EVM}</svg>`);
    expect(answer).toMatchObject({ texts: [EVM], problem: 'damaged' });
    expect(await dropped(`<p>${EVM}</p>`)).toMatchObject({ texts: [EVM], problem: 'damaged' });
  });
});

describe('the picture of an SVG', () => {
  const squares = DARK.map(({ x, y }) => `<use xlink:href="#m" x="${x}" y="${y}"/>`).join('');
  const inOne = DARK.map(({ x, y }) => `<rect x="${x}" y="${y}" width="1" height="1"/>`).join('');
  it.each([
    ['one path, and no size', svg(PATH)],
    [
      'a size in millimetres that is not that of its shapes',
      svg(PATH, `width="9mm" height="9mm" viewBox="0 0 ${SIDE} ${SIDE}"`),
    ],
    ['a size and no more', svg(PATH, `width="${SIDE}" height="${SIDE}"`)],
    [
      'a size that would fill the memory',
      svg(`<g transform="scale(2000)">${PATH}</g>`, `width="${SIDE * 2_000}" height="${SIDE * 2_000}"`),
    ],
    ['neither', svg(PATH, '')],
    [
      'a shape that is used again and again',
      svg(`<defs><rect id="m" width="1" height="1"/></defs>${squares}`),
    ],
    [
      'what is cut out of a surface',
      svg(`<clipPath id="c">${inOne}</clipPath><rect width="100%" height="100%" clip-path="url('#c')"/>`),
    ],
    ['light shapes on nothing', svg(`<g fill="#fff">${PATH}</g>`)],
    [
      'a far corner of a large drawing',
      svg(
        `<rect width="2000" height="1000" fill="#eee"/><rect x="1800" y="820" width="${SIDE * 4}" height="${SIDE * 4}" fill="#fff"/><g transform="translate(1800 820) scale(4)">${PATH}</g>`,
        'viewBox="0 0 2000 1000"',
      ),
    ],
    ['classes', svg(`<style>.q { fill: #024; stroke: none }</style><g class="q">${PATH}</g>`)],
  ])('is looked at for codes: %s', async (_, content) => {
    expect(await dropped(content)).toMatchObject({ texts: [BTC], problem: null });
  });

  it('is looked at whatever the browser takes the file for', async () => {
    expect((await dropped(svg(PATH), 'DRAWING.SVG', '')).texts).toEqual([BTC]);
  });

  it('is looked at with the pictures in it', async () => {
    const canvas = new OffscreenCanvas(SIDE * 6, SIDE * 6);
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = '#000';
    for (const { x, y } of DARK) context.fillRect(x * 6, y * 6, 6, 6);
    const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
    const href = `data:image/png;base64,${btoa(String.fromCharCode(...bytes))}`;
    expect((await dropped(svg(`<image width="${SIDE}" height="${SIDE}" href="${href}"/>`))).texts).toEqual([
      BTC,
    ]);
    const many = svg(`<image xlink:href="data:image/png;base64,AAAA"/>`.repeat(MAX_SVG_PICTURES + 1));
    const drawing = readDrawing(many, parseXml);
    expect(drawing.ok && drawing.value.pictures.length).toBe(MAX_SVG_PICTURES);
    expect(await dropped(many)).toMatchObject({ text: null, problem: 'no-code' });
  });

  it('says that there is neither code nor text', async () => {
    expect(await dropped(svg('<rect width="9" height="9"/>'))).toMatchObject({
      text: null,
      problem: 'no-code',
    });
  });
});

describe('an SVG that would do more than be looked at', () => {
  beforeEach(() => performance.clearResourceTimings());

  it('runs nothing and loads nothing, in the drawing and in the text', async () => {
    const probe = `${location.origin}/probe-${Math.random().toString(36).slice(2)}`;
    const content = `<?xml-stylesheet href="${probe}.css"?>${svg(`
      <script>top.ran = true</script><script href="${probe}.js"/>
      <style>@import "${probe}.css"; rect { fill: u\\72l("${probe}#f") }</style>
      <image href="${probe}.png" onerror="top.ran = true" onload="top.ran = true"/>
      <image href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3C/svg%3E"/>
      <use href="${probe}.svg#x"/><rect width="1" height="1" fill="url( '${probe}.svg#x' )" style="mask: url(${probe}.svg#x)"/>
      <foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" src="${probe}.html"/></foreignObject>
      <a href="javascript:top.ran = true"><set attributeName="href" to="${probe}" begin="0s"/></a>
      ${PATH}`).replace('<?xml version="1.0"?>', '')}`;
    expect((await dropped(content)).texts).toEqual([BTC]);
    await new Promise((done) => setTimeout(done, 200));
    expect('ran' in window).toBe(false);
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    expect(loaded.filter((name) => name.startsWith(probe))).toEqual([]);
    // What the browser would not load of an image either does not get that far.
    const drawing = readDrawing(content, parseXml);
    expect(drawing.ok && drawing.value.markup).not.toMatch(
      /probe|script|import|iframe|foreign|image|set|data:/i,
    );
  });

  const nested = (many: number, how: (id: number) => string) =>
    Array.from({ length: many }, (_, i) => how(i)).join('');
  const bomb = nested(30, (i) => `<g id="g${i + 1}"><use href="#g${i}"/><use href="#g${i}"/></g>`);
  const cuts = nested(
    30,
    (i) =>
      `<clipPath id="g${i + 1}">${'<path d="M0 0h9v9z" clip-path="url(#g'}${i})"/>${'<path d="M0 0h9v9z" style="clip-path: url( &quot;#g'}${i}&quot; )"/></clipPath>`,
  );
  it.each([
    ['shapes that use shapes that use shapes', `<defs><rect id="g0"/>${bomb}</defs><use href="#g30"/>`],
    [
      'the same, inside each other by what cuts them',
      `<clipPath id="g0"/>${cuts}<rect clip-path="url(#g30)"/>`,
    ],
    ['one that stands in itself', '<g id="g"><use href="#g"/></g>'],
    ['too many', '<rect width="1" height="1"/>'.repeat(MAX_SVG_PARTS)],
    ['one path of very many pieces', `<path d="${'M0 0h1'.repeat(MAX_SVG_PARTS * 20)}"/>`],
    ['too deep', `${'<g>'.repeat(MAX_SVG_DEPTH + 1)}${'</g>'.repeat(MAX_SVG_DEPTH + 1)}`],
    ['too long', `<desc>${' '.repeat(MAX_SVG_CHARS)}</desc>`],
  ])('is read as text and not drawn: %s', async (_, content) => {
    const start = performance.now();
    expect(await dropped(svg(`<text>${EVM}</text>${content}`))).toMatchObject({
      texts: [EVM],
      problem: 'not-drawn',
    });
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it('takes no words that stand for words that stand for words', async () => {
    const entities = nested(20, (i) => `<!ENTITY e${i + 1} "&e${i};&e${i};&e${i};&e${i};&e${i};&e${i};">`);
    const start = performance.now();
    const { texts } = await dropped(
      `<!DOCTYPE svg [<!ENTITY e0 "many words">${entities}]>${svg(`<text>&e20; ${EVM}</text>`).replace('<?xml version="1.0"?>\n', '')}`,
    );
    expect(texts).toEqual([EVM]);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  const declared = (declaration: string, content: string) =>
    `<!DOCTYPE svg [${declaration}]>${svg(content).replace('<?xml version="1.0"?>\n', '')}`;

  it.each([
    ['long words', `<!ENTITY e "${'x'.repeat(10_000)}">`, '<path d="&e;"/>'.repeat(1_000)],
    ['many shapes', `<!ENTITY e '${'<g/>'.repeat(2_000)}'>`, '&e;'.repeat(1_000)],
    ['what stands for what', '<!ENTITY e "x"><!ENTITY f "&e;&e;">', '<path d="&f;"/>'],
    ['words that declare words', '<!ENTITY % e "x">', ''],
    ['what stands at each element', `<!ATTLIST g d CDATA "${'x'.repeat(10_000)}">`, '<g/>'.repeat(1_000)],
  ])('is not even taken apart where its declarations make more of it: %s', (_, declaration, content) => {
    const read = readDrawing(declared(declaration, content), () => {
      throw new Error('It was');
    });
    expect(read).toMatchObject({ error: { code: 'not-drawn' } });
  });

  it('may name what it is made with, as drawing programs do', async () => {
    const drawing = declared('<!ENTITY ns "http://ns.example/1.0/">', `<g xmlns:x="&ns;">${PATH}</g>`);
    expect(await dropped(drawing)).toMatchObject({ texts: [BTC], problem: null });
  });

  it('is read past fields and pictures that are named as what it is read with', async () => {
    const page = 'xmlns="http://www.w3.org/1999/xhtml"';
    const field = (name: string) => `<form ${page}><input name="${name}"/></form>`;
    const named = `${field('attributes')}${field('remove')}<img ${page} name="documentElement"/>`;
    expect(await dropped(svg(named + PATH))).toMatchObject({ texts: [BTC], problem: null });
  });

  it('spoils no other file', async () => {
    const gone = new File([''], 'gone.svg');
    gone.arrayBuffer = () => Promise.reject(new DOMException('Gone', 'NotFoundError'));
    const answers = await read([gone, new File([BTC], 'c.txt')]);
    expect(answers.map(({ problem }) => problem)).toEqual(['damaged', null]);
    expect(answers[1]?.text).toBe(BTC);
  });
});
