import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { REDIS_ANSWER_MS } from './limits.ts';

export const { version: VERSION } = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'),
) as { version: string };

/** Under which names the jobs stand in Redis. Versions never meet: one may not know what another found. */
export const JOBS = { name: `scan-${VERSION}`, prefix: 'almsguard' } as const;

/** Versions that workers at this server run. */
export async function listVersions(redis: Redis): Promise<Set<string>> {
  // BullMQ gives a worker's connection the name of its queue.
  const clients = String(await redis.client('LIST'));
  const names = [...clients.matchAll(/ name=almsguard:([^ :]+)(?::w:\S*)? /g)].map(([, name = '']) =>
    Buffer.from(name, 'base64').toString(),
  );
  return new Set(names.filter((name) => name.startsWith('scan-')).map((name) => name.slice('scan-'.length)));
}

/** The queue was not there at the start; the message says what to do. */
export class RedisMissing extends Error {}

/** A connection that has answered once; from then on it is taken up again whenever it is lost. */
export async function connectRedis(url: string): Promise<Redis> {
  // A name or a password in the address is nobody else's business.
  const { host } = new URL(url);
  let hasAnswered = false;
  let isLost = false;
  let last: unknown = null;
  const redis = new Redis(url, {
    lazyConnect: true,
    // BullMQ waits at the server for jobs to come.
    maxRetriesPerRequest: null,
    connectTimeout: REDIS_ANSWER_MS,
    retryStrategy: (times) => (hasAnswered ? Math.min(times * 500, 5_000) : null),
  });
  redis.on('error', (error) => {
    last = error;
    if (hasAnswered && !isLost)
      process.stderr.write(`The connection to Redis at ${host} is lost; trying again\n`);
    isLost = true;
  });
  redis.on('ready', () => {
    if (isLost) process.stderr.write(`Redis at ${host} is back\n`);
    isLost = false;
  });
  try {
    await redis.connect();
    await redis.ping();
    hasAnswered = true;
    return redis;
  } catch (error) {
    redis.disconnect();
    // What ends the wait says less than what came before.
    const cause = last ?? error;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new RedisMissing(`No Redis answers at ${host}: ${why}\ndocs/SCAN-MANY.md tells how to start one.`);
  }
}
