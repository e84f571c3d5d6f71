import type { ReviewCase, SeenItem } from '#lib/core/review.ts';
import { leaving } from './leaving.ts';
import { tellChange } from './summary.ts';

/** What stands between several values in one cell; none of them holds it. */
const SEVERAL = ' | ';

/**
 * The columns, in their order: a row is a case. Times are ISO 8601 in UTC; an empty cell is "none"; several values are
 * parted by ` | `. The names stay as they are: other people's tables hang on them.
 */
export const CSV_COLUMNS = {
  /** UUIDv5 of the page: the same in every workspace. */
  case: ({ id }) => id,
  url: ({ url }) => url,
  /** Where it led to. */
  final_url: ({ seen }) => seen?.finalUrl ?? '',
  host: ({ host }) => host,
  title: ({ title }) => title,
  /** `new`, `in-review`, `second-opinion`, `escalated`, `confirmed` or `dismissed`. */
  state: ({ state }) => state,
  /** Id of a reason in the team's list. */
  reason: ({ reason }) => reason ?? '',
  /** Who took the decision that stands. */
  reviewer: ({ reviewer }) => reviewer ?? '',
  /** Everybody who decided, in order. */
  decided_by: ({ decidedBy }) => several(decidedBy),
  /** Decisions beside it that differ: `reviewer: state`. */
  rivals: ({ rivals }) => several(rivals.map(({ reviewer, state }) => `${reviewer}: ${state}`)),
  added_at: ({ addedAt }) => addedAt,
  decided_at: ({ decidedAt }) => decidedAt ?? '',
  changed_at: ({ changedAt }) => changedAt,
  /** `listed` … `none`: what the lists said, and for which date. */
  level: ({ seen }) => seen?.level ?? '',
  level_date: ({ seen }) => seen?.date ?? '',
  /** What the lists said at the decision and say now, where that differs: `none > listed`. */
  level_changed: ({ changed }) => (changed ? `${changed.before} > ${changed.after}` : ''),
  /** Which list made the difference, with the date of its data: `address: against (list, date)`. */
  lists_changed: ({ changed }) => several((changed?.what ?? []).map(tellChange)),
  /** `chain:address`, each as it is written canonically. */
  addresses: (one) => several(textsOf(one, 'address')),
  hosts: (one) => several(textsOf(one, 'host')),
  pages: (one) => several(textsOf(one, 'page')),
  handles: (one) => several(textsOf(one, 'handle')),
  /** `provider:account`. */
  widgets: (one) => several(textsOf(one, 'widget')),
  /** Names on the lists whose claims were met, and the lists. */
  subjects: ({ seen }) => several(distinct(seen?.items.flatMap(({ subjects }) => subjects))),
  lists: ({ seen }) => several(distinct(seen?.items.flatMap(({ lists }) => lists))),
  /** Reason codes of red flags on the page. */
  indicators: ({ seen }) => several(seen?.indicators ?? []),
  tags: ({ tags }) => several(tags),
  note: ({ note }) => note,
  /** SHA-256 of what was on the screen at the decision. */
  evidence: ({ evidence }) => evidence ?? '',
} as const satisfies Record<string, (one: ReviewCase) => string>;

/**
 * A table (RFC 4180) with a header. It begins with a byte order mark, without which Excel reads titles in other
 * scripts as gibberish.
 */
export function casesAsCsv(cases: readonly ReviewCase[]): string {
  const rows = cases.map(leaving).map((one) => Object.values(CSV_COLUMNS).map((of) => of(one)));
  return `\uFEFF${[Object.keys(CSV_COLUMNS), ...rows].map(rowOf).join('')}`;
}

function rowOf(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/**
 * A spreadsheet runs a cell that begins like a formula, and pages choose their titles themselves. As OWASP advises
 * ("CSV Injection", owasp.org/www-community/attacks/CSV_Injection) such a cell begins with an apostrophe; so does the
 * part after a semicolon, a tab or a line break, where a spreadsheet of another locale begins a new cell.
 */
function harmless(cell: string): string {
  return cell.replace(/^(?=[\t\r\n])/, "'").replace(/(^|[;\t\r\n])(?= *[=+\-@＝＋－＠])/gu, "$1'");
}

function textsOf({ seen }: ReviewCase, kind: SeenItem['kind']): string[] {
  const items = seen?.items.filter((item) => item.kind === kind) ?? [];
  return distinct(items.map(({ chain, text }) => (chain ? `${chain}:${text}` : text)));
}

function distinct(values: readonly string[] = []): string[] {
  return [...new Set(values)];
}

function several(values: readonly string[]): string {
  return values.map((value) => value.replaceAll(SEVERAL, ' ')).join(SEVERAL);
}
