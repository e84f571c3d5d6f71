import { attributeOf } from '../dom.ts';
import type { Guarded, Hit } from './guarded.ts';

/**
 * Marked addresses that a form is about to send. Its controls are asked for through the prototype: one that is called
 * `elements` would shadow them.
 */
export function readForm(form: HTMLFormElement, submitter: Element | null, guarded: Guarded): Hit[] {
  const hits = new Set(guarded.inText(attributeOf(form, 'action')));
  const look = (value: string) => {
    for (const hit of guarded.inText(value)) hits.add(hit);
  };
  if (submitter) {
    look(attributeOf(submitter, 'value'));
    look(attributeOf(submitter, 'formaction'));
  }
  for (const control of controlsOf(form)) {
    if (control instanceof HTMLSelectElement) for (const { value } of control.selectedOptions) look(value);
    if (control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && isSent(control))) {
      look(control.value);
    }
  }
  return [...hits];
}

function controlsOf(form: HTMLFormElement): Iterable<Element> {
  return Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'elements')?.get?.call(form) ?? [];
}

/** What is not ticked is no choice; buttons say who pressed them and nothing else. */
function isSent({ type, checked }: HTMLInputElement): boolean {
  if (type === 'checkbox' || type === 'radio') return checked;
  return !['button', 'submit', 'image', 'reset', 'file'].includes(type);
}
