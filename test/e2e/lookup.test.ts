import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { encodeQR } from 'qr';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Driver, DriverPage } from '../../scripts/browser/driver.ts';
import { BROWSERS, launch, until } from './harness.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SIZE = { width: 1280, height: 900 };
/** OFAC lists it beside the Ethereum address of the same key. */
const LISTED = 'TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW';
const EVM = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const BTC = '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH';

describe.each(BROWSERS)('the page that checks a text, in %s', (name) => {
  let driver: Driver;
  let page: DriverPage;
  beforeAll(async () => {
    driver = await launch(name);
    page = await driver.openExtensionPage('lookup.html', SIZE);
    await until(() => page.evaluate(() => document.querySelector('#lookup-text') !== null, null), Boolean);
  });
  afterAll(() => driver?.close());

  /** As soon as what was asked before is answered. */
  const check = (text: string) =>
    until(
      () =>
        page.evaluate((value: string) => {
          const area = document.querySelector<HTMLTextAreaElement>('#lookup-text');
          const button = document.querySelector<HTMLButtonElement>('button.primary:enabled');
          if (!area || !button) return false;
          area.value = value;
          button.click();
          return true;
        }, text),
      Boolean,
    );
  const rows = () =>
    page.evaluate(
      () =>
        [...document.querySelectorAll('tbody tr')].map((row) =>
          [...row.querySelectorAll('td, th')].map((cell) =>
            (cell as HTMLElement).innerText.replace(/\s+/g, ''),
          ),
        ),
      null,
    );
  const rowsOf = (count: number) => until(rows, (found) => found.length === count);

  it('finds what stands in it, and tells what lists say', async () => {
    await check(`first ${BTC}\nthen ${LISTED}, hxxps://evil[.]example[.]org and ${EVM}`);
    const found = await rowsOf(4);
    expect(found.map(([, thing, , verdict]) => [thing, verdict])).toEqual([
      [BTC, 'Notonthelists'],
      [LISTED, 'Onalist'],
      ['evil.example.org', 'Notonthelists'],
      [EVM, 'Notonthelists'],
    ]);
    // Who cannot see the table is told that it is there.
    const focused = () => page.evaluate(() => document.activeElement?.id, null);
    expect(await until(focused, (id) => id === 'lookup-found')).toBe('lookup-found');
  });

  it('opens a row with all its forms, claims and citations', async () => {
    await page.evaluate(() => document.querySelectorAll<HTMLElement>('.opener')[1]?.click(), null);
    const text = await until(
      () => page.evaluate(() => document.querySelector<HTMLElement>('.row-details')?.innerText ?? '', null),
      (shown) => shown.includes('Other ways to write'),
    );
    expect(text).toMatch(/according to/);
    expect(text).toContain('TXEsK…dRNW');
    const bibtex = await page.evaluate(() => {
      const select = document.querySelector<HTMLSelectElement>('.row-details select');
      if (!select) return '';
      select.value = 'bibtex';
      select.dispatchEvent(new Event('change', { bubbles: true }));
      return new Promise<string>((done) =>
        requestAnimationFrame(() =>
          done(document.querySelector<HTMLElement>('.row-details')?.innerText ?? ''),
        ),
      );
    }, null);
    expect(bibtex).toContain('@misc{');
  });

  it('has nothing that axe objects to, with everything unfolded', async () => {
    // Pages of the extension load no script of anybody else's: it is sent as the function itself.
    const load = Object.assign(() => null, { toString: () => `() => { ${AXE}; return null; }` });
    await page.evaluate(load, null);
    const found = await page.evaluate(async () => {
      for (const one of document.querySelectorAll('details')) one.open = true;
      const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } };
      return (await axe.run()).violations.map(({ id }) => id);
    }, null);
    expect(found).toEqual([]);
  });

  it('sorts, filters, and shows the worst first when asked', async () => {
    await page.evaluate(() => document.querySelectorAll<HTMLElement>('.sorter')[3]?.click(), null);
    const sorted = await until(rows, ([first]) => first?.[1] === LISTED);
    expect(sorted[0]?.[1]).toBe(LISTED);
    await page.evaluate(() => {
      const field = document.querySelector<HTMLInputElement>('.filters input');
      if (!field) return;
      field.value = 'evil';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }, null);
    expect((await rowsOf(1))[0]?.[1]).toBe('evil.example.org');
  });

  it('reads files of several kinds, a code in a picture among them, and runs nothing in them', async () => {
    const modules = encodeQR(`bitcoin:${BTC}`, 'raw', { border: 4 });
    await page.evaluate(
      async ({ dark, evm, listed }: { dark: boolean[][]; evm: string; listed: string }) => {
        const canvas = new OffscreenCanvas(dark.length * 6, dark.length * 6);
        const context = canvas.getContext('2d');
        if (!context) return;
        context.fillStyle = '#fff';
        context.fillRect(0, 0, canvas.width, canvas.height);
        context.fillStyle = '#000';
        dark.forEach((row, y) => {
          row.forEach((isDark, x) => {
            if (isDark) context.fillRect(x * 6, y * 6, 6, 6);
          });
        });
        const files = new DataTransfer();
        files.items.add(new File([await canvas.convertToBlob()], 'code.png', { type: 'image/png' }));
        const html = `<p>To <a href="ethereum:${evm}">us</a></p><img src=x onerror="window.ran = true"><script>window.ran = true</script>`;
        files.items.add(new File([html], 'page.html', { type: 'text/html' }));
        files.items.add(new File([`name,wallet\nx,${listed}\n`], 'list.csv', { type: 'text/csv' }));
        files.items.add(new File([new Uint8Array([0, 1, 2])], 'thing.bin'));
        const input = document.querySelector<HTMLInputElement>('#lookup-files');
        if (!input) return;
        input.files = files.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      },
      { dark: modules, evm: EVM, listed: LISTED },
    );
    const found = await until(rows, (shown) => shown.some(([place]) => place?.startsWith('list.csv')));
    expect(found.map(([place, thing]) => [place, thing])).toEqual([
      ['code.png', BTC],
      ['page.html', EVM],
      ['list.csv', LISTED],
    ]);
    const said = await page.evaluate(() => document.querySelector('[role="alert"]')?.textContent, null);
    expect(said).toContain('thing.bin: holds no text that can be read');
    expect(await page.evaluate(() => 'ran' in window, null)).toBe(false);
  });

  it('reads the text and the code of a drawing, and nothing in one holds it up', async () => {
    const shapes = encodeQR(`bitcoin:${BTC}`, 'raw', { border: 4 }).map((row, y) =>
      row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join(''),
    );
    const side = shapes.length;
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" onload="window.ran = true">
      <script>window.ran = true</script><path d="${shapes.join('')}"/><text>${EVM}</text></svg>`;
    const words = Array.from({ length: 20 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(9)}">`).join(
      '',
    );
    const bomb = `<!DOCTYPE svg [<!ENTITY e0 "x">${words}]><svg xmlns="http://www.w3.org/2000/svg"><text>&e20;</text></svg>`;
    await page.evaluate(
      (contents: string[]) => {
        const files = new DataTransfer();
        contents.forEach((content, i) => {
          files.items.add(new File([content], `${i}.svg`, { type: 'image/svg+xml' }));
        });
        const input = document.querySelector<HTMLInputElement>('#lookup-files');
        if (!input) return;
        input.files = files.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      },
      [bomb, drawing],
    );
    const found = await until(rows, (shown) => shown.some(([place]) => place?.startsWith('1.svg')));
    expect(found.map(([place, thing]) => [place, thing])).toEqual([
      ['1.svg', BTC],
      ['1.svg', EVM],
    ]);
    expect(await page.evaluate(() => 'ran' in window, null)).toBe(false);
  });

  it('takes about a second for five thousand addresses', async () => {
    const many = Array.from(
      { length: 5_000 },
      (_, i) => `0x${(i * 7_919 + 1).toString(16).padStart(40, 'b')}`,
    );
    const start = Date.now();
    await check(many.join('\n'));
    const heading = await until(
      () => page.evaluate(() => document.querySelector('#lookup-found')?.textContent ?? '', null),
      (text) => text.includes('5,000'),
      30_000,
    );
    const ms = Date.now() - start;
    expect(heading).toContain('5,000');
    process.stdout.write(`${name}: 5,000 addresses in ${ms} ms\n`);
    expect((await rows()).length).toBe(200);
  });

  it('fits a narrow window', async () => {
    const narrow = await driver.openExtensionPage('lookup.html', { width: 320, height: 800 });
    await until(() => narrow.evaluate(() => document.querySelector('#lookup-text') !== null, null), Boolean);
    const wide = await narrow.evaluate(() => document.documentElement.scrollWidth > innerWidth, null);
    expect(wide).toBe(false);
    await narrow.close();
  });
});
