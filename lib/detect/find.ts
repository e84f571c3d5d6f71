import { SHAPES } from './shapes.ts';

/** A string that has the shape of an address, and where it stands in the text that was searched. */
export interface Found {
  text: string;
  start: number;
  end: number;
}

/** Never inside a longer run of letters and digits: `0x` and 64 hex digits begin like an address and are none. */
const ANY_SHAPE = new RegExp(
  `(?<![0-9A-Za-z])(?:${SHAPES.map(({ pattern }) => pattern).join('|')})(?![0-9A-Za-z])`,
  'g',
);

/** The same without boundaries: words of neighbouring blocks stand side by side in a whole page's text. */
const SOME_SHAPE = new RegExp(SHAPES.map(({ pattern }) => pattern).join('|'));

/** Whether a search node by node can find anything in a stretch of text. May be wrong with yes, never with no. */
export function mayHoldCandidates(text: string): boolean {
  return SOME_SHAPE.test(text);
}

/** Most texts hold nothing: no array is made for them. */
const NONE: readonly Found[] = [];

/** Every string in `text` that has the shape of an address, in order. Linear in the length of the text. */
export function findCandidates(text: string): readonly Found[] {
  ANY_SHAPE.lastIndex = 0;
  let match = ANY_SHAPE.exec(text);
  if (!match) return NONE;
  const found: Found[] = [];
  for (; match; match = ANY_SHAPE.exec(text)) {
    found.push({ text: match[0], start: match.index, end: ANY_SHAPE.lastIndex });
  }
  return found;
}
