import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Driver, DriverPage } from '../../scripts/browser/driver.ts';
import { startMisp } from '../support/misp-server.ts';
import { seedFile } from '../support/review-seed.ts';
import { stixFaults } from '../support/stix-rules.ts';
import { startTaxii } from '../support/taxii-server.ts';
import { BROWSERS, launch, nameReviewer, prepare, until } from './harness.ts';
import { judgeNothing, merge, openDesk, SIZE, textAfter, textOf } from './review-desk.ts';

/** The first is confirmed, the second dismissed, the third nobody has decided. */
const CASES = 3;

describe.each(BROWSERS)('cases are passed on from the page in %s', (name) => {
  let driver: Driver;
  let page: DriverPage;
  let taxii: Awaited<ReturnType<typeof startTaxii>>;
  let misp: Awaited<ReturnType<typeof startMisp>>;

  prepare(async () => {
    driver = await launch(name);
    await nameReviewer(driver, 'Bo');
    // What is judged anew in the middle would be sent anew.
    await judgeNothing(driver);
    page = await openDesk(driver, 'Bo');
    await merge(page, seedFile({ cases: CASES }));
    await textOf(page, 'New lines of the log');
  });
  afterAll(() => driver?.close());

  beforeEach(async () => {
    [taxii, misp] = await Promise.all([startTaxii(), startMisp()]);
    await openSharing(page);
    await fill(page, '#team', 'Example Desk');
  });
  afterEach(async () => {
    await Promise.all([taxii.close(), misp.close()]);
  });

  it('to a collection of a TAXII server, once, and in the form of the standard', async () => {
    await keepTaxii(page);
    await send(page, 'taxii', taxii.url);
    const text = await textOf(page, /Sent: \d+\. There already: 0\./);
    const sent = [...taxii.objects.values()];
    expect(text).toContain(`Sent: ${sent.length}. There already: 0.`);
    const objects = sent.flat();
    expect(stixFaults({ type: 'bundle', id: `bundle--${crypto.randomUUID()}`, objects })).toEqual([]);
    expect(objects.filter(({ type }) => type === 'report')).toHaveLength(2);
    const [post] = taxii.asked.filter(({ method }) => method === 'POST');
    expect(post?.headers).toMatchObject({
      authorization: taxii.authorization,
      accept: 'application/taxii+json;version=2.1',
      'content-type': 'application/taxii+json;version=2.1',
    });
    expect(post?.headers).not.toHaveProperty('cookie');
    expect(post?.headers).not.toHaveProperty('referer');

    const before = taxii.asked.length;
    await send(page, 'taxii', taxii.url);
    await textOf(page, `Sent: 0. There already: ${sent.length}.`);
    expect(taxii.asked.length).toBe(before);
  });

  it('once also where the page goes while the server is still at work', async () => {
    await keepTaxii(page);
    taxii.rules.pending = 1_000;
    await send(page, 'taxii', taxii.url);
    const isAsked = async () => taxii.asked.some(({ path }) => path.includes('/status/'));
    expect(await until(isAsked, Boolean)).toBe(true);
    await page.close();
    taxii.rules.pending = 0;
    page = await driver.openExtensionPage('review.html', SIZE);
    await openSharing(page);
    await send(page, 'taxii', taxii.url);
    await textOf(page, `Sent: ${taxii.objects.size}. There already: 0.`);
    for (const versions of taxii.objects.values()) expect(versions).toHaveLength(1);
  });

  it('and what went wrong is told, with nothing sent on to another address', async () => {
    await keepTaxii(page);
    taxii.faults.push({ status: 302, headers: { location: `${misp.url}/` } });
    await send(page, 'taxii', taxii.url);
    await textOf(page, 'The server sends on to another address.');
    expect(misp.asked).toEqual([]);
    taxii.faults.push({ status: 401, json: { title: 'Unauthorized' } });
    await send(page, 'taxii', taxii.url);
    await textOf(page, 'The server does not accept the key');
    expect(taxii.objects.size).toBe(0);
  });

  it('to a MISP instance, each as an event of its own', async () => {
    await fill(page, '#misp-url', misp.url);
    await fill(page, '#misp-key', misp.key);
    await page.click('section[aria-labelledby="misp-title"] button[type="submit"]');
    await send(page, 'misp', misp.url);
    await textOf(page, 'Sent: 2. There already: 0.');
    expect(misp.events.size).toBe(2);
    await send(page, 'misp', misp.url);
    await textOf(page, 'Sent: 0. There already: 2.');
  });

  async function keepTaxii(page: DriverPage): Promise<void> {
    await fill(page, '#taxii-root', `${taxii.url}/team/`);
    await fill(page, '#taxii-collection', taxii.collection);
    await fill(page, '#taxii-authorization', 'team:word');
    await page.click('section[aria-labelledby="taxii-title"] button[type="submit"]');
  }
});

async function openSharing(page: DriverPage): Promise<void> {
  await textAfter(page, 'sharing', 'TAXII 2.1 server');
}

/** Types into a field, as a person would who then goes on to the next. */
async function fill(page: DriverPage, field: string, value: string): Promise<void> {
  await page.evaluate(
    ([selector, text]: [string, string]) => {
      const input = document.querySelector<HTMLInputElement>(selector);
      if (!input) return;
      input.value = text;
      for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, { bubbles: true }));
    },
    [field, value] as [string, string],
  );
}

/** Presses the button, once it is there for this server: browsers ask for a permission only within a person's click. */
async function send(page: DriverPage, kind: 'misp' | 'taxii', url: string): Promise<void> {
  const button = `section[aria-labelledby="${kind}-title"] button.primary`;
  const wanted = `Send to ${new URL(url).host}`;
  const isReady = await until(
    () =>
      page.evaluate(
        ([selector, label]: [string, string]) => {
          const found = document.querySelector<HTMLButtonElement>(selector);
          return found?.textContent === label && !found.disabled;
        },
        [button, wanted] as [string, string],
      ),
    Boolean,
  );
  expect(isReady).toBe(true);
  // What the time before brought must not be taken for what this one does.
  await page.evaluate(() => {
    for (const status of document.querySelectorAll('[role="status"] p')) status.textContent = '';
  }, null);
  await page.click(button);
}
