/**
 * Custodial deposit addresses that lists name without the memo that would tell whose they are.
 * They never match alone. Two are gone through: of a million texts that are looked up in a `Set` V8 keeps a copy for long.
 */
export const SHARED_ADDRESSES: readonly string[] = [
  // Binance's BEP-2 deposit wallet, on OFAC's list and on NBCTF's (ASO 44/21).
  'bnb136ns6lfw4zs5hg4n85vdthaad7hq5m4gtkgf23',
  // Binance's XRP deposit wallet, on NBCTF's list.
  'rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh',
];
