/** Something that is opened when it is first needed, and once; `again` forgets it, so that the next one opens it anew. */
export function openedOnce<T>(work: () => Promise<T>): { open(): Promise<T>; again(): void } {
  let opened: Promise<T> | null = null;
  return {
    open() {
      opened ??= work();
      return opened;
    },
    again() {
      opened = null;
    },
  };
}
