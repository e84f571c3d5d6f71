import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { toBase64 } from '#lib/core/bytes.ts';
import type { Choices } from '#lib/core/choices.ts';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import { type Box, countColour, readPicture } from './attacks/picture.ts';
import { findParts } from './attacks/seen.ts';
import { BROWSERS, badge, launch, prepare, until, visit } from './harness.ts';

const GIVE = 'https://orchard-school.example/give';
const SEIZED = 'https://facemaskcenter.com/';
const PUBLISHED = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const LIST = `kind,value,chain,subject,authority\nverified,${PUBLISHED},ethereum,Orchard School,Example Register\n`;
/** `--almsguard-surface` and `--almsguard-accent` of mark.css. */
const SURFACES = { light: [0xff, 0xfd, 0xfa], dark: [0x26, 0x22, 0x1f] } as const;
const ACCENT = [0x0f, 0x5c, 0x66] as const;
const ARABIC_LETTERS = /[\u0600-\u06ff]{3}/;

describe.each(BROWSERS)('what stands over pages, in %s', (name) => {
  let driver: Driver;
  let page: DriverPage;
  prepare(async () => {
    driver = await launch(name);
    const base64 = toBase64(new TextEncoder().encode(LIST));
    expect(await ask(driver, { type: 'lists.import', name: 'v.csv', base64 })).toMatchObject({ ok: true });
  });
  afterAll(() => driver?.close());

  const choose = (change: Partial<Omit<Choices, 'paused'>>) => ask(driver, { type: 'choices.set', change });
  const parts = () => findParts(driver, page);
  async function colourIn(box: Box, colour: readonly number[]): Promise<number> {
    const folder = mkdtempSync(join(tmpdir(), 'almsguard-presence-'));
    try {
      const path = join(folder, 'seen.png');
      await page.screenshot(path);
      return countColour(readPicture(path), box, colour);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it('takes on another language and another appearance while the page is open', async () => {
    ({ page } = await visit(driver, SEIZED));
    onTestFinished(async () => void (await choose({ language: null, appearance: 'system' })));
    expect(
      (await until(parts, ({ banner }) => banner?.text.includes('2020') === true)).banner,
    ).not.toBeNull();
    await choose({ language: 'fa' });
    const { banner } = await until(parts, (now) => ARABIC_LETTERS.test(now.banner?.text ?? ''));
    expect(banner?.text).toMatch(ARABIC_LETTERS);
    expect(banner?.text).not.toContain('Why?');
    const titled = async () => (await badge(driver, page)).title;
    expect(await until(titled, (title) => ARABIC_LETTERS.test(title))).toMatch(ARABIC_LETTERS);
    for (const appearance of ['dark', 'light'] as const) {
      await choose({ appearance });
      const surface = async () => {
        const now = (await parts()).banner;
        return now ? (await colourIn(now, SURFACES[appearance])) / (now.width * now.height) : 0;
      };
      expect(await until(surface, (share) => share > 0.4), appearance).toBeGreaterThan(0.4);
    }
    await choose({ language: null, appearance: 'system' });
    const again = await until(
      parts,
      ({ banner: now }) => /Why\?/.test(now?.text ?? '') && /2020/.test(now?.text ?? ''),
    );
    expect(again.banner?.text).toContain('Why?');
    expect(again.banner?.text).toContain('2020');
  });

  it('shows a quiet mark beside a published address to who points at it', async () => {
    ({ page } = await visit(driver, GIVE));
    const { pin } = await until(parts, (now) => now.pin !== null);
    if (!pin) throw new Error('no mark');
    expect(pin.isOnTop).toBe(false);
    expect(await colourIn(pin, ACCENT)).toBe(0);
    await page.clickAt({ x: pin.left - 40, y: pin.top + pin.height / 2 });
    expect((await until(parts, (now) => now.pin?.isOnTop === true)).pin?.isOnTop).toBe(true);
    const drawn = () => colourIn(pin, ACCENT);
    expect(await until(drawn, (pixels) => pixels > 20)).toBeGreaterThan(20);
    expect(await badge(driver, page)).toMatchObject({ text: '' });
  });

  it('says of a listed site in a large frame that it is a part of the page, and of a small one nothing', async () => {
    ({ page } = await visit(driver, GIVE));
    const frame = (size: string) =>
      page.evaluate(
        ({ size, url }) => {
          document.querySelector('iframe')?.remove();
          const made = document.createElement('iframe');
          made.src = url;
          made.style.cssText = size;
          document.body.prepend(made);
        },
        { size, url: SEIZED },
      );
    const report = () => ask(driver, { type: 'report.get', tabId: page.tabId, fresh: false });
    await frame('width: 120px; height: 60px');
    const small = await until(report, (now) => now.level === 'caution' && now.page.length > 0);
    expect(small).toMatchObject({ level: 'caution', page: [{ level: 'listed', aside: true }] });
    expect((await parts()).banner).toBeNull();
    await frame('width: 900px; height: 600px');
    const { banner } = await until(parts, (now) => now.banner?.text.includes('Part of this page') === true);
    expect(banner?.text).toContain('Part of this page comes from facemaskcenter.com');
    expect((await until(report, ({ level }) => level === 'listed')).level).toBe('listed');
  });
});
