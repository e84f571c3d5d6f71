/**
 * Reads that are asked for one by one in the same moment, done as one: a transaction of its own for each costs more than
 * what it reads.
 */
export function together<K, V>(readAll: (keys: K[]) => Promise<V[]>): (key: K) => Promise<V> {
  let waiting: { keys: K[]; values: Promise<V[]> } | null = null;
  return async (key) => {
    if (!waiting) {
      const keys: K[] = [];
      const values = Promise.resolve().then(() => {
        waiting = null;
        return readAll(keys);
      });
      waiting = { keys, values };
    }
    const { keys, values } = waiting;
    const n = keys.push(key) - 1;
    return (await values)[n] as V;
  };
}
