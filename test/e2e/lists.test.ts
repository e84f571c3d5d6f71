import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { MAX_FETCH_MS, MAX_STALL_MS } from '#lib/core/limits.ts';
import { wait } from '#lib/core/wait.ts';
import { ask, type Driver, type ExtensionGlobals } from '../../scripts/browser/driver.ts';
import { type AddForm, openAddForm } from './add-form.ts';
import { BROWSERS, closeAtEnd, finding, launch, prepare, until, visit } from './harness.ts';
import { FILES, HEADER, type ListServer, SHOWN, serveLists } from './list-server.ts';

const CHARITY = 'https://orchard-school.example/give';
/** Milliseconds that a server takes in which another request would be seen beside it. */
const SLOW_MS = 400;
/** The wrong answers of a server, one after the other, that the pauses are looked at of. */
const FAILURES = 4;

/** What is told of the letter, of lib/locales/en.yml: what to do stands in it. */
const UNREADABLE = 'no list that Almsguard can read. The first line of a CSV file has to name its columns';

describe.each(BROWSERS)('lists in %s', (name) => {
  let driver: Driver;
  let server: ListServer;
  /** What comes of servers that never end, each with the milliseconds that it took: asked for while the others go on. */
  let endless: Record<'stalled' | 'drips', Promise<{ code: string; ms: number }>>;

  prepare(async () => {
    server = await serveLists();
    driver = await launch(name);
    const without = async (path: string) => {
      const from = performance.now();
      const code = await ask(driver, { type: 'lists.add', url: new URL(path, server.url).href }).then(
        (added) => (added.ok ? 'added' : added.error.code),
        String,
      );
      return { code, ms: performance.now() - from };
    };
    endless = { stalled: without('stalled'), drips: without('drips') };
  });
  afterAll(async () => {
    await driver?.close();
    server?.close();
  });
  /** Anew, whatever an earlier test left of it, or an earlier try. */
  const add = async () => {
    await ask(driver, { type: 'lists.remove', id: (await mine())?.id ?? '' });
    server.type = 'text/csv';
    server.body = `${HEADER}\n${SHOWN},Example Front,Example Authority,official,2026-01-01\nnonsense,,,,\n`;
    expect(await ask(driver, { type: 'lists.add', url: server.url })).toMatchObject({
      ok: true,
      value: { entries: 1, refused: 1 },
    });
  };
  const mine = async () =>
    (await ask(driver, { type: 'lists.get' })).lists.find((list) => list.url === server.url);

  it('has the bundled lists, in storage that lasts, right after installation', async () => {
    const { lists, memoryOnly } = await ask(driver, { type: 'lists.get' });
    expect(memoryOnly).toBe(false);
    const sdn = lists.find(({ id }) => id === 'bundled:ofac-sdn');
    expect(sdn).toMatchObject({ enabled: true, lastError: null });
    expect(sdn?.entries).toBeGreaterThan(1_500);
  });

  it('adds a list over HTTP, and pages that are open already are judged by it', async () => {
    await ask(driver, { type: 'lists.remove', id: (await mine())?.id ?? '' });
    const { page, report } = await visit(driver, CHARITY);
    expect(finding(report, SHOWN)?.level).toBe('none');
    await add();
    const after = await until(
      () => ask(driver, { type: 'report.get', tabId: page.tabId, fresh: false }),
      ({ level }) => level === 'listed',
    );
    expect(finding(after, SHOWN)).toMatchObject({ level: 'listed', claims: [{ subject: 'Example Front' }] });
  });

  it('asks for the list like everybody else', () => {
    expect(server.asked.length).toBeGreaterThan(0);
    for (const headers of server.asked) {
      expect(headers).not.toHaveProperty('cookie');
      expect(headers).not.toHaveProperty('referer');
      expect(headers).not.toHaveProperty('origin');
      expect(headers).toHaveProperty('accept-language', '*');
    }
  });

  it.each([
    ['a web page', '/page', 'not-a-list'],
    ['a picture', '/picture', 'bad-format'],
    ['what another host sends', '/away', 'redirected'],
    ['what unpacks into more than a list may have', '/bomb', 'too-large'],
    ['what is there no more', '/gone', 'not-found'],
  ])('takes no list from %s, and stores nothing of it', async (_, path, code) => {
    const before = (await ask(driver, { type: 'lists.get' })).lists.length;
    const target = new URL(path, server.url).href;
    expect(await ask(driver, { type: 'lists.add', url: target })).toMatchObject({
      ok: false,
      error: { code },
    });
    expect((await ask(driver, { type: 'lists.get' })).lists).toHaveLength(before);
  });

  it('keeps the old version when the new one is broken, says so, and recovers', async () => {
    await add();
    const { id = '', version } = (await mine()) ?? {};
    server.type = 'text/html';
    server.body = '<title>Sign in to this network</title>';
    await ask(driver, { type: 'lists.refresh', id });
    expect(await mine()).toMatchObject({ entries: 1, version, lastError: { code: 'not-a-list' } });
    const { page, report } = await visit(driver, CHARITY);
    expect(finding(report, SHOWN)?.level).toBe('listed');
    server.type = 'text/csv';
    server.body = `${HEADER}\nexample.org,Example Front,Example Authority,official,2026-01-01\n`;
    await ask(driver, { type: 'lists.refresh', id });
    expect(await mine()).toMatchObject({ entries: 1, lastError: null });
    const after = await until(
      () => ask(driver, { type: 'report.get', tabId: page.tabId, fresh: false }),
      ({ level }) => level === 'none',
    );
    expect(after.level).toBe('none');
  });

  it('refuses a list that is none, and stores nothing of it', async () => {
    const before = (await ask(driver, { type: 'lists.get' })).lists.length;
    expect(
      await ask(driver, { type: 'lists.import', name: 'x.almslist', base64: btoa('ALMSLIST\u0010') }),
    ).toMatchObject({
      ok: false,
    });
    expect(await ask(driver, { type: 'lists.add', url: 'http://lists.example/a.csv' })).toMatchObject({
      ok: false,
      error: { code: 'bad-url' },
    });
    expect((await ask(driver, { type: 'lists.get' })).lists).toHaveLength(before);
  });

  it('tries a server that fails again later and later, and never to the minute', async () => {
    await add();
    const { id = '' } = (await mine()) ?? {};
    server.type = 'text/html';
    const pauses: number[] = [];
    for (let i = 0; i < FAILURES; i++) {
      const from = Date.now();
      await ask(driver, { type: 'lists.refresh', id });
      const { nextTry = null, lastError } = (await mine()) ?? {};
      expect(lastError?.code).toBe('not-a-list');
      pauses.push((Date.parse(nextTry ?? '') - from) / 60_000);
    }
    // In parts of twice the time of before, beginning with a quarter of an hour: a tenth more or less.
    const parts = pauses.map((minutes, i) => minutes / (15 * 2 ** i));
    for (const part of parts) expect(Math.abs(part - 1)).toBeLessThan(0.11);
    expect(Math.max(...parts) - Math.min(...parts)).toBeGreaterThan(0.001);
    await add();
    expect((await mine())?.lastError).toBeNull();
  });

  it('refreshes a list once at a time, whoever asks, and waits for the lock of another page', async () => {
    await add();
    const { id = '' } = (await mine()) ?? {};
    const page = closeAtEnd(await driver.openExtensionPage('options.html', { width: 800, height: 600 }));
    const inPage = () =>
      page.evaluate(async (list: string) => {
        const { browser, chrome } = globalThis as unknown as ExtensionGlobals;
        await (browser ?? chrome).runtime.sendMessage({ type: 'lists.refresh', id: list, accept: false });
      }, id);
    onTestFinished(() => {
      server.answersAfter = 0;
    });
    server.answersAfter = SLOW_MS;
    server.open.most = 0;
    const before = server.asked.length;
    await Promise.all([ask(driver, { type: 'lists.refresh', id }), inPage()]);
    expect([server.asked.length - before, server.open.most]).toEqual([2, 1]);
    // What one page has, none of the others gets: the background is no exception.
    await page.evaluate((name: string) => {
      const scope = globalThis as unknown as { free?: () => void };
      return new Promise<void>((taken) => {
        navigator.locks.request(name, () => {
          taken();
          return new Promise<void>((free) => {
            scope.free = free;
          });
        });
      });
    }, `refresh ${id}`);
    const held = server.asked.length;
    const refreshed = ask(driver, { type: 'lists.refresh', id });
    await wait(2 * SLOW_MS);
    expect(server.asked.length).toBe(held);
    await page.evaluate(() => (globalThis as unknown as { free?: () => void }).free?.(), null);
    await refreshed;
    expect(server.asked.length).toBe(held + 1);
    expect(await mine()).toMatchObject({ entries: 1, lastError: null });
  });

  describe('that are added in the options', () => {
    const folder = mkdtempSync(join(tmpdir(), 'almsguard-'));
    let form: AddForm;
    for (const [file, content] of Object.entries(FILES)) writeFileSync(join(folder, file), content);
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    beforeEach(async () => {
      for (const { id } of await own()) await ask(driver, { type: 'lists.remove', id });
      form = await openAddForm(driver);
    });
    const own = async () =>
      (await ask(driver, { type: 'lists.get' })).lists.filter(({ id }) => /^(?:url|file):/.test(id));
    const ways = [
      ['address', (file: string) => new URL(file, server.url).href],
      ['file', (file: string) => join(folder, file)],
    ] as const;

    it.each(ways)('are shown, and judge: by their %s', async (way, at) => {
      await form.give(way, at('own.csv'));
      expect(await form.told('added')).toBe('“own.csv” was added, with 1 entry.');
      const card = await form.cardOf('own.csv');
      // What of it could not be read is told, too.
      for (const part of [way === 'file' ? 'file' : at('own.csv'), 'nonsense']) expect(card).toContain(part);
      const { report } = await visit(driver, CHARITY);
      expect(finding(report, SHOWN)?.claims).toMatchObject([{ subject: 'Example Front' }]);
    });

    it.each(ways)(
      'are told what is wrong with them, and show their licence: by their %s',
      async (way, at) => {
        await form.give(way, at('letter.txt'));
        expect(await form.told(UNREADABLE)).toContain(UNREADABLE);
        expect(await own()).toEqual([]);
        await form.give(way, at('licensed.almslist'));
        expect(await form.told('added')).toContain('“Licensed list” was added');
        expect(await form.cardOf('Licensed list')).toMatch(/Licence\s+CC-BY-4\.0/);
      },
    );

    it('need an address or a file', async () => {
      await form.press('address');
      expect(await form.told('https')).toBe('Enter an address that starts with https.');
      await form.press('file');
      expect(await form.told('file')).toBe('Choose a file first.');
      await form.give('address', new URL('gone', server.url).href);
      expect(await form.told('no such file')).toContain('The server gives no such file. Check the address.');
    });
  });

  it.each([
    ['stops in the middle', 'stalled', MAX_STALL_MS],
    ['sends a byte a second', 'drips', MAX_FETCH_MS],
  ] as const)(
    'gives up a server that %s, when its time is over, and stores nothing of it',
    async (_, path, cap) => {
      // Over all of it the background is kept awake: Firefox has it end here after two seconds in which nobody asks.
      const { code, ms } = await endless[path];
      expect(code).toBe('timeout');
      expect(ms).toBeGreaterThan(cap - 1_000);
      const { lists } = await ask(driver, { type: 'lists.get' });
      expect(lists.filter(({ url }) => url?.endsWith(path))).toEqual([]);
    },
  );
});
