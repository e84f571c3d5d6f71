import { ed25519 } from '@noble/curves/ed25519.js';
import { hexToBytes } from '@noble/hashes/utils.js';

const { Point } = ed25519;
const POINT_HEX = 64;
const SIGNATURE_HEX = 128;

/**
 * A public key with which one signature means one signer: canonical, and in the prime-order group. Under a point of
 * small order signatures hold for any text.
 */
export function isSoundKey(key: string): boolean {
  return isSoundPoint(key);
}

/**
 * RFC 8032 section 5.1.7 with every choice made the strict way: S below the order, R canonical and of prime order.
 * Not WebCrypto, whose answer in these cases depends on the browser.
 */
export function isSignedBy(key: string, message: Uint8Array, signature: string): boolean {
  if (!/^[0-9a-f]*$/.test(signature) || signature.length !== SIGNATURE_HEX) return false;
  if (!isSoundPoint(signature.slice(0, POINT_HEX))) return false;
  return ed25519.verify(hexToBytes(signature), message, hexToBytes(key), { zip215: false });
}

function isSoundPoint(hex: string): boolean {
  try {
    const point = Point.fromBytes(hexToBytes(hex), false);
    return !point.is0() && point.isTorsionFree();
  } catch {
    return false;
  }
}
