import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { ReviewProblem } from '#lib/core/review-acts.ts';
import type { PageActions } from '#lib/core/review-page.ts';
import type { Outcome } from '#lib/core/review-panel.ts';
import { useWords } from '../../i18n.tsx';

/** An act that may not have been kept, and how to try it again. */
interface Trouble {
  problem: ReviewProblem;
  again: (() => Promise<Outcome>) | null;
}

export type PageState = ReturnType<typeof usePage>;

/** What was said last, and what went wrong. Draws anew whenever cases, choices or lists are others. */
export function usePage(actions: PageActions) {
  const { t } = useWords();
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => actions.subscribe(() => redraw(undefined)), [actions]);
  const [said, setSaid] = useState('');
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isBusy, setBusy] = useState(false);
  const running = useRef(0);

  /** Whether it went well; what did not is told. */
  async function run<T>(work: () => Promise<Outcome<T>>, tell: (value: T) => string): Promise<boolean> {
    running.current++;
    setBusy(true);
    const outcome = await work().catch((): Outcome<T> => ({ ok: false, problem: 'storage', again: null }));
    running.current--;
    setBusy(running.current > 0);
    if (outcome.ok) {
      setTrouble(null);
      setSaid(tell(outcome.value));
    } else setTrouble({ problem: outcome.problem, again: outcome.again });
    return outcome.ok;
  }

  async function again(): Promise<void> {
    const retry = trouble?.again;
    if (!retry) return;
    setTrouble(null);
    await run(retry, () => t('review_again_done'));
  }

  return {
    said,
    say: setSaid,
    trouble,
    /** What would go wrong if it were tried. */
    tell: (problem: ReviewProblem) => setTrouble({ problem, again: null }),
    dismissTrouble: () => setTrouble(null),
    isBusy,
    run,
    again,
  };
}
