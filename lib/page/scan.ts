import { MAX_TEXT_CHARS, MAX_URL_CHARS } from '#lib/core/limits.ts';
import type { FrameScan, How, PageSignals, Unread } from '#lib/core/types.ts';
import { readHref } from '#lib/detect/uri.ts';
import { createBlocks } from './blocks.ts';
import type { Closer, CreateCloser } from './closer.ts';
import { isConnected, rootElementOf } from './dom.ts';
import { framePath } from './frame-path.ts';
import { createLedger } from './ledger.ts';
import { type Change, type Observer, observe } from './observe.ts';
import { type Pace, runSliced, type Steps } from './pacing.ts';
import { readAttributes } from './read-attributes.ts';
import { createFields } from './read-fields.ts';
import { readText } from './read-text.ts';
import { findAllShadows, type OpenShadow } from './shadow.ts';
import { readSignals } from './signals.ts';
import { describe } from './surroundings.ts';
import { nodeOf, type Target, type Told } from './targets.ts';
import { countUnread } from './unread.ts';

/** Times that a tree is read from its start because the page took it apart meanwhile. */
const MAX_TRIES = 3;
/** Milliseconds after which the look around begins though the page does not rest. */
const MAX_IDLE_WAIT_MS = 1_000;
/**
 * Milliseconds until the page is looked around again for what no mutation tells of, while it is shown: each time twice as
 * long as before.
 */
const LOOK_AGAIN_MS = 2_000;
const MAX_AGAIN_MS = 1_000_000;
/** What the background takes of a frame count. */
const MAX_FRAMES_COUNTED = 10_000;

export interface ScannerDeps {
  window: Window & typeof globalThis;
  pace: Pace;
  openShadow: OpenShadow;
  /** Asks the background what a picture shows. */
  ask: Parameters<CreateCloser>[0]['ask'];
  /** Nodes that the extension itself put into the page. */
  isOwn(node: Node): boolean;
  /** Takes the news of the document to the background. */
  report(scan: FrameScan): Promise<void>;
  /** Called after every read: targets may have moved. */
  onRead(): void;
}

export interface Scanner {
  start(): void;
  /** Reads everything again and reports, whether or not anything is new. */
  rescan(): Promise<void>;
  /** Where a text stands, in the order of its places. */
  targets(text: string): Target[];
  /** The closer look, once it is there: it is where a text was found. */
  closer(): Closer | null;
  /** Pictures and widgets are read from now on. */
  lookCloser(create: CreateCloser): void;
  stop(): void;
}

/** Reads one document, keeps watching it, and reports what stands in it. */
export function createScanner(deps: ScannerDeps): Scanner {
  const { window, pace, openShadow, isOwn, report, onRead } = deps;
  const { document } = window;
  const ledger = createLedger();
  const blocksOf = createBlocks();
  const path = framePath(window);
  const shadows = new Set<ShadowRoot>();
  const fields = createFields();
  let observer: Observer | null = null;
  let pending: Change | null = null;
  let running: Promise<void> | null = null;
  let reported: Promise<void> = Promise.resolve();
  let lastReport = '';
  let startedAt = window.performance.timeOrigin;
  let scanMs = 0;
  let chars = 0;
  let textLeft = false;
  let idle = 0;
  let again = 0;
  let againMs = LOOK_AGAIN_MS;
  let closer: Closer | null = null;
  let signals: PageSignals;

  function hit(text: string, how: How, target: Target, told: Told = {}): void {
    ledger.add(text, how, target, (target) => ({
      ...describe(target, told),
      blocks: blocksOf(nodeOf(target)),
    }));
  }
  function take(text: string): string {
    const part = text.slice(0, MAX_TEXT_CHARS - chars);
    chars += part.length;
    textLeft ||= part !== text;
    return part;
  }

  const open: OpenShadow = (element) => (isOwn(element) ? null : openShadow(element));

  function* readTree(root: Node): Steps<void> {
    for (let left = MAX_TRIES; ; ledger.forget(new Set([root]))) {
      const isWhole = (yield* readText(root, { hit, take })) && (yield* readAttributes(root, { hit }));
      if (isWhole || --left === 0) break;
    }
    fields.read(root, { hit });
  }

  function* readShadow(shadow: ShadowRoot): Steps<void> {
    shadows.add(shadow);
    observer?.watch(shadow);
    yield* readTree(shadow);
  }

  /** Shadow trees under a tree, and those inside of them, but for the ones that were read. */
  function* readShadows(tree: Node, done: ReadonlySet<ShadowRoot>): Steps<void> {
    const trees = [tree];
    for (const under of trees) {
      for (const shadow of yield* findAllShadows(under, open)) {
        trees.push(shadow);
        if (!done.has(shadow)) yield* readShadow(shadow);
      }
    }
  }

  function* read(roots: Change): Steps<void> {
    if (roots !== 'all') {
      const changed = new Set([...roots, ...(yield* fields.changed([document, ...shadows]))]);
      ledger.forget(changed);
      for (const root of changed) {
        yield* readTree(root);
        yield* readShadows(root, new Set());
      }
      return;
    }
    textLeft = false;
    const known = [...shadows].filter(isConnected);
    ledger.clear();
    shadows.clear();
    const root = rootElementOf(document);
    if (root) yield* readTree(root);
    for (const shadow of known) yield* readShadow(shadow);
  }

  /** Shadow trees that are not known yet, and what was put into fields, for no mutation tells of those; and widgets. */
  function* readRest(): Steps<void> {
    yield* readShadows(document, shadows);
    yield* read(new Set());
    if (closer) yield* closer.readWidgets([document, ...shadows]);
  }

  async function run(): Promise<void> {
    while (pending && observer) {
      const roots = pending;
      chars = 0;
      pending = null;
      await work(read(roots));
      if (!observer) return;
      // What is known of pictures is told at once; what is new comes by `onNews`.
      closer?.pictures.read(roots === 'all' ? [document, ...shadows] : roots);
      tell();
      if (roots !== 'all') continue;
      againMs = LOOK_AGAIN_MS;
      lookWhenIdle();
    }
  }

  function lookWhenIdle(): void {
    idle ||= window.requestIdleCallback(lookAround, { timeout: MAX_IDLE_WAIT_MS });
  }

  /** Reads, and then what the page says of itself by now. */
  async function work(steps: Steps<void>): Promise<void> {
    function* both(): Steps<void> {
      yield* steps;
      for (const shadow of shadows) if (!isConnected(shadow)) shadows.delete(shadow);
      signals = yield* readSignals(document, shadows);
    }
    scanMs += (await runSliced(both(), pace)).ms;
  }

  async function lookAround(): Promise<void> {
    window.cancelIdleCallback(idle);
    idle = 0;
    if (!observer) return;
    await work(readRest());
    // What is half read is told when it is read.
    if (observer && !running) tell();
    window.clearTimeout(again);
    again = window.setTimeout(lookAgain, againMs);
  }

  function lookAgain(): void {
    if (document.hidden) document.addEventListener('visibilitychange', lookWhenIdle, { once: true });
    else lookWhenIdle();
    againMs *= againMs < MAX_AGAIN_MS ? 2 : 1;
  }

  function tell(): void {
    const start = pace.now();
    const unread: Unread[] = [...ledger.unread(), ...countUnread(document, closer?.pictures ?? null)];
    if (textLeft) unread.push({ what: 'limit', count: 1, why: 'too-much-text' });
    const news = {
      href: window.location.href.slice(0, MAX_URL_CHARS),
      startedAt,
      frames: Math.min(window.length, MAX_FRAMES_COUNTED),
      signals,
      candidates: ledger.candidates(),
      widgets: closer?.widgets() ?? [],
      unread,
    };
    const text = JSON.stringify(news);
    scanMs += pace.now() - start;
    if (text !== lastReport && path) {
      lastReport = text;
      reported = report({ ...news, path, scanMs, settledMs: pace.now() });
    }
    onRead();
  }

  function request(change: Change): Promise<void> {
    pending = change === 'all' || pending === 'all' ? 'all' : new Set([...(pending ?? []), ...change]);
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  }

  /** A page that comes back out of the back/forward cache is a new page to the browser's tab. */
  const onPageShow = (event: PageTransitionEvent) => {
    if (!event.persisted) return;
    startedAt = Date.now();
    request('all');
  };

  return {
    start() {
      // Nested too deep: the frame above counts it among those that do not answer.
      if (!path || observer) return;
      observer = observe(window, isOwn, request);
      window.addEventListener('pageshow', onPageShow);
      request('all');
    },
    async rescan() {
      lastReport = '';
      await request('all');
      await lookAround();
      await closer?.pictures.read([]);
      await reported;
    },
    targets: ledger.targets,
    closer: () => closer,
    lookCloser(create) {
      closer ??= create({
        window,
        pace,
        ask: deps.ask,
        openShadow: open,
        readHref,
        isOwn,
        hit,
        hasCandidates: () => ledger.candidates().length > 0,
        onNews: tell,
      });
      closer.pictures.read([document, ...shadows]);
      lookAround();
    },
    stop() {
      closer?.pictures.stop();
      observer?.stop();
      observer = null;
      window.removeEventListener('pageshow', onPageShow);
      ledger.clear();
      shadows.clear();
    },
  };
}
