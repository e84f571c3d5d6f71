/** The database of lists under a name of its own, and what stands in it. */
import type { ListRecord } from '#lib/watchlist/store.ts';
import { compiled, entry } from '../support/entries.ts';
import { listRecord } from '../support/records.ts';

export const NAME = 'almsguard-test';
export const address = (n: number) => `0x${n.toString(16).padStart(40, '0')}`;
export const record = (generation: number, over: Partial<ListRecord> = {}) =>
  listRecord({ generation, ...over });
export const list = (from: number, count: number) =>
  compiled(Array.from({ length: count }, (_, i) => entry(address(from + i))));

export function rows(store: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const counting = opening.result.transaction(store).objectStore(store).count();
      counting.onsuccess = () => {
        opening.result.close();
        resolve(counting.result);
      };
    };
  });
}

export function deleteAll(): Promise<void> {
  return new Promise((resolve) => {
    indexedDB.deleteDatabase(NAME).onsuccess = () => resolve();
  });
}
