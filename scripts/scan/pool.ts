import type { AnyDocument } from './document.ts';
import { createLane, type LaneOptions } from './lane.ts';
import type { Target } from './options.ts';

export interface PoolOptions extends LaneOptions {
  browsers: number;
  /** Pages at once in each of them. */
  concurrency: number;
}

/** All browsers of this machine. */
export interface Pool {
  /** Pages at once. */
  readonly room: number;
  /** Starts one browser, so that one, or a feed, that does not work is told before any page. */
  start(): Promise<void>;
  scan(target: Target): Promise<AnyDocument>;
  close(): Promise<void>;
}

export function createPool({ browsers, concurrency, ...options }: PoolOptions): Pool {
  const lanes = Array.from({ length: browsers }, () => ({ lane: createLane(options), open: 0 }));
  const [first] = lanes;
  if (!first) throw new Error('A pool needs a browser');
  return {
    room: browsers * concurrency,
    start: () => first.lane.start(),
    async scan(target) {
      const emptiest = lanes.reduce((best, one) => (one.open < best.open ? one : best), first);
      emptiest.open += 1;
      try {
        return await emptiest.lane.scan(target);
      } finally {
        emptiest.open -= 1;
      }
    },
    async close() {
      await Promise.all(lanes.map(({ lane }) => lane.close()));
    },
  };
}
