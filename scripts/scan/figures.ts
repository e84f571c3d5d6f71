import { RATE_PAGES } from './limits.ts';

/** How far a run has come. */
export interface Figures {
  failed: number;
  /** Pages a second, of the latest; `null` before there are two. */
  rate: number | null;
  /** Milliseconds to the end; `null` where nobody can tell yet. */
  leftMs: number | null;
}

/** Counts pages as they come in. */
export function createFigures(total: number) {
  const times: number[] = [];
  let done = 0;
  let failed = 0;
  return {
    get done() {
      return done;
    },
    step(hasFailed: boolean, now: number): void {
      done += 1;
      if (hasFailed) failed += 1;
      times.push(now);
      if (times.length > RATE_PAGES) times.shift();
    },
    /** `slowestMs`: what the longest row of one host takes at least. */
    read(now: number, slowestMs: number): Figures {
      const [first] = times;
      const spanMs = first === undefined ? 0 : now - first;
      const rate = times.length > 1 && spanMs > 0 ? ((times.length - 1) * 1000) / spanMs : null;
      const left = total - done;
      const leftMs = left === 0 ? 0 : rate === null ? null : Math.max((left / rate) * 1000, slowestMs);
      return { failed, rate, leftMs };
    },
  };
}

/** `3.4 a second`, or a minute where that says more. */
export function tellRate(rate: number): string {
  return rate >= 1 ? `${rate.toFixed(1)} a second` : `${(rate * 60).toFixed(1)} a minute`;
}

/** `12 s`, `47 min`, `3 h 12 min`. */
export function tellTime(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
