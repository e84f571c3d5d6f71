import { LEVELS, type Level } from '#lib/core/report.ts';
import type { ReviewCase } from '#lib/core/review.ts';
import { MAX_BEGUN_MS, MAX_CLOCK_AHEAD_MS, MAX_LINKED_CASES } from '#lib/core/review-limits.ts';
import { namesOf } from './same-reviewer.ts';

/** What waits for a reviewer, in the order of the queue. */
export type Waiting = 'begun' | 'changed' | 'rivals' | 'second-opinion' | 'new' | 'left';

const ORDER: readonly Waiting[] = ['begun', 'changed', 'rivals', 'second-opinion', 'new', 'left'];

/**
 * Why a case waits for a reviewer, who goes by these names; `null` where it does not: it is decided, somebody else is at
 * it, or the second opinion is not theirs to give. `now` in milliseconds: who began long ago may not come back.
 */
export function waitingFor(one: ReviewCase, isOwn: (name: string) => boolean, now: number): Waiting | null {
  if (one.askedBy.some(isOwn)) return null;
  if (one.state === 'second-opinion') return 'second-opinion';
  if (one.state === 'in-review') {
    if (one.reviewer !== null && isOwn(one.reviewer)) return 'begun';
    return isLeft(one, now) ? 'left' : null;
  }
  if (one.state === 'new') return 'new';
  if (one.changed) return 'changed';
  return one.rivals.length > 0 ? 'rivals' : null;
}

/**
 * Whether somebody began so long ago that others need not leave it to them any more. A time that cannot be, for a clock was
 * years ahead, would hold the case for as long.
 */
export function isLeft({ begunAt }: ReviewCase, now: number): boolean {
  if (begunAt === null) return false;
  const ago = now - Date.parse(begunAt);
  return !(ago >= -MAX_CLOCK_AHEAD_MS && ago <= MAX_BEGUN_MS);
}

/**
 * The cases that wait for a reviewer: what they began first, what others began and left last; in between worst first, then
 * what has waited longest, pages that were added together in the order in which they were. New ones that show the wallet of
 * another follow that one at once, so that nobody thinks the same wallet through twice.
 */
export function queueOf(cases: readonly ReviewCase[], reviewer: string, now: number): ReviewCase[] {
  const isOwn = namesOf(reviewer);
  const waiting: { one: ReviewCase; rank: number }[] = [];
  for (const one of cases) {
    const why = waitingFor(one, isOwn, now);
    // What is worse comes before what is not, within what waits for one reason.
    if (why) waiting.push({ one, rank: ORDER.indexOf(why) * LEVELS.length + LEVELS.indexOf(levelOf(one)) });
  }
  waiting.sort((a, b) => a.rank - b.rank || byAdding(a.one, b.one));
  return byWallet(waiting.map(({ one }) => one));
}

/** What was added first, first. */
export function byAdding(a: ReviewCase, b: ReviewCase): number {
  return compare(a.addedAt, b.addedAt) || a.addedSeq - b.addedSeq || compare(a.id, b.id);
}

/** The case after this one in the queue, and from its end the first again; `null` where no other waits. */
export function nextAfter(queue: readonly ReviewCase[], current: string | null): ReviewCase | null {
  const at = queue.findIndex(({ id }) => id === current);
  const next = queue[at + 1] ?? queue[0];
  return next && next.id !== current ? next : null;
}

function levelOf({ seen }: ReviewCase): Level {
  return seen?.level ?? 'none';
}

function byWallet(queue: readonly ReviewCase[]): ReviewCase[] {
  const shown = new Map<string, ReviewCase[]>();
  for (const one of queue) {
    if (one.state !== 'new') continue;
    eachWallet(one, (key) => {
      const others = shown.get(key);
      if (others) others.push(one);
      else shown.set(key, [one]);
    });
  }
  const placed = new Set<ReviewCase>();
  for (const one of queue) {
    if (placed.has(one)) continue;
    placed.add(one);
    eachWallet(one, (key) => {
      const others = shown.get(key) ?? [];
      // What so many pages show is an exchange's, or everybody's.
      if (others.length <= MAX_LINKED_CASES) for (const other of others) placed.add(other);
    });
  }
  return [...placed];
}

function eachWallet({ seen }: ReviewCase, hear: (key: string) => void): void {
  for (const { kind, keys } of seen?.items ?? []) if (kind === 'address') for (const key of keys) hear(key);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
