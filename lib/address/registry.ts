import type { Address } from '#lib/core/types.ts';
import { algorand } from './algorand.ts';
import { bitcoin } from './bitcoin.ts';
import { cardano } from './cardano.ts';
import { cashaddr } from './cashaddr.ts';
import type { Codec } from './codec.ts';
import { cosmos } from './cosmos.ts';
import { evm } from './evm.ts';
import { evmBech32 } from './evm-bech32.ts';
import { extendedKey } from './extended-key.ts';
import { lightning } from './lightning.ts';
import { monero } from './monero.ts';
import { names } from './names.ts';
import { nano } from './nano.ts';
import { near } from './near.ts';
import { polkadot } from './polkadot.ts';
import { ripple } from './ripple.ts';
import { solana } from './solana.ts';
import { stellar } from './stellar.ts';
import { tezos } from './tezos.ts';
import { ton } from './ton.ts';
import { tron } from './tron.ts';
import { zcash } from './zcash.ts';

/** Every address family, in the order in which they are tried. */
export const CODECS: readonly Codec[] = [
  bitcoin,
  cashaddr,
  zcash,
  evm,
  evmBech32,
  tron,
  extendedKey,
  cosmos,
  cardano,
  polkadot,
  lightning,
  solana,
  names,
  monero,
  ripple,
  stellar,
  algorand,
  tezos,
  ton,
  near,
  nano,
];

/** The address that one token spells, or `null`. */
export function parseAddress(text: string): Address | null {
  for (const codec of CODECS) {
    const address = codec.parse(text);
    if (address) return address;
  }
  return null;
}
