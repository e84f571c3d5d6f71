import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base32nopad, base58, base58xrp, bech32 } from '@scure/base';
import { base58CheckPayload } from './base58check.ts';
import { crc16 } from './crc16.ts';
import { findMoneroPhrases } from './monero-phrase.ts';
import { findPhrases } from './phrases.ts';
import { findGrouped } from './secret-groups.ts';
import { hideSpans, joinSpans, type Span, withoutInvisible } from './secret-spans.ts';
import { withChecksum } from './with-checksum.ts';

/** Characters of the shortest base58check secret, a private key of 33 bytes. */
const MIN_BASE58_CHARS = 50;

/**
 * Bytes of an extended key, and where a private key says so with a zero (BIP-32, "Serialization format"). SLIP-10
 * writes public ed25519 keys with that zero too: there the version, `?pub`, decides.
 */
const EXTENDED = { bytes: 78, keyAt: 45 };
/** Version bytes of private keys (WIF) are 128 and more on every network. */
const MIN_WIF_VERSION = 128;

/** Base58check secrets that are known by how they begin. */
const PREFIXED: readonly { starts: readonly number[]; bytes: number }[] = [
  // BIP-38, not EC multiplied and EC multiplied.
  { starts: [0x01, 0x42], bytes: 39 },
  { starts: [0x01, 0x43], bytes: 39 },
  // Tezos (base58.ml): edsk as seed and whole, spsk, p2sk, and the encrypted edesk, spesk, p2esk.
  { starts: [13, 15, 58, 7], bytes: 36 },
  { starts: [43, 246, 78, 7], bytes: 68 },
  { starts: [17, 162, 224, 201], bytes: 36 },
  { starts: [16, 81, 238, 189], bytes: 36 },
  { starts: [7, 90, 60, 179, 41], bytes: 61 },
  { starts: [9, 237, 241, 174, 150], bytes: 61 },
  { starts: [9, 48, 57, 115, 171], bytes: 61 },
  // Zcash Sprout spending key (protocol specification, 5.6.3.3).
  { starts: [0xab, 0x36], bytes: 34 },
];

/**
 * Bech32 secrets by human-readable part: Nostr (NIP-19, NIP-49), age, Zcash Sapling, Sui. A label may stand right
 * before it.
 */
const SECRET_HRP =
  /(?:nsec|ncryptsec|age-secret-key-(?:pq-)?|secret-extended-key-(?:main|test|regtest)|suiprivkey)$/;
/** Cardano's end in `_sk` or `_xsk` (CIP-5). */
const CARDANO_HRP = /^[a-z0-9_]+_x?sk$/;
/**
 * What is left of Cardano's and Sapling's where a word ends at `_` or `-`. No address begins so, and the checksum,
 * which covers what is missing, tells nothing.
 */
const CUT_BECH32 = /^(?:x?sk1[02-9ac-hj-np-z]{40,}|(?:main|test|regtest)1[02-9ac-hj-np-z]{200,})$/i;

const strkey = withChecksum(base32nopad, 2, (data) => crc16(data).reverse());
/** First bytes of XRP seeds (xrpl.org, "Base58 Encodings"): `s…` for secp256k1, `sEd…` for ed25519. */
const XRP_SEED = { starts: [0x21], bytes: 17 };
const XRP_SEED_ED = { starts: [0x01, 0xe1, 0x4b], bytes: 19 };
const base58checkXrp = withChecksum(base58xrp, 4, (data) => sha256(sha256(data)));

/** What is no key pair of Solana, though as long. */
const signatures = new Set<string>();
const MAX_SIGNATURES = 1_000;

/** Whether `token` is a private key or a seed, by its checksum or the key that it makes: who reads it can spend. */
export function isSecret(token: string): boolean {
  return (
    isBase58Secret(token) ||
    isBech32Secret(token) ||
    isStellarSeed(token) ||
    isXrpSeed(token) ||
    isSolanaKeyPair(token)
  );
}

/** `text` with `[…]` in the place of every secret and recovery phrase, so that none is ever stored or shown. */
export function hideSecrets(text: string): string {
  return hideSpans(text, findSecrets(text));
}

/**
 * Where secrets and recovery phrases stand, whatever invisible characters or gaps break them up; in their order.
 * `isWhole`: nothing of the text is cut off. Where something is, the half of a phrase is hidden at either end.
 */
export function findSecrets(text: string, isWhole = false): readonly Span[] {
  const { plain, origin } = withoutInvisible(text);
  return origin(
    joinSpans([
      ...findPhrases(plain, isWhole),
      ...findMoneroPhrases(plain),
      ...findKeys(plain),
      ...findGrouped(plain, isSecret),
    ]),
  );
}

function* findKeys(text: string): Generator<Span> {
  for (const { 0: run, index } of text.matchAll(/[\w-]{26,}/g)) {
    if (isSecret(run)) yield { from: index, to: index + run.length };
    else if (/[_-]/.test(run)) {
      for (const { 0: key, index: at } of run.matchAll(/[0-9A-Za-z]{26,}/g)) {
        if (isSecret(key)) yield { from: index + at, to: index + at + key.length };
      }
    }
  }
}

function isBase58Secret(token: string): boolean {
  const payload = token.length < MIN_BASE58_CHARS ? null : base58CheckPayload(token);
  if (!payload) return false;
  const { length } = payload;
  if (length === EXTENDED.bytes) return payload[EXTENDED.keyAt] === 0 && !/^.pub/.test(token);
  const isWif = (payload[0] ?? 0) >= MIN_WIF_VERSION;
  if (isWif && (length === 33 || (length === 34 && payload[33] === 1))) return true;
  return PREFIXED.some((form) => begins(payload, form));
}

function isBech32Secret(token: string): boolean {
  if (CUT_BECH32.test(token)) return true;
  const separator = token.lastIndexOf('1');
  if (separator < 4) return false;
  const hrp = token.slice(0, separator).toLowerCase();
  const at = CARDANO_HRP.test(hrp) ? 0 : hrp.search(SECRET_HRP);
  return at >= 0 && bech32.decodeUnsafe(token.slice(at), token.length) !== undefined;
}

/** SEP-23: the version byte of a seed, 18 << 3, is what makes it begin with `S`. */
function isStellarSeed(token: string): boolean {
  return /^S[A-Z2-7]{55}$/.test(token) && strkey.decode(token) !== null;
}

function isXrpSeed(token: string): boolean {
  if (!/^s[1-9A-HJ-NP-Za-km-z]{25,32}$/.test(token)) return false;
  const payload = base58checkXrp.decode(token);
  return payload !== null && (begins(payload, XRP_SEED) || begins(payload, XRP_SEED_ED));
}

/**
 * A seed of 32 bytes and the public key that it makes (RFC 8032, 5.1.5). Signatures are as long and stand on pages in
 * numbers: those that were looked at last are not looked at again.
 */
function isSolanaKeyPair(token: string): boolean {
  if (!/^[1-9A-HJ-NP-Za-km-z]{86,88}$/.test(token) || signatures.has(token)) return false;
  const bytes = base58.decode(token);
  if (bytes.length !== 64) return false;
  const made = ed25519.getPublicKey(bytes.subarray(0, 32));
  if (made.every((byte, i) => byte === bytes[32 + i])) return true;
  if (signatures.size >= MAX_SIGNATURES) signatures.delete(signatures.values().next().value as string);
  signatures.add(token);
  return false;
}

function begins(
  payload: Uint8Array,
  { starts, bytes }: { starts: readonly number[]; bytes: number },
): boolean {
  return payload.length === bytes && starts.every((byte, i) => payload[i] === byte);
}
