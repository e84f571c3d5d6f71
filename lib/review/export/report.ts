import { hideSecrets } from '#lib/address/secrets.ts';
import type { PrintCase, PrintReport, PrintRow, PrintValue } from '#lib/core/print-report.ts';
import {
  CASE_STATES,
  type Evidence,
  type IsoTime,
  type ReviewCase,
  type SeenItem,
  type Sha256,
} from '#lib/core/review.ts';
import type { ReasonList } from '#lib/core/review-acts.ts';
import { MAX_PRINTED_PLACES } from '#lib/core/review-limits.ts';
import { leaving } from './leaving.ts';
import { printPlaces } from './report-places.ts';

export interface ReportOptions {
  made: IsoTime;
  /** Version of Almsguard that makes it. */
  extension: string;
  /** The team's reasons, for their words. */
  reasons: ReasonList['reasons'];
  /** What the lists are called, by their ids. */
  titles: ReadonlyMap<string, string>;
}

/** What stands in a printed report. Rows without a value are left out. */
export function printReport(
  cases: readonly ReviewCase[],
  evidence: Readonly<Record<Sha256, Evidence>>,
  { made, extension, reasons, titles }: ReportOptions,
): PrintReport {
  const counted = CASE_STATES.map((state) => ({
    state,
    n: cases.filter((one) => one.state === state).length,
  }));
  return {
    rows: rows({
      print_made: [time(made)],
      print_version: [text(extension)],
      print_pages: [number(cases.length)],
      ...Object.fromEntries(
        counted.filter(({ n }) => n > 0).map(({ state, n }) => [keyOf('review_state', state), [number(n)]]),
      ),
    }),
    cases: cases.map((kept) => {
      const one = leaving(kept);
      return caseOf(one, one.evidence === null ? null : (evidence[one.evidence] ?? null), reasons, titles);
    }),
    limits: ['print_limit_lists', 'print_limit_hash', 'print_limit_names'],
  };
}

function caseOf(
  one: ReviewCase,
  proof: Evidence | null,
  reasons: ReportOptions['reasons'],
  titles: ReportOptions['titles'],
): PrintCase {
  const { seen, changed } = one;
  const places = proof ? printPlaces(proof) : [];
  return {
    id: one.id,
    title: one.title || one.host,
    rows: rows({
      print_page: [code(one.url)],
      print_led_to: seen && seen.finalUrl !== one.url ? [code(seen.finalUrl)] : [],
      print_decision: [words('review_state', one.state)],
      print_reason: one.reason === null ? [] : [reasonOf(one.reason, reasons)],
      print_decided: one.decidedAt === null ? [] : [time(one.decidedAt)],
      print_reviewers: one.decidedBy.map(text),
      print_differing: one.rivals.flatMap(({ reviewer, state, at }) => [
        text(reviewer),
        words('review_state', state),
        time(at),
      ]),
      print_level: seen ? [words('level', seen.level), { kind: 'day', day: seen.date }] : [],
      print_changed: changed
        ? [
            words('level', changed.before),
            words('level', changed.after),
            time(changed.at),
            ...changed.what.map((change): PrintValue => ({ kind: 'change', change })),
          ]
        : [],
      print_tags: one.tags.map(text),
      print_note: one.note ? [text(one.note)] : [],
    }),
    found: (seen?.items ?? []).map((item) => foundOf(item, titles)),
    evidence: proof && one.evidence ? evidenceOf(one.evidence, proof, titles) : [],
    places: places.slice(0, MAX_PRINTED_PLACES),
    placesInAll: places.length,
    pictures: proof ? picturesOf(proof) : [],
  };
}

function foundOf(
  { kind, text: name, chain, level, subjects, lists, claims = [] }: SeenItem,
  titles: ReportOptions['titles'],
): PrintRow[] {
  // One that is not here any more goes by what it was called then.
  const titleOf = (id: string) => titles.get(id) ?? claims.find(({ list }) => list === id)?.title ?? id;
  return rows({
    [`print_${kind}`]: [code(name)],
    print_network: chain ? [words('chain', chain)] : [],
    print_level: [words('level', level)],
    print_subjects: subjects.map(text),
    print_lists: lists.map((id) => text(titleOf(id))),
  });
}

function evidenceOf(hash: Sha256, proof: Evidence, titles: ReportOptions['titles']): PrintRow[] {
  const { report, url, finalUrl, at, extension, browser, lists } = proof;
  // As it was called when somebody looked.
  const titleOf = (id: string) =>
    report.watchlist.find((list) => list.id === id)?.title ?? titles.get(id) ?? id;
  const [title, from, to] = [report.title, url ?? '', finalUrl].map(hideSecrets);
  return rows({
    print_seen: [time(at)],
    print_page: [...(title ? [text(title)] : []), ...(from ? [code(from)] : [])],
    print_led_to: to && to !== from ? [code(to)] : [],
    print_version: [text(extension)],
    print_browser: [text(browser)],
    print_lists: lists.flatMap(({ id, version, date, hash: listHash }): PrintValue[] => [
      text(titleOf(id)),
      code(version),
      { kind: 'day', day: date },
      ...(listHash === null ? [] : [code(listHash)]),
    ]),
    print_hash: [code(hash)],
  });
}

function picturesOf({ pictures: { plain, marked }, blurred }: Evidence): PrintCase['pictures'] {
  const more = blurred && { note: 'print_picture_blurred' };
  return [
    ...(plain === null ? [] : [{ label: 'print_picture_plain', hash: plain, ...more }]),
    ...(marked === null ? [] : [{ label: 'print_picture_marked', hash: marked, ...more }]),
  ];
}

/** A team's reason is in its own words; one that is on no list any more is told by its id. */
function reasonOf(id: string, reasons: ReportOptions['reasons']): PrintValue {
  const known = reasons.find((reason) => reason.id === id);
  if (!known) return text(id);
  return known.label === null ? words('review_reason', id) : text(known.label);
}

function rows(all: Record<string, PrintValue[]>): PrintRow[] {
  return Object.entries(all)
    .filter(([, values]) => values.length > 0)
    .map(([label, values]) => ({ label, values }));
}

function words(prefix: string, of: string): PrintValue {
  return { kind: 'words', key: keyOf(prefix, of) };
}

/** As components/i18n.tsx writes keys. */
function keyOf(prefix: string, of: string): string {
  return `${prefix}_${of.replaceAll('-', '_')}`;
}

function text(value: string): PrintValue {
  return { kind: 'text', text: value };
}

function code(value: string): PrintValue {
  return { kind: 'code', text: value };
}

function time(at: IsoTime): PrintValue {
  return { kind: 'time', at };
}

function number(value: number): PrintValue {
  return { kind: 'number', value };
}
