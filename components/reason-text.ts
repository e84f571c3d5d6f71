import type { Finding, Reason } from '#lib/core/report.ts';
import { keyOf, type Words } from './i18n.tsx';

const DATES = ['date', 'newest', 'listed', 'delisted', 'validUntil', 'until', 'read'];
const CHAINS = ['chain', 'valueChain'];

/** The sentence of a reason or note, its dates and networks in the reader's words. */
export function sentenceOf(prefix: 'reason' | 'note', { code, params }: Reason, words: Words): string {
  const named: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) {
    if (DATES.includes(name) && value) named[name] = words.date(value);
    else if (CHAINS.includes(name)) named[name] = words.t(keyOf('a_chain', value));
    else if (name === 'subject') named[name] = value || words.t('subject_unnamed');
    else named[name] = value;
  }
  return words.t(keyOf(prefix, code), named);
}

/** The network of an address, or all that its form fits. */
export function networkOf({ chain, chains }: Finding, { t, either }: Words): string | null {
  if (chains && chains.length > 1) {
    return t('network_or', [either(chains.map((name) => t(keyOf('chain', name))))]);
  }
  if (chain === 'ethereum') return t('network_evm');
  return chain && t(keyOf('chain', chain));
}
