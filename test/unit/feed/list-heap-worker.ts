/** Reads a list of so many hosts, one a line. */
import { parentPort, workerData } from 'node:worker_threads';
import { readList } from '#lib/feed/formats/registry.ts';

const LINES_A_PIECE = 1_000;
const hosts = workerData as number;
const encoder = new TextEncoder();

async function* file() {
  for (let from = 0; from < hosts; from += LINES_A_PIECE) {
    const lines = Array.from({ length: LINES_A_PIECE }, (_, n) => `shop-${from + n}.example.com\n`);
    yield encoder.encode(lines.join(''));
  }
}

const read = await readList(file(), { id: 'x', name: 'hosts.txt', today: '2026-11-21' });
parentPort?.postMessage(read.ok ? read.value.list.entries : read.error);
