import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { collect } from '../../../scripts/scan/collect.ts';
import { parseOptions, type ScanOptions, type Target, toTarget } from '../../../scripts/scan/options.ts';
import { readDocuments } from '../../../scripts/scan/output.ts';
import { failed } from '../../../scripts/scan/page.ts';
import { createMemoryQueue } from '../../../scripts/scan/queue.ts';
import { scanned } from './scan-documents.ts';

let folder = '';
let told = '';
let printed = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'almsguard-collect-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  told = '';
  printed = 0;
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told = `${told}${text}`.slice(-10_000);
    return true;
  });
  vi.spyOn(process.stdout, 'write').mockImplementation(() => {
    printed += 1;
    return true;
  });
});
afterEach(() => void vi.restoreAllMocks());

const tick = () => new Promise<void>((done) => setImmediate(done));

function optionsFor(targets: Target[], ...args: string[]): ScanOptions {
  const options = parseOptions([...args, 'https://first.example/'], folder);
  if (!options) throw new Error('No options');
  return { ...options, targets };
}

const targetsOf = (count: number) =>
  Array.from({ length: count }, (_, n) => toTarget(`https://host${n}.example/`, '/'));

/** Megabytes that are really in use. */
function usedMegabytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

it('holds ten thousand pages in its file, not in memory', async () => {
  const pages = 10_000;
  const text = 'x'.repeat(8_000);
  const used: number[] = [];
  let scans = 0;
  let finishFirst = () => {};
  const rest = new Promise<void>((done) => {
    finishFirst = done;
  });
  const out = join(folder, 'many.jsonl');
  const status = await collect(optionsFor(targetsOf(pages), '--out', out), async () =>
    createMemoryQueue({
      room: 8,
      async scan({ requested }) {
        scans += 1;
        if (scans === 2_000 || scans === pages) used.push(usedMegabytes());
        if (scans === pages) finishFirst();
        // Everything else waits to be printed until the first page has come.
        await (requested === 'https://host0.example/' ? rest : tick());
        return scanned(requested, { title: `${requested} ${text}` });
      },
      close: async () => {},
    }),
  );
  expect(status).toBe(0);
  expect(printed).toBe(pages);
  let count = 0;
  for (const _ of readDocuments(out)) count += 1;
  expect(count).toBe(pages);
  // The documents that came in between the two looks are 64 megabytes.
  expect((used[1] ?? 0) - (used[0] ?? 0)).toBeLessThan(16);
}, 120_000);

it('goes on where it stopped, and tells of all', async () => {
  const out = join(folder, 'again.jsonl');
  const scans: string[] = [];
  const queue = (fails: string) => async () =>
    createMemoryQueue({
      room: 2,
      async scan({ requested }) {
        scans.push(requested);
        return requested.includes(fails) ? failed(requested, 'timeout', 'late') : scanned(requested);
      },
      close: async () => {},
    });
  expect(await collect(optionsFor(targetsOf(2), '--out', out), queue('host1.'))).toBe(1);
  const first = readFileSync(out, 'utf8');
  expect(await collect(optionsFor(targetsOf(4), '--out', out), queue('nothing'))).toBe(1);
  expect(scans).toEqual([0, 1, 2, 3].map((n) => `https://host${n}.example/`));
  expect(readFileSync(out, 'utf8').startsWith(first)).toBe(true);
  expect(told).toContain('2 pages are in');
  expect(told).toMatch(/not scanned +1\nall +4\n/);
});

it('starts no browser where nothing is left', async () => {
  const openQueue = vi.fn();
  expect(await collect(optionsFor([]), openQueue)).toBe(0);
  expect(openQueue).not.toHaveBeenCalled();
});
