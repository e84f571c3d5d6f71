/** Reads OFAC's file in an isolate of its own, whose heap is bounded, and tells what it took. */
import { createReadStream } from 'node:fs';
import { getHeapStatistics } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { readList } from '#lib/feed/formats/registry.ts';

export interface OfacAnswer {
  /** Milliseconds of processor time. */
  ms: number;
  /** Bytes of this isolate's heap, the most that was seen between two pieces. */
  heap: number;
  bytes: number;
  entries: number;
  refused: number;
  chunks: Uint8Array[];
}

const PIECE = 64 * 1024;

let heap = 0;
async function* pieces(file: string): AsyncGenerator<Uint8Array, void> {
  for await (const piece of createReadStream(file, { highWaterMark: PIECE })) {
    yield piece;
    heap = Math.max(heap, getHeapStatistics().used_heap_size);
  }
}

const start = process.threadCpuUsage();
const read = await readList(pieces(workerData as string), { id: 'x', name: 'x', today: '2026-11-21' });
const { user, system } = process.threadCpuUsage(start);
if (!read.ok) throw new Error(read.error.message);
const { list, bytes } = read.value;
const ms = (user + system) / 1000;
const { entries, refused, chunks } = list;
parentPort?.postMessage({ ms, heap, bytes, entries, refused, chunks } satisfies OfacAnswer);
