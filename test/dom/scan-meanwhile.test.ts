import { afterEach, describe, expect, it, vi } from 'vitest';
import { BTC, closePage, EVM } from './page.ts';
import { noCloser, scanWith } from './scan-steps.ts';

afterEach(closePage);

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe('a page that changes while it is read', () => {
  it.each([1, 2, 3, 4, 5, 6])('is reported where an attribute is taken away in turn %i', async (turn) => {
    document.body.innerHTML = `<p>${BTC}</p><b data-x="${EVM}"></b>`;
    let rests = 0;
    const { scanner, found } = scanWith(async () => {
      if (++rests === turn) document.querySelector('b')?.removeAttribute('data-x');
    });
    await wait(300);
    scanner.stop();
    expect(found()).toContain(BTC);
  });

  it('has its shadow trees read, though it is never done with changing', async () => {
    document.body.innerHTML = '<main><div></div></main><section></section>';
    const host = document.querySelector('main div') as Element;
    host.attachShadow({ mode: 'open' }).innerHTML = `<p>${BTC}</p>`;
    const timer = setInterval(() => {
      document.querySelector('section')?.replaceChildren(document.createElement('p'));
    }, 100);
    // Programs of the page hold the thread for a while between any two slices.
    const { scanner, found } = scanWith(() => wait(120));
    try {
      await vi.waitFor(() => expect(found()).toEqual([BTC]), { timeout: 8_000 });
    } finally {
      clearInterval(timer);
      scanner.stop();
    }
  });

  it('is never told half read: a look around may be over before', async () => {
    document.body.innerHTML = `<p>${'word '.repeat(200_000)}${BTC}</p>`;
    const { scanner, scans, found } = scanWith(async () => undefined);
    await vi.waitFor(() => expect(found()).toEqual([BTC]), { timeout: 4_000 });
    const again = scanner.rescan();
    scanner.lookCloser(noCloser);
    await again;
    await wait(100);
    scanner.stop();
    expect(scans.length).toBeGreaterThan(1);
    for (const { candidates } of scans) expect(candidates.map(({ text }) => text)).toEqual([BTC]);
  });
});
