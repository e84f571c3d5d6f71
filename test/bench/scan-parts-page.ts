/**
 * Runs inside a saved page that was just loaded: one part of the first reading by itself, so that it can be told what the
 * whole is made of. One of them per load, because the first to touch a node pays for it.
 */
import { findSpots } from '#lib/detect/spots.ts';
import { readAttributes } from '#lib/page/read-attributes.ts';
import { readText } from '#lib/page/read-text.ts';
import { readSignals } from '#lib/page/signals.ts';
import { readStretches } from '#lib/page/stretches.ts';
import { scanThisPage } from './scanner.ts';

const root = () => document.documentElement;
const sink = { hit: () => undefined, take: (text: string) => text };

/** Each takes up what the one before it does, but for those of attributes and of the document. */
const PARTS = {
  benchTexts() {
    for (const stretch of readStretches(root())) stretch?.text.charCodeAt(0);
  },
  benchSpots() {
    for (const stretch of readStretches(root())) if (stretch) findSpots(stretch.text, stretch.isProgram);
  },
  benchText: () => finish(readText(root(), sink)),
  benchAttributes: () => finish(readAttributes(root(), sink)),
  benchSignals: () => finish(readSignals(document, [])),
};

function finish(steps: Iterator<unknown>): void {
  while (!steps.next().done);
}

/** Milliseconds. */
function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The whole first reading and, of the same page, a second one: the code has run, and every node was touched. */
async function benchTwice(): Promise<{ first: number; second: number }> {
  const told: number[] = [];
  const scanner = scanThisPage({
    async report({ scanMs }) {
      told.push(scanMs);
    },
  });
  scanner.start();
  while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const [first = 0] = told;
  const before = told.length;
  await scanner.rescan();
  scanner.stop();
  return { first, second: (told[before] ?? 0) - (told[before - 1] ?? 0) };
}

for (const [name, part] of Object.entries(PARTS)) Object.assign(globalThis, { [name]: () => timed(part) });
Object.assign(globalThis, { benchTwice });
