/** Reads an invented file of so many pieces of 64 kB, with one party each. */
import { parentPort, workerData } from 'node:worker_threads';
import { readList } from '#lib/feed/formats/registry.ts';
import { advancedFile, alias, feature, listing, party } from './ofac-files.ts';

const BETWEEN = '<!-- here -->';
const pieces = workerData as number;
const encoder = new TextEncoder();
const [before = '', after = ''] = advancedFile({
  parties: [BETWEEN],
  entries: Array.from({ length: pieces }, (_, i) => listing(i + 1)),
}).split(BETWEEN);

async function* file() {
  yield encoder.encode(before);
  for (let i = 1; i <= pieces; i++) {
    const name = alias([[53, `EXAMPLE FRONT WITH A LONG NAME ${i}`]]);
    yield encoder.encode(
      `${party(i, [name], [feature(i, 73, `www.example-front-${i}.com`)])}<Other>${'x'.repeat(64_000)}</Other>`,
    );
  }
  yield encoder.encode(after);
}

const read = await readList(file(), { id: 'x', name: 'x', today: '2026-11-21' });
parentPort?.postMessage(read.ok ? read.value.list.entries : read.error);
