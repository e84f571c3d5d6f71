interface Damage {
  /** The list's. */
  id: string;
  /** What of the version that judges; `supersede` is no damage: it speaks in the place of the bundled list. */
  how: readonly ('entries' | 'keys' | 'gone' | 'supersede')[];
}

/** Runs in a page of the extension: leaves on the disk what a fault of it would. */
export function damage({ id, how }: Damage): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('almsguard');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const db = opening.result;
      const tx = db.transaction(['lists', 'keys', 'shelves'], 'readwrite');
      tx.oncomplete = () => {
        db.close();
        resolve();
      };
      tx.onerror = () => reject(tx.error);
      const [lists, keys, shelves] = [
        tx.objectStore('lists'),
        tx.objectStore('keys'),
        tx.objectStore('shelves'),
      ];
      const reading = lists.get(id);
      reading.onsuccess = () => {
        const record = reading.result;
        const at = [id, record.generation];
        if (how.includes('supersede')) lists.put({ ...record, supersedes: ['ofac-sdn'] });
        if (how.includes('gone')) shelves.delete(IDBKeyRange.bound(at, [...at, []]));
        if (how.includes('keys')) {
          const stored = keys.get(at);
          stored.onsuccess = () => {
            stored.result.heads[0][0] ^= 1;
            keys.put(stored.result, at);
          };
        }
        if (how.includes('entries')) {
          const shelf = shelves.get([...at, 0]);
          shelf.onsuccess = () => {
            // In the middle of the text: it stays readable.
            const text = new TextDecoder().decode(shelf.result[0]).replace(' Front', ' Frond');
            shelves.put([new TextEncoder().encode(text)], [...at, 0]);
          };
        }
      };
    };
  });
}
