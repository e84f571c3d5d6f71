import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';

const HOSTS = 150_000;
const HEAP_MB = 32;

it(`reads ${HOSTS} lines in a heap of ${HEAP_MB} MB: no entry stays an object`, async () => {
  const worker = new Worker(new URL('./list-heap-worker.ts', import.meta.url), {
    workerData: HOSTS,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  const answer = await new Promise((resolve, reject) => {
    worker.once('message', resolve).once('error', reject);
  });
  expect(answer).toBe(HOSTS);
}, 60_000);
