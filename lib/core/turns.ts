import { atOnce, type Steps } from './steps.ts';
import { wait } from './wait.ts';

/** Milliseconds of work after which everybody else has a turn. */
const ENOUGH_MS = 50;
/** Items that are worked on before anybody looks at the clock. */
const AT_ONCE = 100;

/**
 * Between two pieces of long work: messages, timers and other pages have their turn where it has been a while. Otherwise there
 * is nothing to wait for, and no promise: a million of them are slow to be collected.
 */
export type Turn = () => Promise<void> | undefined;

/** `clock` tells milliseconds. */
export function createTurn(clock = () => performance.now(), rest = () => wait(0)): Turn {
  let since = clock();
  const restNow = async () => {
    await rest();
    since = clock();
  };
  return () => (clock() - since < ENOUGH_MS ? undefined : restNow());
}

/** What steps come to: with turns between them, or in one piece where nobody else has one. */
export async function inTurns<T>(steps: Steps<T>, turn: Turn | undefined): Promise<T> {
  if (!turn) return atOnce(steps);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const rest = turn();
    if (rest) await rest;
  }
}

/** What `work` makes of each item: a hundred at a time, or all at once where nobody else has a turn. */
export async function mapInTurns<T, R>(
  items: Iterable<T>,
  work: (item: T) => Promise<R>,
  turn: Turn | undefined,
): Promise<R[]> {
  const waiting = [...items];
  if (!turn) return Promise.all(waiting.map(work));
  const made: R[] = [];
  for (let at = 0; at < waiting.length; at += AT_ONCE) {
    if (at > 0) await turn();
    made.push(...(await Promise.all(waiting.slice(at, at + AT_ONCE).map(work))));
  }
  return made;
}
