import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { wait } from '#lib/core/wait.ts';
import { COVERS } from '#lib/messaging/covers.ts';
import { linesOf } from '#lib/review/bundle/page-text.ts';
import { readParts } from '#lib/review/bundle/verify.ts';
import { writeBundle } from '#lib/review/bundle/write.ts';
import type { Driver } from '../../scripts/browser/driver.ts';
import { readRecords } from '../support/warc.ts';
import { type ChangingSite, FIRST, SECOND, serveChangingSite } from './changing-site.ts';
import { type Bytes, bring, opened, SIZE, save, textWith } from './evidence-page.ts';
import { BROWSERS, closeAtEnd, go, launch, prepare, until, visit } from './harness.ts';

const PICTURES = join(import.meta.dirname, '..', '..', '.output', 'evidence');
const LISTED = 'https://hope-bridge.example/donate';

describe.each(BROWSERS)('evidence in %s', (name) => {
  let driver: Driver;
  let site: ChangingSite;
  /** A page of the town as it was saved once: no test changes it. */
  let saved: Bytes | null = null;
  prepare(async () => {
    mkdirSync(PICTURES, { recursive: true });
    site = await serveChangingSite();
    driver = await launch(name);
  });
  afterAll(async () => {
    await driver?.close();
    site?.close();
  });

  // One that the popup opened is nobody's to close, where a test broke off.
  beforeEach(() =>
    driver.inExtension(async () => {
      const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
      const { tabs, runtime } = browser ?? chrome;
      const left = await tabs.query({ url: `${runtime.getURL('evidence.html')}*` });
      await tabs.remove(left.map(({ id }) => id));
    }, null),
  );

  const open = async (path: string) => closeAtEnd(await driver.openExtensionPage(path, SIZE));

  async function savedOnce(): Promise<Bytes> {
    saved ??= (await save(driver, (await visit(driver, LISTED)).page.tabId)).bytes;
    return saved;
  }

  it('keeps a page of the town with its findings, its text and its picture, and leaves the page as it was', async () => {
    const { page } = await visit(driver, LISTED);
    const before = await page.evaluate(() => document.body.innerText, null);
    const { page: evidence, bytes } = await save(driver, page.tabId);
    saved = bytes;
    const bundle = opened(bytes);
    expect(bundle.page.url).toBe(LISTED);
    expect(bundle.report.level).toBe('listed');
    expect(bundle.entries.length).toBeGreaterThan(0);
    const ids = bundle.report.addresses.flatMap(({ claims }) => claims.map(({ id }) => id));
    for (const { entry } of bundle.entries) {
      expect(entry.claims.some(({ id }) => ids.includes(id))).toBe(true);
    }
    expect(bundle.placements.some(({ near }) => near !== '')).toBe(true);
    expect(bundle.lists.find(({ id }) => id === 'ofac-sdn')?.hash).toMatch(/^[0-9a-f]{64}$/);
    const html = new TextDecoder().decode(bundle.html);
    expect(html).not.toMatch(/<script|almsguard-pin|onclick/i);
    expect(linesOf(bundle.html).join(' ')).toContain('3Q8H2ZWMtc4R1M3mkmhnTjCoYKTeCFigDP');
    expect(bundle.picture?.length).toBeGreaterThan(5_000);
    expect(bundle.views.marked?.length).toBeGreaterThan(5_000);
    expect(bundle.views.marked).not.toEqual(bundle.views.plain);
    expect(await page.evaluate(() => document.body.innerText, null)).toBe(before);

    const parts = readParts(bytes);
    const warc = (parts.ok && parts.value.parts.get('archive/data.warc.gz')) || new Uint8Array();
    const [info, resource, picture] = await readRecords(warc);
    expect(info?.fields.get('WARC-Type')).toBe('warcinfo');
    expect(resource?.fields.get('WARC-Target-URI')).toBe(LISTED);
    expect(resource?.block).toEqual(bundle.html);
    expect(picture?.block).toEqual(bundle.picture);
    // For programs of others to open it.
    writeFileSync(join(PICTURES, `${name}.wacz`), bytes);
    await evidence.screenshot(join(PICTURES, `${name}-saved.png`), { fullPage: true });
  });

  it.each(['grey', 'blur'] as const)('pictures a page that a reviewer covered: %s', async (cover) => {
    const { page } = await visit(driver, LISTED);
    await driver.inExtension(
      ({ tabId, css }) =>
        (globalThis as unknown as { chrome: Styles }).chrome.scripting
          .insertCSS({ target: { tabId }, css, origin: 'USER' })
          .then(() => null),
      { tabId: page.tabId, css: COVERS[cover] },
    );
    const { capture } = opened((await save(driver, page.tabId)).bytes);
    expect(capture.blurred).toBe(cover === 'blur' ? true : undefined);
    const filter = () => page.evaluate(() => getComputedStyle(document.documentElement).filter, null);
    expect(await filter()).toBe(cover === 'blur' ? 'blur(14px)' : 'grayscale(1)');
  });

  it('keeps no private key that a page shows, in text or picture', async () => {
    const { page } = await visit(driver, 'https://kept.example/');
    const wif = '5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ';
    await page.evaluate((key) => {
      const text = document.createElement('p');
      text.append(key.slice(0, 20), document.createElement('wbr'), key.slice(20));
      document.body.prepend(text);
    }, wif);
    const { html, capture } = opened((await save(driver, page.tabId)).bytes);
    expect(new TextDecoder().decode(html)).toContain('<p>[…]<wbr></p>');
    expect(capture).toEqual({ left: { secret: 2, key: 1 }, picture: 'whole', blurred: true });
    const filter = () => page.evaluate(() => getComputedStyle(document.documentElement).filter, null);
    expect(await filter()).toBe('none');
  });

  it('begins in the popup, goes on behind the page, and comes to the front when it is done', async () => {
    const { page } = await visit(driver, LISTED);
    const popup = await open(`popup.html?tab=${page.tabId}`);
    const pressed = () =>
      popup.evaluate(() => {
        const buttons = [...document.querySelectorAll('button')];
        const button = buttons.find(({ textContent }) => textContent?.includes('Save evidence'));
        button?.click();
        return button !== undefined;
      }, null);
    expect(await until(pressed, Boolean)).toBe(true);
    const inFront = () =>
      driver.inExtension(async () => {
        const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
        const { tabs, runtime } = browser ?? chrome;
        const found = await tabs.query({ url: `${runtime.getURL('evidence.html')}*` });
        return found.map(({ active }) => active);
      }, null);
    expect(await until(inFront, (now) => now.join() === 'false')).toEqual([false]);
    expect(await until(inFront, (now) => now.join() === 'true')).toEqual([true]);
  });

  it('keeps what scripts made of a page, down to its end, and where the reader was', async () => {
    const { page } = await visit(driver, 'https://kept.example/');
    await page.evaluate(() => scrollTo(0, 500), null);
    const { bytes } = await save(driver, page.tabId);
    const { html, capture, picture } = opened(bytes);
    const text = new TextDecoder().decode(html);
    expect(capture).toEqual({ left: { secret: 2 }, picture: 'whole' });
    for (const own of ['hunter2', 'typed by now']) expect(text).not.toContain(own);
    for (const kept of ['Inside a closed tree', 'Donate to this campaign', 'Row 12']) {
      expect(text).toContain(kept);
    }
    expect(text.match(/<img [^>]*src="data:image/g)).toHaveLength(2);
    // Width and height stand at the beginning of a PNG (section 11.2.1).
    const size = new DataView(picture?.buffer ?? new ArrayBuffer(24), picture?.byteOffset).getUint32(20);
    expect(size).toBeGreaterThan(3_600);
    const scrolled = () => page.evaluate(() => scrollY, null);
    expect(await until(scrolled, (now) => now === 500)).toBe(500);
  });

  it('shows a page out of a file so that nobody hears of it', async () => {
    const heard: string[] = [];
    const server = createServer(({ url }, response) => {
      heard.push(url ?? '');
      response.end();
    });
    server.on('connection', () => heard.push('connection'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => void server.close());
    const spy = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { html: _, ...bundle } = opened(await savedOnce());
    const evidence = await open('evidence.html');
    await textWith(evidence, /Check evidence/);
    const hostile = `<!doctype html><link rel="preconnect" href="${spy}"><link rel="stylesheet" href="${spy}/css">
      <meta http-equiv="refresh" content="0;url=${spy}/refresh"><style>body { background: url(${spy}/back) }
      @import "${spy}/import"; @font-face { font-family: x; src: url(${spy}/font) }</style>
      <script>fetch("${spy}/script")</script><img src="${spy}/img" onerror="location='${spy}/error'">
      <iframe src="${spy}/frame"></iframe><iframe srcdoc="<img src='${spy}/inner'><link rel=preconnect href='${spy}'>"></iframe>
      <object data="${spy}/object"></object><video src="${spy}/video" autoplay></video>
      <p style="font-family: x"><a id="out" href="${spy}/link" style="position: fixed; inset: 0">Leave</a>shown</p>`;
    await bring(evidence, writeBundle({ ...bundle, html: new TextEncoder().encode(hostile) }));
    await textWith(evidence, /Every part/);
    await evidence.evaluate(() => {
      const buttons = [...document.querySelectorAll('button')];
      buttons.findLast(({ textContent }) => textContent?.includes('Show the page'))?.click();
    }, null);
    await until(() => evidence.evaluate(() => document.querySelector('iframe') !== null, null), Boolean);
    await evidence.evaluate(
      () => document.querySelector('iframe')?.scrollIntoView({ block: 'center' }),
      null,
    );
    await wait(500);
    await evidence.clickAt({ x: SIZE.width / 2, y: SIZE.height / 2 });
    await wait(1_000);
    expect(heard).toEqual([]);
    expect(
      await evidence.evaluate(() => document.querySelector('iframe')?.srcdoc.includes('shown'), null),
    ).toBe(true);
  });

  it('tells what is intact, shows the page in a frame, and tells of one byte that is another', async () => {
    const bytes = await savedOnce();
    const check = await open('evidence.html');
    await textWith(check, /Check evidence/);
    await bring(check, bytes);
    expect(await textWith(check, /Every part/, /Gaza Now/)).toContain('Gaza Now');
    await check.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
      const [show] = [...document.querySelectorAll('button')].filter(({ textContent }) =>
        textContent?.includes('Show the page'),
      );
      show?.click();
    }, null);
    await until(
      () =>
        check.evaluate(() => {
          document.querySelector('iframe')?.scrollIntoView();
          return document.querySelector('iframe') !== null;
        }, null),
      Boolean,
    );
    await wait(500);
    await check.screenshot(join(PICTURES, `${name}-page.png`));
    await check.screenshot(join(PICTURES, `${name}-checked.png`), { fullPage: true });

    const changed = bytes.slice();
    // The picture is stored as it is.
    const at = Buffer.from(changed).indexOf('IDAT') + 40;
    changed[at] = (changed[at] ?? 0) ^ 1;
    await bring(check, changed);
    const told = await textWith(check, /Not every part/, /page\.png changed since it was packed/);
    expect(told).toMatch(/page\.png changed since it was packed/);
    expect(told).not.toContain('Gaza Now');
  });

  it('tells what changed between two', async () => {
    site.show(FIRST);
    const { page } = await visit(driver, site.url);
    const first = await save(driver, page.tabId);
    await first.page.close();
    site.show(SECOND);
    await go(driver, page, site.url);
    const second = await save(driver, page.tabId);
    await bring(second.page, second.bytes, first.bytes);
    const told = await textWith(second.page, /What changed/, /Found only before/, /Found only later/);
    const [, changes = ''] = told.split('What changed');
    expect(changes).toMatch(/Found only later/);
    const [added = '', removed = ''] = changes.split('Found only before');
    expect(added.replace(/\s/g, '')).toContain(SECOND);
    expect(removed.replace(/\s/g, '')).toContain(FIRST);
    await second.page.screenshot(join(PICTURES, `${name}-changes.png`), { fullPage: true });
  });
});

interface Styles {
  scripting: {
    insertCSS(what: { target: { tabId: number }; css: string; origin: 'USER' }): Promise<unknown>;
  };
}

interface Api {
  tabs: {
    query(filter: { url: string }): Promise<{ id: number; active: boolean }[]>;
    remove(ids: number[]): Promise<void>;
  };
  runtime: { getURL(path: string): string };
}
