import type { Checked, CheckedKind, CheckedRow } from '#lib/core/checked.ts';
import type { Finding, Report } from '#lib/core/report.ts';
import { ADDRESSES } from './Appeal.tsx';
import { POPUP_CASES } from './popup-cases.ts';

/** What a look-up answers with, made of what the popup's cases found. */

const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

/** Stands on no list. */
export const NONE: CheckedRow = {
  what: 'address',
  text: ADDRESSES.own,
  canonical: ADDRESSES.own,
  chain: 'ethereum',
  encoding: null,
  level: 'none',
  reasons: [],
  claims: [],
  times: 1,
  line: 1,
};

/** What lists say of the first address in each of these cases of the popup, or of its page. */
export function rowsOf(names: string[]): CheckedRow[] {
  return names.flatMap((name) => {
    const report = reportOf(name);
    const [first] = report.addresses;
    return first ? [rowOf(first)] : report.page.slice(0, 1).map((one) => rowOf(one, 'host'));
  });
}

export function checkedOf(rows: CheckedRow[], changes: Partial<Checked> = {}): Checked {
  const { date, watchlist } = reportOf('listed');
  const lists = watchlist.map(({ id, title, version, date }) => ({ id, title, version, date, hash: HASH }));
  return { checked: `${date}T12:00:00Z`, date, rows, lists, notes: [], left: 0, keysLeft: 0, ...changes };
}

function rowOf(finding: Finding, what: CheckedKind = 'address'): CheckedRow {
  const { text, canonical, chain, chains, level, reasons, claims } = finding;
  const network = { chain, ...(chains && { chains }) };
  return { what, text, canonical, ...network, encoding: null, level, reasons, claims, times: 1, line: 1 };
}

function reportOf(name: string): Report {
  return POPUP_CASES[name]?.answer as Report;
}
