/** For comparison: the same addresses as one IndexedDB row each. */
import { openDB } from 'idb';
import { syntheticAddress } from './synthetic.ts';

async function run(entries: number): Promise<number> {
  const db = await openDB('bench-rows', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('addresses');
    },
  });
  const start = performance.now();
  const tx = db.transaction('addresses', 'readwrite');
  for (let i = 0; i < entries; i++)
    tx.store.put({ subject: 'Subject', listed: '2020-08-13' }, syntheticAddress(i));
  await tx.done;
  const ms = performance.now() - start;
  db.close();
  indexedDB.deleteDatabase('bench-rows');
  return ms;
}

Object.assign(globalThis, { benchRows: run });
