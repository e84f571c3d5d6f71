import { createElement, rootElementOf } from '../dom.ts';
import { matches } from './read-press.ts';

/**
 * Does what was stopped, once somebody has decided so. The browser lets a script copy, open and send only inside a
 * person's click, which is the one on our own button.
 */

/** Elements that the browser itself presses when a key is pressed on them. */
const NATIVE = 'button, input, a[href], summary';

/** Presses it as the person did, with a key or a click. */
export function pressAgain(element: Element, key?: KeyboardEvent): void {
  if (key && !matches(element, NATIVE)) {
    for (const type of ['keydown', 'keyup']) element.dispatchEvent(new KeyboardEvent(type, key));
  } else if (element instanceof HTMLElement) HTMLElement.prototype.click.call(element);
  else clickOn(element);
}

/**
 * Follows a link where it would have led. Both browsers open a tab behind, one in front or a window by the keys of a
 * click, also of one that an extension makes; the middle button does what Ctrl does, or Command.
 */
export function followAgain(link: Element, event: MouseEvent | KeyboardEvent): void {
  const { ctrlKey, metaKey, shiftKey, altKey } = event;
  const isMiddle = (event as MouseEvent).button === 1;
  if (!(isMiddle || ctrlKey || metaKey || shiftKey || altKey)) pressAgain(link);
  else clickOn(link, { ctrlKey: ctrlKey || isMiddle, metaKey: metaKey || isMiddle, shiftKey, altKey });
}

function clickOn(element: Element, keys: EventModifierInit = {}): void {
  element.dispatchEvent(
    new MouseEvent('click', { bubbles: true, cancelable: true, composed: true, ...keys }),
  );
}

/** Sends the form as its button would have. */
export function submitAgain(form: HTMLFormElement, submitter: HTMLElement | null): void {
  const { requestSubmit } = HTMLFormElement.prototype;
  try {
    requestSubmit.call(form, submitter);
  } catch {
    requestSubmit.call(form); // the button has gone, or belongs to another form by now
  }
}

/** Copies, or cuts, exactly this text; the page's own answer to the event is not asked for. */
export function copyAgain(window: Window, command: 'copy' | 'cut', text: string): void {
  const { document } = window;
  let isDone = false;
  const onCopy = (event: ClipboardEvent) => {
    event.stopImmediatePropagation();
    isDone = true;
    // What is selected may have changed since: then the text alone is copied, and nothing is cut.
    if (isStillSelected(document, text)) return;
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
  };
  const run = (name: 'copy' | 'cut') => {
    window.addEventListener(name, onCopy, { capture: true, once: true });
    Document.prototype.execCommand.call(document, name);
    window.removeEventListener(name, onCopy, { capture: true });
  };
  run(command);
  if (isDone) return;
  // Browsers send no event where nothing is selected. Pages that came over plain HTTP have no clipboard.
  if (window.navigator.clipboard) window.navigator.clipboard.writeText(text).catch(() => undefined);
  else selecting(document, text, () => run('copy'));
}

function isStillSelected(document: Document, text: string): boolean {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    return field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? undefined) === text;
  }
  return document.getSelection()?.toString() === text;
}

function selecting(document: Document, text: string, work: () => void): void {
  const field = createElement(document, 'textarea');
  field.value = text;
  rootElementOf(document)?.append(field);
  field.select();
  work();
  field.remove();
}
