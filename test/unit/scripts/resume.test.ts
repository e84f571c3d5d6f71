import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inOrder } from '../../../scripts/scan/collect.ts';
import { openJournal } from '../../../scripts/scan/journal.ts';
import { MAX_KILLED } from '../../../scripts/scan/limits.ts';
import { toTarget } from '../../../scripts/scan/options.ts';
import { openOutput, readDocuments, requestedOf } from '../../../scripts/scan/output.ts';
import { createMemoryQueue } from '../../../scripts/scan/queue.ts';
import { createFileQueue } from '../../../scripts/scan/queue-file.ts';
import { scanned } from './scan-documents.ts';

const NAMES = ['https://a.example/', 'https://b.example/é', 'https://c.example/', 'https://d.example/'];
const TARGETS = NAMES.map((name) => toTarget(name, '/'));

let folder = '';
let out = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'almsguard-resume-'));
  out = join(folder, 'out.jsonl');
});
afterAll(() => rmSync(folder, { recursive: true }));

const start = () => {
  for (const path of [out, `${out}.queue`]) rmSync(path, { force: true });
};

/** Takes the run up, scans so many pages, and ends as abruptly as a killed process. */
async function goOn(pages = Number.POSITIVE_INFINITY): Promise<string[]> {
  const output = openOutput(out);
  const journal = openJournal(`${out}.queue`);
  const scans: string[] = [];
  const queue = createFileQueue(
    createMemoryQueue({
      room: 1,
      async scan({ requested }) {
        scans.push(requested);
        // A page may end up elsewhere.
        return requested.includes('c.')
          ? scanned('https://end.example/', { requestedUrl: requested })
          : scanned(requested);
      },
      close: async () => {},
    }),
    journal,
  );
  const left = TARGETS.filter(({ requested }) => !output.earlier.has(requested));
  for (const target of inOrder(left, queue.earlier).slice(0, pages)) output.append(await queue.scan(target));
  if (pages >= left.length) queue.finish();
  output.close();
  return scans;
}

const results = () => [...readDocuments(out)].map(({ document }) => requestedOf(document));

describe('a run that is taken up', () => {
  it('has one result for each page, wherever both files were cut', async () => {
    start();
    await goOn(3);
    const whole = { out: readFileSync(out), queue: readFileSync(`${out}.queue`) };
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: whole.out.length }),
        fc.nat({ max: whole.queue.length }),
        async (outCut, queueCut) => {
          writeFileSync(out, whole.out.subarray(0, outCut));
          writeFileSync(`${out}.queue`, whole.queue.subarray(0, queueCut));
          const kept = whole.out.subarray(0, outCut).lastIndexOf(0x0a) + 1;
          const scans = await goOn();
          expect(results().toSorted()).toEqual(NAMES);
          expect(readFileSync(out).subarray(0, kept)).toEqual(whole.out.subarray(0, kept));
          expect(readFileSync(out, 'utf8').endsWith('}\n')).toBe(true);
          expect(scans).toHaveLength(
            NAMES.length - whole.out.subarray(0, kept).toString().split('\n').length + 1,
          );
          expect(existsSync(`${out}.queue`)).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('begins with what was open, and keeps its name', async () => {
    start();
    await goOn(2);
    const { run } = openJournal(`${out}.queue`);
    // The second page was handed in and did not come back.
    const first = [...readDocuments(out)][0];
    truncateSync(out, (first?.length ?? 0) + 1);
    const journal = openJournal(`${out}.queue`);
    expect(journal.run).toBe(run);
    expect([...journal.taken.keys()]).toEqual(NAMES.slice(0, 2));
    expect(
      inOrder([...TARGETS].reverse(), new Set([NAMES[1] ?? ''])).map(({ requested }) => requested),
    ).toEqual([NAMES[1], NAMES[3], NAMES[2], NAMES[0]]);
  });

  it('gives a page up that ended the scan again and again', async () => {
    start();
    const [page] = TARGETS;
    if (!page) throw new Error('No page');
    const killed = () =>
      createFileQueue(
        createMemoryQueue({
          room: 1,
          scan: () => Promise.reject(new Error('killed')),
          close: async () => {},
        }),
        openJournal(`${out}.queue`),
      ).scan(page);
    for (let i = 0; i < MAX_KILLED; i += 1) await expect(killed()).rejects.toThrow('killed');
    expect(await killed()).toMatchObject({ url: page.requested, error: { code: 'crashed' } });
  });

  it('blames no page where a person ended the scan', async () => {
    start();
    for (let i = 0; i < MAX_KILLED; i += 1) {
      const journal = openJournal(`${out}.queue`);
      journal.take(NAMES[0] ?? '');
      journal.end();
    }
    const killed = openJournal(`${out}.queue`);
    expect(killed.taken).toEqual(new Map([[NAMES[0], 0]]));
    killed.take(NAMES[0] ?? '');
    // What ends the next run is not what ended that one.
    openJournal(`${out}.queue`).end();
    expect(openJournal(`${out}.queue`).taken).toEqual(new Map([[NAMES[0], 1]]));
  });

  it('ends where the disk is full, too', () => {
    start();
    const journal = openJournal(`${out}.queue`);
    journal.take(NAMES[0] ?? '');
    // A folder cannot be written to, either.
    rmSync(`${out}.queue`);
    mkdirSync(`${out}.queue`);
    expect(() => journal.end()).not.toThrow();
    rmSync(`${out}.queue`, { recursive: true });
  });

  it('leaves no queue behind where every page came back', () => {
    start();
    const journal = openJournal(`${out}.queue`);
    journal.remove();
    journal.end();
    expect(existsSync(`${out}.queue`)).toBe(false);
  });
});
