/** For comparison: the same addresses as one IndexedDB row each. */
import { openDB } from 'idb';
import { syntheticAddress } from './synthetic.ts';

/** A transaction of a million requests would take the memory of the page. */
const ROWS_AT_ONCE = 20_000;

async function run(entries: number): Promise<number> {
  const db = await openDB('bench-rows', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('addresses');
    },
  });
  const start = performance.now();
  for (let from = 0; from < entries; from += ROWS_AT_ONCE) {
    const tx = db.transaction('addresses', 'readwrite');
    for (let i = from; i < Math.min(entries, from + ROWS_AT_ONCE); i++)
      tx.store.put({ subject: 'Subject', listed: '2020-08-13' }, syntheticAddress(i));
    await tx.done;
  }
  const ms = performance.now() - start;
  db.close();
  indexedDB.deleteDatabase('bench-rows');
  return ms;
}

Object.assign(globalThis, { benchRows: run });
