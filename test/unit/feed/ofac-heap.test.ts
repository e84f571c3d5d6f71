import { expect, it } from 'vitest';
import { inHeap } from '../../support/heap.ts';

const PIECES = 800;
const HEAP_MB = 32;

it(`reads ${(PIECES * 64) / 1000} MB in a heap of ${HEAP_MB}: names that are kept do not keep the file`, async () => {
  const script = new URL('./ofac-heap-worker.ts', import.meta.url);
  expect(await inHeap(HEAP_MB, script, PIECES)).toBe(PIECES);
}, 30_000);
