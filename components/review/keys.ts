/**
 * Every key of the panel. The act's name is in the message `review_key_<act>`, and what it does is done by a button as
 * well. Letters are those of the key that a person sees; on keyboards of other scripts, those of the place of the key.
 */
export const KEYS = [
  { act: 'next', key: 'j' },
  { act: 'previous', key: 'k' },
  { act: 'confirmed', key: 'c' },
  { act: 'dismissed', key: 'd' },
  { act: 'escalated', key: 'e' },
  { act: 'second-opinion', key: 's' },
  { act: 'in-review', key: 'i' },
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

/** What of a keyboard event tells which act is meant. */
export interface Pressed {
  key: string;
  code: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  isComposing: boolean;
}

/** The act that a key stands for; `null` for every other, and while keys of the browser or of writing are meant. */
export function actOf(pressed: Pressed): KeyAct | null {
  const letter = letterOf(pressed);
  return KEYS.find(({ key }) => key === letter)?.act ?? null;
}

/** The letter or digit that is meant; `null` where another program is spoken to. */
export function letterOf({ key, code, altKey, ctrlKey, metaKey, isComposing }: Pressed): string | null {
  if (altKey || ctrlKey || metaKey || isComposing) return null;
  if (key === '?' || key === '؟') return '?';
  if (/^[a-z0-9]$/i.test(key)) return key.toLowerCase();
  const [, place] = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(code) ?? [];
  // Letters of other alphabets stand where Latin ones do.
  return place && [...key].length === 1 && /[\p{L}\p{Nd}]/u.test(key) ? place.toLowerCase() : null;
}

export function keyFor(act: KeyAct): string {
  return KEYS.find((one) => one.act === act)?.key ?? '';
}
