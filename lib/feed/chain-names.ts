import { CHAINS, type ChainName } from '#lib/core/chains.ts';

/** Tickers and other names that lists use, with the plain name they stand for. */
const OTHER_NAMES: ReadonlyMap<string, ChainName> = new Map([
  ['arb', 'ethereum'],
  ['bch', 'bitcoin-cash'],
  // BEP-2 accounts (`bnb1…`) are bech32 accounts of the Cosmos family; BEP-20 ones parse as EVM.
  ['bnb', 'cosmos'],
  ['bsc', 'ethereum'],
  ['bsv', 'bitcoin-sv'],
  ['btc', 'bitcoin'],
  ['btg', 'bitcoin-gold'],
  ['doge', 'dogecoin'],
  ['etc', 'ethereum'],
  ['eth', 'ethereum'],
  ['evm', 'ethereum'],
  ['ltc', 'litecoin'],
  ['sol', 'solana'],
  ['trx', 'tron'],
  ['xbt', 'bitcoin'],
  ['xmr', 'monero'],
  ['xrp', 'ripple'],
  ['xvg', 'verge'],
  ['zec', 'zcash'],
]);

/**
 * The chain that a list's label names, or `null`. Only a hint for values that no codec reads: an address
 * that parses says itself where it belongs (OFAC has listed a TRON address under XBT).
 */
export function chainOfLabel(label: string): ChainName | null {
  const name = label.trim().toLowerCase();
  return CHAINS.find((chain) => chain === name) ?? OTHER_NAMES.get(name) ?? null;
}
