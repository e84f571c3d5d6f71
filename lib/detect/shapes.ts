/**
 * What addresses look like before anybody checks them. A shape only has to be cheap and to let no true
 * address through its fingers; the codecs decide. Adding an encoding is adding a row.
 */
export interface Shape {
  /** Source of a regular expression for the beginning; the rest is of the alphabet. */
  start: string;
  /** Members of a character class. */
  alphabet: string;
  /** Fewest and most characters of the whole word, one pair for each length there is. */
  lengths: readonly (readonly [number, number])[];
  /** Random letters: a word that reads like a program's name has the characters and is none (see `isMixed`). */
  mixed?: true;
  /** No checksum will tell it from chance: it must stand apart from paths, keys and other encoded text. */
  alone?: true;
  /** Source of what has to stand near it, in any case of letters: the form alone is too common. */
  beside?: string;
}

/** Endings of names that are no domains of the internet, or are accounts. */
const ENDINGS = 'eth|crypto|nft|wallet|x|bitcoin|dao|888|zil|blockchain|polygon|sol|bnb|ton|near|tg|testnet';

/** An address with characters between its letters and digits. */
export interface SpecialShape {
  /** Source of a regular expression; its one group is the address. */
  pattern: string;
  /** A word of at least `MIN_CANDIDATE_CHARS` is always part of it. */
  inWord?: true;
  /** A simpler pattern that the text must hold, where words of neighbouring blocks touch. */
  hint?: string;
  /** Or a character of it that is rare in most texts. */
  sign?: string;
  /** Source of what has to stand near it, in any case of letters: the form alone is too common. */
  beside?: string;
}

/** Base58 leaves out 0, O, I and l. */
const BASE58 = '1-9A-HJ-NP-Za-km-z';
/** BIP-173 leaves out 1, b, i and o. */
const BECH32 = '02-9ac-hj-np-z';
const BECH32_UPPER = '02-9AC-HJ-NP-Z';

/**
 * Of names in any script, by blocks of Unicode: letters, and signs and emoji, whose surrogates are among them. Which of what
 * touches is part of a name, and whether it is one, is decided where there is room for the rules (lib/address/names.ts).
 */
const OF_NAMES = '.\\w\\xc0-\\u1fff\\u200d\\u206f-\\u2fff\\u3040-\\ufe00-';

export const SHAPES: readonly Shape[] = [
  /** 20 bytes as hex (EIP-55). */
  { start: '0[xX]', alphabet: '0-9a-fA-F', lengths: [[42, 42]] },
  /**
   * 21 to 23 bytes and a checksum: Bitcoin-like coins, TRON, XRP, Tezos (36). XRP X-addresses (46, 47), SS58 (46 to 49).
   * Monero, in blocks of 8 bytes: 69 bytes and, with a payment id, 77 (106). Zcash Sprout has 95 characters too.
   * Extended public keys (SLIP-132): 78 bytes and a checksum (107 to 113).
   */
  {
    start: '',
    alphabet: BASE58,
    lengths: [
      [25, 36],
      [46, 49],
      [95, 95],
      [106, 113],
    ],
    mixed: true,
  },
  /** NEAR's implicit accounts, spelled like every digest. */
  { start: '', alphabet: '0-9a-f', lengths: [[64, 64]], beside: '\\bnear\\b' },
  /** Cardano's Byron addresses, also of its test network; the longer ones with their derivation path. */
  {
    start: 'Ae2|Ddz|2cW|37b',
    alphabet: BASE58,
    lengths: [
      [50, 69],
      [95, 116],
    ],
    mixed: true,
  },
  /** A prefix, `1`, data and checksum, never of mixed case: BIP-173, Cosmos, Cardano, Lightning, unified Zcash. */
  { start: '[a-z][a-z0-9]{0,15}1', alphabet: BECH32, lengths: [[25, 1024]] },
  { start: '[A-Z][A-Z0-9]{0,15}1', alphabet: BECH32_UPPER, lengths: [[25, 1024]] },
  /** CashAddr without its prefix: 20 or 32 bytes. */
  { start: '[qpzr]', alphabet: BECH32, lengths: [[42, 61]] },
  { start: '[QPZR]', alphabet: BECH32_UPPER, lengths: [[42, 61]] },
  /** Stellar (56, muxed 69) and Algorand (58). */
  {
    start: '',
    alphabet: 'A-Z2-7',
    lengths: [
      [56, 56],
      [58, 58],
      [69, 69],
    ],
    mixed: true,
  },
  /** 32 bytes: Solana. Last, for words of the forms above have its letters too. */
  { start: '', alphabet: BASE58, lengths: [[32, 44]], mixed: true, alone: true },
];

/**
 * Addresses with characters between the letters and digits, found by a search of their own. Each begins with
 * something rare, which keeps that search as fast as one for a fixed text; where the beginning is not rare, the
 * pattern starts at the end and looks back. Its group is the address.
 */
export const SPECIAL_SHAPES: readonly SpecialShape[] = [
  /** TON in base64: flags, workchain, hash and CRC in 36 bytes; with the workchain as a number: 64 hex digits. */
  { pattern: '([EUk0][Qf][\\w+/-]{46})(?![\\w+=-])(?<![\\w+-]\\S{48})' },
  {
    pattern: ':[0-9a-fA-F]{64}(?![0-9a-zA-Z])(?<=(?<![\\w.-])((?:0|-1):\\w{64}))',
    inWord: true,
  },
  /** Names that stand for an address (lib/address/name-services.ts; NEAR's are accounts). */
  {
    pattern: `\\.(?:${ENDINGS})(?![\\w-]|\\.\\w)(?<=(?<![@/${OF_NAMES}])([${OF_NAMES}]{3,250}\\.[a-z0-9]{1,10}))`,
    // `.xml` and `.xyz` stand in too many links; hardly any block begins with `ml` or `yz`.
    hint: `\\.(?!xml|xyz)(?:${ENDINGS})`,
  },
  /** LUD-16 and BIP-353: spelled like mail, so words have to announce them. */
  {
    pattern:
      '@(?:[a-zA-Z0-9-]{1,63}\\.){1,4}[a-zA-Z]{2,24}(?![\\w-])(?<=(?<![\\w.+-])(\u20bf?[\\w.+-]{1,64}@[\\w.-]{4,255}))',
    sign: '@',
    beside: 'lightning|\u26a1|lnurl|\u20bf',
  },
  /** ADA handles. */
  {
    pattern: '(\\$[a-z0-9][a-z0-9_-]{1,13}[a-z0-9])(?![\\w-])',
    sign: '$',
    beside: 'ada handle',
  },
  /** Bech32 with an underscore in its prefix. */
  { pattern: `((?:addr|stake)_test1[${BECH32}]{40,120})(?![0-9a-zA-Z])`, inWord: true },
  { pattern: '((?:nano|xrb)_[13][13-9a-km-uw-z]{59})(?![0-9a-zA-Z])', inWord: true },
];

/** Characters of the shortest word that any shape lets through. */
export const MIN_CANDIDATE_CHARS = 25;

const WORDS = SHAPES.map((shape) => ({
  ...shape,
  whole: new RegExp(`^(?:${shape.start})[${shape.alphabet}]*$`),
}));

/** Shapes by the length of a word: most lengths have one or two. */
const byLength: (typeof WORDS)[] = [];

/** What the word may be, or `null`. A word is letters and digits only. */
export function shapeOf(word: string): Shape | null {
  const { length } = word;
  byLength[length] ??= WORDS.filter(({ lengths }) =>
    lengths.some(([min, max]) => length >= min && length <= max),
  );
  for (const shape of byLength[length]) {
    if (shape.whole.test(word) && (!shape.mixed || isMixed(word))) return shape;
  }
  return null;
}

/** What a word may be that a checksum tells from chance, or that nothing else looks like; `null` where neither is so. */
export function checkedShape(word: string): Shape | null {
  const shape = shapeOf(word);
  return shape?.alone || shape?.beside ? null : shape;
}

/** Characters in which a word has to stand that names a form. */
const NEAR_CHARS = 80;

/** Whether what has to stand near a form does. */
export function stands(text: string, start: number, end: number, beside: string | undefined): boolean {
  if (beside === undefined) return true;
  return new RegExp(beside, 'i').test(text.slice(Math.max(0, start - NEAR_CHARS), end + NEAR_CHARS));
}

/** Changes between capitals, small letters and digits that a random word with a digit in it has at the very least. */
const MIN_CHANGES = 6;
/** The same for a word without digits, a character: names that programs are made of have fewer. */
const MIN_CHANGES_A_LETTER = 0.42;

/**
 * Whether letters and digits follow each other as chance has them. In 34 characters of base58 about 20 neighbours
 * are of different kinds; one in a hundred thousand such words has fewer than 7, while names that programmers
 * make have two for each of their few words. One in 250 has no digit.
 */
export function isMixed(word: string): boolean {
  // Leading zero bytes are ones in base58.
  if (word.startsWith('11111')) return true;
  const enough = /\d/.test(word) ? MIN_CHANGES : word.length * MIN_CHANGES_A_LETTER;
  let changes = 0;
  let before = 0;
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    const kind = code < 58 ? 1 : code < 91 ? 2 : 3;
    // A few characters tell of most words.
    if (kind !== before && ++changes >= enough) return true;
    before = kind;
  }
  return false;
}
