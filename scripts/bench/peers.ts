import { getCoderByCoinName, nonEvmCoinNameToTypeMap } from '@ensdomains/address-encoder';
import coins from 'multicoin-address-validator';
import { parseAddress } from '#lib/address/registry.ts';
import { findCandidates } from '#lib/detect/find.ts';

/** Ways to find addresses in a text: ours, and what people use. Each gives the strings it takes for addresses. */
export type Peer =
  | 'almsguard'
  | 'expressions'
  | 'multicoin-address-validator'
  | '@ensdomains/address-encoder';

export const PEERS: Record<Peer, (text: string) => string[]> = {
  almsguard: findOurs,
  expressions: findByExpressions,
  'multicoin-address-validator': (text) => longWords(text).filter(isOfAnyCoin),
  '@ensdomains/address-encoder': (text) => longWords(text).filter(isDecoded),
};

function findOurs(text: string): string[] {
  const found = new Set(findCandidates(text).map((one) => one.text));
  return [...found].filter(parseAddress);
}

/** The expressions that answers and packages give for these coins, one search of the whole text for each. */
const EXPRESSIONS = [
  /\b[13][a-km-zA-HJ-NP-Z1-9]{25,34}\b/g,
  /\b(?:bc1|tb1)[a-z0-9]{39,59}\b/gi,
  /\b0x[a-fA-F0-9]{40}\b/g,
  /\bT[A-Za-z1-9]{33}\b/g,
  /\b[LM3][a-km-zA-HJ-NP-Z1-9]{26,33}\b/g,
  /\bltc1[a-z0-9]{39,59}\b/g,
  /\bD[5-9A-HJ-NP-U][1-9A-HJ-NP-Za-km-z]{32}\b/g,
  /\bX[1-9A-HJ-NP-Za-km-z]{33}\b/g,
  /\b(?:(?:bitcoincash|ecash):)?[qp][a-z0-9]{41}\b/g,
  /\b[48][0-9AB][1-9A-HJ-NP-Za-km-z]{93}\b/g,
  /\bt1[a-zA-Z0-9]{33}\b/g,
  /\br[1-9A-HJ-NP-Za-km-z]{24,34}\b/g,
  /\bG[A-Z2-7]{55}\b/g,
  /\baddr1[a-z0-9]{53,98}\b/g,
  /\bcosmos1[a-z0-9]{38}\b/g,
  /\b(?:tz1|tz2|tz3|KT1)[1-9A-HJ-NP-Za-km-z]{33}\b/g,
  /\b(?:nano|xrb)_[13][13-9a-km-uw-z]{59}\b/g,
  /\b(?:EQ|UQ)[A-Za-z0-9_-]{46}\b/g,
  /\b[A-Z2-7]{58}\b/g,
  /\b[1-9A-HJ-NP-Za-km-z]{43,44}\b/g,
];

function findByExpressions(text: string): string[] {
  return [...new Set(EXPRESSIONS.flatMap((expression) => text.match(expression) ?? []))];
}

/**
 * Every distinct word that is long enough, with signs that some forms hold and without; both packages say of one
 * string whether it is an address.
 */
function longWords(text: string): string[] {
  return [
    ...new Set([...(text.match(/[0-9A-Za-z]{25,}/g) ?? []), ...(text.match(/[0-9A-Za-z_:-]{25,}/g) ?? [])]),
  ];
}

const COINS = coins.getCurrencies().map(({ symbol }) => symbol);

function isOfAnyCoin(word: string): boolean {
  return COINS.some((coin) => {
    try {
      return coins.validate(word, coin);
    } catch {
      return false;
    }
  });
}

/** Coins whose coders take every word of an alphabet for an address; who looks for addresses leaves them out. */
const ANY_WORD = 'near ar dcr iost srm vlxLegacy ela vlx sui aion flow nostr'.split(' ');
const NAMES = ['eth', ...Object.keys(nonEvmCoinNameToTypeMap)].filter(
  (name) => !ANY_WORD.includes(name),
) as 'eth'[];
const CODERS = NAMES.map((name) => getCoderByCoinName(name));

function isDecoded(word: string): boolean {
  return CODERS.some((coder) => {
    try {
      return coder.decode(word).length > 0;
    } catch {
      return false;
    }
  });
}
