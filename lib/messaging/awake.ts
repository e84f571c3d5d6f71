/**
 * Milliseconds between two questions to the browser, which ends a background that asked nothing for 30 seconds, or for what
 * its user or a test has set. Far fewer than those, for a long piece of work holds the next question up.
 */
export const AWAKE_MS = 1_000;

/** Keeps the background from being ended over work that takes long: any call of the browser's own API counts. */
export async function stayingAwake<T>(ask: () => void, work: () => Promise<T>): Promise<T> {
  const timer = setInterval(ask, AWAKE_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
