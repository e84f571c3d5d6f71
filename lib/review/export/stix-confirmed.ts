import type { IsoTime, LoggedAct, ReviewCase } from '#lib/core/review.ts';
import { MAX_TOLD_DECISIONS } from '#lib/core/review-limits.ts';
import { foldCase } from '../fold.ts';
import { inOrder } from '../order.ts';

/** A time through which a case was confirmed. */
export interface Confirmed {
  /** Which indicator of the case that is. */
  nth: number;
  since: IsoTime;
  isOver: boolean;
  /** The case, and the acts that it comes from: as they are, or as they were when it ended. */
  one: ReviewCase;
  lines: readonly LoggedAct[];
}

/**
 * When a case was confirmed, in order. Each such time is an indicator of its own: a revoked object has no later version
 * (STIX 2.1, section 3.6), so a case that is confirmed anew is another one, and what revoked the first stays as it was.
 *
 * They are told apart by how many acts speak against a confirmation. That number only grows, whatever is merged in later,
 * so what was revoked is never meant again. A workspace may have passed on what it knew by itself, before it merged:
 * that counts, too. Of a case that was decided over and over, by a file that somebody made, the last times are told.
 */
export function confirmedTimes(lines: readonly LoggedAct[]): Confirmed[] {
  const decisions = new Set(lines.flatMap(({ id, act }) => (act.type === 'decide' ? [id] : [])));
  const isAgainst: IsAgainst = ({ act }) =>
    act.type === 'decide' ? act.state !== 'confirmed' : act.type === 'undo' && decisions.has(act.act);
  const times = new Map<number, Told>();
  const devices = new Set(lines.map(({ device }) => device));
  const alone = [...devices].map((device) => lines.filter((line) => line.device === device));
  for (const view of devices.size > 1 ? [lines, ...alone] : [lines]) {
    for (const time of timesIn(inOrder(view), isAgainst)) {
      if (!times.has(time.nth)) times.set(time.nth, time);
    }
  }
  const isConfirmed = foldCase(lines)?.state === 'confirmed';
  const now = lines.filter(isAgainst).length;
  return [...times.values()]
    .map((time) => ({ ...time, isOver: !isConfirmed || time.nth !== now }))
    .sort((a, b) => a.nth - b.nth);
}

type IsAgainst = (line: LoggedAct) => boolean;
/** As one view of the acts has it: whether it is over is told by all of them. */
type Told = Omit<Confirmed, 'isOver'>;

function timesIn(ordered: readonly LoggedAct[], isAgainst: IsAgainst): Told[] {
  const times: Told[] = [];
  let nth = 0;
  const decides = ({ act }: LoggedAct) => act.type === 'decide' || act.type === 'undo';
  let left = ordered.filter(decides).length;
  for (const [at, line] of ordered.entries()) {
    // Nothing else begins or ends one; the last act makes the case what it is.
    if (!decides(line) && at < ordered.length - 1) continue;
    if (decides(line) && left-- > MAX_TOLD_DECISIONS) {
      if (isAgainst(line)) nth++;
      continue;
    }
    const until = ordered.slice(0, at + 1);
    const one = foldCase(until);
    const last = times.at(-1);
    // What ended it is the last that is told of it.
    if (one && last?.nth === nth) Object.assign(last, { one, lines: until });
    if (isAgainst(line)) nth++;
    if (one?.state === 'confirmed' && last?.nth !== nth) {
      times.push({ nth, since: line.at, one, lines: until });
    }
  }
  return times;
}
