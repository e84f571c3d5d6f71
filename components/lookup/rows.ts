import type { CheckedKind, CheckedRow } from '#lib/core/checked.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import { titleText } from '#lib/core/list-words.ts';
import { LEVELS, type Level, type ReportClaim } from '#lib/core/report.ts';
import type { Translate } from '../i18n.tsx';

/** Columns that rows can be put in the order of; `line` is the order of the text. */
export const COLUMNS = ['line', 'thing', 'network', 'verdict', 'lists', 'listed', 'times'] as const;
export type Column = (typeof COLUMNS)[number];

export interface RowView {
  sort: Column;
  descending: boolean;
  /** Part of what it says, of a name or of a list; in any case of letters. */
  text: string;
  /** `null` for all. */
  level: Level | null;
  what: CheckedKind | null;
}

export const WHOLE: RowView = { sort: 'line', descending: false, text: '', level: null, what: null };

/**
 * The rows that are asked for, in the order that is asked for; rows that are alike stay in the order of the text. Those
 * of which a column says nothing come last, whichever way.
 */
export function viewRows(rows: readonly CheckedRow[], view: RowView, t: Translate): CheckedRow[] {
  const wanted = view.text.trim().toLowerCase();
  const shown = rows.filter(
    (row) =>
      (view.level === null || row.level === view.level) &&
      (view.what === null || row.what === view.what) &&
      (wanted === '' || saysOf(row, t).includes(wanted)),
  );
  const sign = view.descending ? -1 : 1;
  const key = KEYS[view.sort];
  return shown
    .map((row) => ({ row, key: key(row, t) }))
    .sort((a, b) => Number(a.key === '') - Number(b.key === '') || sign * compare(a.key, b.key))
    .map(({ row }) => row);
}

/** The claims that say something of it, the first to be told first. */
export function toldClaims({ claims }: CheckedRow): ReportClaim[] {
  return claims.filter(({ bearing }) => bearing === 'against' || bearing === 'for');
}

/** The day on which it was listed first; `null` where no list tells. */
export function listedOn(row: CheckedRow): IsoDate | null {
  const days = toldClaims(row).flatMap(({ listed }) => listed ?? []);
  return days.sort()[0] ?? null;
}

/** Titles of the lists that name it, each once. */
export function listsOf(row: CheckedRow, t: Translate): string[] {
  return [...new Set(toldClaims(row).map(({ listTitle }) => titleText(listTitle, t)))];
}

const KEYS: Record<Column, (row: CheckedRow, t: Translate) => string | number> = {
  line: ({ line }) => line,
  thing: ({ canonical }) => canonical.toLowerCase(),
  network: ({ chain }) => chain ?? '',
  verdict: ({ level }) => LEVELS.indexOf(level),
  lists: (row, t) => listsOf(row, t).join(),
  listed: (row) => listedOn(row) ?? '',
  times: ({ times }) => times,
};

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function saysOf(row: CheckedRow, t: Translate): string {
  const names = row.claims.flatMap(({ subject, aliases, listTitle }) => [
    subject ?? '',
    ...aliases,
    listTitle,
    titleText(listTitle, t),
  ]);
  return [row.text, row.canonical, row.chain ?? '', ...names].join('\n').toLowerCase();
}
