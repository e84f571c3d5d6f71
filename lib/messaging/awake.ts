/** Milliseconds between two questions to the browser; Chromium ends a worker that asked nothing for 30 seconds. */
export const AWAKE_MS = 20_000;

/** Keeps the worker from being ended while it only waits for a long download: any call of the browser's own API counts. */
export async function stayingAwake<T>(ask: () => void, work: () => Promise<T>): Promise<T> {
  const timer = setInterval(ask, AWAKE_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
