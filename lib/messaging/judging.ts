import { MAX_JUDGE_MS } from '#lib/core/limits.ts';
import { inTime, type Wait } from './in-time.ts';

export interface JudgingDeps {
  /** Loads the lists that are in use now. */
  load(): Promise<void>;
  judgePages(): Promise<void>;
  /** Begins it: decided cases are many. */
  judgeCases(): void;
  wait: Wait;
}

/** What is judged by lists, and when: open pages, and cases that were decided. */
export function createJudging({ load, judgePages, judgeCases, wait }: JudgingDeps) {
  const judgeAll = () => {
    judgeCases();
    return judgePages();
  };
  return {
    judgeAll,
    /** Between two lists of a round. A page that is stuck answers nobody, and the next list is waiting. */
    async judgePages(): Promise<void> {
      await load();
      await inTime(judgePages(), wait, MAX_JUDGE_MS);
    },
    async listsChanged(): Promise<void> {
      await load();
      await judgeAll();
    },
  };
}
