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
 * | `witnessN` | witness program of a version that is not in use yet | |
 * | `p2sh32`  | SHA256(SHA256(redeem script)) | P2SH32 of Bitcoin Cash |
 * | `cashaddrN` | hash of a CashAddr type or length that is not in use | |
 * | `silent-payment`, `mweb` | public keys to scan and to spend | BIP-352; Litecoin MWEB |
 * | `sprout`, `sapling`, `orchard` | raw encoding of a shielded receiver | Zcash addresses of that pool; unified addresses |
 * | `evm`     | last 20 bytes of Keccak-256(public key) | every EVM chain and TRON |
 * | `xkey`    | chain code and public key (BIP-32) | extended public keys, descriptors over one of them |
 * | `descriptor` | script expression over such keys, as text (BIP-380) | descriptors |
 * | `ed25519` | raw public key | Stellar accounts, Algorand, NEAR implicit accounts, Solana keys on the curve |
 * | `solana`  | 32 bytes of an address, key or not | Solana |
 * | `ss58`    | account id; the text itself for a network's own accounts | every network of the Substrate family |
 * | `cardano-payment` | `key:` or `script:` and the payment credential | Shelley addresses, whatever stakes behind them |
 * | `cardano-byron` | address root | Byron addresses |
 * | `cardano-stake` | stake credential | stake addresses; related key of base addresses |
 * | `cosmos-contract` | prefix and 32 bytes | contracts and module accounts of one Cosmos network |
 * | `lightning` | an invoice or offer as it is written | |
 * | `lnurl`   | URL to ask for an invoice | LNURL and lightning addresses |
 * | `name`    | a name of a name service in its one spelling (ENSIP-15, lower case) | |
 *
 * XRP accounts and those of the Cosmos family stand in `hash160`, Ethermint's in `evm`. Chains that hash an ed25519
 * key (Tezos, TON, Cardano), make it in another way (Nano) or do not say which curve it is on (Substrate) cannot
 * meet it and have namespaces of their own.
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
