/** An area of `browser.storage` in memory, with the calls that the project uses. */
export function sessionArea() {
  const items = new Map<string, unknown>();
  return {
    items,
    get: async (key: string | null): Promise<Record<string, unknown>> =>
      key === null ? Object.fromEntries(items) : items.has(key) ? { [key]: items.get(key) } : {},
    set: async (more: Record<string, unknown>) => {
      for (const [key, value] of Object.entries(more)) items.set(key, value);
    },
    remove: async (keys: string | string[]) => {
      for (const key of [keys].flat()) items.delete(key);
    },
  };
}
