import { EXCUSED_MS, MAX_LATE_MS } from '#lib/core/limits.ts';
import { LEVELS } from '#lib/core/report.ts';
import type { Acted } from '../acted.ts';
import { hearSubmits, mayPress, pathOf } from '../event-path.ts';
import type { PageSeam } from '../seam.ts';
import type { OpenShadow } from '../shadow.ts';
import type { Words } from '../words.ts';
import { type Act, readAct } from './acts.ts';
import { createAsker } from './ask.ts';
import { emptyClipboard } from './clipboard.ts';
import { createGuarded, type Guarded, type Hit } from './guarded.ts';
import { paidBy, readPress } from './read-press.ts';
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
  let made: Guarded | null = null;
  let isReplaying = false;
  /** What somebody has decided to do may come to the clipboard, or set out for a wallet, a little later, once. */
  let excused: { may: Set<'copied' | 'pay'>; addresses: string[]; until: number } | null = null;
  let leftAt = Number.NEGATIVE_INFINITY;

  const guarded = () => {
    made ??= createGuarded(seam.shown(), seam.find);
    return made;
  };
  const open: OpenShadow = (element) => (seam.own.has(element) ? null : seam.openShadow(element));
  const isOurs = ([target]: readonly Node[]) => target !== undefined && seam.own.has(target);
  const hear = hearSubmits(onAct, stopped.signal);

  /** What cannot be asked here stays stopped, and our own page tells why. */
  const unseen = () => void seam.ask({ type: 'page.explain' });

  /** Any of them may be asked for on this page: then all are. */
  const asks = (hits: readonly Hit[]) => hits.some(({ mark }) => mark.context === 'donation');
  const mention = ([hit]: readonly Hit[]) => {
    if (hit && !asker.isAsking()) toast.show([hit.mark.line, ...hit.mark.more.slice(0, 1)], hit.mark.level);
  };
  const acted = () => seam.closer()?.acted() ?? [];
  /** One act comes as several events; what was told of one of them is told. */
  const settle = () => {
    for (const { event } of acted()) judged.add(event);
  };

  function onAct(event: Event): void {
    if (isReplaying || !event.isTrusted || !mayPress(event)) return;
    const path = pathOf(event, open);
    if (isOurs(path)) return;
    hear(path);
    const act = readAct(event, path, window, guarded(), seam);
    if (!act) return;
    settle();
    if (!asks(act.hits)) {
      mention(worstFirst(act.hits));
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!(event as KeyboardEvent).repeat) askBefore(act);
  }

  function askBefore(act: Act): void {
    toast.stop();
    const question = { kind: act.kind, hits: worstFirst(act.hits), late: false };
    asker.ask(question, { back: () => {}, onward: () => replay(act), unseen });
  }

  /** A script goes to a wallet, where there was no link to press. */
  function onNavigate(event: NavigateEvent): void {
    if (!event.isTrusted || !event.cancelable) return;
    const { url } = event.destination;
    const hits = guarded().inTexts(paidBy(url, window.location.href, seam.readHref));
    // Forms, and in Firefox links, set out only after what sent them is over. What has set out does so once.
    if (hits.length === 0 || isExcused(hits, 'pay') || isReplaying) return;
    if (!asks(hits)) {
      mention(worstFirst(hits));
      return;
    }
    event.preventDefault();
    const again = () => window.location.assign(url);
    askBefore({ kind: 'pay', hits, again });
  }

  function replay(act: Act): void {
    excused = {
      may: new Set(act.kind === 'copy' ? ['copied'] : ['copied', 'pay']),
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
    if (isReplaying || !event.isTrusted || (event as MouseEvent).button > 1) return;
    const path = pathOf(event, open);
    if (isOurs(path)) return;
    const press = readPress(path, guarded(), seam.readHref);
    if (press && asks(press.hits)) event.stopImmediatePropagation();
  }

  function onCopied(event: Event, text: string): void {
    // Anybody may send this event; without something that a person did, nothing was copied.
    if (isReplaying || !window.navigator.userActivation.isActive) return;
    const hits = guarded().inTexts([text]);
    if (hits.length === 0) return;
    settle();
    if (!isExcused(hits, 'copied')) follow({ kind: 'copied', hits }, event.timeStamp);
  }

  function isExcused(hits: readonly Hit[], what: 'copied' | 'pay'): boolean {
    if (!excused || window.performance.now() > excused.until) return false;
    const { addresses, may } = excused;
    return hits.every(({ address }) => addresses.includes(address)) && may.delete(what);
  }

  /** Speaks of what has happened already. */
  function follow({ kind, hits }: Pick<Act, 'kind' | 'hits'>, at: number): void {
    if (!asks(hits)) {
      mention(worstFirst(hits));
      return;
    }
    toast.stop();
    const question = { kind, hits: worstFirst(hits), late: true };
    const back = () => kind === 'copied' && empty(at);
    asker.ask(question, { onward: () => {}, back, unseen });
  }

  async function empty(copiedAt: number): Promise<void> {
    const holds = (text: string) => guarded().inTexts([text]).length > 0;
    const outcome = await emptyClipboard(window.navigator, holds, leftAt > copiedAt);
    if (!stopped.signal.aborted) toast.show([words(`guard_clipboard_${outcome}`)]);
  }

  /** What the page copies is heard by a script that may come after this one. */
  let unhear: (() => void) | undefined;
  function onNews(): void {
    unhear ??= seam.closer()?.onCopied(onCopied);
    judgeLate();
  }

  /** Acts of the last seconds, now that more may be known of what they were about. */
  function judgeLate(): void {
    made = null;
    if (isReplaying) return;
    const since = window.performance.now() - MAX_LATE_MS;
    const recent = acted().filter(({ event }) => event.timeStamp > since && !judged.has(event));
    const acts = recent.flatMap((one) => {
      const act = readLate(one);
      return act ? [{ ...act, at: one.event.timeStamp }] : [];
    });
    // What is on the clipboard can still be taken away again.
    const act = acts.find(({ kind }) => kind === 'copied') ?? acts[0];
    if (!act) return;
    settle();
    follow(act, act.at);
  }

  /** By what it was about at that time: what was pressed may have opened what is marked. */
  function readLate({ about }: Acted): Pick<Act, 'kind' | 'hits'> | null {
    for (const { kind, texts, ranges = [] } of about) {
      const hits = [...new Set([...guarded().inTexts(texts), ...ranges.flatMap(guarded().inRange)])];
      if (hits.length > 0) return { kind, hits };
    }
    return null;
  }

  const on = { capture: true, signal: stopped.signal };
  for (const type of ACTS) window.addEventListener(type, onAct, on);
  for (const type of BEFORE) window.addEventListener(type, onBefore, { ...on, passive: true });
  window.addEventListener(
    'blur',
    ({ timeStamp }) => {
      leftAt = timeStamp;
    },
    { signal: stopped.signal },
  );
  // Firefox tells nobody of what goes to a wallet.
  (window as Partial<Pick<Window, 'navigation'>>).navigation?.addEventListener('navigate', onNavigate, on);
  const unsubscribe = seam.subscribe(onNews);
  onNews();

  return {
    stop() {
      unsubscribe();
      unhear?.();
      stopped.abort();
      asker.stop();
      toast.stop();
    },
  };
}

function worstFirst(hits: readonly Hit[]): Hit[] {
  return hits.toSorted((a, b) => LEVELS.indexOf(a.mark.level) - LEVELS.indexOf(b.mark.level));
}
