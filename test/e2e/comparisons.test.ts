import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { toBase64 } from '#lib/core/bytes.ts';
import type { Report } from '#lib/core/report.ts';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import {
  type ChangingSite,
  FIRST,
  LIKE_FIRST,
  OTHER_COIN,
  SECOND,
  serveChangingSite,
  THIRD,
} from './changing-site.ts';
import { BROWSERS, badgeOf, closeAtEnd, finding, go, launch, prepare, until, visit } from './harness.ts';

const VERIFIED = `kind,value,chain,subject,authority\nverified,${FIRST},ethereum,Orchard School,Example Register\n`;

describe.each(BROWSERS)('a page compared with others in %s', (name) => {
  let driver: Driver;
  let site: ChangingSite;
  prepare(async () => {
    site = await serveChangingSite();
    driver = await launch(name);
  });
  afterAll(async () => {
    await driver?.close();
    site?.close();
  });
  beforeEach(async () => {
    // Nothing that an earlier test left behind, or an earlier try.
    await ask(driver, { type: 'lists.remove', id: 'file:charity.csv' });
    await remembers(false);
    await remembers(true);
    site.show(FIRST);
  });

  const remembers = (on: boolean) => ask(driver, { type: 'settings.remembers', on });
  const codes = (report: Report, text: string) =>
    report.addresses.find((one) => one.text === text)?.reasons.map(({ code }) => code);
  const kept = () =>
    driver.inExtension(async () => {
      const { browser, chrome } = globalThis as unknown as Record<
        string,
        { storage: { local: { get(key: null): Promise<object> } } }
      >;
      return JSON.stringify(await (browser ?? chrome)?.storage.local.get(null));
    }, null);
  const click = (page: DriverPage, id: string) =>
    page.evaluate((button: string) => document.getElementById(button)?.click(), id);

  it('says that another address stands there since the last visit, and keeps nothing that can be read', async () => {
    const { page, report } = await visit(driver, site.url);
    expect(codes(report, FIRST)).toEqual([]);
    expect(codes(await go(driver, page, site.url), FIRST)).toEqual([]);
    site.show(SECOND);
    const after = await go(driver, page, site.url);
    expect(finding(after, SECOND)).toMatchObject({
      level: 'caution',
      reasons: [
        { code: 'rotates', params: { chain: 'ethereum', date: new Date().toISOString().slice(0, 10) } },
      ],
    });
    const stored = (await until(kept, (now) => now.includes('visits'))).toLowerCase();
    expect(stored).toContain('visits');
    for (const told of [FIRST, SECOND, '127.0.0.1', 'ethereum', 'help us']) {
      expect(stored).not.toContain(told.toLowerCase());
    }
  });

  it('keeps nothing once that is switched off', async () => {
    const { page } = await visit(driver, site.url);
    expect(await until(kept, (now) => now.includes('salt'))).toContain('salt');
    await remembers(false);
    const isGone = (now: string) => !now.includes('salt');
    expect(await until(kept, isGone)).not.toContain('salt');
    site.show(SECOND);
    expect(codes(await go(driver, page, site.url), SECOND)).toEqual([]);
    expect(await kept()).not.toContain('salt');
  });

  it('knows an address that begins and ends like a published one', async () => {
    const base64 = toBase64(new TextEncoder().encode(VERIFIED));
    expect(await ask(driver, { type: 'lists.import', name: 'charity.csv', base64 })).toMatchObject({
      ok: true,
    });
    site.show(LIKE_FIRST);
    const { page, report } = await visit(driver, site.url);
    expect(report).toMatchObject({
      level: 'lookalike',
      addresses: [
        {
          level: 'lookalike',
          reasons: [{ code: 'lookalike', params: { other: FIRST, subject: 'Orchard School' } }],
        },
      ],
    });
    expect(await badgeOf(driver, page, '1')).toBe('1');
    const popup = closeAtEnd(
      await driver.openExtensionPage(`popup.html?tab=${page.tabId}`, { width: 380, height: 560 }),
    );
    const different = await until(
      () =>
        popup.evaluate(
          () =>
            [...document.querySelectorAll('.difference dd')].map((side) =>
              [...side.querySelectorAll('mark')].map((one) => one.textContent).join(''),
            ),
          null,
        ),
      (sides) => sides.length === 2,
    );
    expect(different).toEqual([expect.stringContaining('00112233'), expect.stringContaining('b6053F3E')]);
  });

  it.each([
    ['plain', FIRST, LIKE_FIRST],
    ['event', SECOND, LIKE_FIRST],
    ['item', THIRD, OTHER_COIN],
  ])('says that a button copies another address than the one beside it: %s', async (id, printed, other) => {
    const { page } = await visit(driver, `${site.url}copies`);
    const report = await until(
      async () => {
        await click(page, id);
        return ask(driver, { type: 'report.get', tabId: page.tabId, fresh: true });
      },
      (now) => finding(now, printed)?.reasons.some(({ code }) => code === 'copy-differs') === true,
    );
    const copied = report.addresses.find(({ text }) => text === other);
    expect(copied?.places.map(({ how }) => how)).toEqual(['copied']);
    expect(finding(report, printed)?.reasons).toContainEqual({
      code: 'copy-differs',
      params: { printed, other: copied?.canonical },
    });
    expect(await page.evaluate(() => `${navigator.clipboard.writeText}`, null)).toContain('[native code]');
  });
});
