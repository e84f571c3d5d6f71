import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { encodeQR } from 'qr';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Driver, DriverPage, Size } from '../../scripts/browser/driver.ts';
import { BROWSERS, closeAtEnd, launch, prepare, until } from './harness.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SIZE = { width: 1280, height: 900 };
/** OFAC lists it beside the Ethereum address of the same key. */
const LISTED = 'TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW';
const EVM = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const BTC = '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH';

describe.each(BROWSERS)('the page that checks a text, in %s', (name) => {
  let driver: Driver;
  let page: DriverPage;
  prepare(async () => {
    driver = await launch(name);
  });
  afterAll(() => driver?.close());
  beforeEach(async () => {
    page = await open(SIZE);
  });

  const open = async (size: Size) => {
    const opened = closeAtEnd(await driver.openExtensionPage('lookup.html', size));
    const isDrawn = () => opened.evaluate(() => document.querySelector('#lookup-text') !== null, null);
    expect(await until(isDrawn, Boolean)).toBe(true);
    return opened;
  };

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
  const checkFour = async () => {
    await check(`first ${BTC}\nthen ${LISTED}, hxxps://evil[.]example[.]org and ${EVM}`);
    return rowsOf(4);
  };
  const unfold = () =>
    page.evaluate(() => document.querySelectorAll<HTMLElement>('.opener')[1]?.click(), null);
  const details = () =>
    page.evaluate(() => document.querySelector<HTMLElement>('.row-details')?.innerText ?? '', null);

  it('finds what stands in it, and tells what lists say', async () => {
    const found = await checkFour();
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
    await checkFour();
    await unfold();
    const text = await until(
      details,
      (shown) => shown.includes('Other ways to write') && shown.includes('according to'),
    );
    expect(text).toMatch(/according to/);
    expect(text).toContain('TXEsK…dRNW');
    await page.evaluate(() => {
      const select = document.querySelector<HTMLSelectElement>('.row-details select');
      if (!select) return;
      select.value = 'bibtex';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    }, null);
    const bibtex = await until(details, (shown) => shown.includes('@misc{'));
    expect(bibtex).toContain('@misc{');
  });

  it('has nothing that axe objects to, with everything unfolded', async () => {
    await checkFour();
    await unfold();
    expect(await until(details, (shown) => shown.includes('Other ways to write'))).not.toBe('');
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
    await checkFour();
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
        const runs = `<img src=x onerror='top.ran = true'><script>top.ran = true</script>`;
        const tree = `<x-pay><template shadowrootmode=open>To <a href='ethereum:${evm}'>us</a>${runs}</template></x-pay>`;
        const html = `<p>Give</p><iframe srcdoc="${tree}${runs}"></iframe>${tree.replace(evm, '')}${runs}`;
        files.items.add(new File([html], 'page.html', { type: 'text/html' }));
        const table = `Content-Type: text/csv; name=list.csv\n\nname,wallet\nx,${listed}`;
        const mail = `Content-Type: multipart/mixed; boundary=b\n\n--b\n${table}\n--b--`;
        files.items.add(new File([mail], 'mail.eml'));
        files.items.add(new File([new Uint8Array([0, 1, 2])], 'thing.bin'));
        const input = document.querySelector<HTMLInputElement>('#lookup-files');
        if (!input) return;
        input.files = files.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      },
      { dark: modules, evm: EVM, listed: LISTED },
    );
    const found = await rowsOf(3);
    expect(found.map(([place, thing]) => [place, thing])).toEqual([
      ['code.png', BTC],
      ['page.html', EVM],
      ['mail.eml(1):list.csv', LISTED],
    ]);
    const alert = () =>
      page.evaluate(() => document.querySelector('[role="alert"]')?.textContent ?? '', null);
    const said = await until(alert, (text) => text !== '');
    expect(said).toMatch(/thing\.bin\u2069: holds no text that can be read/);
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
    const found = await rowsOf(2);
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
    expect(await rowsOf(200)).toHaveLength(200);
  });

  it('fits a narrow window', async () => {
    const narrow = await open({ width: 320, height: 800 });
    const wide = await narrow.evaluate(() => document.documentElement.scrollWidth > innerWidth, null);
    expect(wide).toBe(false);
  });
});
