import { Worker } from 'node:worker_threads';

/** What a script answers that works in a heap of so many megabytes; rejects where that is too small for it. */
export function inHeap(megabytes: number, script: URL, workerData: unknown): Promise<unknown> {
  const worker = new Worker(script, { workerData, resourceLimits: { maxOldGenerationSizeMb: megabytes } });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve).once('error', reject);
  });
}
