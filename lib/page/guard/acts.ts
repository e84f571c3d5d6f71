import type { PageSeam } from '../seam.ts';
import { composedParent } from '../targets.ts';
import { copyAgain, followAgain, pressAgain, submitAgain } from './again.ts';
import type { Guarded, Hit } from './guarded.ts';
import { readCopy } from './read-copy.ts';
import { readForm } from './read-form.ts';
import { readPress } from './read-press.ts';

/** Something that a person does with a marked address. */
export interface Act {
  /** `press`: a button that carries the address. `copied`: it is on the clipboard already. */
  kind: 'copy' | 'press' | 'pay' | 'submit' | 'copied';
  hits: Hit[];
  /** Does what was stopped, and nothing else; to be called in a click. */
  again(): void;
}

/** Keys that press what has the focus. */
const KEYS = ['Enter', ' '];
const LEFT = 0;
const MIDDLE = 1;

/** The act that an event stands for, if it is about a marked address. Asks the page for nothing that takes time. */
export function readAct(event: Event, window: Window, guarded: Guarded, seam: PageSeam): Act | null {
  const path = pathOf(event);
  switch (event.type) {
    case 'copy':
    case 'cut':
      return readCopyAct(event, path[0], window, guarded);
    case 'submit':
      return readSubmit(event as SubmitEvent, path[0], guarded);
    case 'keydown':
      return readKey(event as KeyboardEvent, path, window, guarded, seam);
    default:
      return readClick(event as MouseEvent, path, window, guarded, seam);
  }
}

/** After an event is over, only what it was aimed at is known. */
export function pathOf(event: Event): EventTarget[] {
  const path = event.composedPath();
  if (path.length > 0) return path;
  const climbed: Node[] = [];
  for (let at = event.target as Node | null; at; at = composedParent(at)) climbed.push(at);
  return climbed;
}

function readCopyAct(
  event: Event,
  target: EventTarget | undefined,
  window: Window,
  guarded: Guarded,
): Act | null {
  const { hits, text } = readCopy(target, window.document, guarded);
  if (hits.length === 0) return null;
  const copied = text();
  return { kind: 'copy', hits, again: () => copyAgain(window, event.type as 'copy' | 'cut', copied) };
}

function readSubmit({ submitter }: SubmitEvent, form: EventTarget | undefined, guarded: Guarded): Act | null {
  if (!(form instanceof HTMLFormElement)) return null;
  const hits = readForm(form, submitter, guarded);
  return hits.length > 0 ? { kind: 'submit', hits, again: () => submitAgain(form, submitter) } : null;
}

function readClick(
  event: MouseEvent,
  path: EventTarget[],
  window: Window,
  guarded: Guarded,
  seam: PageSeam,
): Act | null {
  const { button } = event;
  if (button !== LEFT && button !== MIDDLE) return null;
  const press = readPress(path, guarded, seam.readHref);
  if (!press) return null;
  const { kind, element, hits } = press;
  // Only links answer to the middle button.
  if (kind === 'press') return button === LEFT ? { kind, hits, again: () => pressAgain(element) } : null;
  return { kind, hits, again: () => followAgain(window, element, event) };
}

/** The browser turns a key on a link or a button into a click, which comes by itself; others answer to the key. */
function readKey(
  event: KeyboardEvent,
  path: EventTarget[],
  window: Window,
  guarded: Guarded,
  seam: PageSeam,
): Act | null {
  if (!KEYS.includes(event.key) || event.isComposing) return null;
  const [focused] = path;
  if (!(focused instanceof Element)) return null;
  const press = readPress([focused], guarded, seam.readHref);
  if (!press || (press.kind === 'pay' && event.key === ' ')) return null;
  const { kind, hits, element } = press;
  if (kind === 'pay') return { kind, hits, again: () => followAgain(window, element, event) };
  return { kind, hits, again: () => pressAgain(element, event) };
}
