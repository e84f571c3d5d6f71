import { MAX_LATE_MS } from '#lib/core/limits.ts';
import { hearSubmits, mayPress, pathOf } from './event-path.ts';
import { readCopy } from './guard/read-copy.ts';
import { readForm } from './guard/read-form.ts';
import { readPressed } from './guard/read-press.ts';
import type { PageSeam } from './seam.ts';
import type { OpenShadow } from './shadow.ts';

/** What somebody may do with an address; a key may send a form. */
const ACTS = ['copy', 'cut', 'click', 'auxclick', 'submit', 'keydown'];

/** Something that a person did, and what it was about at that moment: the page may be another one right after. */
export interface Acted {
  event: Event;
  /** Innermost first. */
  about: readonly About[];
}

export interface About {
  kind: 'copied' | 'press' | 'pay' | 'submit';
  /** Whatever may name whom it pays to. */
  texts: readonly string[];
  /** A selection that is too long to be spelt out. */
  ranges?: readonly Range[];
}

export interface ActedDeps {
  window: Window;
  openShadow: OpenShadow;
  readHref: PageSeam['readHref'];
  signal: AbortSignal;
}

/** The last act of each kind, for a script that is not even there yet (guard/guard.ts), and a verdict that comes late. */
export interface Acts {
  acted(): Acted[];
  /** What the page copied while a person was there. */
  addCopied(event: Event, text: string): void;
}

export function rememberActs({ window, openShadow, readHref, signal }: ActedDeps): Acts {
  const acted = new Map<string, Acted>();
  const timers = new Map<string, number>();
  const hear = hearSubmits(onAct, signal);

  function onAct(event: Event): void {
    if (!event.isTrusted || !mayPress(event)) return;
    const path = pathOf(event, openShadow);
    hear(path);
    if (event.type !== 'keydown')
      remember(event.type, { event, about: readAbout(event, path, window, readHref) });
  }

  /** No longer than it may be asked about: some of it is what somebody wrote. */
  function remember(kind: string, one: Acted): void {
    acted.set(kind, one);
    window.clearTimeout(timers.get(kind));
    timers.set(
      kind,
      window.setTimeout(() => acted.delete(kind), MAX_LATE_MS),
    );
  }

  for (const type of ACTS) window.addEventListener(type, onAct, { capture: true, signal });
  return {
    acted: () => [...acted.values()],
    addCopied(event, text) {
      if (!window.navigator.userActivation.isActive) return;
      remember('copied', { event, about: [{ kind: 'copied', texts: [text] }] });
    },
  };
}

function readAbout(
  event: Event,
  path: readonly Node[],
  { document }: Window,
  readHref: PageSeam['readHref'],
): About[] {
  const [target] = path;
  switch (event.type) {
    case 'copy':
    case 'cut': {
      const { ranges, isShort, text } = readCopy(target, document);
      if (isShort) return [{ kind: 'copied', texts: [text()] }];
      return [{ kind: 'copied', texts: [], ranges: ranges.map((range) => range.cloneRange()) }];
    }
    case 'submit':
      return target instanceof HTMLFormElement
        ? [{ kind: 'submit', texts: readForm(target, (event as SubmitEvent).submitter) }]
        : [];
    default:
      return readPressed(path, readHref);
  }
}
