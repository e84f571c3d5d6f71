import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBase64 } from '#lib/core/bytes.ts';
import type { Finding, Report } from '#lib/core/report.ts';
import { ask, type Driver } from '../../scripts/browser/driver.ts';
import { BROWSERS, badge, finding, launch, settled, tracesIn, until, visit, wait } from './harness.ts';
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
  let slow: SlowPage;
  beforeAll(async () => {
    slow = await serveSlowPage();
    driver = await launch(name);
    const reply = await ask(driver, {
      type: 'lists.import',
      name: 'town.csv',
      base64: toBase64(readFileSync(TOWN_LIST)),
    });
    expect(reply).toMatchObject({ ok: true });
  });
  afterAll(async () => {
    await driver?.close();
    slow?.close();
  });

  const open = async (url: string, check: (report: Report) => Promise<void> | void) => {
    const { page, report } = await visit(driver, url);
    try {
      await check(report);
    } finally {
      await page.close();
    }
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
    await open('https://www.facebook.com/', (report) => expect(report.page).toEqual([]));
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
    open('https://hope-bridge.example/donate', async (report) => {
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
    const { page, report } = await visit(driver, 'https://mixer-history.example/');
    expect(finding(report, TORNADO)).toMatchObject({
      level: 'delisted',
      claims: [{ status: 'delisted', delisted: '2025-03-21' }],
    });
    expect(await tracesIn(page)).toEqual([]);
    expect((await badge(driver, page)).text).toBe('');
    await page.close();
  });

  it('leaves a clean charity as it was', async () => {
    const { page, report } = await visit(driver, 'https://orchard-school.example/give');
    expect(report.level).toBe('none');
    expect(report.addresses.length).toBeGreaterThanOrEqual(2);
    expect(await tracesIn(page)).toEqual([]);
    expect((await badge(driver, page)).text).toBe('');
    await page.close();
  });

  it('reads a frame of another host and says which frame it was', () =>
    open('https://parish-roof.example/', (report) => {
      expect(finding(report, GAZA_NOW_BTC)?.places.map(({ frame }) => frame)).toContain(1);
    }));

  it('reads what arrives late, and what single-page navigation brings', async () => {
    const { page } = await visit(driver, 'https://live-appeal.example/');
    const reported = (canonical: string) =>
      until(
        () => ask(driver, { type: 'report.get', tabId: page.tabId, fresh: false }),
        (report) => finding(report, canonical) !== undefined,
      );
    expect(levels((await reported(GAZA_NOW_BTC)).addresses)).toEqual([[GAZA_NOW_BTC, 'listed']]);
    await page.evaluate(() => document.getElementById('more')?.click(), null);
    const after = await reported(GAZA_NOW_TRON);
    expect(levels(after.addresses)).toEqual([[GAZA_NOW_TRON, 'listed']]);
    expect(after.url).toBe('https://live-appeal.example/ways-to-give');
    await page.close();
  });

  it('marks what it found, sets the badge, and takes the mark away with the finding', async () => {
    const { page } = await visit(driver, 'https://hope-bridge.example/donate');
    expect(
      await until(
        () => tracesIn(page),
        (traces) => traces.length > 0,
      ),
    ).toHaveLength(1);
    expect((await badge(driver, page)).text).toBe('1');
    const before = await ask(driver, { type: 'lists.get' });
    await ask(driver, { type: 'lists.enable', id: 'bundled:ofac-sdn', enabled: false });
    expect(
      await until(
        () => tracesIn(page),
        (traces) => traces.length === 0,
      ),
    ).toEqual([]);
    expect((await badge(driver, page)).text).toBe('');
    await ask(driver, { type: 'lists.enable', id: 'bundled:ofac-sdn', enabled: true });
    expect(
      await until(
        () => tracesIn(page),
        (traces) => traces.length > 0,
      ),
    ).toHaveLength(1);
    expect(before.memoryOnly).toBe(false);
    await page.close();
  });

  it('says nothing of the page before on a page that is still loading', async () => {
    const { page, report } = await visit(driver, 'https://hope-bridge.example/donate');
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
    expect((await badge(driver, page)).text).toBe('');
    slow.finish();
    const done = await until(
      () => ask(driver, { type: 'report.get', tabId: page.tabId, fresh: false }),
      ({ state }) => state === 'ready',
    );
    expect(done).toMatchObject({ state: 'ready', level: 'none', url: slow.url });
    await page.close();
  });

  it('judges for another day', async () => {
    await ask(driver, { type: 'settings.asOf', date: '2023-01-01' });
    await open('https://mixer-history.example/', (report) => {
      expect(report.date).toBe('2023-01-01');
      expect(finding(report, TORNADO)).toMatchObject({ level: 'listed', claims: [{ status: 'active' }] });
    });
    await ask(driver, { type: 'settings.asOf', date: null });
  });

  it('reads an address that is cut in two', () =>
    open('https://split.example/', (report) => {
      expect(finding(report, GAZA_NOW_BTC)?.places.map(({ how }) => how)).toEqual(['split']);
    }));

  it('treats a hostile page as text and outlives what it does to its own document', async () => {
    const { page, report } = await visit(driver, 'https://hostile.example/');
    expect(finding(report, GAZA_NOW_BTC)?.level).toBe('listed');
    // The page takes away whatever is put into it, ten times a second.
    await wait(1_000);
    expect((await settled(driver, page)).level).toBe('listed');
    expect((await badge(driver, page)).text).toBe('1');
    expect(await page.evaluate(() => (globalThis as { pwned?: unknown }).pwned ?? null, null)).toBeNull();
    const popup = await driver.openExtensionPage(`popup.html?tab=${page.tabId}`, { width: 380, height: 560 });
    const text = await until(
      () => popup.evaluate(() => document.body.textContent ?? '', null),
      (shown) => shown.includes('Gaza Now'),
    );
    expect(text).toContain('Gaza Now');
    expect(await popup.evaluate(() => document.querySelectorAll('img[src="x"]').length, null)).toBe(0);
    await popup.close();
    await page.close();
  });
});
