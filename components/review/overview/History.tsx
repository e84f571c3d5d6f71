import type { LoggedAct } from '#lib/core/review.ts';
import type { ReasonList } from '#lib/core/review-acts.ts';
import { useWords } from '../../i18n.tsx';
import { sayAct } from './act-text.ts';

interface Props {
  /** Every line of the case, in no particular order. */
  lines: readonly LoggedAct[];
  reasons: ReasonList['reasons'];
}

/** What was done in a case, in the order in which it was. */
export function History({ lines, reasons }: Props) {
  const words = useWords();
  const byId = new Map(lines.map((line) => [line.id, line]));
  const ordered = lines.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.seq - b.seq));
  return (
    <ol class="history">
      {ordered.map((line) => (
        <li key={line.id}>
          <p>
            <bdi>{sayAct(line.act, { words, reasons, actOf: (id) => byId.get(id)?.act ?? null })}</bdi>
          </p>
          <p class="soft">
            <bdi>{line.reviewer}</bdi> · {words.time(line.at)}
          </p>
        </li>
      ))}
    </ol>
  );
}
