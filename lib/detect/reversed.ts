import { type Found, findCandidates } from './find.ts';
import { checkedShape } from './shapes.ts';

/** From the one to the other all letters are drawn from right to left (UAX #9: RLO, PDF). */
export const OVERRIDE = '\u202e';
const POP = '\u202c';

/** What is found in a text that is read from its end, where it stands in the text as it is; only what a checksum tells. */
export function findReversed(text: string): Found[] {
  const { length } = text;
  const found = findCandidates(text.split('').reverse().join(''));
  return found
    .filter(({ text, grouped }) => !grouped && checkedShape(text) !== null)
    .map((one) => ({ ...one, start: length - one.end, end: length - one.start }));
}

/** Whether a character in the text before a place has what stands there drawn so. */
export function isOverridden(before: string): boolean {
  return before.lastIndexOf(OVERRIDE) > before.lastIndexOf(POP);
}
