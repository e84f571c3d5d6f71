import type { ChainName } from '#lib/core/chains.ts';
import type { Address } from '#lib/core/types.ts';

/**
 * One address family. A new chain is one new file that exports a `Codec`, one line in registry.ts,
 * one vector file in test/vectors, and, where the encoding has a new shape, one row in
 * lib/detect/shapes.ts (CONTRIBUTING.md, "How to add a chain").
 *
 * Match keys are strings `namespace:hex`. A namespace says what the bytes are, so that equal bytes
 * of different things never meet:
 *
 * | namespace | bytes | shared by |
 * |---|---|---|
 * | `hash160` | RIPEMD160(SHA256(public key)) | P2PKH and P2WPKH of every Bitcoin-like chain |
 * | `p2sh`    | HASH160 of a redeem script | P2SH; and the forward-computed `0014‖hash160` of a key hash |
 * | `p2wsh`   | SHA256 of a witness script | P2WSH |
 * | `p2tr`    | x-only output key | P2TR |
 * | `evm`     | last 20 bytes of Keccak-256(public key) | every EVM chain and TRON |
 *
 * A key that ties addresses together without showing one owner goes into `relatedKeys`. A form without a checksum
 * sets `needsContext`. A secret (a private key, a seed) is never an address: `parse` gives `null` for it.
 */
export interface Codec {
  /** File name of the codec and of its vectors: `bitcoin`. */
  family: string;
  chains: readonly ChainName[];
  /**
   * The address that `text` spells, or `null` when it spells none.
   * `text` is one token without white space. Never throws.
   */
  parse(text: string): Address | null;
}
