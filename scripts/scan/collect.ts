import { wait } from '#lib/core/wait.ts';
import { hostOf, scanAll } from './all.ts';
import type { AnyDocument } from './document.ts';
import { tellRate, tellTime } from './figures.ts';
import { HOST_PAUSE_MS } from './limits.ts';
import type { Position } from './lines.ts';
import type { ScanOptions, Target } from './options.ts';
import { createOrdered, type Output, openOutput, readDocuments } from './output.ts';
import { createProgress } from './progress.ts';
import type { Queue } from './queue.ts';
import { languageOf } from './report/words.ts';
import { tryReport, writeReport } from './report/write.ts';
import { summarise } from './summary.ts';
import { countAll, tellTally } from './tally.ts';
import { createTurns } from './turns.ts';

const clock = {
  now: () => performance.now(),
  wait,
};

/** Scans what is left of the list, writes down what comes back, and tells of it. Exit status: 1 where a page failed. */
export async function collect(options: ScanOptions, openQueue: () => Promise<Queue>): Promise<number> {
  if (options.report !== null) await tryReport(options.report);
  const output = openOutput(options.out);
  try {
    const { earlier } = output;
    const targets = options.targets.filter(({ requested }) => !earlier.has(requested));
    if (earlier.size > 0) {
      process.stderr.write(
        `${options.targets.length - targets.length} pages are in ${output.path} already\n`,
      );
    }
    let failures = options.targets.filter(({ requested }) => earlier.get(requested)?.failed).length;
    const began = clock.now();
    if (targets.length > 0) failures += await scanRest(targets, options, output, openQueue);
    const ms = clock.now() - began;
    const rate = targets.length > 0 ? `, ${tellRate((targets.length * 1000) / ms)}` : '';
    const took = `${targets.length} scanned in ${tellTime(ms)}${rate}\n`;
    process.stderr.write(tellTally(countAll(readDocuments(output.path)), took));
    if (options.report !== null) {
      await writeReport(options.report, {
        out: output.path,
        screenshots: options.screenshots,
        language: languageOf(process.env),
        made: new Date(),
      });
      process.stderr.write(`The report is ${options.report}\n`);
    }
    return failures > 0 ? 1 : 0;
  } finally {
    output.close();
  }
}

/** How many of the pages could not be scanned. */
async function scanRest(
  targets: Target[],
  { json, sites }: ScanOptions,
  output: Output,
  openQueue: () => Promise<Queue>,
): Promise<number> {
  let failures = 0;
  const queue = await openQueue();
  try {
    const turns = createTurns(inOrder(targets, queue.earlier), {
      hostOf: ({ href }) => hostOf(href ?? ''),
      isExempt: (host) => host === '' || sites.has(host) || sites.has(host.replace(/:\d+$/, '')),
      pauseMs: HOST_PAUSE_MS,
    });
    const progress = createProgress(targets.length, process.stderr, clock.now, turns.slowestMs);
    const indices = new Map(targets.map((target, index) => [target, index]));
    // What waits for its turn to be printed waits in the file.
    const print = createOrdered((position: Position) => {
      const document = output.read(position);
      process.stdout.write(json ? `${JSON.stringify(document)}\n` : summarise(document));
    });
    await scanAll({
      queue,
      turns,
      clock,
      onDocument(target: Target, document: AnyDocument) {
        if ('error' in document) failures += 1;
        const position = output.append(document);
        progress.clear();
        print(indices.get(target) ?? 0, position);
        progress.step(document);
      },
    });
    queue.finish();
    return failures;
  } finally {
    await queue.close();
  }
}

/** Those that an earlier run had handed in come first. */
export function inOrder(targets: readonly Target[], earlier: ReadonlySet<string>): Target[] {
  const isEarlier = ({ requested }: Target) => earlier.has(requested);
  return [...targets.filter(isEarlier), ...targets.filter((target) => !isEarlier(target))];
}
