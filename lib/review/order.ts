import type { LoggedAct } from '#lib/core/review.ts';
import { isSameReviewer } from './same-reviewer.ts';

/**
 * The acts of one case in one order for everybody: by time, and none before an act that its author had in view,
 * whatever the clocks of the two said. Within one workspace time never runs backward, so its own order holds.
 */
export function inOrder(lines: readonly LoggedAct[]): LoggedAct[] {
  const byTime = lines.toSorted(
    (a, b) => compare(a.at, b.at) || compare(a.device, b.device) || a.seq - b.seq || compare(a.id, b.id),
  );
  if (byTime.every(({ device }) => device === byTime[0]?.device)) return byTime;
  const there = new Set(byTime.map(({ id }) => id));
  const placed = new Set<LoggedAct>();
  const ids = new Set<string>();
  /** What a workspace did from the first act on that has to wait for another. */
  const held = new Map<string, LoggedAct[]>();
  const waiting = new Map<string, string[]>();
  for (const next of byTime) {
    const open = [next];
    for (let line = open.pop(); line; line = open.pop()) {
      const behind = held.get(line.device);
      const missing = behind ? undefined : inView(line).find((id) => there.has(id) && !ids.has(id));
      if (behind) behind.push(line);
      else if (missing !== undefined && missing !== line.id) {
        held.set(line.device, [line]);
        waiting.set(missing, [...(waiting.get(missing) ?? []), line.device]);
      } else {
        placed.add(line);
        ids.add(line.id);
        for (const device of waiting.get(line.id) ?? []) {
          open.push(...(held.get(device) ?? []).toReversed());
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

/** Ids of the acts that an act speaks of. */
function inView({ act }: LoggedAct): readonly string[] {
  return act.type === 'decide' ? act.after : act.type === 'undo' ? [act.act] : [];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
