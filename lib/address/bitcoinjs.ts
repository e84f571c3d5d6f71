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
    const decoded = address.fromBech32(text);
    // BIP-141: versions 0 to 16, programs of 2 to 40 bytes; the library leaves that to its callers.
    const { version, data } = decoded;
    return version <= 16 && data.length >= 2 && data.length <= 40 ? decoded : null;
  } catch {
    return null;
  }
}

/** RIPEMD160(SHA256(bytes)). */
export function hash160(bytes: Uint8Array): Uint8Array {
  return crypto.hash160(bytes);
}
