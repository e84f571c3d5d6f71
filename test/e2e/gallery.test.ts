import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBrowser } from '../../scripts/browser/ensure.ts';
import { POPUP_CASES } from '../gallery/popup-cases.ts';
import { type Gallery, startGallery } from '../gallery/server.ts';

const PICTURES = join(import.meta.dirname, '..', '..', '.output', 'gallery');
const NAMES = Object.keys(POPUP_CASES);

interface Look {
  theme: 'light' | 'dark';
  lang: 'en' | 'ar';
  width: number;
  /** As a page of its own. */
  alone?: true;
}

/** What differs by theme does not differ by language: two looks have all of both. */
const LOOKS: Look[] = [
  { theme: 'light', lang: 'en', width: 380 },
  { theme: 'dark', lang: 'ar', width: 320 },
];

describe('every state of the popup', () => {
  let gallery: Gallery;
  let browser: Browser;
  let context: BrowserContext;
  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    gallery = await startGallery();
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    browser = await chromium.launch({ executablePath: ensureBrowser('chromium'), args });
    context = await browser.newContext();
  });
  afterAll(async () => {
    await browser?.close();
    await gallery?.close();
  });

  async function open(name: string, look: Look): Promise<Page> {
    const { theme, lang, width, alone } = look;
    const page = await context.newPage();
    await page.setViewportSize({ width, height: 560 });
    await page.goto(`${gallery.url}?case=${name}&lang=${lang}&theme=${theme}${alone ? '&alone' : ''}`);
    await page.waitForSelector('html[data-ready] h1');
    return page;
  }

  describe.each(LOOKS)('$theme, $lang, $width px', (look) => {
    it.each(NAMES)('%s: nothing is found by axe, and nothing runs over the side', async (name) => {
      const page = await open(name, look);
      const { theme, lang, width } = look;
      await page.screenshot({
        path: join(PICTURES, `${name}-${lang}-${theme}-${width}.png`),
        fullPage: true,
      });
      for (const summary of await page.locator('details:not([open]) > summary').all()) {
        if (await summary.isVisible()) await summary.click();
      }
      const { violations } = await new AxeBuilder({ page }).analyze();
      const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      expect(told).toEqual([]);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over).toBeLessThanOrEqual(0);
      // A key without words shows as its own name.
      expect(await page.evaluate(() => document.body.innerText)).not.toMatch(/\[[a-z_]+\]/);
      await page.close();
    });
  });

  it('looks different in light and dark, and mirrors what is written from right to left', async () => {
    const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const shapeAt = async (page: Page) => (await page.locator('.headline .shape').boundingBox())?.x ?? 0;
    const left = await open('listed', { theme: 'light', lang: 'en', width: 320 });
    const right = await open('listed', { theme: 'dark', lang: 'ar', width: 320 });
    expect(await ground(left)).not.toBe(await ground(right));
    expect(await shapeAt(left)).toBeLessThan(60);
    expect(await shapeAt(right)).toBeGreaterThan(200);
    await left.close();
    await right.close();
  });

  it('draws the evidence standing where it is narrow, and lying where there is room', async () => {
    const boxes = async (look: Look) => {
      const page = await open('listed', look);
      const found = await Promise.all(
        (await page.locator('.trail .box').all()).map((box) => box.boundingBox()),
      );
      await page.close();
      return found.map((box) => ({ x: Math.round(box?.x ?? 0), y: Math.round(box?.y ?? 0) }));
    };
    const standing = await boxes({ theme: 'light', lang: 'en', width: 320 });
    expect(standing).toHaveLength(4);
    expect(new Set(standing.map(({ x }) => x)).size).toBe(1);
    const lying = await boxes({ theme: 'light', lang: 'en', width: 800, alone: true });
    expect(new Set(lying.map(({ y }) => y)).size).toBe(1);
    const mirrored = await boxes({ theme: 'light', lang: 'ar', width: 800, alone: true });
    expect(mirrored.map(({ x }) => x)).toEqual(mirrored.map(({ x }) => x).sort((a, b) => b - a));
  });
});
