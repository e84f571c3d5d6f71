import type { IsoTime, LoggedAct } from '#lib/core/review.ts';
import { MAX_CLOCK_AHEAD_MS } from '#lib/core/review-limits.ts';
import { isSameReviewer } from './same-reviewer.ts';

/** What a workspace did, as far as it has not found its place yet. */
interface Rest {
  lines: LoggedAct[];
  /** Index of the first without a place. */
  next: number;
}

/**
 * Acts in one order for everybody, of a case or of a whole log: by time, and none before an act that its author had in
 * view, whatever the clocks of the two said. Within one workspace time never runs backward, so its own order holds.
 */
export function inOrder(lines: readonly LoggedAct[]): LoggedAct[] {
  const byTime = lines.toSorted(
    (a, b) => compare(a.at, b.at) || compare(a.device, b.device) || a.seq - b.seq || compare(a.id, b.id),
  );
  if (byTime.every(({ device }) => device === byTime[0]?.device)) return byTime;
  const there = new Set(byTime.map(({ id }) => id));
  const placed = new Set<LoggedAct>();
  const ids = new Set<string>();
  /** Of each workspace, what it did from the first act on that has to wait for another. */
  const held = new Map<string, Rest>();
  /** Workspaces by the act that they wait for. */
  const waiting = new Map<string, string[]>();
  for (const line of byTime) {
    const behind = held.get(line.device);
    if (behind) {
      behind.lines.push(line);
      continue;
    }
    const open: Rest[] = [{ lines: [line], next: 0 }];
    for (let rest = open.at(-1); rest; rest = open.at(-1)) {
      const one = rest.lines[rest.next];
      const missing = one && inView(one).find((id) => id !== one.id && there.has(id) && !ids.has(id));
      if (!one || missing !== undefined) open.pop();
      if (one && missing !== undefined) {
        held.set(one.device, rest);
        waiting.set(missing, [...(waiting.get(missing) ?? []), one.device]);
      } else if (one) {
        rest.next++;
        placed.add(one);
        ids.add(one.id);
        for (const device of waiting.get(one.id) ?? []) {
          const freed = held.get(device);
          if (freed) open.push(freed);
          held.delete(device);
        }
      }
    }
  }
  // Acts that claim to have seen each other: no order is right, and one is as good.
  return [...placed, ...byTime.filter((line) => !placed.has(line))];
}

/**
 * Ids of the acts that were taken back. An undo that is itself undone undoes nothing; read from the end, each is settled
 * before what it speaks of. Nobody takes back what somebody else did.
 */
export function undoneIn(ordered: readonly LoggedAct[]): ReadonlySet<string> {
  const byWhom = new Map<string, string[]>();
  const undone = new Set<string>();
  for (const { id, act, reviewer } of ordered.toReversed()) {
    if (byWhom.get(id)?.some((name) => isSameReviewer(name, reviewer))) undone.add(id);
    else if (act.type === 'undo') byWhom.set(act.act, [...(byWhom.get(act.act) ?? []), reviewer]);
  }
  return undone;
}

/**
 * A time for an act on a case that was changed then: what somebody writes now is the last word, also where the clock of
 * another reviewer runs ahead. One that is a day ahead is wrong, and nobody follows it.
 */
export function laterThan(changed: IsoTime, now: IsoTime): IsoTime {
  const ahead = Date.parse(changed) - Date.parse(now);
  return ahead < 0 || ahead > MAX_CLOCK_AHEAD_MS ? now : new Date(Date.parse(changed) + 1).toISOString();
}

/** Ids of the acts that an act speaks of. */
function inView({ act }: LoggedAct): readonly string[] {
  return act.type === 'decide' ? act.after : act.type === 'undo' ? [act.act] : [];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
