import { MAX_PICTURES } from '#lib/core/limits.ts';
import type { How } from '#lib/core/types.ts';
import type { PictureAnswer, PictureQuestion } from '#lib/messaging/protocol.ts';
import { isConnected } from './dom.ts';
import type { Pace } from './pacing.ts';
import { createPictureDecoder } from './picture-decoder.ts';
import { findPictures, isCalledCode, maxRatioOf, mayShowCode, pictureKind } from './picture-find.ts';
import { createShooter } from './picture-shots.ts';
import { type ElementTarget, isUnder } from './targets.ts';

/** How far beyond the window pictures are looked at ahead of all others. */
const NEAR = '50%';
/** Milliseconds that a busy page may put the pictures off. */
const MAX_IDLE_WAIT_MS = 3_000;
/** Milliseconds that a call of `read` waits; what comes later is told by `onNews`. */
export const MAX_READ_WAIT_MS = 400;

export interface PictureReaderDeps {
  window: Window & typeof globalThis;
  pace: Pace;
  /** `undefined` when nobody answers. */
  ask(question: PictureQuestion): Promise<PictureAnswer | undefined>;
  isOwn(node: Node): boolean;
  hit(text: string, how: How, target: ElementTarget): void;
  /** Whether the document shows anything that may be an address. */
  hasCandidates(): boolean;
  /** There are codes to tell of, or fewer pictures count as unread. */
  onNews(): void;
}

export interface PictureReader {
  /**
   * Looks for pictures under these nodes, in idle time. What was read of them before is told again at once. Ends
   * when those that can be read now have been read, at the latest after `MAX_READ_WAIT_MS`.
   */
  read(roots: Iterable<Node>): Promise<void>;
  /** Whether it is known what codes the element shows, or that it shows none that can be scanned. */
  isRead(element: Element): boolean;
  /** Drawings and backgrounds that may be codes and could not be read. */
  unread(): number;
  stop(): void;
}

interface Known {
  /** What the picture was made from; `null` where only its pixels tell. */
  source: string | null;
  texts: string[];
}

/** Reads the QR codes among the pictures of one document: first those in view, then the others. */
export function createPictureReader(deps: PictureReaderDeps): PictureReader {
  const { window, pace, ask, isOwn, hit, onNews } = deps;
  const watched = new Set<Element>();
  /** Shown in a size or shape that no code has. */
  const unlikely = new WeakSet<Element>();
  const known = new WeakMap<Element, Known>();
  /** Those of the known that show a code: few. */
  const codes = new Set<Element>();
  /** Elements that only the screen shows, with what they were made from. */
  const closed = new Map<Element, string | null>();
  /** Watched, and the browser has not told yet where they are. */
  const expected = new Set<Element>();
  const near = new Set<Element>();
  const far = new Set<Element>();
  let href = window.location.href;
  let roots = new Set<Node>();
  let idle = 0;
  let working = false;
  let news = false;
  let stopped = false;
  let waiting: (() => void)[] = [];

  const reach = new window.IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, boundingClientRect } of entries) {
        expected.delete(target);
        near.delete(target);
        far.delete(target);
        unlikely.delete(target);
        if (mayShowCode(target, boundingClientRect)) (isIntersecting ? near : far).add(target);
        else if (boundingClientRect.width > 0) unlikely.add(target);
      }
      schedule();
    },
    { rootMargin: NEAR },
  );
  const decoder = createPictureDecoder({ window, pace, ask });
  const shooter = createShooter({
    window,
    ask,
    settle: (element, texts) => {
      settle(element, sourceOf(element), texts);
      finish();
    },
  });

  function schedule(): void {
    if (stopped || working || idle) return;
    idle = window.requestIdleCallback(
      () => {
        idle = 0;
        lookForPictures();
        work();
      },
      { timeout: MAX_IDLE_WAIT_MS },
    );
  }

  function lookForPictures(): void {
    for (const element of findPictures(roots)) {
      if (isOwn(element) || isRead(element)) continue;
      if (watched.size < MAX_PICTURES || watched.has(element)) watch(element);
    }
    roots = new Set();
  }

  async function work(): Promise<void> {
    working = true;
    for (let next = first(); next && !stopped && !decoder.isSpent(); next = first()) {
      near.delete(next);
      far.delete(next);
      // A named control or an element of a strange kind may throw: it stays unread.
      await readOne(next).catch(() => undefined);
    }
    working = false;
    if (roots.size > 0) schedule();
    finish();
  }

  function first(): Element | undefined {
    return near.values().next().value ?? far.values().next().value;
  }

  function finish(): void {
    if (expected.size === 0 && roots.size === 0) {
      for (const done of waiting) done();
      waiting = [];
    }
    if (news && !stopped) onNews();
    news = false;
  }

  async function readOne(element: Element): Promise<void> {
    if (!isConnected(element) || isRead(element)) return;
    const source = sourceOf(element);
    if (source !== null && closed.get(element) === source) return leaveToScreen(element);
    const found = await decoder.read(element, maxRatioOf(element));
    if (Array.isArray(found)) settle(element, source, found);
    else if (found === 'loading') element.addEventListener('load', onLoad, { once: true });
    else if (found === 'closed') {
      closed.set(element, source);
      leaveToScreen(element);
    }
  }

  function onLoad({ currentTarget }: Event): void {
    watch(currentTarget as Element);
  }

  function leaveToScreen(element: Element): void {
    // The screen may flicker under a look, so it is for what may be there to pay by.
    if (isCalledCode(element) || deps.hasCandidates()) shooter.add(element);
  }

  function settle(element: Element, source: string | null, texts: string[]): void {
    const before = known.get(element)?.texts ?? [];
    known.set(element, { source, texts });
    closed.delete(element);
    if (texts.length > 0) codes.add(element);
    else codes.delete(element);
    news = true;
    // What it showed before was told when `read` was called.
    tell(
      element,
      texts.filter((text) => !before.includes(text)),
    );
  }

  function tell(element: Element, texts: string[]): void {
    for (const text of texts) hit(text, 'qr', { kind: 'element', element });
  }

  function isRead(element: Element): boolean {
    const before = known.get(element);
    return before !== undefined && before.source !== null && before.source === sourceOf(element);
  }

  /** Watches from now on; what is watched already is looked at once more. */
  function watch(element: Element): void {
    if (stopped) return;
    reach.unobserve(element);
    reach.observe(element);
    watched.add(element);
    expected.add(element);
  }

  function tidy(): void {
    for (const element of watched) {
      if (isConnected(element)) continue;
      watched.delete(element);
      closed.delete(element);
      codes.delete(element);
      expected.delete(element);
      reach.unobserve(element);
      shooter.drop(element);
    }
    // Another page of the same document begins with nothing spent.
    if (window.location.href !== href) decoder.refill();
    href = window.location.href;
  }

  return {
    async read(under) {
      tidy();
      const asked = new Set(under);
      for (const element of codes)
        if (isUnder(element, asked)) tell(element, known.get(element)?.texts ?? []);
      roots = new Set([...roots, ...asked]);
      const done = new Promise<void>((resolve) => waiting.push(resolve));
      schedule();
      await Promise.race([done, new Promise((resolve) => window.setTimeout(resolve, MAX_READ_WAIT_MS))]);
    },
    isRead: (element) => known.has(element) || unlikely.has(element),
    unread: () =>
      [...closed.keys()].filter(
        (element) => !known.has(element) && !['image', 'canvas'].includes(pictureKind(element)),
      ).length,
    stop() {
      stopped = true;
      reach.disconnect();
      shooter.stop();
      window.cancelIdleCallback(idle);
    },
  };
}

/** What tells that a picture is still the same without looking at it. */
function sourceOf(element: Element): string | null {
  const kind = pictureKind(element);
  if (kind === 'image') return (element as HTMLImageElement).currentSrc;
  return kind === 'shown' ? getComputedStyle(element).backgroundImage : null;
}
