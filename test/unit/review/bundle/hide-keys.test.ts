import { describe, expect, it } from 'vitest';
import { type FrameSnapshot, LEFT_OUT, type LeftOutCounts } from '#lib/core/snapshot.ts';
import { hideKeys } from '#lib/review/bundle/hide-keys.ts';

const WIF = '5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ';
const NSEC = 'nsec1vl029mgpspedva04g90vltkh6fvh240zqtv9k0t9af8935ke9laqsnlfe5';
const WORDS = 'legal winner thank year wave sausage worth useful legal winner thank yellow'.split(' ');
const LEFT = Object.fromEntries(LEFT_OUT.map((what) => [what, 0])) as LeftOutCounts;

const frameOf = (...pieces: string[]): FrameSnapshot => ({
  path: [],
  pieces,
  slots: [],
  left: LEFT,
  viewport: { width: 800, height: 600 },
});
function hidden(html: string): string {
  return hideKeys(frameOf(html)).pieces.join('');
}

describe('private keys and recovery phrases of a page that is written down', () => {
  it('in its text', () => {
    expect(hidden(`<p>Key:\n ${WIF}, <b>mine</b></p>`)).toBe('<p>Key:\n […], <b>mine</b></p>');
    expect(hidden(`<title>${WORDS.join(' ')}</title>`)).toBe('<title>[…]</title>');
    expect(hidden(`<textarea>\n${NSEC} &amp; &lt;p&gt;</textarea>`)).toBe(
      '<textarea>\n[…] &amp; &lt;p&gt;</textarea>',
    );
  });

  it('over several elements of a line, each of which stays', () => {
    const cut = `<b>${WIF.slice(0, 9)}</b><i>${WIF.slice(9, 30)}<wbr></i>${WIF.slice(30)}`;
    expect(hidden(`<p>A &lt;key&gt; ${cut} &amp; more</p>`)).toBe(
      '<p>A &lt;key&gt; <b>[…]</b><i><wbr></i> &amp; more</p>',
    );
  });

  it('in groups, over lines, and with characters that nobody sees', () => {
    const groups = WIF.match(/.{1,4}/g) ?? [];
    expect(hidden(`<p>${groups.join('&nbsp;')}</p>`)).toBe('<p>[…]</p>');
    expect(hidden(`<p>${WIF.slice(0, 20)}<br>\n   ${WIF.slice(20)} end</p>`)).toBe('<p>[…]<br> end</p>');
    expect(hidden(`<p>${groups.join('\u00ad')}</p>`)).toBe('<p>[…]</p>');
  });

  it('with a box for each word', () => {
    const rows = WORDS.map((word, i) => `\n    <li><span>${i + 1}.</span>\n      <b>${word}</b>\n    </li>`);
    const text = hidden(`<h1>Backup</h1><ol>${rows.join('')}</ol><p>Lose nothing</p>`);
    for (const word of WORDS) expect(text).not.toContain(word);
    expect(text).toContain('<h1>Backup</h1><ol>\n    <li><span>1.</span>\n      <b>[…]</b></li>');
    expect(text).toContain('<p>Lose nothing</p>');
    expect(text.match(/<li>/g)).toHaveLength(12);
    const deep = WORDS.map(
      (word) => `<tr>\n      <td>\n        <p>\n${word}\n        </p>\n      </td>\n    </tr>\n    `,
    );
    expect(hidden(`<table>${deep.join('')}</table>`)).not.toMatch(/legal|winner|yellow/);
  });

  it('with letters of its words in elements of their own', () => {
    const words = WORDS.map((word) => `<b>${word[0]}</b>${word.slice(1)}`);
    expect(hidden(`<p>${words.join(' ')}</p>`)).toMatch(/^<p><b>\[…\]<\/b>[</b>]*<\/p>$/);
  });

  it('with a field for each word', () => {
    const fields = WORDS.map((word) => `<label>Word<input type="text" value="${word}"></label>`);
    // Words between them would be words of the phrase.
    const text = hidden(`<div>${fields.join('').replaceAll('Word', '')}</div>`);
    for (const word of WORDS) expect(text).not.toContain(word);
    expect(text).toContain('value="[…]"');
  });

  it('in attributes of any name, addresses and styles', () => {
    expect(hidden(`<a href="https://a.example/?k=${WIF}&amp;b=1" data-x="&quot;${NSEC}&quot;">a</a>`)).toBe(
      '<a href="https://a.example/?k=[…]&amp;b=1" data-x="&quot;[…]&quot;">a</a>',
    );
    expect(hidden(`<a href="/?seed=${WORDS.join('%20')}">a</a>`)).toBe('<a href="/?seed=[…]">a</a>');
    expect(hidden(`<style>p::after{content:"<b ${WIF}"}</style><p>b</p>`)).toBe(
      '<style>p::after{content:"<b […]"}</style><p>b</p>',
    );
  });

  it('on both sides of a frame', () => {
    const frame = hideKeys(
      frameOf(`<p>${WIF}</p><iframe sandbox=""`, `></iframe>${NSEC}<p title="${WIF}">a</p>`),
    );
    expect(frame.pieces).toEqual(['<p>[…]</p><iframe sandbox=""', '></iframe>[…]<p title="[…]">a</p>']);
    expect(frame.left).toEqual({ ...LEFT, key: 3 });
  });

  it('leaves everything else as it is', () => {
    const packed = `data:image/png;base64,${btoa(WIF)}${WIF}`;
    const html =
      '<!doctype html><p class="a b" hidden="">Help  us\n with &nbsp; 0x5aAe 1 &lt; 2 <img alt="x" ' +
      `src="${packed}"><style>p{color:red}</style><p>legal winner thank year wave sausage worth useful</p>`;
    const frame = frameOf(html);
    expect(hideKeys(frame)).toBe(frame);
  });

  it('in a time that grows with the page', () => {
    const rows = `<p title="${WIF}">${WIF} <b>${WORDS.join(' ')}</b></p>`.repeat(5_000);
    expect(hidden(rows)).toBe('<p title="[…]">[…] <b>[…]</b></p>'.repeat(5_000));
  });
});
