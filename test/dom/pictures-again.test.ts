import { afterEach, describe, expect, it, vi } from 'vitest';
import { BTC, EVM } from './page.ts';
import { addCanvas, gif, readPage, redraw, startReader, stopReader, texts } from './picture-page.ts';

afterEach(stopReader);

describe('reading again', () => {
  it('asks nothing about what was read, and tells it once more', async () => {
    const page = await readPage(`<img src="${gif(BTC)}">`);
    const other = addCanvas(EVM);
    await page.reader.read([document]);
    expect(page.questions.length).toBe(2);
    page.hits.length = 0;
    await page.reader.read([document]);
    expect(page.questions.length).toBe(2);
    expect(texts(page).sort()).toEqual([EVM, BTC]);
    expect(page.hits.some(([text, element]) => text === EVM && element === other)).toBe(true);
  });

  it('sees another picture in the same element', async () => {
    const page = await readPage(`<img src="${gif(BTC)}">`);
    (document.querySelector('img') as HTMLImageElement).src = gif(EVM);
    page.hits.length = 0;
    await vi.waitFor(async () => {
      await page.reader.read([document]);
      expect(texts(page)).toContain(EVM);
    });
  });

  it('sees that a canvas was drawn over', async () => {
    document.body.innerHTML = '';
    const element = addCanvas(BTC);
    const page = startReader();
    await page.reader.read([document]);
    redraw(element, EVM);
    await page.reader.read([element]);
    expect(texts(page).at(-1)).toBe(EVM);
  });

  it('reads a picture once it has loaded', async () => {
    const page = await readPage('<img width="150" height="150">');
    expect(page.hits).toEqual([]);
    (document.querySelector('img') as HTMLImageElement).src = gif(BTC);
    await vi.waitFor(() => expect(texts(page)).toEqual([BTC]));
    expect(page.onNews).toHaveBeenCalled();
  });

  it('reads what is shown later', async () => {
    const page = await readPage(`<img hidden src="${gif(BTC)}">`);
    document.querySelector('img')?.removeAttribute('hidden');
    await vi.waitFor(() => expect(texts(page)).toEqual([BTC]));
  });

  it('asks again about what got no answer', async () => {
    document.body.innerHTML = `<img src="${gif(BTC)}">`;
    let dead = true;
    const page = startReader(() => (dead ? Promise.resolve(undefined) : undefined));
    await page.reader.read([document]);
    expect(page.hits).toEqual([]);
    dead = false;
    await page.reader.read([document]);
    expect(texts(page)).toEqual([BTC]);
  });

  it('is over once stopped', async () => {
    const page = await readPage('<img width="150" height="150">');
    page.reader.stop();
    const image = document.querySelector('img') as HTMLImageElement;
    image.src = gif(BTC);
    await image.decode();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(page.hits).toEqual([]);
  });
});
