import { mkdirSync } from 'node:fs';
import { constants } from 'node:os';
import { BrowserMissing } from './browser/ensure.ts';
import { launchBrowser } from './browser/launch.ts';
import { collect } from './scan/collect.ts';
import { prepareWatchlist } from './scan/feeds.ts';
import { openJournal } from './scan/journal.ts';
import { parseOptions, type ScanOptions, USAGE, UsageError } from './scan/options.ts';
import { scanPage } from './scan/page.ts';
import { createPool, type Pool } from './scan/pool.ts';
import { createMemoryQueue, type Queue } from './scan/queue.ts';
import { createFileQueue } from './scan/queue-file.ts';
import { createRedisQueue } from './scan/queue-redis.ts';
import { connectRedis, RedisMissing } from './scan/redis.ts';
import { startWorker } from './scan/worker.ts';

/** Exit status: 0 all pages scanned, 1 some could not be. */
async function run(options: ScanOptions): Promise<number> {
  if (options.screenshots !== null) mkdirSync(options.screenshots, { recursive: true });
  if (!options.worker || options.queue === null) return collect(options, () => openQueue(options));
  const redis = await connectRedis(options.queue);
  const pool = openPool(options);
  const worker = await startWorker(redis, pool);
  process.stderr.write(`Taking pages, ${pool.room} at once\n`);
  return worker.lost;
}

async function openQueue(options: ScanOptions): Promise<Queue> {
  const journal = options.out === null ? null : openJournal(`${options.out}.queue`);
  if (journal) process.once('exit', () => journal.end());
  if (options.queue !== null && journal) return openRedisQueue(options.queue, journal);
  const pool = openPool(options);
  try {
    await pool.start();
  } catch (error) {
    await pool.close();
    throw error;
  }
  const queue = createMemoryQueue(pool);
  return journal ? createFileQueue(queue, journal) : queue;
}

async function openRedisQueue(url: string, journal: ReturnType<typeof openJournal>): Promise<Queue> {
  const queue = createRedisQueue(await connectRedis(url), journal);
  if ((await queue.countWorkers()) === 0) {
    process.stderr.write('No worker is there yet: npm run scan -- --queue redis://… --worker\n');
  }
  return queue;
}

function openPool(options: ScanOptions): Pool {
  return createPool({
    browsers: options.browsers,
    concurrency: options.concurrency,
    async launch() {
      const driver = await launchBrowser(options.browser, { sites: options.sites });
      try {
        await prepareWatchlist(driver, options.feeds, options.now);
        return driver;
      } catch (error) {
        await driver.close();
        throw error;
      }
    },
    scan: (driver, target) => scanPage(driver, target, options),
    wait: (ms) => new Promise((done) => setTimeout(done, ms)),
  });
}

// The drivers of browsers listen for these, too, and would go on with new browsers. They close theirs at the exit.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(128 + constants.signals[signal]));
}
try {
  const options = parseOptions(process.argv.slice(2), process.env.ALMSGUARD_CWD ?? process.cwd());
  if (options) process.exitCode = await run(options);
  else process.stdout.write(USAGE);
} catch (error) {
  const expected =
    error instanceof UsageError || error instanceof BrowserMissing || error instanceof RedisMissing;
  process.stderr.write(expected ? `${error.message}\n` : `${error instanceof Error ? error.stack : error}\n`);
  if (error instanceof UsageError) process.stderr.write('\nnpm run scan -- --help tells the options\n');
  process.exit(2);
}
