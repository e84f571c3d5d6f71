import { MAX_OBFUSCATED } from '#lib/core/limits.ts';
import { attributeOf, isConnected } from './dom.ts';
import { type Pace, runSliced } from './pacing.ts';
import { aroundOf, type ObfuscatedSink, readObfuscated } from './read-obfuscated.ts';
import { isUnder, nodeOf, rangeOf, type Target, type Told } from './targets.ts';

/** Milliseconds that a busy page may put the reading off. */
const MAX_IDLE_WAIT_MS = 1_000;
/** Milliseconds that a call of `read` waits; what comes later is told by `onNews`. */
const MAX_READ_WAIT_MS = 400;

export interface ObfuscatedDeps {
  window: Window & typeof globalThis;
  pace: Pace;
  hit: ObfuscatedSink['hit'];
  /** There are addresses to tell of. */
  onNews(): void;
}

/** Reads a page once more, in idle time, for addresses in clothes that the first reading passes over. */
export interface ObfuscatedReader {
  /** Reads under these nodes. What was found there before and stands there still is told again at once. */
  read(roots: Iterable<Node>): Promise<void>;
  stop(): void;
}

interface Known {
  text: string;
  how: Parameters<ObfuscatedSink['hit']>[1];
  target: Target;
  told: Told;
  /** What stood there. */
  shown: string | undefined;
}

export function createObfuscatedReader({ window, pace, hit, onNews }: ObfuscatedDeps): ObfuscatedReader {
  let known: Known[] = [];
  let roots = new Set<Node>();
  let idle = 0;
  let working = false;
  let stopped = false;
  let waiting: (() => void)[] = [];

  function schedule(): void {
    if (!stopped && !working) idle ||= window.requestIdleCallback(work, { timeout: MAX_IDLE_WAIT_MS });
  }

  async function work(): Promise<void> {
    idle = 0;
    working = true;
    while (roots.size > 0 && !stopped) {
      // Neighbours that change together have the same around them.
      const under = new Set([...roots].map(aroundOf));
      roots = new Set();
      await readUnder(under).catch(() => undefined);
    }
    working = false;
    for (const done of waiting) done();
    waiting = [];
  }

  async function readUnder(under: ReadonlySet<Node>): Promise<void> {
    const found: Known[] = [];
    const sink: ObfuscatedSink = {
      hit(text, how, target, told) {
        if (found.length < MAX_OBFUSCATED)
          found.push({ text, how, target, told, shown: shownAt(target, told) });
      },
    };
    for (const root of under) {
      // A named control may throw: what is left of the tree stays unread.
      if (isConnected(root)) await runSliced(readObfuscated(root, sink), pace).catch(() => undefined);
    }
    if (stopped) return;
    const others = known.filter(
      ({ target }) => isConnected(nodeOf(target)) && !isUnder(nodeOf(target), under),
    );
    known = [...others, ...found].slice(0, MAX_OBFUSCATED);
    tell(found);
    if (found.length > 0) onNews();
  }

  function tell(some: readonly Known[]): void {
    for (const { text, how, target, told, shown } of some) {
      if (shown !== undefined && shownAt(target, told) === shown) hit(text, how, target, told);
    }
  }

  return {
    async read(under) {
      const asked = new Set(under);
      tell(known.filter(({ target }) => isUnder(nodeOf(target), asked)));
      for (const root of asked) roots.add(root);
      if (roots.size === 0 && !working) return;
      const done = new Promise<void>((resolve) => waiting.push(resolve));
      schedule();
      await Promise.race([done, new Promise((resolve) => window.setTimeout(resolve, MAX_READ_WAIT_MS))]);
    },
    stop() {
      stopped = true;
      window.cancelIdleCallback(idle);
    },
  };
}

/** What stands at a place now; `undefined` where it is gone. */
function shownAt(target: Target, { label = '' }: Told): string | undefined {
  if (target.kind === 'text') return rangeOf(target)?.toString();
  return isConnected(target.element) ? attributeOf(target.element, label) : undefined;
}
