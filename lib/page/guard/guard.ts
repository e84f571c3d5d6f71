import { EXCUSED_MS, MAX_LATE_MS } from '#lib/core/limits.ts';
import { LEVELS } from '#lib/core/report.ts';
import { COPIED } from '../copied-event.ts';
import type { PageSeam } from '../seam.ts';
import type { Words } from '../words.ts';
import { type Act, pathOf, readAct } from './acts.ts';
import { createAsker } from './ask.ts';
import { emptyClipboard } from './clipboard.ts';
import { createGuarded, type Guarded, type Hit } from './guarded.ts';
import { readCopy } from './read-copy.ts';
import { readPress } from './read-press.ts';
import { createToast } from './toast.ts';

/** What people do with an address. Caught on the window, on the way down: before the page's own scripts, mostly. */
const ACTS = ['copy', 'cut', 'click', 'auxclick', 'keydown', 'submit'];
/** What comes before a click, and is enough for some pages to act on it. */
const BEFORE = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'touchstart', 'touchend'];

export interface Guard {
  stop(): void;
}

/**
 * Stops a person at the moment before a payment to a marked address, and asks. Where the page only reports of the
 * address, the act goes through with a quiet word. Nothing that is answered is remembered.
 */
export function mountGuard(window: Window & typeof globalThis, seam: PageSeam, words: Words): Guard {
  const stopped = new AbortController();
  const asker = createAsker({ window, own: seam.own, words });
  const toast = createToast({ window, own: seam.own, words });
  /** Events that somebody was told about, or that came of one. */
  const judged = new WeakSet<Event>();
  /** What was copied while nothing was known of it. */
  const passed = new WeakMap<Event, string>();
  let made: Guarded | null = null;
  let isReplaying = false;
  /** What somebody has decided to copy may reach the clipboard a little later, once. */
  let excused: { addresses: string[]; until: number } | null = null;
  let leftAt = Number.NEGATIVE_INFINITY;

  const guarded = () => {
    made ??= createGuarded(seam.shown(), seam.find);
    return made;
  };
  const isOurs = (event: Event) => {
    const [target] = pathOf(event);
    return target instanceof Node && seam.own.has(target);
  };

  /** Any of them may be asked for on this page: then all are. */
  const asks = (hits: readonly Hit[]) => hits.some(({ mark }) => mark.context === 'donation');
  const mention = ([hit]: readonly Hit[]) => {
    if (hit && !asker.isAsking()) toast.show([hit.mark.line, ...hit.mark.more.slice(0, 1)], hit.mark.level);
  };
  const acted = () => seam.closer()?.acted() ?? [];
  /** One act comes as several events; what was told of one of them is told. */
  const settle = () => {
    for (const event of acted()) judged.add(event);
  };

  function onAct(event: Event): void {
    if (isReplaying || !event.isTrusted || isOurs(event)) return;
    const act = readAct(event, window, guarded(), seam);
    if (!act) {
      if (isCopy(event)) passed.set(event, copiedBy(event));
      return;
    }
    settle();
    if (!asks(act.hits)) {
      mention(worstFirst(act.hits));
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if ((event as KeyboardEvent).repeat) return;
    toast.stop();
    const question = { kind: act.kind, hits: worstFirst(act.hits), late: false };
    asker.ask(question, { back: () => {}, onward: () => replay(act) });
  }

  function replay(act: Act): void {
    excused = {
      addresses: act.hits.map(({ address }) => address),
      until: window.performance.now() + EXCUSED_MS,
    };
    isReplaying = true;
    try {
      act.again();
    } finally {
      isReplaying = false;
    }
    settle();
  }

  function onBefore(event: Event): void {
    if (isReplaying || !event.isTrusted || isOurs(event) || (event as MouseEvent).button > 1) return;
    const press = readPress(pathOf(event), guarded(), seam.readHref);
    if (press && asks(press.hits)) event.stopImmediatePropagation();
  }

  function onCopied(event: Event): void {
    // Anybody may send this event; without something that a person did, nothing was copied.
    if (isReplaying || !window.navigator.userActivation.isActive) return;
    const hits = hitsCopied(event);
    if (hits.length === 0) return;
    settle();
    if (!isExcused(hits)) follow({ kind: 'copied', hits }, event.timeStamp);
  }

  function hitsCopied(event: Event): Hit[] {
    const { detail } = event as CustomEvent<unknown>;
    return typeof detail === 'string' ? guarded().inText(detail) : [];
  }

  function isExcused(hits: readonly Hit[]): boolean {
    if (!excused || window.performance.now() > excused.until) return false;
    const { addresses } = excused;
    if (!hits.every(({ address }) => addresses.includes(address))) return false;
    excused = null;
    return true;
  }

  /** Speaks of what has happened already. */
  function follow({ kind, hits }: Pick<Act, 'kind' | 'hits'>, at: number): void {
    if (!asks(hits)) {
      mention(worstFirst(hits));
      return;
    }
    toast.stop();
    const question = { kind, hits: worstFirst(hits), late: true };
    asker.ask(question, { onward: () => {}, back: () => kind === 'copied' && empty(at) });
  }

  async function empty(copiedAt: number): Promise<void> {
    const holds = (text: string) => guarded().inText(text).length > 0;
    const outcome = await emptyClipboard(window.navigator, holds, leftAt > copiedAt);
    if (!stopped.signal.aborted) toast.show([words(`guard_clipboard_${outcome}`)]);
  }

  /** Acts of the last seconds, now that more may be known of what they were about. */
  function judgeLate(): void {
    made = null;
    if (isReplaying) return;
    const since = window.performance.now() - MAX_LATE_MS;
    const recent = acted().filter((event) => event.timeStamp > since && !judged.has(event));
    const acts = recent.flatMap((event) => {
      const act = readLate(event);
      return act && act.hits.length > 0 ? [{ ...act, at: event.timeStamp }] : [];
    });
    // What is on the clipboard can still be taken away again.
    const act = acts.find(({ kind }) => kind === 'copied') ?? acts[0];
    if (!act) return;
    settle();
    follow(act, act.at);
  }

  function readLate(event: Event): Pick<Act, 'kind' | 'hits'> | null {
    if (event.type === COPIED) return { kind: 'copied', hits: hitsCopied(event) };
    const text = passed.get(event);
    if (text !== undefined) return { kind: 'copied', hits: guarded().inText(text) };
    const act = readAct(event, window, guarded(), seam);
    return act && isCopy(event) ? { ...act, kind: 'copied' } : act;
  }

  const unmarked = createGuarded([], seam.find);
  const copiedBy = (event: Event) => {
    const { text, isShort } = readCopy(pathOf(event)[0], window.document, unmarked);
    return isShort ? text() : '';
  };

  const on = { capture: true, signal: stopped.signal };
  for (const type of ACTS) window.addEventListener(type, onAct, on);
  for (const type of BEFORE) window.addEventListener(type, onBefore, { ...on, passive: true });
  window.addEventListener(COPIED, onCopied, on);
  window.addEventListener(
    'blur',
    ({ timeStamp }) => {
      leftAt = timeStamp;
    },
    { signal: stopped.signal },
  );
  const unsubscribe = seam.subscribe(judgeLate);
  judgeLate();

  return {
    stop() {
      unsubscribe();
      stopped.abort();
      asker.stop();
      toast.stop();
    },
  };
}

function isCopy({ type }: Event): boolean {
  return type === 'copy' || type === 'cut';
}

function worstFirst(hits: readonly Hit[]): Hit[] {
  return hits.toSorted((a, b) => LEVELS.indexOf(a.mark.level) - LEVELS.indexOf(b.mark.level));
}
