/**
 * Something that is opened when it is first needed, and once. Whoever could not work with it gives it back by `again`: it
 * is closed, and the next one opens it anew. What was opened in its place since stays open.
 */
export function openedOnce<T extends { close(): void }>(
  work: () => Promise<T>,
): { open(): Promise<T>; again(failed: T): void } {
  let opening: Promise<T> | null = null;
  let current: T | null = null;
  async function begin(): Promise<T> {
    try {
      current = await work();
      return current;
    } catch (error) {
      opening = null;
      throw error;
    }
  }
  return {
    open() {
      opening ??= begin();
      return opening;
    },
    again(failed) {
      failed.close();
      if (failed !== current) return;
      opening = null;
      current = null;
    },
  };
}
