import { findCandidates } from '#lib/detect/find.ts';
import { attributeOf } from '../dom.ts';

/**
 * Fields for what is somebody's own, by what they are for (HTML, "autofill detail tokens"): names, addresses, numbers,
 * cards, passwords. Whatever stands there is in no file that is passed on.
 */
const PERSONAL =
  /(?:^|[\s-])(?:name|nickname|username|password|code|email|tel|impp|organization|street|address|postal|bday|sex|cc|language|photo)(?:$|[\s-])/i;
const PERSONAL_TYPES = ['password', 'file', 'email', 'tel'];
/** Nobody writes in these; what is in them is the page's. */
const UNWRITABLE = ['hidden', 'button', 'submit', 'reset', 'image', 'checkbox', 'radio'];
/** Hidden fields by which a site knows its visitor. */
const SESSION = /csrf|xsrf|token|nonce|session|captcha|verification/i;
/** Fields that a person has changed, and those that the browser filled in for them. */
const TOUCHED = ':user-valid, :user-invalid, :autofill';

export type FieldState =
  /** What stands in it now, and whether it is chosen; `null` where there is no such thing. */
  | { value: string | null; on: boolean | null }
  /** Something is in it that is not written down. */
  | 'secret';

/** What a page shows in a field by now, where its attributes tell what was there at first; `null` for what is none. */
export function fieldState(element: Element, name: string): FieldState | null {
  if (name === 'input') return inputState(element as HTMLInputElement);
  if (name === 'textarea') {
    const field = element as HTMLTextAreaElement;
    return field.value !== '' && isOwn(field) ? 'secret' : { value: field.value, on: null };
  }
  if (name === 'option') return { value: null, on: (element as HTMLOptionElement).selected };
  return null;
}

function inputState(input: HTMLInputElement): FieldState {
  const { type, value, checked } = input;
  const isSession = type === 'hidden' && SESSION.test(`${attributeOf(input, 'name')} ${input.id}`);
  const isSecret = isSession || (!UNWRITABLE.includes(type) && isOwn(input));
  if (value !== '' && isSecret) return 'secret';
  return { value, on: type === 'checkbox' || type === 'radio' ? checked : null };
}

/**
 * Whether what stands there is the person's, not the page's: by what the field is for, and by who filled it in. Where
 * nobody can tell, only an address is the page's: pages put one into a field to be copied.
 */
function isOwn(field: HTMLInputElement | HTMLTextAreaElement): boolean {
  const { type, value, defaultValue, readOnly, disabled } = field;
  if (PERSONAL_TYPES.includes(type) || PERSONAL.test(attributeOf(field, 'autocomplete'))) return true;
  if (readOnly || disabled) return false;
  if (Element.prototype.matches.call(field, TOUCHED)) return true;
  return value !== defaultValue && findCandidates(value).length === 0;
}
