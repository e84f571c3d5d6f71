import type { ReviewCase } from '#lib/core/review.ts';
import { bySeverity } from '#lib/core/severity.ts';
import { isSameReviewer } from './fold.ts';

/** What waits for a reviewer, in the order of the queue. */
export type Waiting = 'begun' | 'changed' | 'rivals' | 'second-opinion' | 'new';

const ORDER: readonly Waiting[] = ['begun', 'changed', 'rivals', 'second-opinion', 'new'];

/**
 * Why a case waits for this reviewer; `null` where it does not: it is decided, somebody else is at it, or the second
 * opinion is not theirs to give.
 */
export function waitingFor(one: ReviewCase, reviewer: string): Waiting | null {
  const isOwn = one.reviewer !== null && isSameReviewer(one.reviewer, reviewer);
  if (one.state === 'second-opinion') return isOwn ? null : 'second-opinion';
  if (one.state === 'in-review') return isOwn ? 'begun' : null;
  if (one.state === 'new') return 'new';
  if (one.changed) return 'changed';
  return one.rivals.length > 0 ? 'rivals' : null;
}

/** The cases that wait for a reviewer: what they began first, then worst first, then what has waited longest. */
export function queueOf(cases: readonly ReviewCase[], reviewer: string): ReviewCase[] {
  return cases
    .flatMap((one) => {
      const waiting = waitingFor(one, reviewer);
      return waiting ? [{ one, rank: ORDER.indexOf(waiting) }] : [];
    })
    .sort((a, b) => a.rank - b.rank || byUrgency(a.one, b.one))
    .map(({ one }) => one);
}

/** The case after this one in the queue, and from its end the first again; `null` where no other waits. */
export function nextAfter(queue: readonly ReviewCase[], current: string | null): ReviewCase | null {
  const at = queue.findIndex(({ id }) => id === current);
  const next = queue[at + 1] ?? queue[0];
  return next && next.id !== current ? next : null;
}

function byUrgency(a: ReviewCase, b: ReviewCase): number {
  return (
    bySeverity(a.seen?.level ?? 'none', b.seen?.level ?? 'none') ||
    (a.addedAt < b.addedAt ? -1 : a.addedAt > b.addedAt ? 1 : 0) ||
    (a.id < b.id ? -1 : 1)
  );
}
