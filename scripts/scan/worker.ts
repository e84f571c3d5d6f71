import { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { MAX_LOST_WORKERS, WORKER_CHECK_MS, WORKER_LOST_MS } from './limits.ts';
import { toTarget } from './options.ts';
import { failed } from './page.ts';
import type { Pool } from './pool.ts';
import type { PageJob } from './queue-redis.ts';
import { JOBS } from './redis.ts';

export interface PageWorker {
  /** Rejects when no browser can be started any more; never resolves. */
  lost: Promise<never>;
  close(): Promise<void>;
}

/**
 * Takes pages from Redis until the process ends. However it ends, it is gone without a word: what it had open is given
 * to another worker when it has shown no sign of life for a while.
 */
export async function startWorker(redis: Redis, pool: Pool): Promise<PageWorker> {
  // First of all: building takes the whole process, and a job must not wait for that.
  await pool.start();
  let giveUp: (error: unknown) => void = () => {};
  const lost = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  const worker = new Worker<PageJob>(
    JOBS.name,
    async ({ data: { requested } }) => {
      // What stands in Redis was written by others: no file of this machine is opened for them.
      if (!/^https?:\/\//i.test(requested)) return failed(requested, 'bad-url', 'This is no web address');
      try {
        return await pool.scan(toTarget(requested, '/'));
      } catch (error) {
        giveUp(error);
        // Without a browser nothing can be said of the page: it stays open until another worker takes it.
        return new Promise(() => {});
      }
    },
    {
      connection: redis,
      prefix: JOBS.prefix,
      concurrency: pool.room,
      lockDuration: WORKER_LOST_MS,
      stalledInterval: WORKER_CHECK_MS,
      maxStalledCount: MAX_LOST_WORKERS,
    },
  );
  // The connection itself says when it is lost. A result that comes too late has been taken from this worker.
  worker.on('error', () => {});
  await worker.waitUntilReady();
  return { lost, close: () => worker.close(true) };
}
