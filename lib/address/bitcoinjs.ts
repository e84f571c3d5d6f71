/** The one door to bitcoinjs-lib. */
import { address, crypto } from 'bitcoinjs-lib';

/** Version byte and 20-byte payload of a base58check address (BIP-13 and before), or `null`. */
export function decodeBase58Check(text: string): { version: number; hash: Uint8Array } | null {
  try {
    return address.fromBase58Check(text);
  } catch {
    return null;
  }
}

/** Witness version and program of a segwit address (BIP-173, BIP-350: the checksum must suit the version), or `null`. */
export function decodeSegwit(text: string): { version: number; prefix: string; data: Uint8Array } | null {
  try {
    return address.fromBech32(text);
  } catch {
    return null;
  }
}

/** RIPEMD160(SHA256(bytes)). */
export function hash160(bytes: Uint8Array): Uint8Array {
  return crypto.hash160(bytes);
}
