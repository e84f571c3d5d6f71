import type { Refusal } from '#lib/core/entry.ts';
import { keyOf } from './i18n.tsx';

/** Reasons that have words of their own (`refused_as_<reason>`); others show as they are. */
export const REFUSAL_REASONS = [
  'bad-address',
  'bad-date',
  'bad-host',
  'burn-address',
  'common-path',
  'duplicate',
  'exchange-account',
  'foreign-letter',
  'has-path',
  'has-port',
  'has-query',
  'impossible-value',
  'missing-prefix',
  'missing-value',
  'not-a-defendant',
  'private-host',
  'public-suffix',
  'secret',
  'shared-host',
  'too-long',
  'transaction-id',
  'unknown-chain',
  'unknown-kind',
  'unknown-tld',
  'wildcard',
] as const;

/** The message of a reason; `null` where it has none. */
export function reasonKeyOf(reason: string): string | null {
  return (REFUSAL_REASONS as readonly string[]).includes(reason) ? keyOf('refused_as', reason) : null;
}

/** What was refused, by its reason, the most frequent first. */
export function groupRefusals(refusals: readonly Refusal[]): { reason: string; refusals: Refusal[] }[] {
  const groups = new Map<string, Refusal[]>();
  for (const refusal of refusals)
    groups.set(refusal.reason, [...(groups.get(refusal.reason) ?? []), refusal]);
  return [...groups]
    .map(([reason, some]) => ({ reason, refusals: some }))
    .sort((a, b) => b.refusals.length - a.refusals.length);
}
