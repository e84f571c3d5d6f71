import type { Formats } from './formats.ts';
import { titleText } from './list-words.ts';
import type { Lookup } from './lookup.ts';
import type { Finding, Reason } from './report.ts';
import { apart } from './sentences.ts';

interface Words extends Pick<Formats, 'date' | 'sourceDay' | 'number' | 'bytes' | 'either'> {
  t: Lookup;
}

/** Days of our own lists and visits, and days that a source names. */
const DATES = ['date', 'newest', 'until'];
const SOURCE_DAYS = ['listed', 'delisted', 'validUntil', 'read'];
const NUMBERS = ['days', 'limit', 'count'];
const CHAINS = ['chain', 'valueChain'];
/** Of settings, keys, servers and files as machines read them: written from left to right, also in a sentence that is not. */
const MACHINE = [
  ...['where', 'part', 'type', 'id', 'path'],
  ...['status', 'server', 'column', 'file', 'version', 'expected'],
];

/** A code as it stands in a message key: `same-key` → `level_same_key`. */
export function keyOf(prefix: string, code: string): string {
  return `${prefix}_${code.replaceAll('-', '_')}`;
}

/** The sentence of a code, its dates, numbers and networks in the reader's words. */
export function sentenceOf(
  prefix: 'reason' | 'note' | 'policy_problem' | 'detail',
  { code, params }: Reason,
  words: Words,
): string {
  const named: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) {
    if (DATES.includes(name) && value) named[name] = words.date(value);
    else if (SOURCE_DAYS.includes(name) && value) named[name] = words.sourceDay(value);
    else if (NUMBERS.includes(name)) named[name] = words.number(Number(value));
    else if (CHAINS.includes(name)) named[name] = words.t(keyOf('a_chain', value));
    // Isolated, for not every language has words of its own for bytes.
    else if (name === 'size') named[name] = apart(words.bytes(Number(value)));
    else if (name === 'list') named[name] = titleText(value, words.t);
    else if (MACHINE.includes(name)) named[name] = `\u2066${value}\u2069`;
    else if (name === 'subject') named[name] = value || words.t('subject_unnamed');
    else named[name] = value;
  }
  return words.t(keyOf(prefix, code), named);
}

/** The network of an address, or all that its form fits. */
export function networkOf(
  { chain, chains }: Pick<Finding, 'chain' | 'chains'>,
  { t, either }: Words,
): string | null {
  if (chains && chains.length > 1) {
    return t('network_or', [either(chains.map((name) => t(keyOf('chain', name))))]);
  }
  if (chain === 'ethereum') return t('network_evm');
  return chain && t(keyOf('chain', chain));
}
