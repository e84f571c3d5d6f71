import { toHex } from '#lib/core/bytes.ts';
import { decodeBase58Check } from './bitcoinjs.ts';
import type { Codec } from './codec.ts';

/** First byte of a main-network address (TRON documentation, "Account"). */
const MAINNET = 0x41;

/** TRON: base58check over 0x41 and the same 20 bytes that the key has on EVM chains. */
export const tron: Codec = {
  family: 'tron',
  chains: ['tron'],
  parse(text) {
    if (!text.startsWith('T') || text.length !== 34) return null;
    const decoded = decodeBase58Check(text);
    if (decoded?.version !== MAINNET) return null;
    return {
      chain: 'tron',
      kind: 'account',
      canonical: text,
      identity: `tron:${text}`,
      keys: [`evm:${toHex(decoded.hash)}`],
    };
  },
};
