import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { readChunk } from '#lib/watchlist/compile.ts';
import { bundledEntries, disagreements, OFAC_DATA, toldOf } from '../../test/support/ofac-bundled.ts';
import { benchOfacInBrowser, type OfacInBrowser } from './ofac-browser.ts';
import type { OfacAnswer } from './ofac-worker.ts';

/** What the heap of the worker may grow to. */
export const HEAP_MB = 64;
const PACKED = join(OFAC_DATA, 'sdn_advanced_2025-11-19.xml.bz2');

/** The source of the bundled list's websites writes one Spanish name without its comma. */
const KNOWN_DIFFERENCES = { subject: 1 };

export type OfacBench = Omit<OfacAnswer, 'chunks'> & { inBrowser: OfacInBrowser };

/**
 * Reads OFAC's advanced file, whole, from bytes to the stored form; `null` where it is not beside the project or
 * nothing can unpack it. What it says has to be what the bundled list says. Then the same in Chromium.
 */
export async function benchOfac(dir: string): Promise<OfacBench | null> {
  const file = unpack(dir);
  if (!file) return null;
  const { chunks, ...figures } = await readInWorker(file);
  const told = toldOf(chunks.flatMap(readChunk));
  checkAnswers(disagreements(told, toldOf(await bundledEntries())));
  const inBrowser = await benchOfacInBrowser(file);
  if (inBrowser.entries !== figures.entries) throw new Error('Chromium reads another list of the file');
  return { ...figures, inBrowser };
}

function checkAnswers(differences: readonly string[]): void {
  const counts: Record<string, number> = {};
  for (const difference of differences) {
    const field = difference.split(' ')[0] ?? '';
    counts[field] = (counts[field] ?? 0) + 1;
  }
  if (JSON.stringify(counts) !== JSON.stringify(KNOWN_DIFFERENCES)) {
    throw new Error(
      `The file and the bundled list differ: ${JSON.stringify(counts)}, such as ${differences[0]}`,
    );
  }
}

function readInWorker(file: string): Promise<OfacAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./ofac-worker.ts', import.meta.url), {
      workerData: file,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    worker.once('message', resolve).once('error', reject);
  });
}

function unpack(dir: string): string | null {
  const file = join(dir, 'sdn_advanced.xml');
  if (existsSync(file)) return file;
  if (!existsSync(PACKED)) return null;
  const out = openSync(`${file}.part`, 'w');
  const { status } = spawnSync('bunzip2', ['-c', PACKED], { stdio: ['ignore', out, 'ignore'] });
  closeSync(out);
  if (status !== 0) return null;
  renameSync(`${file}.part`, file);
  return file;
}
