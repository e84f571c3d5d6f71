import { bech32, bech32m } from '@scure/base';
import { toHex } from '#lib/core/bytes.ts';
import type { ChainName } from '#lib/core/chains.ts';
import type { Address } from '#lib/core/types.ts';

/** Addresses of two public keys, to scan and to spend: each payment makes an output of its own from them. */
interface Form {
  chain: ChainName;
  kind: 'silent-payment' | 'mweb';
  test: boolean;
}

const FORMS = new Map<string, Form>([
  // BIP-352, "Address encoding".
  ['sp', { chain: 'bitcoin', kind: 'silent-payment', test: false }],
  ['tsp', { chain: 'bitcoin', kind: 'silent-payment', test: true }],
  ['sprt', { chain: 'bitcoin', kind: 'silent-payment', test: true }],
  // Litecoin Core, key_io.cpp (StealthAddress) and chainparams.cpp (mweb_hrp).
  ['ltcmweb', { chain: 'litecoin', kind: 'mweb', test: false }],
  ['tmweb', { chain: 'litecoin', kind: 'mweb', test: true }],
]);
/** Two compressed public keys. */
const BYTES = 66;

/** A BIP-352 silent payment or a Litecoin MWEB address under the human-readable part `hrp`, or `null`. */
export function parseStealth(hrp: string, text: string): Address | null {
  const form = FORMS.get(hrp);
  if (!form) return null;
  const coder = form.kind === 'mweb' ? bech32 : bech32m;
  const decoded = coder.decodeUnsafe(text, text.length);
  const [version, ...words] = decoded?.words ?? [];
  const keys = version === 0 ? coder.fromWordsUnsafe(words) : undefined;
  if (keys?.length !== BYTES || !isCompressed(keys[0]) || !isCompressed(keys[33])) return null;
  const canonical = text.toLowerCase();
  return {
    chain: form.chain,
    kind: form.kind,
    canonical,
    identity: `${form.chain}:${canonical}`,
    keys: [`${form.kind}:${toHex(keys)}`],
    notes: form.test ? ['shielded', 'testnet'] : ['shielded'],
  };
}

/** First byte of a compressed public key (SEC 1, 2.3.3). */
function isCompressed(byte: number | undefined): boolean {
  return byte === 2 || byte === 3;
}
