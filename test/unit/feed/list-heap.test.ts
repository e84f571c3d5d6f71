import { expect, it } from 'vitest';
import { inHeap } from '../../support/heap.ts';

const HOSTS = 150_000;
const HEAP_MB = 32;

it(`reads ${HOSTS} lines in a heap of ${HEAP_MB} MB: no entry stays an object`, async () => {
  const script = new URL('./list-heap-worker.ts', import.meta.url);
  expect(await inHeap(HEAP_MB, script, HOSTS)).toBe(HOSTS);
}, 60_000);
