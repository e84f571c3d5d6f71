import type { CompiledList } from './compiled.ts';
import type { GrownWindow } from './derived.ts';
import { allPages, headsOf, type KeyPage } from './pages.ts';
import { sealsOf } from './seal.ts';
import { applied, fallenBack, type ListRecord, type ListStore, type TrustRecord } from './store.ts';

/** Lists in memory, for a browser that refuses storage: as right as the other, until the worker ends. */
export function createMemoryStore(): ListStore {
  const records = new Map<string, ListRecord>();
  /** Versions by id and generation. */
  const versions = new Map<string, Map<number, CompiledList>>();
  const trusted = new Map<string, TrustRecord>();
  let grown: GrownWindow[] = [];
  /** What is in memory anyway is cut into pages once. */
  const cut = new WeakMap<CompiledList, KeyPage[]>();
  const pages = (list: CompiledList) => {
    const made = cut.get(list) ?? allPages(list);
    cut.set(list, made);
    return made;
  };
  const find = (id: string, generation: number) => versions.get(id)?.get(generation) ?? null;
  return {
    persistent: false,
    records: async () => [...records.values()],
    async keys(id, generation) {
      const list = find(id, generation);
      if (!list) return null;
      const { seals, keySeals } = await sealsOf(list);
      return { heads: headsOf(list), rows: list.rows, seals, keySeals };
    },
    async page(id, generation, n) {
      const list = find(id, generation);
      return list && (pages(list)[n] ?? null);
    },
    chunk: async (id, generation, n) => find(id, generation)?.chunks[n] ?? null,
    stage: () => null,
    async apply(record, list) {
      const { content } = await sealsOf(list);
      const next = applied(record, content, records.get(record.id));
      const kept = new Map<number, CompiledList>();
      const before = next.previous && find(record.id, next.previous.generation);
      if (next.previous && before) kept.set(next.previous.generation, before);
      versions.set(record.id, kept.set(record.generation, list));
      records.set(record.id, next);
    },
    async fallBack({ id, generation, content }, error) {
      const record = records.get(id);
      if (record?.generation !== generation || record.content !== content) return;
      versions.get(id)?.delete(generation);
      records.set(id, fallenBack(record, error));
    },
    async update(record) {
      records.set(record.id, record);
    },
    async updateAll(changed) {
      for (const record of changed) records.set(record.id, record);
    },
    async remove(id) {
      records.delete(id);
      versions.delete(id);
    },
    grownWindows: async () => grown,
    async saveGrownWindows(windows) {
      grown = windows;
    },
    trustFiles: async (feed) => trusted.get(feed) ?? {},
    async saveTrustFiles(feed, files) {
      trusted.set(feed, files);
    },
  };
}
