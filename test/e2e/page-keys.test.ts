import { afterAll, describe, expect, it } from 'vitest';
import { toBase64 } from '#lib/core/bytes.ts';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import { FIRST_CHILD, ZPUB } from '../support/account-key.ts';
import {
  BROWSERS,
  badgeOf,
  closeAtEnd,
  launch,
  load,
  prepare,
  settled,
  tracesIn,
  until,
  visit,
} from './harness.ts';

const LIST = `value,subject,authority,tier\n${FIRST_CHILD},Example Front,Example Authority,official\n`;

describe.each(BROWSERS)('a page that gives out an address for each donor in %s', (name) => {
  let driver: Driver;
  let page: DriverPage;
  prepare(async () => {
    driver = await launch(name);
    const base64 = toBase64(new TextEncoder().encode(LIST));
    expect(await ask(driver, { type: 'lists.import', name: 'one.csv', base64 })).toMatchObject({ ok: true });
    page = await driver.newPage();
    await load(page, 'https://fresh-address.example/');
  });
  afterAll(() => driver?.close());

  it('is linked by its key to the list that holds one of the addresses', async () => {
    expect(await settled(driver, page)).toMatchObject({
      level: 'derived',
      context: 'donation',
      addresses: [
        {
          canonical: ZPUB,
          level: 'derived',
          reasons: [{ code: 'parent', params: { value: FIRST_CHILD, path: 'M/0/0' } }],
          claims: [{ match: 'parent', value: FIRST_CHILD, bearing: 'against' }],
        },
      ],
      unread: [],
    });
    expect(await badgeOf(driver, page, '1')).toBe('1');
  });

  it('is told in the popup by which address, and marked where the key stands', async () => {
    const popup = closeAtEnd(
      await driver.openExtensionPage(`popup.html?tab=${page.tabId}`, { width: 380, height: 560 }),
    );
    const text = await until(
      () => popup.evaluate(() => document.body.innerText, null),
      (said) => said.includes('Example Front'),
    );
    expect(text.replace(/[\u2066\u2069]/g, '')).toContain(
      `Example Authority lists an address that the key on this page makes: ${FIRST_CHILD}. Its place in the key is M/0/0.`,
    );
    expect(
      await until(
        () => tracesIn(page),
        (traces) => traces.length > 0,
      ),
    ).not.toEqual([]);
  });

  it('reads names in any script in texts and links, in the spelling that a list has', async () => {
    const csv =
      'value,chain,subject,authority,tier\nn\u0303andu\u0301.eth,ens,Example Front,Example Authority,official\n';
    const base64 = toBase64(new TextEncoder().encode(csv));
    expect(await ask(driver, { type: 'lists.import', name: 'names.csv', base64 })).toMatchObject({
      ok: true,
    });
    const { report } = await visit(driver, 'https://fresh-address.example/names.html');
    const said = report.addresses.map(({ canonical, level, places }) => [
      canonical,
      level,
      ...places.map(({ how }) => how),
    ]);
    expect(said).toEqual([
      ['\u00f1and\u00fa.eth', 'listed', 'text'],
      ['👉🔥🔥🔥.eth', 'none', 'text'],
      // A Cyrillic letter in a Latin name: the name that it seems to be, told as disguised.
      ['vitalik.eth', 'none', 'text'],
      ['🔥🚀🔥.eth', 'none', 'uri'],
    ]);
    expect(report.addresses[2]?.places[0]?.flags).toEqual(['disguised']);
  });
});
