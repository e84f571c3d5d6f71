import { attributeOf } from '../dom.ts';

/** Fields of which nobody should see the content in a file that is passed on. */
const SECRET_HINT = /(?:^|\s)(?:cc-|one-time-code|current-password|new-password)/i;
/** Hidden fields by which a site knows its visitor. */
const SESSION = /csrf|xsrf|token|nonce|session|captcha|verification/i;
const UNWRITTEN = ['password', 'file'];

export type FieldState =
  /** What stands in it now, and whether it is chosen; `null` where there is no such thing. */
  | { value: string | null; on: boolean | null }
  /** Something is in it that is not written down. */
  | 'secret';

/** What a person sees in a field by now, where its attributes tell what was there at first; `null` for what is none. */
export function fieldState(element: Element, name: string): FieldState | null {
  if (name === 'input') return inputState(element as HTMLInputElement);
  if (name === 'textarea') {
    const { value } = element as HTMLTextAreaElement;
    return isSecret(element) && value !== '' ? 'secret' : { value, on: null };
  }
  if (name === 'option') return { value: null, on: (element as HTMLOptionElement).selected };
  return null;
}

function inputState(input: HTMLInputElement): FieldState {
  const { type, value, checked } = input;
  const isHidden = type === 'hidden' && SESSION.test(`${attributeOf(input, 'name')} ${input.id}`);
  if (value !== '' && (UNWRITTEN.includes(type) || isHidden || isSecret(input))) return 'secret';
  return { value, on: type === 'checkbox' || type === 'radio' ? checked : null };
}

function isSecret(field: Element): boolean {
  return SECRET_HINT.test(attributeOf(field, 'autocomplete'));
}
