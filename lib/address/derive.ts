import { normalizeZ } from '@noble/curves/abstract/curve.js';
import { schnorr, secp256k1 } from '@noble/curves/secp256k1.js';
import { bytesToNumberBE, concatBytes, numberToBytesBE } from '@noble/curves/utils.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { toHex } from '#lib/core/bytes.ts';
import type { Address } from '#lib/core/types.ts';
import { keysOfKeyHash } from './bitcoin-keys.ts';
import { hash160 } from './bitcoinjs.ts';
import { descriptorSource } from './descriptor.ts';
import { type ParentKey, readExtendedKey } from './xpub.ts';

const { Point } = secp256k1;
type CurvePoint = InstanceType<typeof Point>;

/**
 * Branches of an extended key, which tells nothing of its paths: receive and change addresses of an account
 * (BIP-44: `/0/i`, `/1/i`), and its own children, for it may be the key of the receive branch itself.
 */
const PATHS = [[0], [1], []];

/** Whether more addresses come of it than the one it names. */
export function hasChildren({ keys }: Address): boolean {
  return /^(?:xkey|descriptor):/.test(keys[0] ?? '');
}

/** One way down from a listed key: its endless children, or the one key that a path without `*` ends at. */
export interface Branch {
  /** Steps from the key that is written. */
  path: readonly number[];
  key: ParentKey | { publicKey: Uint8Array; chainCode: null };
  ranged: boolean;
}

/** The branches of an extended key or of a descriptor over one key; none for any other text. */
export function branchesOf(text: string): Branch[] {
  const key = readExtendedKey(text)?.key;
  const source = key ? { key, paths: PATHS, ranged: true } : descriptorSource(text);
  if (!source) return [];
  const { key: top, paths, ranged } = source;
  if (!top.chainCode) return [{ path: [], key: top, ranged: false }];
  return paths.map((path) => ({ path, key: path.reduce(deriveChild, top), ranged }));
}

/** The path of a child, in the words of BIP-32: `M/0/5` is the sixth address of the receive branch. */
export function childPath({ path, ranged }: Branch, index: number): string {
  return ['M', ...path, ...(ranged ? [index] : [])].join('/');
}

/**
 * Match keys of the children `from` to `to` (excluded), whatever kind of address a wallet makes of them, for the
 * list does not say: `xpub` is written for every kind. Shops derive EVM and TRON addresses the same way.
 */
export function childKeys({ key, ranged }: Branch, from: number, to: number): string[][] {
  const parent = Point.fromBytes(key.publicKey);
  const range = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
  const points =
    ranged && key.chainCode ? range.map((index) => childOf(parent, key, index).point) : [parent].slice(from);
  // One inversion for all of them.
  const children = normalizeZ(Point, points);
  const outputs = normalizeZ(Point, children.map(taprootOutput));
  return children.map((child, i) => {
    const evm = keccak_256(child.toBytes(false).subarray(1)).subarray(12);
    const output = (outputs[i] as CurvePoint).toBytes().subarray(1);
    return [...keysOfKeyHash(hash160(child.toBytes())), `p2tr:${toHex(output)}`, `evm:${toHex(evm)}`];
  });
}

function deriveChild(key: ParentKey, index: number): ParentKey {
  const { point, chainCode } = childOf(Point.fromBytes(key.publicKey), key, index);
  return { publicKey: point.toBytes(), chainCode };
}

/**
 * BIP-32, CKDpub. By hand, because the library's own multiplies in constant time, which is for secrets and takes
 * twice as long. That the left half is no valid number has a chance of 2^-127.
 */
function childOf(parent: CurvePoint, { publicKey, chainCode }: ParentKey, index: number) {
  const hash = hmac(sha512, chainCode, concatBytes(publicKey, numberToBytesBE(index, 4)));
  return { point: parent.add(timesBase(hash.subarray(0, 32))), chainCode: hash.slice(32) };
}

/** BIP-86: the internal key, lifted to even y (BIP-340), tweaked by its own hash and no script. */
function taprootOutput(point: CurvePoint): CurvePoint {
  const [head, ...x] = point.toBytes();
  const even = head === 2 ? point : point.negate();
  return even.add(timesBase(schnorr.utils.taggedHash('TapTweak', Uint8Array.from(x))));
}

function timesBase(scalar: Uint8Array): CurvePoint {
  return Point.BASE.multiplyUnsafe(bytesToNumberBE(scalar));
}
