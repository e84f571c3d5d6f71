import { afterAll, describe, expect, it } from 'vitest';
import type { Driver } from '../../scripts/browser/driver.ts';
import { seedFile } from '../support/review-seed.ts';
import { BROWSERS, closeAtEnd, launch, prepare, until } from './harness.ts';
import { merge, openDesk, SIZE, textAfter, textOf } from './review-desk.ts';

const CASES = 70;

/** What stands in the store of that name, after `change` wrote what it gives. */
function stored(driver: Driver, asked: { store: string; key: string; change?: unknown }): Promise<unknown> {
  return driver.inExtension(async ({ store, key, change }) => {
    const come = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, fail) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
      });
    const db = await come(indexedDB.open('almsguard-review'));
    const there = db.transaction(store, 'readwrite').objectStore(store);
    if (change) await come(there.put(change));
    const found = await come(there.get(key));
    db.close();
    return found ?? null;
  }, asked);
}

describe.each(BROWSERS)('the list of cases in %s', (name) => {
  let driver: Driver;
  prepare(async () => {
    driver = await launch(name);
  });
  afterAll(() => driver?.close());

  it('stands with its first rows, and then with all; where those cannot be read, it says so', async () => {
    const desk = await openDesk(driver, 'Bo');
    closeAtEnd(desk);
    await merge(desk, seedFile({ cases: CASES }));
    await textOf(desk, 'New lines of the log');
    await textAfter(desk, 'cases', `Cases: ${CASES}`);
    const first = () => stored(driver, { store: 'meta', key: 'first' });
    expect(JSON.parse(String(await until(first, Boolean)))).toMatchObject({ reviewer: 'Bo' });

    const again = await driver.openExtensionPage('review.html', SIZE);
    closeAtEnd(again);
    await textOf(again, 'Relief fund 4 appeals', `Cases: ${CASES}`);

    // The first rows are there all the same.
    await stored(driver, { store: 'cases', key: 's0', change: { id: 's0', cases: '[{' } });
    const broken = await driver.openExtensionPage('review.html', SIZE);
    closeAtEnd(broken);
    await textOf(broken, 'The browser does not open the place where the cases are kept', 'Try again');
  });
});
