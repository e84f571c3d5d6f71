/**
 * Lets everybody who asks for the same thing at the same time share one answer. An answer is never older than its
 * question: who asks while one is being worked out gets the next, together with all others that came meanwhile.
 */
export function share<K, T>(work: (key: K) => Promise<T>): (key: K) => Promise<T> {
  const running = new Map<K, Promise<unknown>>();
  const waiting = new Map<K, Promise<T>>();

  function start(key: K): Promise<T> {
    waiting.delete(key);
    const answer = work(key);
    const done = answer
      .catch(() => undefined)
      .then(() => {
        if (running.get(key) === done) running.delete(key);
      });
    running.set(key, done);
    return answer;
  }

  return (key) => {
    const busy = running.get(key);
    if (!busy) return start(key);
    const next = waiting.get(key) ?? busy.then(() => start(key));
    waiting.set(key, next);
    return next;
  };
}
