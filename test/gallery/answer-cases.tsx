import type { Answer } from '#lib/core/answer.ts';
import type { CheckedRow } from '#lib/core/checked.ts';
import { type AnswerWords, answerOf, noAnswer } from '#lib/messaging/answer-words.ts';
import { createAnswerPage } from '#lib/page/answer/answer.ts';
import { readChosen } from '#lib/page/chosen.ts';
import { ADDRESSES, Appeal } from './Appeal.tsx';
import { checkedOf, NONE, rowsOf } from './checked-rows.ts';
import { partOver } from './over-page.ts';
import { appear, draw, type Scene } from './stage.tsx';

/** Answers beside what somebody selected in an appeal. */

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
    const value = checkedOf(rows(), { left });
    return answerOf({ ok: true, value }, ADDRESSES.listed, cut, words);
  });

export const ANSWER_CASES: Record<string, Scene> = {
  'answer-listed': found(() => rowsOf(['listed'])),
  'answer-several': found(() => [...rowsOf(['lookalike', 'listed', 'reported', 'delisted']), NONE], 7, true),
  'answer-none': found(() => [NONE]),
  'answer-nothing': found(() => []),
  'answer-no-selection': answer((words) => noAnswer('no-selection', '', words)),
};
