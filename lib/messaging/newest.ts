/**
 * Works on one thing of each key at a time, in the order in which they came. What was overtaken while it waited is left
 * out, and comes to `null`; what was begun is brought to its end, or nothing would ever be where they come quickly.
 */
export function newest<T, R>(work: (item: T) => Promise<R>): (key: string, item: T) => Promise<R | null> {
  const last = new Map<string, { item: T; done: Promise<unknown> }>();
  return (key, item) => {
    const before = last.get(key)?.done ?? Promise.resolve();
    const answer = before.then(() => (last.get(key)?.item === item ? work(item) : null));
    const done = answer
      .catch(() => undefined)
      .then(() => {
        if (last.get(key)?.item === item) last.delete(key);
      });
    last.set(key, { item, done });
    return answer;
  };
}
