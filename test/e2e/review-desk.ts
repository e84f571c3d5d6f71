/** What hands do on the page of the review workspace, and what it says then. */
import { beforeEach, expect } from 'vitest';
import { ask, type Driver, type DriverPage } from '../../scripts/browser/driver.ts';
import { nameReviewer, until } from './harness.ts';

export const SIZE = { width: 1280, height: 900 };

interface Judging {
  storage: Record<'local' | 'session', { get(key: string): Promise<Record<string, { done?: boolean }>> }>;
}

/** What the workspace holds, by its stores: kept in the page that the driver asks the extension from. */
type Held = Record<string, { keys: IDBValidKey[]; values: unknown[] }>;

/** Keeps what is in the workspace, or puts back what was kept, or empties it. */
function turnWorkspace(driver: Driver, how: 'keep' | 'put back' | 'empty'): Promise<void> {
  return driver.inExtension(async (how: string) => {
    const scope = globalThis as { held?: Held };
    const come = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, fail) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
      });
    const db = await come(indexedDB.open('almsguard-review'));
    const names = [...db.objectStoreNames];
    const writing = names.length > 0 ? db.transaction(names, 'readwrite') : null;
    const stores = names.flatMap((name) => writing?.objectStore(name) ?? []);
    if (how === 'keep') {
      const read = stores.map(async (store) => {
        const [keys, values] = await Promise.all([come(store.getAllKeys()), come(store.getAll())]);
        return [store.name, { keys, values }] as const;
      });
      scope.held = Object.fromEntries(await Promise.all(read));
    } else {
      const work = stores.flatMap((store) => {
        const { keys = [], values = [] } = (how === 'put back' && scope.held?.[store.name]) || {};
        const put = (value: unknown, i: number) =>
          store.keyPath === null ? store.put(value, keys[i]) : store.put(value);
        return [store.clear(), ...values.map(put)].map((request: IDBRequest) => come(request));
      });
      await Promise.all(work);
    }
    db.close();
  }, how);
}

/** Each try of a test begins with the workspace as its first try found it; `open` opens the view on it anew. */
export function keepEachTry(driver: () => Driver, open: () => Promise<unknown>): void {
  let last = '';
  beforeEach(async ({ task }) => {
    const isFirst = task.id !== last;
    last = task.id;
    await turnWorkspace(driver(), isFirst ? 'keep' : 'put back');
    if (!isFirst) await open();
  });
}

/** The page for somebody who has no cases yet, whatever was done in this browser before. */
export async function openDesk(driver: Driver, reviewer: string): Promise<DriverPage> {
  await turnWorkspace(driver, 'empty');
  await nameReviewer(driver, reviewer);
  return driver.openExtensionPage('review.html', SIZE);
}

/**
 * Lets the background judge the cases while there are none. It does so once for each state of the lists, and otherwise in
 * whichever moment it happens to start: what the invented cases say of real lists would change under the test.
 */
export async function judgeNothing(driver: Driver): Promise<void> {
  await driver.endBackground();
  const isDone = async () => {
    // Whoever answers is there. In the moment of the end nobody is, on a busy machine for seconds, and it is asked again.
    const isThere = await ask(driver, { type: 'lists.get' }).then(Boolean, () => false);
    if (!isThere) return false;
    return driver.inExtension(async () => {
      const { browser, chrome } = globalThis as unknown as { browser?: Judging; chrome: Judging };
      const { storage } = browser ?? chrome;
      const areas = await Promise.all(
        [storage.local, storage.session].map((area) => area.get('review.rejudged')),
      );
      return areas.some((held) => held['review.rejudged']?.done);
    }, null);
  };
  expect(await until(isDone, Boolean)).toBe(true);
}

/** What the page says once it says all of this: parts of it come a moment after others. */
export async function textOf(page: DriverPage, ...wanted: (string | RegExp)[]): Promise<string> {
  const says = (text: string) => (one: string | RegExp) =>
    typeof one === 'string' ? text.includes(one) : one.test(text);
  const told = await until(
    // Nothing while it is loaded again.
    () => page.evaluate(() => document.body.innerText, null).catch(() => ''),
    (text) => wanted.every(says(text)),
  );
  for (const one of wanted) expect(told).toMatch(one);
  return told;
}

export async function textAfter(page: DriverPage, part: string, ...wanted: string[]): Promise<string> {
  await page.evaluate((hash: string) => {
    location.hash = hash;
  }, part);
  return textOf(page, ...wanted);
}

/** Chooses a file, as a person would. */
export async function merge(page: DriverPage, text: string): Promise<void> {
  await textAfter(page, 'files', 'Merge another');
  await page.evaluate(async (content: string) => {
    const input = document.querySelector<HTMLInputElement>('#merge-file');
    const files = new DataTransfer();
    files.items.add(new File([content], 'workspace.json', { type: 'application/json' }));
    if (!input) return;
    // What the file before brought must not be taken for what this one does.
    for (const told of document.querySelectorAll('.merged')) told.textContent = '';
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, text);
}

/** Goes to the list, and searches it. */
export async function search(page: DriverPage, text: string): Promise<void> {
  await textAfter(page, 'cases', 'Search the cases');
  await page.evaluate((typed: string) => {
    const input = document.querySelector<HTMLInputElement>('#case-search');
    if (!input) return;
    input.value = typed;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, text);
}

/** Ticks a filter; they come a moment after the list. */
export async function tick(page: DriverPage, label: string): Promise<void> {
  const ticked = await until(
    () =>
      page.evaluate((wanted: string) => {
        const labels = [...document.querySelectorAll('.filters label')];
        const label = labels.find((one) => one.querySelector('bdi')?.textContent === wanted);
        label?.querySelector('input')?.click();
        return label !== undefined;
      }, label),
    Boolean,
  );
  expect(ticked, label).toBe(true);
}

/** Presses the button as soon as it can be pressed. */
export async function press(page: DriverPage, label: string): Promise<void> {
  const pressed = await until(
    () =>
      page.evaluate((wanted: string) => {
        const buttons = [...document.querySelectorAll<HTMLButtonElement>('button:enabled')];
        const button = buttons.find(({ textContent }) => textContent === wanted);
        button?.click();
        return button !== undefined;
      }, label),
    Boolean,
  );
  expect(pressed, label).toBe(true);
}

/** What a button would have the browser save. */
export async function saved(page: DriverPage, label: string): Promise<string> {
  await textAfter(page, 'files', label);
  await page.evaluate(() => {
    const scope = globalThis as unknown as { kept: Promise<string> | null };
    scope.kept = null;
    URL.createObjectURL = (blob) => {
      scope.kept = (blob as Blob).text();
      return '#';
    };
    HTMLAnchorElement.prototype.click = () => undefined;
  }, null);
  await press(page, label);
  const text = await until(
    () => page.evaluate(async () => (globalThis as unknown as { kept: Promise<string> | null }).kept, null),
    (kept) => kept !== null,
  );
  expect(text).not.toBeNull();
  return text ?? '';
}
