import type { Formats } from './formats.ts';
import type { Lookup } from './lookup.ts';

interface Words extends Pick<Formats, 'number' | 'time'> {
  t: Lookup;
}

/** Things that are counted in a file whose records have no numbers of their own, by the words of its readers. */
const ITEMS: readonly string[] = ['address', 'object', 'tag', 'value', 'wallet'];
/** A part of a file by its name: a list of it, or the site that it is about. */
const PART =
  /^(allow|allowlist|blacklist|blocklist|blocklistPaths|combined|deny|denySub|domains|whitelist|(?:[a-z0-9-]+\.)+[a-z]{2,24}) (\d{1,9})$/;
/** A claim's id where the source gives none; any other is the publisher's own. */
const LINE = /^line \d{1,9}$/;
const COUNTED = /^([a-z]+) (\d{1,9})$/;
/** Seconds since 1970. */
const CHANGE = /^change of (\d{1,10})$/;

/** Whether an id says no more than on which line its record stood. */
export function isLine(id: string): boolean {
  return LINE.test(id);
}

/**
 * Where a record stood, in words: `line 12`, as readers of lists write it (`Refusal.where`, and `Claim.id` where the
 * source has none). `null` for a name that the publisher gave it, which is to be shown as it is, from left to right.
 */
export function whereText(where: string, { t, number, time }: Words): string | null {
  const [, seconds] = CHANGE.exec(where) ?? [];
  if (seconds) return t('where_change', { time: time(new Date(Number(seconds) * 1000).toISOString()) });
  const [, what = '', count = ''] = COUNTED.exec(where) ?? [];
  if (what === 'line') return t('where_line', { n: number(Number(count)) });
  if (ITEMS.includes(what)) return t('where_item', { n: number(Number(count)) });
  const [, part, n] = PART.exec(where) ?? [];
  // Isolated: names of sites are read from left to right in any sentence.
  return part ? t('where_in', { part: `\u2066${part}\u2069`, n: number(Number(n)) }) : null;
}
