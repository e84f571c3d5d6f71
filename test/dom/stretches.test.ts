import { afterEach, describe, expect, it } from 'vitest';
import { readStretches, type Stretch } from '#lib/page/stretches.ts';
import { BTC, closePage, openPage, placesOf, SEGWIT, startHere } from './page.ts';

const LONG = 3_000;
const css = `.a{}${' '.repeat(LONG)}`;
const js = (code: string) => `${code}//${' '.repeat(LONG)}`;

afterEach(() => {
  closePage();
  document.body.innerHTML = '';
});

function stretchesOf(html: string): Stretch[] {
  document.body.innerHTML = html;
  return [...readStretches(document.body)].filter((stretch) => stretch !== null);
}

describe('what is read in one piece', () => {
  it('is the text on both sides of a long program, and the program', () => {
    const stretches = stretchesOf(`<p>one</p><script>${js('run()')}</script><p>two</p>`);
    expect(stretches.map(({ text, isProgram }) => [text.slice(0, 5), isProgram])).toEqual([
      ['one', false],
      ['run()', true],
      ['two', false],
    ]);
  });

  it('is no long style sheet, wherever it stands', () => {
    const style = `<style>${css}</style>`;
    const stretches = stretchesOf(`${style}<p>one${style}</p><svg>${style}</svg>two${style}`);
    expect(stretches.map(({ text }) => text).join('')).toBe('onetwo');
  });

  it('is all of it where programs and style sheets are short', () => {
    const stretches = stretchesOf('<p>one</p><script>run()</script><style>.a{}</style><p>two</p>');
    expect(stretches).toMatchObject([{ text: 'onerun().a{}two', isProgram: false }]);
  });

  it('is no more than a thousand programs by themselves, and all of the rest', () => {
    const stretches = stretchesOf(`<script>${js('run()')}</script>`.repeat(1_002));
    expect(stretches.filter(({ isProgram }) => isProgram)).toHaveLength(1_000);
    expect(
      stretches
        .map(({ text }) => text)
        .join('')
        .match(/run/g),
    ).toHaveLength(1_002);
  });

  it('begins at a node from which a walk comes to its first text', () => {
    const html = `<p>one</p><style>${css}</style><p>two</p><script>${js('run()')}</script><b>three</b>`;
    const firsts = stretchesOf(html).map(({ from }) => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      walker.currentNode = from;
      return walker.nextNode()?.nodeValue?.slice(0, 5);
    });
    expect(firsts).toEqual(['one', 'two', 'run()', 'three']);
  });
});

it('addresses are found before, in and behind them', async () => {
  const program = js(`pay("${SEGWIT}")`);
  const page = openPage(`<p>${BTC}</p><style>${css}</style><script>${program}</script><p>${BTC}</p>`);
  const scan = await page.scan();
  expect(placesOf(scan, BTC).map(({ how }) => how)).toEqual(['text', 'text']);
  expect(placesOf(scan, SEGWIT).map(({ how }) => how)).toEqual(['script']);
});

it('addresses are found though a program holds a list of choices instead of a text', async () => {
  document.body.innerHTML = `<p>${BTC}</p><script></script><p>${SEGWIT}</p>`;
  const choices = document.createElement('select');
  choices.length = LONG;
  document.querySelector('script')?.append(choices);
  const scan = await startHere().scan();
  expect([BTC, SEGWIT].map((address) => placesOf(scan, address).length)).toEqual([1, 1]);
});
