import { afterAll, describe, expect, it } from 'vitest';
import type { Driver } from '../../scripts/browser/driver.ts';
import { findParts } from './attacks/seen.ts';
import { BROWSERS, launch, prepare, until, visit } from './harness.ts';

const ADDRESS = '3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP';
const CUT = 'width: 160px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis';

/** `#seen` is the box beyond whose edge nothing of the address is drawn. */
const PLACES = {
  'a box that ends it in dots': `<div id="seen" style="${CUT}">${ADDRESS}</div>`,
  'a column beside another': `<div style="display: flex"><div id="seen" style="${CUT}; flex: none"><b>${ADDRESS}</b></div>
    <div>Bitcoin, Main network</div></div>`,
  'a cell of a table': `<table style="table-layout: fixed; width: 400px"><tr><td id="seen" style="${CUT}">${ADDRESS}</td>
    <td>Bitcoin, Main network</td></tr></table>`,
  'a link that is cut': `<a id="seen" href="bitcoin:${ADDRESS}" style="display: block; ${CUT}">${ADDRESS}</a>`,
  'a box of some lines': `<div id="seen" style="width: 120px; overflow: hidden; overflow-wrap: anywhere; display: -webkit-box;
    -webkit-box-orient: vertical; -webkit-line-clamp: 2; line-clamp: 2">${ADDRESS}</div>`,
  'a box that scrolls sideways': `<pre id="seen" style="width: 160px; overflow: auto">${ADDRESS}</pre>`,
};

describe.each(BROWSERS)('beside an address of which the page shows a part, in %s', (name) => {
  let driver: Driver;
  prepare(async () => {
    driver = await launch(name);
  });
  afterAll(() => driver?.close());

  it.each(Object.entries(PLACES))('the glyph stands where that ends: %s', async (_, html) => {
    const { page } = await visit(driver, 'https://lantern-row.example/thanks');
    await page.evaluate((html: string) => {
      document.body.innerHTML = `<p>Please donate bitcoin to this address:</p>${html}`;
    }, html);
    const pin = await until(
      async () => (await findParts(driver, page)).pin,
      (pin) => pin !== null && pin.width > 0,
    );
    const seen = await page.evaluate(() => {
      const { left, right, top, bottom } = (
        document.querySelector('#seen') as Element
      ).getBoundingClientRect();
      return { left, right, top, bottom };
    }, null);
    // At the end of the box, and over nothing that stands beside it: Chromium has a little of the box left behind the dots.
    expect(pin?.left).toBeGreaterThan(seen.right - 40);
    expect(pin && pin.left + pin.width).toBeLessThanOrEqual(seen.right + 22);
    if (html.includes('Main network'))
      expect(pin && pin.left + pin.width).toBeLessThanOrEqual(seen.right + 4);
    // Dots are read as they are: what is behind them is missing.
    if (/text-overflow|line-clamp/.test(html)) expect(pin?.top).toBeLessThan(seen.bottom - 24);
    expect(pin && pin.top + pin.height).toBeGreaterThan(seen.top);
    expect(pin?.top).toBeLessThan(seen.bottom);
  });
});
