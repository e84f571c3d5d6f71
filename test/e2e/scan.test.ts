import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'bullmq';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  type TestContext,
  vi,
} from 'vitest';
import { wait } from '#lib/core/wait.ts';
import { type Journal, openJournal } from '../../scripts/scan/journal.ts';
import { type Target, toTarget } from '../../scripts/scan/options.ts';
import { readDocuments, requestedOf } from '../../scripts/scan/output.ts';
import { failed } from '../../scripts/scan/page.ts';
import type { Pool } from '../../scripts/scan/pool.ts';
import { createRedisQueue } from '../../scripts/scan/queue-redis.ts';
import { connectRedis, JOBS, listVersions } from '../../scripts/scan/redis.ts';
import { startWorker } from '../../scripts/scan/worker.ts';
import { until } from './harness.ts';
import { ensureRedis, type RedisServer, startRedis } from './redis-server.ts';
import { type ScanProcess, serveStuckPage, startScan } from './scan-process.ts';

const SITES = ['--sites', join(import.meta.dirname, '..', 'pages', 'town')];
const TOWN = [
  'https://hope-bridge.example/donate',
  'https://quick-aid.example/',
  'https://orchard-school.example/give',
  'https://mixer-history.example/',
];
const LEVELS = { [TOWN[0] ?? '']: 'listed', [TOWN[2] ?? '']: 'none', [TOWN[3] ?? '']: 'delisted' };
const START_MS = 60_000;
/** Asked here, because installing it takes its time. */
const HAS_REDIS = ensureRedis();
const NO_REDIS = 'not run: there is no Redis server, and none may be installed here';

/** The list of one test, with the page that gets stuck first, and what runs over it. */
async function prepare({ onTestFinished }: Pick<TestContext, 'onTestFinished'>) {
  const folder = mkdtempSync(join(tmpdir(), 'almsguard-scan-'));
  const stuck = await serveStuckPage();
  const processes: ScanProcess[] = [];
  onTestFinished(async () => {
    await Promise.all(processes.map((one) => one.kill()));
    stuck.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const list = join(folder, 'list.txt');
  const out = join(folder, 'out.jsonl');
  writeFileSync(list, [stuck.url, ...TOWN].join('\n'));
  const results = () => (existsSync(out) ? [...readDocuments(out)].map(({ document }) => document) : []);
  return {
    folder,
    stuck,
    out,
    args: ['--list', list, '--out', out],
    results,
    start(...args: string[]) {
      const one = startScan(...SITES, ...args);
      processes.push(one);
      return one;
    },
    expectOneEach() {
      expect(results().map(requestedOf).toSorted()).toEqual([stuck.url, ...TOWN].toSorted());
      for (const document of results()) {
        expect(document, document.url).not.toHaveProperty('error');
        const level = LEVELS[requestedOf(document)];
        if (level) expect(document).toMatchObject({ level });
      }
      expect(readFileSync(out, 'utf8').split('\n')).toHaveLength(TOWN.length + 2);
      expect(stuck.asked()).toBe(2);
      expect(existsSync(`${out}.queue`)).toBe(false);
    },
  };
}

// At once: much of it is waiting for a worker to be missed.
describe.concurrent('npm run scan, killed in the middle', { retry: 0 }, () => {
  it('goes on where it stopped, in two browsers, and reports', async (context) => {
    const { folder, stuck, out, args, results, start, expectOneEach } = await prepare(context);
    const first = start(...args);
    await until(
      () => Promise.resolve(stuck.asked() > 0 && results().length > 0),
      (is) => is,
      START_MS,
    );
    await first.kill();
    const kept = readFileSync(out, 'utf8');
    expect(results().length).toBeGreaterThan(0);
    expect(results().map(requestedOf)).not.toContain(stuck.url);

    const report = join(folder, 'report.html');
    const shots = join(folder, 'shots');
    const browsers = ['--browsers', '2', '--concurrency', '1'];
    const second = start(...args, ...browsers, '--report', report, '--screenshot', shots);
    expect(await second.ended, second.told()).toBe(0);
    expectOneEach();
    expect(readFileSync(out, 'utf8').startsWith(kept)).toBe(true);
    expect(second.told()).toMatch(/\nlisted +2 /);
    const html = readFileSync(report, 'utf8');
    expect(readdirSync(shots).length).toBeGreaterThan(0);
    for (const picture of readdirSync(shots)) expect(html).toContain(`src="shots/${picture}"`);
    expect(html).toContain('Gaza Now');
  });

  it('gives the pages of a worker that was killed to another, through Redis', async (context) => {
    if (!HAS_REDIS) context.skip(NO_REDIS);
    const { stuck, args, start, expectOneEach } = await prepare(context);
    const redis = await startRedis();
    context.onTestFinished(() => redis.close());
    const worker = ['--queue', redis.url, '--worker'];
    const killed = start(...worker);
    await until(
      () => Promise.resolve(killed.told()),
      (told) => told.includes('Taking pages'),
      START_MS,
    );
    const collector = start('--queue', redis.url, ...args);
    // It is ready only after the first has the page that gets stuck.
    const other = start(...worker);
    await until(
      () => Promise.resolve(stuck.asked()),
      (asked) => asked > 0,
      START_MS,
    );
    await killed.kill();
    expect(await collector.ended, `${collector.told()}${other.told()}`).toBe(0);
    expectOneEach();
  });
});

describe('pages in Redis', () => {
  let redis: RedisServer | null = null;
  let folder = '';
  const closing: (() => unknown)[] = [];
  beforeAll(async () => {
    if (HAS_REDIS) redis = await startRedis();
  });
  beforeEach(async ({ skip }) => {
    // Tried again, a test finds nothing of the time before.
    folder = mkdtempSync(join(tmpdir(), 'almsguard-queue-'));
    if (!redis) return skip(NO_REDIS);
    const connection = await connect();
    await connection.flushall();
    connection.disconnect();
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterAll(() => redis?.close());

  const connect = () => connectRedis(redis?.url ?? '');
  const collectorOf = async (journal: Journal) => {
    const queue = createRedisQueue(await connect(), journal);
    closing.push(() => queue.close());
    return queue;
  };
  const journalOf = (name: string) => openJournal(join(folder, name));
  /** A worker without a browser. */
  const workWith = async (scan: (target: Target) => Promise<unknown>) => {
    const connection = await connect();
    const pool = { room: 2, start: async () => {}, scan, close: async () => {} } as Pool;
    const worker = await startWorker(connection, pool);
    const close = async () => {
      await worker.close();
      connection.disconnect();
    };
    closing.push(close);
    return { ...worker, close };
  };
  const ok = (requested: string) => failed(requested, 'ok', 'scanned');
  const PAGE = toTarget('https://a.example/', '/');

  it('have one result, though the collector died before it came', async () => {
    const scans: string[] = [];
    const first = createRedisQueue(await connect(), journalOf('died'));
    void first.scan(PAGE);
    // Handed in once more, it is the same page.
    void first.scan(PAGE);
    await until(() => first.countOpen(), Boolean);
    await first.close();
    await workWith(async ({ requested }) => {
      scans.push(requested);
      return ok(requested);
    });
    await until(
      () => Promise.resolve(scans.length),
      (count) => count > 0,
    );
    const journal = journalOf('died');
    expect([...journal.taken.keys()]).toEqual([PAGE.requested]);
    const second = await collectorOf(journal);
    expect([...second.earlier]).toEqual([PAGE.requested]);
    expect(await second.scan(PAGE)).toEqual(ok(PAGE.requested));
    expect(scans).toEqual([PAGE.requested]);
    const kept = () => admin.keys(`almsguard:${JOBS.name}:*-page`);
    const admin = await connect();
    closing.push(() => admin.disconnect());
    expect(await kept()).toHaveLength(1);
    await second.forget(PAGE);
    expect(await kept()).toEqual([]);
  });

  it('of two runs are two pages', async () => {
    let scans = 0;
    await workWith(async ({ requested }) => {
      scans += 1;
      return ok(requested);
    });
    const queues = await Promise.all(['one', 'two'].map((name) => collectorOf(journalOf(name))));
    await Promise.all(queues.map((queue) => queue.scan(PAGE)));
    expect(scans).toBe(2);
  });

  it('are seen by workers of the same version only, and others are told of', async () => {
    const queue = await collectorOf(journalOf('versions'));
    const admin = await connect();
    closing.push(() => admin.disconnect());
    expect(await listVersions(admin)).toEqual(new Set());
    const scan = vi.fn(async () => ok(PAGE.requested));
    const connection = await connect();
    const other = new Worker('scan-0.0.1', scan, { connection, prefix: JOBS.prefix });
    closing.push(async () => {
      await other.close(true);
      connection.disconnect();
    });
    await other.waitUntilReady();
    const versions = () => listVersions(admin);
    expect(await until(versions, ({ size }) => size > 0)).toEqual(new Set(['0.0.1']));
    expect(await queue.countWorkers()).toBe(0);
    const document = queue.scan(PAGE);
    expect(await Promise.race([document, wait(500)])).toBeUndefined();
    await workWith(async ({ requested }) => ok(requested));
    expect(await until(() => queue.countWorkers(), Boolean)).toBe(1);
    expect(await document).toEqual(ok(PAGE.requested));
    expect(scan).not.toHaveBeenCalled();
  });

  it('are handed in anew where Redis has forgotten them', async () => {
    const queue = await collectorOf(journalOf('forgotten'));
    const document = queue.scan(PAGE);
    await until(() => queue.countOpen(), Boolean);
    const connection = await connect();
    await connection.flushall();
    connection.disconnect();
    await workWith(async ({ requested }) => ok(requested));
    expect(await document).toEqual(ok(PAGE.requested));
  });

  it.each([
    ['of another page', ok('https://b.example/')],
    ['of no page', null],
    ['without a verdict', { url: PAGE.requested }],
  ])('a result %s is none', async (name, result) => {
    await workWith(async () => result);
    const queue = await collectorOf(journalOf(`odd ${name}`));
    expect(await queue.scan(PAGE)).toMatchObject({ url: PAGE.requested, error: { code: 'failed' } });
  });

  it('are never files of either machine', async () => {
    const scan = vi.fn();
    await workWith(scan);
    const queue = await collectorOf(journalOf('files'));
    const own = { requested: 'file:///etc/passwd', href: 'file:///etc/passwd', problem: null };
    expect(await queue.scan(own)).toEqual(
      failed(own.requested, 'bad-url', 'Other machines do not have this file'),
    );
    const forged = { ...own, href: 'https://a.example/' };
    expect(await queue.scan(forged)).toMatchObject({ error: { code: 'bad-url' } });
    expect(await queue.scan(toTarget('nonsense', '/'))).toMatchObject({ error: { code: 'bad-url' } });
    expect(scan).not.toHaveBeenCalled();
  });

  it('stay for others where a worker has no browser any more', async () => {
    const queue = await collectorOf(journalOf('broken'));
    const broken = await workWith(async () => {
      throw new Error('no browser');
    });
    const document = queue.scan(PAGE);
    await expect(broken.lost).rejects.toThrow('no browser');
    expect(await Promise.race([document, wait(500)])).toBeUndefined();
    expect(await queue.countOpen()).toBe(1);
  });
});

it('says at once that no Redis answers, and nothing of the password', async () => {
  const scan = startScan('--queue', 'redis://me:secret@127.0.0.1:1', '--worker');
  expect(await scan.ended).toBe(2);
  expect(scan.told()).toContain('No Redis answers at 127.0.0.1:1: connect ECONNREFUSED');
  expect(scan.told()).not.toContain('secret');
});
