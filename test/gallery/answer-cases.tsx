import type { Answer } from '#lib/core/answer.ts';
import type { CheckedKind, CheckedRow } from '#lib/core/checked.ts';
import type { Finding, Report } from '#lib/core/report.ts';
import { type AnswerWords, answerOf, noAnswer } from '#lib/messaging/answer-words.ts';
import { createAnswerPage } from '#lib/page/answer/answer.ts';
import { readChosen } from '#lib/page/chosen.ts';
import { ADDRESSES, Appeal } from './Appeal.tsx';
import { partOver } from './over-page.ts';
import { POPUP_CASES } from './popup-cases.ts';
import { appear, draw, type Scene } from './stage.tsx';

/** Answers beside what somebody selected in an appeal. */

function rowOf(finding: Finding, what: CheckedKind = 'address'): CheckedRow {
  const { text, canonical, chain, chains, level, reasons, claims } = finding;
  const network = { chain, ...(chains && { chains }) };
  return { what, text, canonical, ...network, encoding: null, level, reasons, claims, times: 1, line: 1 };
}

const reportOf = (name: string) => POPUP_CASES[name]?.answer as Report;

/** What lists say of the first address in each of these cases of the popup. */
function rowsOf(names: string[]): CheckedRow[] {
  return names.flatMap((name) => {
    const report = reportOf(name);
    const [first] = report.addresses;
    return first ? [rowOf(first)] : report.page.slice(0, 1).map((one) => rowOf(one, 'host'));
  });
}

const NONE: CheckedRow = {
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

const answer =
  (make: (words: AnswerWords) => Answer): Scene =>
  async (stage) => {
    draw(stage, <Appeal />);
    const page = createAnswerPage({
      window,
      own: new WeakSet(),
      ask: async () => undefined,
      open() {},
    });
    stage.strike.push(page.stop);
    getSelection()?.selectAllChildren(document.getElementById('listed') as HTMLElement);
    await page.find({ selection: ADDRESSES.listed, link: '', picture: '' });
    page.show(make({ ...stage.words, appearance: readChosen().appearance }));
    await appear(() => partOver('.almsguard-answer'));
  };

const found = (rows: () => CheckedRow[], left = 0, cut = false) =>
  answer((words) => {
    const { date, watchlist } = reportOf('listed');
    const lists = watchlist.map(({ id, title, version, date }) => ({ id, title, version, date, hash: null }));
    const checked = { checked: `${date}T12:00:00Z`, date, rows: rows(), lists, notes: [], left, keysLeft: 0 };
    return answerOf({ ok: true, value: checked }, ADDRESSES.listed, cut, words);
  });

export const ANSWER_CASES: Record<string, Scene> = {
  'answer-listed': found(() => rowsOf(['listed'])),
  'answer-several': found(() => [...rowsOf(['lookalike', 'listed', 'reported', 'delisted']), NONE], 7, true),
  'answer-none': found(() => [NONE]),
  'answer-nothing': found(() => []),
  'answer-no-selection': answer((words) => noAnswer('no-selection', '', words)),
};
