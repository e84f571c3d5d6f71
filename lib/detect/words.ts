/** 1 where a UTF-16 code unit is an ASCII letter or digit; one for each that there is, for looking past an end is slow. */
const IS_WORD = new Uint8Array(0x10000).fill(1, 48, 58).fill(1, 65, 91).fill(1, 97, 123);

/** Whether a UTF-16 code unit is an ASCII letter or digit. */
export function isWordCode(code: number): boolean {
  return IS_WORD[code] === 1;
}

/** The end of the word that begins at `start`. */
export function wordEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && isWordCode(text.charCodeAt(end))) end++;
  return end;
}

/** The start of the word that ends at `end`. */
export function wordStart(text: string, end: number): number {
  let start = end;
  while (start > 0 && isWordCode(text.charCodeAt(start - 1))) start--;
  return start;
}

/**
 * The next word of at least `min` letters and digits that begins at or after `from`, as its start; -1 when there
 * is none. Looks at every `min`-th character and back from there to the first that ends a word: most of a text
 * is never looked at, and none of it more than twice (Boyer and Moore's idea).
 */
export function nextLongWord(text: string, from: number, min: number): number {
  const { length } = text;
  // `from` may stand inside a word: what is left of that one does not count.
  let low = from > 0 && isWordCode(text.charCodeAt(from - 1)) ? wordEnd(text, from) : from;
  for (let at = low + min - 1; at < length; at = low + min - 1) {
    let back = at;
    while (back >= low && IS_WORD[text.charCodeAt(back)] === 1) back--;
    if (back < low) return low;
    low = back + 1;
  }
  return -1;
}
