import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { MAX_COPIED, MAX_COPIED_CHARS, SETTLE_MS } from '#lib/core/limits.ts';
import { type Copied, createCopied } from '#lib/page/copied.ts';
import { BTC, EVM, SEGWIT } from './page.ts';

describe('what a page copies', () => {
  let hits: [text: string, where: string][];
  let news: number;
  let told: string[];
  let copied: Copied;

  beforeEach(() => {
    hits = [];
    news = 0;
    told = [];
    copied = createCopied({
      window,
      hit: (text, how, { element }) => hits.push([text, `${how} ${element.id || element.localName}`]),
      onCopied: (_event, text) => told.push(text),
      onNews: () => news++,
    });
    copied.hear('told', 'done');
  });
  afterEach(() => {
    copied.stop();
    document.body.innerHTML = '';
  });
  const show = (html: string) => {
    document.body.innerHTML = html;
  };
  const byId = (id: string) => document.getElementById(id) as HTMLElement;
  const hint = (detail: unknown) => document.dispatchEvent(new CustomEvent('told', { detail }));
  const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

  it('is where somebody clicked for it: on the button, not on the picture inside', () => {
    show('<p id="a">x</p><button id="b"><svg id="c"><path/></svg></button>');
    byId('c').dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    hint(`ethereum:${EVM}?value=1`);
    expect(hits).toEqual([[EVM, 'copied b']]);
    expect(news).toBe(1);
    hint(EVM);
    expect(news).toBe(1);
  });

  it('is news at once, and once more for all that follows in a burst', async () => {
    show('<button id="b">Copy</button>');
    byId('b').click();
    for (const text of [EVM, BTC, SEGWIT]) hint(text);
    expect(hits.map(([text]) => text)).toEqual([EVM, BTC, SEGWIT]);
    expect(news).toBe(1);
    await expect.poll(() => news).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 2 * SETTLE_MS));
    expect(news).toBe(2);
  });

  it('is where the focus is when nobody clicked', () => {
    show('<button id="a">x</button>');
    byId('a').focus();
    hint(BTC);
    expect(hits).toEqual([[BTC, 'copied a']]);
  });

  it('is told again when its surroundings were read anew, or the button was replaced', () => {
    show('<div id="card"><p id="label">Pay</p><button id="b">Copy</button></div><div id="other"></div>');
    byId('b').click();
    hint(EVM);
    copied.tell([byId('other')]);
    expect(hits).toHaveLength(1);
    copied.tell([document]);
    expect(hits.slice(1)).toEqual([[EVM, 'copied b']]);
    byId('b').outerHTML = '<button id="done">Copied</button>';
    copied.tell([]);
    expect(hits.slice(2)).toEqual([[EVM, 'copied done']]);
    byId('card').remove();
    show('');
    copied.tell([document]);
    expect(hits).toHaveLength(3);
  });

  it('counts where the page selects it for the browser to copy, in a field of its own', async () => {
    show('<button id="b">Copy</button>');
    byId('b').onclick = () => {
      const field = document.createElement('textarea');
      field.value = SEGWIT;
      document.body.append(field);
      field.select();
      document.execCommand('copy');
      field.remove();
    };
    await userEvent.click(byId('b'));
    await settle();
    expect(hits).toEqual([[SEGWIT, 'copied b']]);
  });

  it('is what the page answers the browser with, and not what was selected', async () => {
    show(`<button id="b">Copy</button><textarea id="f">${SEGWIT}</textarea>`);
    byId('b').click();
    const field = byId('f') as HTMLTextAreaElement;
    field.select();
    field.addEventListener('copy', () => hint(EVM), { once: true });
    field.dispatchEvent(new ClipboardEvent('copy', { bubbles: true }));
    await settle();
    expect(hits).toEqual([[EVM, 'copied b']]);
  });

  it('is nothing where somebody copies what is seen', async () => {
    show(`<p id="a">${BTC}</p>`);
    document.getSelection()?.selectAllChildren(byId('a'));
    byId('a').dispatchEvent(new ClipboardEvent('copy', { bubbles: true }));
    await settle();
    expect(hits).toEqual([]);
  });

  it('is nothing where the hint is malformed, too long, or comes after the end', () => {
    show('<button id="b">Copy</button>');
    byId('b').click();
    for (const detail of [null, 7, { text: EVM }, [EVM], '', 'plain text']) hint(detail);
    hint(`${'-'.repeat(MAX_COPIED_CHARS)} ${EVM}`);
    copied.stop();
    hint(EVM);
    expect(hits).toEqual([]);
    expect(news).toBe(0);
  });

  it('is told of before it is looked at, and the page’s own world hears of the end', () => {
    show('<button id="b">Copy</button>');
    byId('b').click();
    let ends = 0;
    document.addEventListener('done', () => ends++, { once: true });
    hint('no address');
    expect(told).toEqual(['no address']);
    expect(ends).toBe(0);
    copied.stop();
    expect(ends).toBe(1);
  });

  it('is not pushed out of sight by white space', () => {
    show('<button id="b">Copy</button>');
    byId('b').click();
    hint(EVM.padStart(MAX_COPIED_CHARS * 2));
    expect(hits).toHaveLength(1);
  });

  it('is bounded', () => {
    show('<button id="b">Copy</button>');
    byId('b').click();
    for (let i = 0; i < MAX_COPIED + 5; i++) hint(`0x${String(i).padStart(40, 'a')}`);
    hits = [];
    copied.tell([document]);
    expect(hits).toHaveLength(MAX_COPIED);
  });
});
