import type { ListChange, LoggedAct } from '#lib/core/review.ts';
import type { ReasonList } from '#lib/core/review-acts.ts';
import { useWords } from '../../i18n.tsx';
import { Differences } from '../Changed.tsx';
import { sayAct } from './act-text.ts';

interface Props {
  /** Every line of the case, in the order in which they make it what it is. */
  lines: readonly LoggedAct[];
  reasons: ReasonList['reasons'];
  whatChanged(line: LoggedAct, lines: readonly LoggedAct[]): readonly ListChange[];
}

/** What was done in a case, an answer after its question whatever two clocks said. */
export function History({ lines, reasons, whatChanged }: Props) {
  const words = useWords();
  const byId = new Map(lines.map((line) => [line.id, line]));
  return (
    <ol class="history">
      {lines.map((line) => (
        <li key={line.id}>
          <p>
            <bdi>{sayAct(line.act, { words, reasons, actOf: (id) => byId.get(id)?.act ?? null })}</bdi>
          </p>
          <Differences what={whatChanged(line, lines)} />
          <p class="soft">
            <bdi>{line.reviewer}</bdi> · {words.time(line.at)}
          </p>
        </li>
      ))}
    </ol>
  );
}
