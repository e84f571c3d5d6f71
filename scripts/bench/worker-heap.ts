import { wait } from '#lib/core/wait.ts';
import type { Driver } from '../browser/driver.ts';
import type { WorkerSession } from '../browser/worker-session.ts';

/** Milliseconds between two looks at the heap. */
const LOOK_MS = 20;

/** Bytes of the worker's JavaScript, typed arrays included: before, and the most that was seen meanwhile. */
export interface Watched {
  before: number;
  peak: number;
  ms: number;
}

/** Bytes of JavaScript that the worker holds at this moment, what typed arrays hold among them. */
export async function bytesHeld(session: WorkerSession): Promise<number> {
  const { usedSize, backingStorageSize } = await session.send<{
    usedSize: number;
    backingStorageSize: number;
  }>('Runtime.getHeapUsage');
  return usedSize + backingStorageSize;
}

/** The same, once what nobody holds any more was collected. */
export async function bytesKept(session: WorkerSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return bytesHeld(session);
}

export function sessionOf(driver: Driver): Promise<WorkerSession> {
  if (!driver.openSession) throw new Error('this browser does not tell');
  return driver.openSession();
}

/** Looks at the worker's heap while the work is done. */
export async function watchHeap(session: WorkerSession, work: () => Promise<unknown>): Promise<Watched> {
  const before = await bytesHeld(session);
  let peak = before;
  let isOver = false;
  const looking = (async () => {
    while (!isOver) {
      peak = Math.max(peak, await bytesHeld(session));
      await wait(LOOK_MS);
    }
  })();
  const start = performance.now();
  let ms = 0;
  const working = work().finally(() => {
    isOver = true;
    ms = performance.now() - start;
  });
  await Promise.all([working, looking]);
  return { before, peak, ms };
}
