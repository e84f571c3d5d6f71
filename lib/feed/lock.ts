/** Keeps work of one name from running twice at once: `navigator.locks` across every page and worker of the extension. */
export type Lock = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Where there is but one worker. */
export function createLock(): Lock {
  const last = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const result = (last.get(name) ?? Promise.resolve()).then(work);
    last.set(
      name,
      result.catch(() => undefined),
    );
    return result;
  };
}
