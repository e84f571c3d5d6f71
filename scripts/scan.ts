import { existsSync, mkdirSync } from 'node:fs';
import { constants } from 'node:os';
import { wait } from '#lib/core/wait.ts';
import { BrowserMissing } from './browser/ensure.ts';
import { launchBrowser } from './browser/launch.ts';
import { collect } from './scan/collect.ts';
import { prepareWatchlist } from './scan/feeds.ts';
import { openJournal } from './scan/journal.ts';
import { CLOSE_MS } from './scan/limits.ts';
import { parseOptions, type ScanOptions, USAGE, UsageError } from './scan/options.ts';
import { scanPage } from './scan/page.ts';
import { createPool, type Pool } from './scan/pool.ts';
import { createMemoryQueue, type Queue } from './scan/queue.ts';
import { createFileQueue } from './scan/queue-file.ts';
import { createRedisQueue } from './scan/queue-redis.ts';
import { connectRedis, listVersions, RedisMissing, VERSION } from './scan/redis.ts';
import { startWorker } from './scan/worker.ts';

/** Exit status where nothing, or not all, was tried: wrong usage, no browser, no room on the disk. */
const EXIT_NOT_RUN = 2;

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
  if (journal) {
    const end = () => journal.end();
    process.once('exit', end);
    // Then nobody meant it to end: perhaps it was one of the pages.
    process.once('uncaughtExceptionMonitor', () => process.off('exit', end));
  }
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
  const redis = await connectRedis(url);
  const queue = createRedisQueue(redis, journal);
  if ((await queue.countWorkers()) === 0) {
    const others = [...(await listVersions(redis))].join(', ');
    process.stderr.write(
      others
        ? `The workers there run version ${others}, and this is ${VERSION}: all of them have to run the same\n`
        : 'No worker is there yet: npm run scan -- --queue redis://… --worker\n',
    );
  }
  return queue;
}

function openPool(options: ScanOptions): Pool {
  return createPool({
    browsers: options.browsers,
    concurrency: options.concurrency,
    async launch() {
      const driver = await launchBrowser(options.browser, { sites: options.sites, isUnattended: true });
      try {
        await prepareWatchlist(driver, options.feeds, options.now);
        return driver;
      } catch (error) {
        await driver.close();
        throw error;
      }
    },
    scan: (driver, target) => scanPage(driver, target, options),
    wait,
  });
}

const options = readOptions();
/** Said where a run was begun and not finished. */
const goesOn = () =>
  options?.out && existsSync(`${options.out}.queue`)
    ? `What came back is in ${options.out}; the same command goes on from there\n`
    : '';

// The drivers of browsers listen for these, too, and would go on with new browsers. They close theirs at the exit. A
// terminal and npm both tell of Ctrl-C: what comes second must not cut that short.
let isEnding = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (isEnding) return;
    isEnding = true;
    process.stderr.write(`\nStopped\n${goesOn()}`);
    process.exit(128 + constants.signals[signal]);
  });
}
// Who reads has had enough, as `head` has.
process.stdout.on('error', () => process.exit(128 + constants.signals.SIGPIPE));

if (options) {
  try {
    process.exitCode = await run(options);
  } catch (error) {
    process.stderr.write(`${tell(error)}\n${error instanceof UsageError ? '' : goesOn()}`);
    process.exit(EXIT_NOT_RUN);
  }
  // A browser that does not close holds nothing up; the exit ends it.
  setTimeout(() => process.exit(), CLOSE_MS).unref();
}

function readOptions(): ScanOptions | null {
  try {
    const read = parseOptions(process.argv.slice(2), process.env.ALMSGUARD_CWD ?? process.cwd());
    if (!read) process.stdout.write(USAGE);
    return read;
  } catch (error) {
    process.stderr.write(`${tell(error)}\n\nnpm run scan -- --help tells the options\n`);
    process.exit(EXIT_NOT_RUN);
  }
}

/** What a person can mend in a sentence, and all that is known of anything else. */
function tell(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isExpected =
    error instanceof UsageError ||
    error instanceof BrowserMissing ||
    error instanceof RedisMissing ||
    // The operating system's words: no room on the disk, no permission.
    'syscall' in error;
  return isExpected ? error.message : `${error.stack}`;
}
