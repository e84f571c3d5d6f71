import type { ChainName } from '#lib/core/chains.ts';

/**
 * Custodial deposit addresses that lists name without the memo that would tell whose they are.
 * They never match alone.
 */
export const SHARED_ADDRESSES: ReadonlySet<string> = new Set([
  // Binance's BEP-2 deposit wallet, on OFAC's list and on NBCTF's (ASO 44/21).
  'bnb136ns6lfw4zs5hg4n85vdthaad7hq5m4gtkgf23',
]);

const BASE58 = '[1-9A-HJ-NP-Za-km-z]';
const BECH32 = '[ac-hj-np-z02-9]';

/** What addresses look like on chains without a codec: enough to tell a payment id from an address. */
const SHAPES: Partial<Record<ChainName, RegExp>> = {
  'bitcoin-cash': new RegExp(`^(bitcoincash:)?[qp]${BECH32}{41}$|^[13]${BASE58}{24,34}$`),
  'bitcoin-gold': new RegExp(`^[GA]${BASE58}{33}$`),
  cosmos: new RegExp(`^[a-z]+1${BECH32}{38}$`),
  dash: new RegExp(`^[X7]${BASE58}{33}$`),
  dogecoin: new RegExp(`^[DA9]${BASE58}{33}$`),
  litecoin: new RegExp(`^[LM3]${BASE58}{26,33}$|^ltc1${BECH32}{39,59}$`),
  monero: new RegExp(`^[48]${BASE58}{94}$|^4${BASE58}{105}$`),
  ripple: new RegExp(`^r${BASE58}{24,34}$`),
  solana: new RegExp(`^${BASE58}{32,44}$`),
  verge: new RegExp(`^D${BASE58}{33}$`),
  zcash: new RegExp(`^t[13]${BASE58}{33}$|^zs1${BECH32}{75}$`),
};

export function shapeFits(chain: ChainName, value: string): boolean {
  return SHAPES[chain]?.test(value) ?? false;
}
