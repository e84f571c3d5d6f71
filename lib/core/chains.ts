/** The chains that Almsguard can name. */

/** Plain chain names, as they stand in the scan command's JSON. `ethereum` is every EVM chain. */
export const CHAINS = [
  'bitcoin',
  'bitcoin-cash',
  'bitcoin-sv',
  'bitcoin-gold',
  'litecoin',
  'dogecoin',
  'dash',
  'zcash',
  'verge',
  'ethereum',
  'tron',
  'monero',
  'ripple',
  'solana',
  'stellar',
  'cardano',
  'polkadot',
  'cosmos',
  'ton',
  'tezos',
  'algorand',
  'near',
  'lightning',
  'ens',
] as const;
export type ChainName = (typeof CHAINS)[number];
