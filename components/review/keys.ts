/**
 * Every key of the workspace. The act's name is in the message `review_key_<act>`, and what it does is done by a button
 * as well. Letters are those of the key that a person sees; on keyboards of other scripts, those of the place of the key.
 */
export const KEYS = [
  { act: 'next', key: 'j' },
  { act: 'previous', key: 'k' },
  { act: 'confirmed', key: 'c' },
  { act: 'dismissed', key: 'd' },
  { act: 'escalated', key: 'e' },
  { act: 'second-opinion', key: 's' },
  { act: 'in-review', key: 'i' },
  { act: 'alike', key: 'a' },
  { act: 'undo', key: 'u' },
  { act: 'redo', key: 'r' },
  { act: 'finding', key: 'n' },
  { act: 'finding-before', key: 'p' },
  { act: 'blur', key: 'b' },
  { act: 'grey', key: 'g' },
  { act: 'proof', key: 'v' },
  { act: 'note', key: 'w' },
  { act: 'tag', key: 't' },
  { act: 'queue', key: 'q' },
  { act: 'keys', key: '?' },
] as const;
export type KeyAct = (typeof KEYS)[number]['act'];

/** Digits choose a reason, so many at a time; this letter gives them to the next ones. It means nothing elsewhere. */
export const REASONS_AT_ONCE = 9;
export const MORE_REASONS = 'm';

/** What only a page that is open beside the case can do. */
export const BESIDE = ['finding', 'finding-before', 'blur', 'grey'] as const satisfies KeyAct[];

/** What of a keyboard event tells which act is meant. */
export interface Pressed
  extends Pick<
    KeyboardEvent,
    'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing' | 'repeat'
  > {
  getModifierState(name: 'AltGraph'): boolean;
}

/** Question marks as keyboards of other scripts write them. */
const QUESTION = /^[?؟？՞፧]$/;
/** Signs where Hebrew and Greek keyboards have no letter, and Latin ones none of these signs. */
const SIGNS: Readonly<Record<string, string>> = { '/ KeyQ': 'q', "' KeyW": 'w', '; KeyQ': 'q' };

/** The act that a key stands for; `null` for every other, and while keys of the browser or of writing are meant. */
export function actOf(pressed: Pressed): KeyAct | null {
  const letter = letterOf(pressed);
  return KEYS.find(({ key }) => key === letter)?.act ?? null;
}

/** The letter or digit that is meant; `null` where another program is spoken to, and for a key that is held down. */
export function letterOf(pressed: Pressed): string | null {
  const { key, code, altKey, ctrlKey, metaKey, shiftKey, isComposing, repeat } = pressed;
  if (altKey || ctrlKey || metaKey || isComposing || repeat || pressed.getModifierState('AltGraph')) {
    return null;
  }
  if (QUESTION.test(key)) return '?';
  if (/^[a-z0-9]$/i.test(key)) return key.toLowerCase();
  const [, row = '', place = ''] = /^(Key|Digit|Numpad)([A-Z0-9])$/.exec(code) ?? [];
  // On a French keyboard the digits are written with Shift, and their keys are still where they are.
  if (row === 'Digit' && !shiftKey && [...key].length === 1) return place;
  // Letters, vowel signs and digits of other alphabets stand where Latin ones do; a key may write two of them.
  if (place && /^(?!\p{Script=Latin})[\p{L}\p{M}\p{Nd}]+$/u.test(key)) return place.toLowerCase();
  return SIGNS[`${key} ${code}`] ?? null;
}

export function keyFor(act: KeyAct): string {
  return KEYS.find((one) => one.act === act)?.key ?? '';
}
