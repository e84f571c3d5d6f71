/**
 * Runs inside a page that was just loaded: the content script's first reading and its look around, with every stretch
 * of work between two rests timed. In a slice the page neither draws nor answers.
 */
import { MAX_SLICE_MS } from '#lib/core/limits.ts';
import { createPace } from '#lib/page/pacing.ts';
import { scanThisPage } from './scanner.ts';

export interface SliceFigures {
  /** Milliseconds: the longest slice, and all of them. */
  longest: number;
  total: number;
  /** Longer than they may be. */
  over: number;
  slices: number;
  candidates: number;
  unread: string[];
}

async function measure(): Promise<SliceFigures> {
  const pace = createPace(window);
  const figures: SliceFigures = { longest: 0, total: 0, over: 0, slices: 0, candidates: 0, unread: [] };
  let first = 0;
  let last = 0;
  const close = () => {
    const ms = last - first;
    if (first > 0) figures.slices++;
    if (ms > MAX_SLICE_MS) figures.over++;
    figures.longest = Math.max(figures.longest, ms);
    figures.total += ms;
    first = 0;
    last = 0;
  };
  const scanner = scanThisPage({
    pace: {
      now() {
        last = pace.now();
        first ||= last;
        return last;
      },
      rest() {
        close();
        return pace.rest();
      },
    },
    async report({ candidates, unread }) {
      figures.candidates = candidates.length;
      figures.unread = unread.map(({ what, why }) => `${what} ${why}`);
    },
    onRead: close,
  });
  scanner.start();
  await scanner.rescan();
  scanner.stop();
  return figures;
}

Object.assign(globalThis, { benchSlices: measure });
