import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';

const PIECES = 800;
const HEAP_MB = 32;

it(`reads ${(PIECES * 64) / 1000} MB in a heap of ${HEAP_MB}: names that are kept do not keep the file`, async () => {
  const worker = new Worker(new URL('./ofac-heap-worker.ts', import.meta.url), {
    workerData: PIECES,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  const answer = await new Promise((resolve, reject) => {
    worker.once('message', resolve).once('error', reject);
  });
  expect(answer).toBe(PIECES);
}, 30_000);
