import type { Detail } from '#lib/core/problem-details.ts';
import { FeedFault } from '../body.ts';

/**
 * Why an update ends. `alarm-…` is what no broken server, old cache or wrong clock explains: somebody holds keys
 * and signed two truths, or takes back what was signed.
 */
export type TrustCode =
  /** The root that the build brings, or nothing at all, cannot be used. */
  | 'bad-root'
  | 'too-large'
  /** A file is not of the form. */
  | 'bad-metadata'
  /** Too few of the keys that may sign a file did. */
  | 'unsigned'
  /** A file is not the one that the signed file before it names. */
  | 'mismatch'
  /** Properly signed, but older than what is known: a slow cache, or somebody who holds news back. */
  | 'older'
  | 'expired'
  /** So many roots at once; what was verified is kept and the next update goes on. */
  | 'too-many-roots'
  | 'storage'
  | 'no-target'
  /** A newer signed file takes back a version that an older one gave. */
  | 'alarm-rollback'
  /** One version of a file, signed with two contents. */
  | 'alarm-equivocation';

export function refuse(code: TrustCode, message: string, detail?: Detail): never {
  throw new FeedFault(code, message, detail);
}

export function isAlarm(code: string | undefined): boolean {
  return code?.startsWith('alarm-') === true;
}
