import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { MAX_FEED_BYTES } from '#lib/core/limits.ts';
import { writeContainer } from '#lib/watchlist/container.ts';
import { ask, type Driver } from '../../scripts/browser/driver.ts';
import { compiled, entry, listInfo } from '../support/entries.ts';
import { type AddForm, openAddForm } from './add-form.ts';
import { BROWSERS, finding, launch, prepare, until, visit } from './harness.ts';

// BIP-173 and EIP-55 example addresses, which the clean charity of the demo town shows.
const SHOWN = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const CHARITY = 'https://orchard-school.example/give';
const HEADER = 'value,subject,authority,tier,listed';
const LINE = `${HEADER}\n${SHOWN},Example Front,Example Authority,official,2026-01-01\n`;

let packed: Buffer | null = null;
/** A remark that does not end. */
function bomb(): Buffer {
  const whole = () => Buffer.alloc(MAX_FEED_BYTES + 1, '#').fill(`${SHOWN}\n`, 0, SHOWN.length + 1);
  packed ??= gzipSync(whole());
  return packed;
}

/** Answers of which no list is taken, whatever they hold. */
const ODD: Record<string, (response: ServerResponse) => void> = {
  '/page': (response) => response.setHeader('content-type', 'text/html').end(LINE),
  '/picture': (response) => response.setHeader('content-type', 'image/png').end(LINE),
  // This machine under another name, where a sound list would come from.
  '/away': (response) =>
    response.writeHead(302, { location: `http://localhost:${portOf(response)}/a.csv` }).end(),
  '/bomb': (response) => response.end(bomb()),
  '/gone': (response) => response.writeHead(404).end(LINE),
};

/** Files that a person adds in the options, by their address or from this machine. */
const FILES: Record<string, string | Uint8Array> = {
  'own.csv': `value,subject,authority\n${SHOWN},Example Front,Some Hunter\nnonsense,,\n`,
  'letter.txt': 'Dear all,\nplease find the list attached.\n',
  'licensed.almslist': await writeContainer(
    compiled([entry(SHOWN)], listInfo({ title: 'Licensed list', licence: 'CC-BY-4.0' })),
  ),
};
/** What is told of the letter, of lib/locales/en.yml: what to do stands in it. */
const UNREADABLE = 'no list that Almsguard can read. The first line of a CSV file has to name its columns';

describe.each(BROWSERS)('lists in %s', (name) => {
  let driver: Driver;
  let server: Server;
  let url: string;
  let body = '';
  let type = 'text/csv';
  const asked: Record<string, unknown>[] = [];

  prepare(async () => {
    server = createServer((request, response) => {
      asked.push(request.headers);
      const odd = ODD[request.url ?? ''];
      const file = FILES[(request.url ?? '').slice(1)];
      if (odd) odd(response);
      else if (file) response.setHeader('content-type', 'application/octet-stream').end(file);
      else response.setHeader('content-type', type).end(body);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mine.csv`;
    driver = await launch(name);
  });
  afterAll(async () => {
    await driver?.close();
    server?.close();
  });
  /** Anew, whatever an earlier test left of it, or an earlier try. */
  const add = async () => {
    await ask(driver, { type: 'lists.remove', id: (await mine())?.id ?? '' });
    type = 'text/csv';
    body = `${HEADER}\n${SHOWN},Example Front,Example Authority,official,2026-01-01\nnonsense,,,,\n`;
    expect(await ask(driver, { type: 'lists.add', url })).toMatchObject({
      ok: true,
      value: { entries: 1, refused: 1 },
    });
  };
  const mine = async () => (await ask(driver, { type: 'lists.get' })).lists.find((list) => list.url === url);

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
    expect(asked.length).toBeGreaterThan(0);
    for (const headers of asked) {
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
    const target = new URL(path, url).href;
    expect(await ask(driver, { type: 'lists.add', url: target })).toMatchObject({
      ok: false,
      error: { code },
    });
    expect((await ask(driver, { type: 'lists.get' })).lists).toHaveLength(before);
  });

  it('keeps the old version when the new one is broken, says so, and recovers', async () => {
    await add();
    const { id = '', version } = (await mine()) ?? {};
    type = 'text/html';
    body = '<title>Sign in to this network</title>';
    await ask(driver, { type: 'lists.refresh', id });
    expect(await mine()).toMatchObject({ entries: 1, version, lastError: { code: 'not-a-list' } });
    const { page, report } = await visit(driver, CHARITY);
    expect(finding(report, SHOWN)?.level).toBe('listed');
    type = 'text/csv';
    body = `${HEADER}\nexample.org,Example Front,Example Authority,official,2026-01-01\n`;
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

  it('has an alarm for the next refresh', async () => {
    const alarms = await driver.inExtension(async () => {
      const { browser, chrome } = globalThis as unknown as {
        browser?: { alarms: { getAll(): Promise<{ name: string; periodInMinutes?: number }[]> } };
        chrome: { alarms: { getAll(): Promise<{ name: string; periodInMinutes?: number }[]> } };
      };
      return (browser ?? chrome).alarms.getAll();
    }, null);
    expect(alarms).toMatchObject([{ name: 'refresh-lists', periodInMinutes: 15 }]);
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
      ['address', (file: string) => new URL(file, url).href],
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
      await form.give('address', new URL('gone', url).href);
      expect(await form.told('no such file')).toContain('The server gives no such file. Check the address.');
    });
  });
});

function portOf({ socket }: ServerResponse): number | undefined {
  return socket?.localPort;
}
