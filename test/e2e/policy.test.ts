import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import type { BrowserName } from '../../scripts/browser/find.ts';
import { BROWSERS, closeAtEnd, finding, launch, prepare, until, visit } from './harness.ts';

// EIP-55's example address, which the clean charity of the demo town shows.
const SHOWN = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const CHARITY = 'https://orchard-school.example/give';
const LIST = `value,subject,authority,tier,listed\n${SHOWN},Example Front,Example Authority,official,2026-01-01\n`;
const BUNDLED = 'bundled:ofac-sdn';
const SIZE = { width: 1000, height: 900 };

/** Firefox is told through its home directory; elsewhere than on Linux it looks in places of the whole machine only. */
const CAN_LAY_DOWN = (name: BrowserName) => name === 'chromium' || process.platform === 'linux';

describe.each(BROWSERS.filter(CAN_LAY_DOWN))('a policy in %s', (name) => {
  let driver: Driver;
  let server: Server;
  let url: string;
  let id: string;
  /** Where the browser's own folders are made. */
  const folder = mkdtempSync(join(tmpdir(), 'almsguard-policy-'));

  prepare(async () => {
    vi.stubEnv('TMPDIR', folder);
    server = createServer((_, response) => response.setHeader('content-type', 'text/csv').end(LIST));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ours.csv`;
    id = `policy:${url}`;
    driver = await launch(name, {
      policy: {
        lists: [{ url }, { url: 'http://lists.example.org/no-https.csv' }],
        states: [
          { id: BUNDLED, on: false },
          { id: 'bundled:gone', on: true },
        ],
        usersMayAddLists: false,
        other: 1,
      },
    });
    vi.unstubAllEnvs();
  });
  afterAll(async () => {
    await driver?.close();
    server?.close();
    const left = readdirSync(folder);
    rmSync(folder, { recursive: true, force: true });
    expect(left).toEqual([]);
  });
  const view = () => ask(driver, { type: 'lists.get' });
  const listed = async (wanted: string) => (await view()).lists.find((list) => list.id === wanted);
  const refused = { ok: false, error: { code: 'managed' } };

  it('adds lists, marked as the organisation’s, which judge like any other', async () => {
    const laidDown = await until(
      () => listed(id),
      (list) => list !== undefined,
    );
    expect(laidDown).toMatchObject({ managed: true, locked: true, removable: false, enabled: true });
    await ask(driver, { type: 'lists.refresh', id });
    expect(await listed(id)).toMatchObject({ entries: 1, lastError: null });
    const { report } = await visit(driver, CHARITY);
    expect(finding(report, SHOWN)).toMatchObject({ level: 'listed', claims: [{ subject: 'Example Front' }] });
  });

  it('cannot be undone by people', async () => {
    expect(await ask(driver, { type: 'lists.remove', id })).toMatchObject(refused);
    expect(await ask(driver, { type: 'lists.enable', id, enabled: false })).toMatchObject(refused);
    expect(await ask(driver, { type: 'lists.enable', id: BUNDLED, enabled: true })).toMatchObject(refused);
    expect(await ask(driver, { type: 'lists.add', url: `${url}?mine` })).toMatchObject(refused);
    expect(await listed(id)).toMatchObject({ enabled: true });
    expect(await listed(BUNDLED)).toMatchObject({ enabled: false, locked: true });
  });

  it('leaves out what cannot be understood, says so, and keeps to the rest', async () => {
    const { policy, lists } = await view();
    expect(policy.usersMayAddLists).toBe(false);
    expect(lists.filter(({ managed }) => managed)).toHaveLength(1);
    expect(policy.problems.map(({ code }) => code)).toEqual(['bad-url', 'unknown-name', 'no-such-list']);
  });

  it('is shown in the options, with nothing to press', async () => {
    const page = closeAtEnd(await driver.openExtensionPage('options.html', SIZE));
    const card = await until(
      () => cardOf(page, url),
      (shown) => shown?.isLocked === true && shown.buttons.join() === 'Refresh',
    );
    expect(card).toMatchObject({ isLocked: true, buttons: ['Refresh'] });
    expect(card?.text).toContain('Set by your organisation');
    const parts = [
      'Your organisation decides which lists there are.',
      'lists[1].url',
      'bundled:gone',
      'other',
    ];
    const text = await until(
      () => page.evaluate(() => document.body.innerText, null),
      (shown) => parts.every((part) => shown.includes(part)),
    );
    for (const part of parts) expect(text).toContain(part);
  });

  it('holds after the background has ended', async () => {
    await driver.endBackground();
    expect(await ask(driver, { type: 'lists.remove', id })).toMatchObject(refused);
    expect((await view()).policy.usersMayAddLists).toBe(false);
  });
});

/** The card of a list that is known by its address or by what it calls itself. */
function cardOf(page: DriverPage, name: string) {
  return page.evaluate((wanted: string) => {
    const cards = [...document.querySelectorAll<HTMLElement>('.card.list')];
    const card = cards.find(({ textContent }) => textContent?.includes(wanted));
    if (!card) return null;
    return {
      text: card.innerText,
      isLocked: card.querySelector<HTMLInputElement>('input[type=checkbox]')?.disabled,
      buttons: [...card.querySelectorAll<HTMLElement>('.buttons button')].map(({ innerText }) => innerText),
    };
  }, name);
}
