import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { toBase64 } from '#lib/core/bytes.ts';
import type { Finding, Report } from '#lib/core/report.ts';
import { wait } from '#lib/core/wait.ts';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import {
  BROWSERS,
  badgeOf,
  closeAtEnd,
  finding,
  go,
  launch,
  load,
  prepare,
  settled,
  TIMEOUT_MS,
  tracesIn,
  until,
  whenTriedAgain,
} from './harness.ts';
import { type SlowPage, serveSlowPage } from './slow-page.ts';

const TOWN_LIST = join(import.meta.dirname, '..', 'pages', 'town.csv');
// Facts of OFAC's list (SDN 47635) and of the forfeiture 1:20-cv-02228.
const GAZA_NOW_BTC = '3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP';
const GAZA_NOW_TRON = 'TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW';
const FORFEITED = '1421chCK32pV32Tw5MQbiUiKWKvnmj7d91';
const TORNADO = '0x8589427373D6D84E98730D7795D8f6f8731FDA16';

const levels = (findings: Finding[]) => findings.map(({ canonical, level }) => [canonical, level]);
const contexts = (one: Finding | undefined) => [...new Set(one?.places.map(({ context }) => context))];

describe.each(BROWSERS)('the demo town in %s', (name) => {
  let driver: Driver;
  let page: DriverPage;
  let slow: SlowPage;
  prepare(async () => {
    slow = await serveSlowPage();
    driver = await launch(name);
    const reply = await ask(driver, {
      type: 'lists.import',
      name: 'town.csv',
      base64: toBase64(readFileSync(TOWN_LIST)),
    });
    expect(reply).toMatchObject({ ok: true });
    page = await driver.newPage();
  });
  afterAll(async () => {
    await driver?.close();
    slow?.close();
  });
  whenTriedAgain(async () => {
    await page.close();
    page = await driver.newPage();
  });

  /** One page after the other in one tab; what is expected of the report is waited for. */
  const open = async (url: string, check: (report: Report) => void) => {
    await load(page, url);
    await vi.waitFor(
      async () => {
        const report = await ask(driver, { type: 'report.get', tabId: page.tabId, fresh: false });
        expect(report).toMatchObject({ state: 'ready', url });
        check(report);
      },
      { timeout: TIMEOUT_MS },
    );
  };

  it('says that the mask shop stands on a seized site, by which docket', () =>
    open('https://facemaskcenter.com/', (report) => {
      expect(report.level).toBe('listed');
      const [site] = report.page;
      expect(site).toMatchObject({
        canonical: 'facemaskcenter.com',
        level: 'listed',
        reasons: [{ code: 'seized-site' }],
      });
      expect(site?.claims[0]).toMatchObject({
        match: 'domain',
        status: 'forfeited',
        tier: 'official',
        list: 'us-forfeitures',
      });
      expect(JSON.stringify(site?.claims[0])).toContain('20-cv-02142');
    }));

  it('knows a listed channel and a forfeited address on it', () =>
    open('https://t.me/s/riverbank_winter_aid', (report) => {
      expect(report.page[0]).toMatchObject({ level: 'listed', claims: [{ match: 'handle' }] });
      expect(finding(report, FORFEITED)).toMatchObject({
        level: 'listed',
        reasons: [{ code: 'forfeited' }],
        claims: [{ status: 'forfeited', listed: '2020-08-13' }],
      });
    }));

  it('knows a listed page on a host that is otherwise fine, and not its neighbours', async () => {
    await open('https://www.facebook.com/riverbankwinteraid', (report) =>
      expect(report.page[0]).toMatchObject({ level: 'listed', claims: [{ match: 'page' }] }),
    );
    expect((await go(driver, page, 'https://www.facebook.com/')).page).toEqual([]);
  });

  it.each([
    ['the mobile front of a listed page', 'https://m.facebook.com/riverbankwinteraid', 'page'],
    [
      'a link that forwards to a listed site',
      'https://l.facebook.com/l.php?u=https%3A%2F%2Ffacemaskcenter.com%2F',
      'domain',
    ],
    ['a listed channel in the web client', 'https://web.telegram.org/k/#@riverbank_winter_aid', 'handle'],
  ])('knows %s', (_name, url, match) =>
    open(url, (report) => expect(report.page[0]).toMatchObject({ level: 'listed', claims: [{ match }] })),
  );

  it('stops at a charity page with a listed bitcoin address', () =>
    open('https://hope-bridge.example/donate', (report) => {
      const found = finding(report, GAZA_NOW_BTC);
      expect(found).toMatchObject({
        level: 'listed',
        chain: 'bitcoin',
        claims: [
          {
            id: 'sdn:47635/feature:70192',
            list: 'ofac-sdn',
            subject: 'Gaza Now',
            match: 'exact',
            listed: '2024-03-27',
            status: 'active',
          },
        ],
      });
      expect(found?.claims[0]?.programme).toContain('SDGT');
      expect(found?.places.map(({ how }) => how)).toContain('uri');
      expect(contexts(found)).toContain('donation');
      expect(report.context).toBe('donation');
    }));

  it('stops at a listed TRON address', () =>
    open('https://quick-aid.example/', (report) => {
      expect(finding(report, GAZA_NOW_TRON)).toMatchObject({ level: 'listed', chain: 'tron' });
    }));

  it('says when the list names the same key on another network', () =>
    open('https://kind-harbour.example/', (report) => {
      const [found] = report.addresses;
      expect(found).toMatchObject({
        chain: 'ethereum',
        level: 'same-key',
        claims: [{ match: 'same-key', valueChain: 'tron' }],
      });
      expect(found?.reasons[0]?.code).toBe('same-key');
    }));

  it('takes a news article for one', () =>
    open('https://evening-ledger.example/2025/sanctions-wallets', (report) => {
      expect(finding(report, GAZA_NOW_BTC)?.level).toBe('listed');
      expect(contexts(finding(report, GAZA_NOW_BTC))).toEqual(['mention']);
      expect(report.context).toBe('mention');
    }));

  it('shows a delisted address as history only', async () => {
    const report = await go(driver, page, 'https://mixer-history.example/');
    expect(finding(report, TORNADO)).toMatchObject({
      level: 'delisted',
      claims: [{ status: 'delisted', delisted: '2025-03-21' }],
    });
    expect(await tracesIn(page)).toEqual([]);
    expect(await badgeOf(driver, page, '')).toBe('');
  });

  it('leaves a clean charity as it was', async () => {
    const report = await go(driver, page, 'https://orchard-school.example/give');
    expect(report.level).toBe('none');
    expect(report.addresses.length).toBeGreaterThanOrEqual(2);
    expect(await tracesIn(page)).toEqual([]);
    expect(await badgeOf(driver, page, '')).toBe('');
  });

  it('advises care where a charity asks people to hide a gift', () =>
    open('https://quiet-hands.example/', (report) => {
      const [found] = report.addresses;
      expect(found?.level).toBe('caution');
      expect(found?.reasons.map(({ code }) => code)).toContain('hides-mixer');
    }));

  it('reads a frame of another host and says which frame it was', () =>
    open('https://parish-roof.example/', (report) => {
      expect(finding(report, GAZA_NOW_BTC)?.places.map(({ frame }) => frame)).toContain(1);
    }));

  it('reads what arrives late, and what single-page navigation brings', async () => {
    await go(driver, page, 'https://live-appeal.example/');
    const reported = (canonical: string, url: string) =>
      until(
        () => ask(driver, { type: 'report.get', tabId: page.tabId, fresh: false }),
        (report) => report.url === url && levels(report.addresses).join() === [[canonical, 'listed']].join(),
      );
    const before = await reported(GAZA_NOW_BTC, 'https://live-appeal.example/');
    expect(levels(before.addresses)).toEqual([[GAZA_NOW_BTC, 'listed']]);
    await page.evaluate(() => document.getElementById('more')?.click(), null);
    const next = 'https://live-appeal.example/ways-to-give';
    const after = await reported(GAZA_NOW_TRON, next);
    expect(levels(after.addresses)).toEqual([[GAZA_NOW_TRON, 'listed']]);
    expect(after.url).toBe(next);
  });

  it('marks what it found, sets the badge, and takes the mark away with the finding', async () => {
    await go(driver, page, 'https://hope-bridge.example/donate');
    const enable = (enabled: boolean) =>
      ask(driver, { type: 'lists.enable', id: 'bundled:ofac-sdn', enabled });
    onTestFinished(async () => void (await enable(true)));
    expect(
      await until(
        () => tracesIn(page),
        (traces) => traces.length > 0,
      ),
    ).toHaveLength(1);
    expect(await badgeOf(driver, page, '1')).toBe('1');
    const before = await ask(driver, { type: 'lists.get' });
    await enable(false);
    expect(
      await until(
        () => tracesIn(page),
        (traces) => traces.length === 0,
      ),
    ).toEqual([]);
    expect(await badgeOf(driver, page, '')).toBe('');
    await enable(true);
    expect(
      await until(
        () => tracesIn(page),
        (traces) => traces.length > 0,
      ),
    ).toHaveLength(1);
    expect(before.memoryOnly).toBe(false);
  });

  it('says nothing of the page before on a page that is still loading', async () => {
    const report = await go(driver, page, 'https://hope-bridge.example/donate');
    expect(report.level).toBe('listed');
    // Its frame reports at once; the page itself waits for a script that never comes.
    await page.evaluate((url: string) => void setTimeout(() => location.assign(url), 0), slow.url);
    await until(
      () => page.evaluate(() => location.href, null).catch(() => ''),
      (href) => href === slow.url,
    );
    await wait(1_500);
    const loading = await ask(driver, { type: 'report.get', tabId: page.tabId, fresh: false });
    expect(loading.state).toBe('not-ready');
    expect(await badgeOf(driver, page, '')).toBe('');
    slow.finish();
    const done = await until(
      () => ask(driver, { type: 'report.get', tabId: page.tabId, fresh: false }),
      ({ state }) => state === 'ready',
    );
    expect(done).toMatchObject({ state: 'ready', level: 'none', url: slow.url });
  });

  it('judges for another day', async () => {
    onTestFinished(async () => void (await ask(driver, { type: 'settings.asOf', date: null })));
    await ask(driver, { type: 'settings.asOf', date: '2023-01-01' });
    await open('https://mixer-history.example/', (report) => {
      expect(report.date).toBe('2023-01-01');
      expect(finding(report, TORNADO)).toMatchObject({ level: 'listed', claims: [{ status: 'active' }] });
    });
  });

  it('reads an address that is cut in two', () =>
    open('https://split.example/', (report) => {
      expect(finding(report, GAZA_NOW_BTC)?.places.map(({ how }) => how)).toEqual(['split']);
    }));

  it('treats a hostile page as text and outlives what it does to its own document', async () => {
    const report = await go(driver, page, 'https://hostile.example/');
    expect(finding(report, GAZA_NOW_BTC)?.level).toBe('listed');
    // The page takes away whatever is put into it, ten times a second.
    await wait(1_000);
    expect((await settled(driver, page)).level).toBe('listed');
    expect(await badgeOf(driver, page, '1')).toBe('1');
    expect(await page.evaluate(() => (globalThis as { pwned?: unknown }).pwned ?? null, null)).toBeNull();
    const popup = closeAtEnd(
      await driver.openExtensionPage(`popup.html?tab=${page.tabId}`, { width: 380, height: 560 }),
    );
    const text = await until(
      () => popup.evaluate(() => document.body.textContent ?? '', null),
      (shown) => shown.includes('Gaza Now'),
    );
    expect(text).toContain('Gaza Now');
    expect(await popup.evaluate(() => document.querySelectorAll('img[src="x"]').length, null)).toBe(0);
  });
});
