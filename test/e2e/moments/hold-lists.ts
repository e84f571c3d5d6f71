import type { DriverPage } from '../../../scripts/browser/driver.ts';

/**
 * Whoever reads the lists waits for as long as this page of the extension is open: it comes to no end with writing. In
 * Firefox the background does not even start meanwhile.
 */
export async function holdLists(page: DriverPage): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((hold, fail) => {
        const opening = indexedDB.open('almsguard');
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const [store = ''] = db.objectStoreNames;
          const writing = db.transaction([...db.objectStoreNames], 'readwrite').objectStore(store);
          const again = () => {
            writing.count().onsuccess = again;
          };
          again();
          hold();
        };
      }),
    null,
  );
}
