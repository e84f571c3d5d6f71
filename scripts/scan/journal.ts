import { randomUUID } from 'node:crypto';
import { appendFileSync, rmSync } from 'node:fs';
import { objectIn, takeUp } from './lines.ts';

/** Which pages were handed in, beside the output file, which tells which came back. Only ever added to. */
export interface Journal {
  /** Names this run and all that take it up. */
  readonly run: string;
  /** Addresses that runs before this one had handed in, and in how many of them they were open when it was killed. */
  readonly taken: ReadonlyMap<string, number>;
  take(requested: string): void;
  /** The run ends, for a reason of its own: no page is to blame. */
  end(): void;
  /** Every page came back. */
  remove(): void;
}

/** A line that cannot be read counts for nothing: its page is scanned as if for the first time. */
export function openJournal(path: string): Journal {
  const taken = new Map<string, number>();
  let run: string | null = null;
  let open: string[] = [];
  const count = (requested: string, more: number) => taken.set(requested, (taken.get(requested) ?? 0) + more);
  for (const { text } of takeUp(path)) {
    const line = objectIn(text);
    if (typeof line?.run === 'string') {
      run ??= line.run;
      open = [];
    }
    if (typeof line?.took === 'string') {
      count(line.took, 1);
      open.push(line.took);
    }
    if (line?.ended === true) {
      for (const requested of open.splice(0)) count(requested, -1);
    }
  }
  let isOver = false;
  const write = (line: object) => {
    if (!isOver) appendFileSync(path, `${JSON.stringify(line)}\n`);
  };
  run ??= randomUUID();
  write({ run });
  return {
    run,
    taken,
    take: (took) => write({ took }),
    end() {
      try {
        write({ ended: true });
      } catch {
        // A full disk, say. What was open then counts as open in a run that was killed.
      }
      isOver = true;
    },
    remove() {
      rmSync(path, { force: true });
      isOver = true;
    },
  };
}
