import { MAX_SLICE_MS } from '#lib/core/limits.ts';
import type { Steps } from '#lib/core/steps.ts';

/** Between two steps the page may be given its turn, and may change. */
export type { Steps };

export interface Pace {
  /** Milliseconds, with fractions. */
  now(): number;
  /** Lets the page work, draw and answer its user. */
  rest(): Promise<void>;
}

type Yielding = typeof globalThis & { scheduler?: { yield?(): Promise<void> } };

export function createPace(window: Window & typeof globalThis): Pace {
  const { scheduler } = window as Yielding;
  return {
    now: () => window.performance.now(),
    rest: () =>
      scheduler?.yield ? scheduler.yield() : new Promise((resolve) => window.setTimeout(resolve, 0)),
  };
}

/** Milliseconds after which a slice ends: one step more still fits into it. */
const ENOUGH_MS = MAX_SLICE_MS / 2;

/** Runs the steps in slices of at most `MAX_SLICE_MS`; tells the result and the milliseconds of work. */
export async function runSliced<T>(steps: Steps<T>, pace: Pace): Promise<{ value: T; ms: number }> {
  let ms = 0;
  for (;;) {
    const start = pace.now();
    let spent = 0;
    while (spent < ENOUGH_MS) {
      const step = steps.next();
      spent = pace.now() - start;
      if (step.done) return { value: step.value, ms: ms + spent };
    }
    ms += spent;
    await pace.rest();
  }
}
