import { daysBetween, isoDate } from '#lib/core/dates.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import { MAX_TOLD_POLICY_DAYS } from '#lib/core/limits.ts';
import { NO_POLICY, type Policy, readPolicy } from './managed.ts';

/** A policy as it is kept: what was understood of it, which is no larger than the limits of its parts. */
export interface ToldPolicy {
  /** As `readPolicy` takes it. */
  policy: unknown;
  /** On which the browser told it last. */
  day: IsoDate;
}

export interface ToldPolicyDeps {
  /** `null` where nothing is kept. */
  load(): Promise<ToldPolicy | null>;
  save(told: ToldPolicy | null): Promise<void>;
  /** Epoch milliseconds. */
  now(): number;
}

/** What the browser told last of a policy, for when it cannot tell. Storage is read once. */
export function createToldPolicy({ load, save, now }: ToldPolicyDeps) {
  let kept: Promise<ToldPolicy | null> | null = null;

  const last = () => {
    if (!kept) {
      kept = load();
      kept.catch(() => {
        kept = null;
      });
    }
    return kept;
  };

  return {
    last,
    /** Whether it is so long ago that it counts no more. */
    hasEnded: ({ day }: ToldPolicy) => daysBetween(day, isoDate(now())) > MAX_TOLD_POLICY_DAYS,
    /** Told just now. Where storage refuses, it is kept in memory. */
    async keep(policy: Policy): Promise<void> {
      const before = await last().catch(() => null);
      const next = isSame(policy, NO_POLICY) ? null : { policy, day: isoDate(now()) };
      kept = Promise.resolve(next);
      // Once a day at most, and where nobody ever laid anything down, never.
      // Read anew, for Chromium gives what it stores back in another order of names.
      const known = before && { ...before, policy: readPolicy(before.policy).policy };
      if (!isSame(next, known)) await save(next).catch(() => undefined);
    },
  };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
