import { Redis } from 'ioredis';
import { REDIS_ANSWER_MS } from './limits.ts';

/** Under which names the jobs stand in Redis. */
export const JOBS = { name: 'scan', prefix: 'almsguard' } as const;

/** The queue was not there at the start; the message says what to do. */
export class RedisMissing extends Error {}

/** A connection that has answered once; from then on it is taken up again whenever it is lost. */
export async function connectRedis(url: string): Promise<Redis> {
  // A name or a password in the address is nobody else's business.
  const { host } = new URL(url);
  let hasAnswered = false;
  let isLost = false;
  const redis = new Redis(url, {
    lazyConnect: true,
    // BullMQ waits at the server for jobs to come.
    maxRetriesPerRequest: null,
    connectTimeout: REDIS_ANSWER_MS,
    retryStrategy: (times) => (hasAnswered ? Math.min(times * 500, 5_000) : null),
  });
  redis.on('error', () => {
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
    const why = error instanceof Error ? error.message : String(error);
    throw new RedisMissing(`No Redis answers at ${host}: ${why}\ndocs/SCAN-MANY.md tells how to start one.`);
  }
}
