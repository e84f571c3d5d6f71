import type { Answer, AnsweredThing } from '#lib/core/answer.ts';
import type { Checked, CheckedRow, CitedList } from '#lib/core/checked.ts';
import type { Appearance } from '#lib/core/choices.ts';
import { sinceOf } from '#lib/core/claim-act.ts';
import type { Formats } from '#lib/core/formats.ts';
import { MAX_ANSWERED, MAX_ASKED_CHARS, MAX_OFFERED } from '#lib/core/limits.ts';
import { titleText } from '#lib/core/list-words.ts';
import type { Reply } from '#lib/core/lists.ts';
import type { Lookup } from '#lib/core/lookup.ts';
import { keyOf, networkOf, sentenceOf } from '#lib/core/reason-text.ts';
import type { ReportClaim } from '#lib/core/report.ts';
import { bySeverity } from '#lib/core/severity.ts';

export interface AnswerWords extends Formats {
  t: Lookup;
  appearance: Appearance;
}

/** Why there is nothing to judge. */
export type NoAnswer = 'no-selection' | 'no-code' | 'not-ready';

/** What is shown beside something that lists were asked about. */
export function answerOf(reply: Reply<Checked>, text: string, cut: boolean, words: AnswerWords): Answer {
  if (!reply.ok) return noAnswer('not-ready', text, words);
  const { t, number } = words;
  const { rows, lists, notes, left } = reply.value;
  const sorted = worstFirst(rows);
  const [first] = sorted;
  const more = rows.length + left - MAX_ANSWERED;
  return {
    ...frameOf(text, words),
    level: first?.level ?? 'note',
    title: titleOf(rows, words),
    things: sorted.slice(0, MAX_ANSWERED).map((row) => thingOf(row, sorted.length === 1, lists, words)),
    notes: [
      ...(first ? [] : [t('lookup_nothing')]),
      ...(more > 0 ? [t('answer_more', [t('lookup_title'), number(more)])] : []),
      ...(cut ? [t('lookup_cut', [number(MAX_ASKED_CHARS)])] : []),
      // How old each list is stands beside its name.
      ...notes
        .filter(({ params }) => params.list === undefined)
        .map((note) => sentenceOf('note', note, words)),
      // Who reads that something is on none of them has to know which they are.
      ...(rows.some(({ level }) => level === 'none') && lists.length > 0
        ? [t('answer_lists', [words.every(lists.map((list) => dated(list, words)))])]
        : []),
    ],
  };
}

function titleOf(rows: readonly CheckedRow[], { t, number }: AnswerWords): string {
  const [first, ...others] = rows;
  if (!first) return t('answer_nothing');
  return others.length > 0
    ? t('lookup_found', [number(rows.length)], rows.length)
    : t(keyOf('level', first.level));
}

/** What is shown where nothing could be asked. */
export function noAnswer(why: NoAnswer, text: string, words: AnswerWords): Answer {
  const { t } = words;
  const [title, hint] =
    why === 'not-ready'
      ? [t('headline_not_ready'), t('answer_not_ready')]
      : [t(keyOf('answer', why)), t(keyOf('answer', `${why}-hint`), [t('lookup_title')])];
  return { ...frameOf(text, words), level: 'note', title, things: [], notes: [hint] };
}

function frameOf(text: string, { t, appearance }: AnswerWords) {
  const open = text === '' ? t('lookup_open') : t('answer_open', [t('lookup_title')]);
  return { lang: t('locale_lang'), dir: t('locale_dir'), appearance, open, text, close: t('guard_close') };
}

function thingOf(
  row: CheckedRow,
  isAlone: boolean,
  lists: readonly CitedList[],
  words: AnswerWords,
): AnsweredThing {
  const { t } = words;
  const told = row.claims.filter(({ bearing }) => bearing === 'against' || bearing === 'for');
  return {
    word: isAlone ? '' : t(keyOf('level', row.level)),
    level: row.level,
    name: row.canonical,
    isAddress: row.what === 'address',
    kind: kindOf(row, words),
    lines: [
      ...new Set([
        ...row.reasons.map((reason) => sentenceOf('reason', reason, words)),
        ...told.flatMap((claim) => claimLines(claim, lists, words)),
      ]),
    ],
  };
}

function kindOf(row: CheckedRow, words: AnswerWords): string {
  return networkOf(row, words) ?? words.t(keyOf('lookup_kind', row.what));
}

/** Since when and as whom, and which list says so. */
function claimLines(claim: ReportClaim, lists: readonly CitedList[], words: AnswerWords): string[] {
  const since = sinceOf(claim, words);
  const list = lists.find(({ id }) => id === claim.list);
  const from = list && words.t('answer_list', [titleText(list.title, words.t), words.date(list.date)]);
  return [since, from].flatMap((line) => line || []);
}

function dated({ title, date }: CitedList, words: AnswerWords): string {
  return words.t('answer_list_of', [titleText(title, words.t), words.date(date)]);
}

function worstFirst(rows: readonly CheckedRow[]): CheckedRow[] {
  return rows.toSorted((a, b) => bySeverity(a.level, b.level));
}

/** A line under the address bar. `content` is what is looked up when it is chosen. */
export interface Offered {
  content: string;
  description: string;
}

/** What is said under the address bar while somebody types: plain text, the worst first. */
export function offersOf(reply: Reply<Checked>, text: string, words: AnswerWords): Offered[] {
  const { t } = words;
  if (!reply.ok) return [{ content: text, description: t('headline_not_ready') }];
  const offers = worstFirst(reply.value.rows).map((row) => ({
    content: row.text,
    description: t('omnibox_says', [
      t(keyOf('level', row.level)),
      row.canonical,
      kindOf(row, words),
      row.reasons[0] ? sentenceOf('reason', row.reasons[0], words) : newestOf(reply.value, words),
    ]),
  }));
  return offers.length > 0
    ? offers.slice(0, MAX_OFFERED)
    : [{ content: text, description: t('answer_nothing') }];
}

/** How far back the lists go that something is not on. */
function newestOf({ lists, date }: Checked, { t, days }: AnswerWords): string {
  const dates = lists.map((list) => list.date).sort();
  return t('omnibox_lists', [days(dates[0] ?? date, dates.at(-1) ?? date)]);
}
