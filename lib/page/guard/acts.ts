import type { PageSeam } from '../seam.ts';
import { copyAgain, followAgain, pressAgain, submitAgain } from './again.ts';
import type { Guarded, Hit } from './guarded.ts';
import { readCopy } from './read-copy.ts';
import { actionOf, readForm } from './read-form.ts';
import { readPress } from './read-press.ts';

/** Something that a person does with a marked address. */
export interface Act {
  /** `press`: a button that carries the address. `copied`: it is on the clipboard already. */
  kind: 'copy' | 'press' | 'pay' | 'submit' | 'copied';
  hits: Hit[];
  /** Does what was stopped, and nothing else; to be called in a click. */
  again(): void;
}

const LEFT = 0;
const MIDDLE = 1;

/** The act that an event stands for, if it is about a marked address. Asks the page for nothing that takes time. */
export function readAct(
  event: Event,
  path: readonly Node[],
  window: Window,
  guarded: Guarded,
  seam: PageSeam,
): Act | null {
  switch (event.type) {
    case 'copy':
    case 'cut':
      return readCopyAct(event, path[0], window, guarded);
    case 'submit':
      return readSubmit(event as SubmitEvent, path[0], guarded);
    case 'keydown':
      return readKey(event as KeyboardEvent, path, guarded, seam);
    default:
      return readClick(event as MouseEvent, path, guarded, seam);
  }
}

function readCopyAct(event: Event, target: Node | undefined, window: Window, guarded: Guarded): Act | null {
  const { ranges, isShort, text } = readCopy(target, window.document);
  const hits = new Set(ranges.flatMap(guarded.inRange));
  if (hits.size === 0 && isShort) for (const hit of guarded.inTexts([text()])) hits.add(hit);
  if (hits.size === 0) return null;
  const copied = text();
  const again = () => copyAgain(window, event.type as 'copy' | 'cut', copied);
  return { kind: 'copy', hits: [...hits], again };
}

function readSubmit({ submitter }: SubmitEvent, form: Node | undefined, guarded: Guarded): Act | null {
  if (!(form instanceof HTMLFormElement)) return null;
  const named = guarded.inTexts(readForm(form, submitter));
  const hits = named.length > 0 ? named : guarded.leadingTo('form', form, actionOf(form, submitter));
  return hits.length > 0 ? { kind: 'submit', hits, again: () => submitAgain(form, submitter) } : null;
}

function readClick(event: MouseEvent, path: readonly Node[], guarded: Guarded, seam: PageSeam): Act | null {
  const { button } = event;
  if (button !== LEFT && button !== MIDDLE) return null;
  const press = readPress(path, guarded, seam.readHref);
  if (!press) return null;
  const { kind, element, hits } = press;
  // Only links answer to the middle button.
  if (kind === 'press') return button === LEFT ? { kind, hits, again: () => pressAgain(element) } : null;
  return { kind, hits, again: () => followAgain(element, event) };
}

/** The browser turns a key on a link or a button into a click, which comes by itself; others answer to the key. */
function readKey(event: KeyboardEvent, path: readonly Node[], guarded: Guarded, seam: PageSeam): Act | null {
  if (event.isComposing) return null;
  const [focused] = path;
  if (!(focused instanceof Element)) return null;
  const press = readPress([focused], guarded, seam.readHref);
  if (!press || (press.kind === 'pay' && event.key === ' ')) return null;
  const { kind, hits, element } = press;
  if (kind === 'pay') return { kind, hits, again: () => followAgain(element, event) };
  return { kind, hits, again: () => pressAgain(element, event) };
}
