/**
 * Runs inside a saved page that was just loaded: what the content script's first reading costs, or the least
 * that any reading of the text could cost. One of them per load, because the first to touch a node pays for it.
 */
import { meteredPace, scanThisPage } from './scanner.ts';

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

/** The first reading, and with it the look around that follows when the page rests. */
function scan(reads: 1 | 2): Promise<ScanFigures> {
  const figures: ScanFigures = { ms: 0, candidates: [] };
  return new Promise((resolve) => {
    let left: number = reads;
    const { pace, close } = meteredPace((ms) => {
      figures.ms += ms;
    });
    const scanner = scanThisPage({
      pace,
      async report({ candidates }) {
        figures.candidates = candidates.map(({ text }) => text);
      },
      onRead() {
        close();
        if (--left > 0) return;
        scanner.stop();
        resolve(figures);
      },
    });
    scanner.start();
  });
}

/** The limit: every text of the page is looked at once, and nothing is done with it. */
function bareTextPass(): number {
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
  let chars = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) chars += (node.nodeValue ?? '').length;
  return chars;
}

Object.assign(globalThis, { benchBare: bare, benchScan: () => scan(1), benchWhole: () => scan(2) });
