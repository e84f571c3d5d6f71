import { createHash } from 'node:crypto';
import { type Job, Queue as JobQueue, QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import { type AnyDocument, isDocument } from './document.ts';
import type { Journal } from './journal.ts';
import { MAX_HANDED_OUT, RECHECK_MS, RESULT_STAYS_S } from './limits.ts';
import type { Target } from './options.ts';
import { requestedOf } from './output.ts';
import { failed } from './page.ts';
import type { Queue } from './queue.ts';
import { JOBS } from './redis.ts';

/** What a worker is told of a page: how it is scanned is the worker's own matter. */
export interface PageJob {
  requested: string;
}

interface Waiting {
  target: Target;
  resolve(document: AnyDocument): void;
  reject(error: unknown): void;
}

export interface RedisQueue extends Queue {
  countWorkers(): Promise<number>;
  /** Pages of any run that no worker has finished. */
  countOpen(): Promise<number>;
}

/**
 * Pages for other machines. A job is named after its run and its address: handed in twice, by a collector that died in
 * between, it is the same job, and its one result waits until it was written down.
 */
export function createRedisQueue(redis: Redis, journal: Journal): RedisQueue {
  const jobs = new JobQueue<PageJob>(JOBS.name, { connection: redis, prefix: JOBS.prefix });
  const events = new QueueEvents(JOBS.name, {
    connection: redis.duplicate(),
    prefix: JOBS.prefix,
    // From the oldest that Redis still has: those that are no business of this run cost little.
    lastEventId: '0-0',
  });
  // The connection itself says when it is lost and goes on by itself.
  jobs.on('error', () => {});
  events.on('error', () => {});
  const waiting = new Map<string, Waiting>();

  const idOf = ({ requested }: Target) =>
    `${createHash('sha256').update(`${journal.run}\n${requested}`).digest('hex')}-page`;
  const add = (id: string, { requested }: Target) =>
    jobs.add(
      'page',
      { requested },
      { jobId: id, removeOnComplete: { age: RESULT_STAYS_S }, removeOnFail: { age: RESULT_STAYS_S } },
    );

  /** Looks whether a page has come back; one that Redis has forgotten is handed in anew. */
  async function check(id: string): Promise<void> {
    const one = waiting.get(id);
    if (!one) return;
    try {
      const job = await jobs.getJob(id);
      if (!job) await add(id, one.target);
      const document = job ? documentOf(job, one.target) : null;
      if (document === null || !waiting.delete(id)) return;
      one.resolve(document);
    } catch (error) {
      if (redis.status === 'ready' && waiting.delete(id)) one.reject(error);
    }
  }

  events.on('completed', ({ jobId }) => void check(jobId));
  events.on('failed', ({ jobId }) => void check(jobId));
  // A word can get lost while the connection is.
  const timer = setInterval(() => {
    for (const id of waiting.keys()) void check(id);
  }, RECHECK_MS);

  return {
    room: MAX_HANDED_OUT,
    earlier: new Set(journal.taken.keys()),
    async scan(target) {
      const { requested, href } = target;
      if (href === null) return failed(requested, 'bad-url', target.problem ?? 'This cannot be opened');
      if (!/^https?:/.test(href)) return failed(requested, 'bad-url', 'Other machines do not have this file');
      journal.take(requested);
      const id = idOf(target);
      await add(id, target);
      return new Promise((resolve, reject) => {
        waiting.set(id, { target, resolve, reject });
        void check(id);
      });
    },
    async forget(target) {
      // One that stays is asked for by nobody, and goes with its age.
      await jobs.remove(idOf(target)).catch(() => {});
    },
    finish: () => journal.remove(),
    countWorkers: () => jobs.getWorkersCount(),
    countOpen: () => jobs.getJobCountByTypes('waiting', 'active'),
    async close() {
      clearInterval(timer);
      await Promise.all([events.close(), jobs.close()]);
      redis.disconnect();
    },
  };
}

/** The document of a job that has ended; `null` before that. */
function documentOf(job: Job<PageJob>, { requested }: Target): AnyDocument | null {
  if (job.finishedOn === undefined) return null;
  if (job.failedReason) return failed(requested, 'crashed', 'Its workers ended while this page was open');
  const value: unknown = job.returnvalue;
  const isOurs = isDocument(value) && requestedOf(value) === requested;
  return isOurs ? value : failed(requested, 'failed', 'What a worker sent is not a result of this page');
}
