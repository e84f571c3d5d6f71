import type { ChainName } from '#lib/core/chains.ts';
import { MAX_FIELD_CHARS } from '#lib/core/limits.ts';
import type { Steps } from '#lib/core/steps.ts';
import type { Sink } from './adapter.ts';
import { clean } from './clean.ts';
import { communityClaim, eachText, type Publisher } from './community-list.ts';
import { readPaid } from './community-value.ts';
import { outlineOf } from './json-outline.ts';

/** Whether a JSON object begins with addresses of one chain under names: `{"a.example": ["0x…"]}`. */
export function namesAddressesOf(chain: ChainName, head: Uint8Array): boolean {
  const outline = outlineOf(head);
  if (outline?.type !== 'object') return false;
  const first = outline.members.map(([, value]) => value).find((value) => value !== null);
  const paid = readPaid(clean(first ?? ''), null);
  return 'chain' in paid && paid.chain === chain;
}

/**
 * Puts addresses into the sink, each of them once. The name under which they stand is the list's own: a site that
 * shows them, or a word for whoever holds them.
 */
export function* addAddresses(
  values: readonly unknown[],
  name: string | null,
  publisher: Publisher,
  sink: Sink,
): Steps<void> {
  const subject = name === null ? null : clean(name).slice(0, MAX_FIELD_CHARS) || null;
  const claims = [communityClaim(publisher, subject ?? 'address', { subject, category: 'phishing' })];
  const seen = new Set<string>();
  for (const { where, text } of eachText(values, subject ?? 'address', sink)) {
    yield;
    const paid = readPaid(text, null);
    if ('reason' in paid) sink.refuse(where, text, paid.reason);
    else if (seen.has(paid.value)) sink.refuse(where, text, 'duplicate');
    else {
      seen.add(paid.value);
      sink.entry({ ...paid, flags: [], claims, where });
    }
  }
}
