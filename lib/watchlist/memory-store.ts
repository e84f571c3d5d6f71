import type { CompiledList } from './compiled.ts';
import type { GrownWindow } from './derived.ts';
import type { ListRecord, ListStore } from './store.ts';

/** Lists in memory, for a browser that refuses storage: as right as the other, until the worker ends. */
export function createMemoryStore(): ListStore {
  const records = new Map<string, ListRecord>();
  const lists = new Map<string, CompiledList>();
  let grown: GrownWindow[] = [];
  return {
    persistent: false,
    records: async () => [...records.values()],
    index: async (id) => lists.get(id)?.index ?? null,
    chunk: async (id, generation, n) =>
      records.get(id)?.generation === generation ? (lists.get(id)?.chunks[n] ?? null) : null,
    async apply(record, list) {
      records.set(record.id, record);
      lists.set(record.id, list);
    },
    async update(record) {
      records.set(record.id, record);
    },
    async remove(id) {
      records.delete(id);
      lists.delete(id);
    },
    grownWindows: async () => grown,
    async saveGrownWindows(windows) {
      grown = windows;
    },
  };
}
