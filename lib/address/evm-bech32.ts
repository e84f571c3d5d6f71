import { bech32 } from '@scure/base';
import { toHex } from '#lib/core/bytes.ts';
import type { Codec } from './codec.ts';

/** Harmony (`one`) and IoTeX (`io`): 20 bytes in 32 groups of five bits, six more of checksum. */
const SHAPE = /^(?:one|io)1[a-z0-9]{38}$/i;

/** EVM chains that write the 20 bytes of an account in bech32, beside the common hex. */
export const evmBech32: Codec = {
  family: 'evm-bech32',
  chains: ['ethereum'],
  parse(text) {
    if (text.length > 42 || !SHAPE.test(text)) return null;
    const decoded = bech32.decodeUnsafe(text);
    const bytes = decoded && bech32.fromWordsUnsafe(decoded.words);
    if (!bytes) return null;
    const canonical = text.toLowerCase();
    return {
      chain: 'ethereum',
      kind: 'account',
      canonical,
      identity: `ethereum:${canonical}`,
      keys: [`evm:${toHex(bytes)}`],
    };
  },
};
