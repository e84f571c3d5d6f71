/**
 * Runs inside a saved page that was just loaded: what the content script's first reading costs, or the least
 * that any reading of the text could cost. One of them per load, because the first to touch a node pays for it.
 */
import type { FrameScan } from '#lib/core/types.ts';
import { scanThisPage } from './scanner.ts';

export interface BareFigures {
  /** Milliseconds. */
  ms: number;
  chars: number;
}

export interface ScanFigures {
  /** Milliseconds of main-thread work. */
  ms: number;
  candidates: string[];
}

function bare(): BareFigures {
  const start = performance.now();
  const chars = bareTextPass();
  return { ms: performance.now() - start, chars };
}

async function scan(): Promise<ScanFigures> {
  const { scanMs, candidates } = await firstScan();
  return { ms: scanMs, candidates: candidates.map(({ text }) => text) };
}

/** The limit: every text of the page is looked at once, and nothing is done with it. */
function bareTextPass(): number {
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
  let chars = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) chars += (node.nodeValue ?? '').length;
  return chars;
}

function firstScan(): Promise<FrameScan> {
  return new Promise((resolve) => {
    const scanner = scanThisPage({
      async report(scan) {
        scanner.stop();
        resolve(scan);
      },
    });
    scanner.start();
  });
}

Object.assign(globalThis, { benchBare: bare, benchScan: scan });
