import type { DriverPage } from '../../../scripts/browser/driver.ts';

/**
 * Whoever opens the lists' database waits for as long as this page of the extension is open: the page asks for the next
 * version, which its own connection stands in the way of, and all who ask later wait behind that. Nothing comes of it.
 */
export async function holdLists(page: DriverPage): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((hold, fail) => {
        const opening = indexedDB.open('almsguard');
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const { name, version } = opening.result;
          const next = indexedDB.open(name, version + 1);
          next.onupgradeneeded = () => next.transaction?.abort();
          next.onblocked = () => hold();
          // What nobody holds may be closed.
          Object.assign(window, { held: opening.result });
        };
      }),
    null,
  );
}
