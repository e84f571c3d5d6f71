import { MAX_COPIED, SETTLE_MS } from '#lib/core/limits.ts';
import { findCandidates } from '#lib/detect/find.ts';
import { condensed } from './condensed.ts';
import { isConnected } from './dom.ts';
import { composedParent, type ElementTarget, isUnder } from './targets.ts';

/** Milliseconds after a click in which what is copied is its doing. */
const CLICK_MS = 3_000;
/** What people click; the picture inside may be another one the moment after. */
const CLICKED = 'button, a, summary, label, [role="button"], [onclick]';
/** Elements around it that stand for it once the page has replaced it ("Copy" by "Copied"). */
const MAX_AROUND = 4;

export interface CopiedDeps {
  window: Window & typeof globalThis;
  hit(text: string, how: 'copied', target: ElementTarget): void;
  /** Hears of every copy that the page's own world tells of, before it is looked at. */
  onCopied(event: Event, text: string): void;
  onNews(): void;
}

/** What the page put on the clipboard, and where somebody asked for it. */
export interface Copied {
  /** Tells again what was found under these nodes, which were read anew. */
  tell(roots: Iterable<Node>): void;
  /**
   * A script in the page's own world tells of copies by events called `told` from now on, and is to leave the page as it
   * was after one called `done`. The page cannot know either name before.
   */
  hear(told: string, done: string): void;
  stop(): void;
}

interface Known {
  /** The element and some around it, innermost first. */
  chain: Element[];
  told: Element;
}

/**
 * Hears what the script in the page's own world tells (lib/messaging/tell-copies.ts), and reads what a page selects
 * for the browser to copy. The first may be forged: what comes is looked at like any other text of the page.
 */
export function createCopied({ window, hit, onCopied, onNews }: CopiedDeps): Copied {
  const { document } = window;
  const known = new Map<string, Known>();
  const stopped = new AbortController();
  const ends: string[] = [];
  let clicked: { element: Element; at: number } | null = null;
  let hints = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  let timer = 0;

  function announce(): void {
    timer = 0;
    toldAt = window.performance.now();
    onNews();
  }

  /** At once, and then once per burst: a page may tell of thousands of copies a second. */
  function announceSoon(): void {
    const wait = toldAt + SETTLE_MS - window.performance.now();
    if (wait <= 0 && timer === 0) announce();
    else timer ||= window.setTimeout(announce, wait);
  }

  function origin(): Element | null {
    if (clicked && window.performance.now() - clicked.at < CLICK_MS && isConnected(clicked.element)) {
      return clicked.element;
    }
    const selection = document.getSelection();
    const anchor = selection?.isCollapsed === false ? selection.anchorNode : null;
    return anchor?.parentElement ?? document.activeElement;
  }

  function take(copied: string): void {
    const element = origin();
    if (!element) return;
    let news = false;
    for (const { text } of findCandidates(condensed(copied))) {
      if (known.get(text)?.told === element) continue;
      known.delete(text);
      known.set(text, { chain: chainOf(element), told: element });
      const [oldest] = known.keys();
      if (known.size > MAX_COPIED && oldest !== undefined) known.delete(oldest);
      hit(text, 'copied', { kind: 'element', element });
      news = true;
    }
    if (news) announceSoon();
  }

  function onTold(event: Event): void {
    const { detail } = event as CustomEvent<unknown>;
    hints++;
    if (typeof detail !== 'string') return;
    onCopied(event, detail);
    take(detail);
  }

  const on = { capture: true, signal: stopped.signal };
  window.addEventListener(
    'click',
    (event) => {
      const target = event.composedPath()[0];
      if (!(target instanceof Element)) return;
      clicked = { element: target.closest(CLICKED) ?? target, at: window.performance.now() };
    },
    on,
  );
  window.addEventListener(
    'copy',
    (event) => {
      // Without a click it is somebody's own copying of what is seen.
      if (!clicked || window.performance.now() - clicked.at > CLICK_MS) return;
      const selected = selectedIn(event.composedPath()[0], document);
      const before = hints;
      // The page's own answer to the event, if there is one, is what is copied.
      window.setTimeout(() => {
        if (hints === before && !stopped.signal.aborted) take(selected);
      });
    },
    on,
  );

  return {
    tell(roots) {
      const asked = new Set(roots);
      for (const [text, one] of known) {
        const element = placeOf(one.chain);
        if (!element) {
          known.delete(text);
          continue;
        }
        if (element === one.told && !isUnder(element, asked)) continue;
        one.told = element;
        hit(text, 'copied', { kind: 'element', element });
      }
    },
    hear(told, done) {
      window.addEventListener(told, onTold, on);
      ends.push(done);
    },
    stop() {
      stopped.abort();
      for (const done of ends) EventTarget.prototype.dispatchEvent.call(document, new Event(done));
      window.clearTimeout(timer);
    },
  };
}

/** The element itself; or something in what stood around it, for it is gone. */
function placeOf([element, ...around]: readonly Element[]): Element | null {
  if (element && isConnected(element)) return element;
  return around.find(isConnected)?.lastElementChild ?? null;
}

/** What the browser copies when nobody answers the event. */
function selectedIn(target: EventTarget | undefined, document: Document): string {
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
    return target.value.slice(target.selectionStart ?? 0, target.selectionEnd ?? undefined);
  }
  return document.getSelection()?.toString() ?? '';
}

function chainOf(element: Element): Element[] {
  const chain: Element[] = [];
  for (let at: Node | null = element; at && chain.length <= MAX_AROUND; at = composedParent(at)) {
    if (at instanceof Element) chain.push(at);
  }
  return chain;
}
