import { attributeOf } from '../dom.ts';

/**
 * What a form is about to send. Its controls are asked for through the prototype: one that is called `elements` would
 * shadow them.
 */
export function readForm(form: HTMLFormElement, submitter: Element | null): string[] {
  const texts = [attributeOf(form, 'action')];
  if (submitter) texts.push(attributeOf(submitter, 'value'), attributeOf(submitter, 'formaction'));
  for (const control of controlsOf(form)) {
    if (control instanceof HTMLSelectElement)
      for (const { value } of control.selectedOptions) texts.push(value);
    if (control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && isSent(control))) {
      texts.push(control.value);
    }
  }
  return texts;
}

/** Where it is sent to: the button that sends it may know better. */
export function actionOf(form: HTMLFormElement, submitter: Element | null): string {
  return (submitter && attributeOf(submitter, 'formaction')) || attributeOf(form, 'action');
}

function controlsOf(form: HTMLFormElement): Iterable<Element> {
  return Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'elements')?.get?.call(form) ?? [];
}

/** What is not ticked is no choice; buttons say who pressed them and nothing else. Passwords are nobody's business. */
function isSent({ type, checked }: HTMLInputElement): boolean {
  if (type === 'checkbox' || type === 'radio') return checked;
  return !['button', 'submit', 'image', 'reset', 'file', 'password'].includes(type);
}
