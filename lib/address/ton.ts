import { base64urlnopad, hex } from '@scure/base';
import { toHex } from '#lib/core/bytes.ts';
import type { Address } from '#lib/core/types.ts';
import type { Codec } from './codec.ts';
import { crc16 } from './crc16.ts';
import { withChecksum } from './with-checksum.ts';

/** Workchain and account: people use `0`, the masterchain is `-1`. */
const RAW = /^(0|-1):([0-9a-fA-F]{64})$/;
/** The first two letters hold the flags and half of the workchain. Never both alphabets of base64 at once. */
const FRIENDLY = /^[EUk0][Qf](?:[A-Za-z0-9_-]{46}|[A-Za-z0-9+/]{46})$/;

/** First byte of the friendly form (TEP-2): 0x11 for bounceable, 0x51 for not; bit 7 for test networks only. */
const NON_BOUNCEABLE = 0x51;
const NON_BOUNCEABLE_BIT = 0x40;
const TEST_ONLY_BIT = 0x80;

const base64check = withChecksum(base64urlnopad, 2, crc16);

/**
 * TON. An account is the hash of the state it begins with, code and key together, so that nothing of another chain
 * meets it. Raw and friendly (TEP-2), bounceable or not, are one destination; a friendly form for test networks only
 * is another, under the same key. Canonical is the non-bounceable url-safe form, `UQ…`, which wallets show for
 * people (TEP-2); contracts are shown as `EQ…`, but no text tells which of the two an account is. The raw form has
 * no checksum.
 */
export const ton: Codec = {
  family: 'ton',
  chains: ['ton'],
  parse(text) {
    if (FRIENDLY.test(text)) return parseFriendly(text);
    const [, workchain, account] = RAW.exec(text) ?? [];
    if (!account) return null;
    const body = Uint8Array.of(workchain === '0' ? 0 : 0xff, ...hex.decode(account));
    return { ...describe('raw', body, 0), needsContext: true };
  },
};

function parseFriendly(text: string): Address | null {
  const [flags, workchain, ...account] =
    base64check.decode(text.replaceAll('+', '-').replaceAll('/', '_')) ?? [];
  if (flags === undefined || (workchain !== 0 && workchain !== 0xff)) return null;
  const kind = flags & NON_BOUNCEABLE_BIT ? 'non-bounceable' : 'bounceable';
  return describe(kind, Uint8Array.of(workchain, ...account), flags & TEST_ONLY_BIT);
}

/** Every way to write the account of a friendly form, in both alphabets of base64 where they differ. */
export function formsOf(friendly: string): { kind: string; text: string }[] {
  const [flags = 0, workchain = 0, ...account] = base64check.decode(friendly) ?? [];
  const forms = [
    { kind: 'non-bounceable', first: flags | NON_BOUNCEABLE_BIT },
    { kind: 'bounceable', first: flags & ~NON_BOUNCEABLE_BIT },
  ].flatMap(({ kind, first }) => {
    const text = base64check.encode(Uint8Array.of(first, workchain, ...account));
    const plain = text.replaceAll('-', '+').replaceAll('_', '/');
    return plain === text ? [{ kind, text }] : [text, plain].map((one) => ({ kind, text: one }));
  });
  // The raw form does not tell a test network.
  if (flags & TEST_ONLY_BIT) return forms;
  const number = workchain === 0 ? '0' : '-1';
  return [...forms, { kind: 'raw', text: `${number}:${toHex(Uint8Array.from(account))}` }];
}

/** `body`: one byte of workchain and 32 of account. */
function describe(kind: string, body: Uint8Array, testOnly: number): Address {
  const canonical = base64check.encode(Uint8Array.of(NON_BOUNCEABLE | testOnly, ...body));
  return {
    chain: 'ton',
    kind,
    canonical,
    identity: `ton:${canonical}`,
    keys: [`ton:${toHex(body)}`],
    ...(testOnly !== 0 && { notes: ['testnet'] }),
  };
}
