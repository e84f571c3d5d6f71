import type { Found } from './find.ts';
import { checkedShape } from './shapes.ts';
import { isPromising, type Spot } from './spots.ts';
import { isWordCode } from './words.ts';

/** Addresses in groups with a sign between them: `1Boa-tSLR-HtKN-…`. */

/** Hyphens and dashes, points, and what keys are written with. */
const SIGNS = '\\-\u2010-\u2014.\u00b7\u2022|_/';
/** Characters of a group, but for the last one, which may have fewer; and groups of one address. */
const GROUP = '[0-9A-Za-z]{3,8}';
const MAX_GROUPS = 40;
/** Groups with one and the same sign between them, or a space on both its sides. */
const ROW = `${GROUP}([${SIGNS}]| [${SIGNS}] )(?:${GROUP}\\1){2,${MAX_GROUPS}}[0-9A-Za-z]{1,8}`;
/** The words of neighbouring blocks may touch it. */
const ROWS = new RegExp(ROW, 'g');
/** Alone: dates, paths and keys of products go on otherwise. */
const WHOLE_ROWS = new RegExp(`(?<![0-9A-Za-z])${ROW}(?!\\1?[0-9A-Za-z])`, 'g');
const ANY_SIGN = new RegExp(` ?[${SIGNS}] ?`, 'g');
/** Fewest characters of a form that is spelled in capitals and digits alone; keys of products have 25. */
const MIN_CAPITALS = 50;

/** Where in the text of a page such rows may stand. */
export function findRowSpots(text: string): Spot[] {
  const spots: Spot[] = [];
  for (const { 0: row, index } of text.matchAll(ROWS)) {
    if (isPromising(row.replace(ANY_SIGN, ''))) spots.push({ start: index, end: index + row.length });
  }
  return spots;
}

/** Such rows that have the shape of an address with a checksum: all of a row, or all behind the label that it begins with. */
export function findRows(text: string): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(WHOLE_ROWS)) {
    const { 0: row, 1: sign = '', index } = match;
    // It began before.
    if (text.endsWith(sign, index) && isWordCode(text.charCodeAt(index - sign.length - 1))) continue;
    const groups = row.split(sign);
    const end = index + row.length;
    for (const from of [0, 1]) {
      const rest = groups.slice(from);
      const word = rest.join('');
      const start = from === 0 ? index : index + row.indexOf(rest[0] as string, (groups[0] as string).length);
      if (isEven(rest) && isChecked(word)) found.push({ text: word, start, end, grouped: true });
    }
  }
  return found;
}

/** Whether all are as long as the first, but for the last. */
function isEven(groups: readonly string[]): boolean {
  const size = groups[0]?.length ?? 0;
  return groups.every(({ length }, i) => length === size || (i === groups.length - 1 && length < size));
}

function isChecked(word: string): boolean {
  const shape = checkedShape(word);
  return shape !== null && (!shape.mixed || word.length >= MIN_CAPITALS || /[a-z]/.test(word));
}
