import type { Span } from './secret-spans.ts';

/** How a secret begins, and how many characters it has: known from the bytes that it holds. */
type Form = readonly [begins: string, ...chars: number[]];

/** A human-readable part with its `1`, and six characters of checksum behind the data. */
const bech32Form = (hrp: string, bytes: number): Form => [
  `(?:${hrp}|${hrp.toUpperCase()})1`,
  hrp.length + 1 + Math.ceil((bytes * 8) / 5) + 6,
];
/** CIP-5: who holds the key; 32 bytes, or 64 or 96 where it is extended. */
const CARDANO = ['root', 'acct', 'addr', 'stake', 'policy', 'drep', 'cc_cold', 'cc_hot', 'pool'].flatMap(
  (who) => [bech32Form(`${who}_sk`, 32), bech32Form(`${who}_xsk`, 64), bech32Form(`${who}_xsk`, 96)],
);

const FORMS: readonly Form[] = [
  // WIF: version bytes from 128 on, without and with the mark of a compressed key.
  ['[5-9]', 51],
  ['[K-Za-e]', 52],
  // Extended keys, BIP-38, Tezos, Zcash Sprout, Stellar, XRP.
  ['.{1,2}p(?:rv|v)', 111, 112],
  ['6P', 58],
  ['(?:edsk|spsk|p2sk)', 54, 98],
  ['(?:ede|spe|p2e)sk', 88],
  ['SK', 52],
  ['S', 56],
  ['s', 29, 31],
  bech32Form('nsec', 32),
  bech32Form('ncryptsec', 91),
  bech32Form('age-secret-key-', 32),
  bech32Form('age-secret-key-pq-', 32),
  bech32Form('suiprivkey', 33),
  ...['main', 'test', 'regtest'].map((net) => bech32Form(`secret-extended-key-${net}`, 169)),
  ...CARDANO,
];
/** By how many characters such a secret has: how it may begin. */
const BEGINNINGS = new Map(
  [...new Set(FORMS.flatMap(([, ...chars]) => chars))].map((length) => {
    const begins = FORMS.flatMap(([begin, ...chars]) => (chars.includes(length) ? [begin] : []));
    return [length, new RegExp(begins.join('|'), 'y')];
  }),
);
const MAX_CHARS = Math.max(...BEGINNINGS.keys());

/**
 * Characters of Solana's key pair, which has neither a beginning nor a checksum but takes a computation of half a
 * millisecond: looked for over lines, and not in a row of letters, which would have one at each.
 */
const PAIR_CHARS = [87, 88];
const MAX_PAIR_PARTS = 4;

/**
 * What nearly no word of a sentence has: a digit, a capital behind its first letter, or nothing else. Of a secret's groups
 * of four, one in fifteen is without; words of a language are passed over for it.
 */
const UNLIKE_A_WORD = /\d|[A-Za-z][A-Z]|^[A-Z]$/;

/** What groups are made of, and what may stand between two of one secret. */
const WRITTEN: readonly { group: RegExp; between: RegExp }[] = [
  { group: /[\w-]+/g, between: /^\s{1,4}$/ },
  { group: /[0-9A-Za-z]+/g, between: /^[\s.·•|_-]{1,4}$/ },
];

/**
 * Secrets that are set in groups, or over lines. `isSecret` tells by the checksum; it is asked only where so many
 * characters as a secret has lie between the beginning of a group and the end of another.
 */
export function findGrouped(text: string, isSecret: (token: string) => boolean): Span[] {
  return WRITTEN.flatMap(({ group, between }) => [...grouped(text, group, between, isSecret)]);
}

function* grouped(
  text: string,
  group: RegExp,
  between: RegExp,
  isSecret: (token: string) => boolean,
): Generator<Span> {
  /** The last characters of the row, without what stands between; how many it has; where in `text` each group begins. */
  let tail = '';
  let chars = 0;
  const starts = new Map<number, number>();
  /** After how many characters of the row the last group began that is no word. */
  let unlike = -Infinity;
  let end = 0;
  for (const { 0: word, index } of text.matchAll(group)) {
    if (!between.test(text.slice(end, Math.min(index, end + 5)))) {
      tail = '';
      chars = 0;
      starts.clear();
      unlike = -Infinity;
    }
    if (UNLIKE_A_WORD.test(word)) unlike = chars;
    starts.set(chars, index);
    tail = (tail + word).slice(-MAX_CHARS);
    chars += word.length;
    end = index + word.length;
    for (const at of starts.keys()) {
      if (at >= chars - MAX_CHARS) break;
      starts.delete(at);
    }
    if (unlike < chars - MAX_CHARS) continue;
    for (const [length, beginning] of BEGINNINGS) {
      const from = starts.get(chars - length);
      if (from === undefined || from === index) continue;
      beginning.lastIndex = tail.length - length;
      if (beginning.test(tail) && isSecret(tail.slice(-length))) yield { from, to: end };
    }
    for (const length of PAIR_CHARS) {
      const from = starts.get(chars - length);
      if (from === undefined || from === index) continue;
      const parts = [...starts.keys()].filter((at) => at >= chars - length).length;
      if (parts <= MAX_PAIR_PARTS && isSecret(tail.slice(-length))) yield { from, to: end };
    }
  }
}
