import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODECS, parseAddress } from '#lib/address/registry.ts';

const keysOf = (text: string) => parseAddress(text)?.keys ?? [];
const meet = (a: string, b: string) => keysOf(a).some((key) => keysOf(b).includes(key));

describe('match keys', () => {
  // The key of BIP-173's examples, spelled four ways (iancoleman.io/bip39 gives the same four).
  const P2PKH = '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH';
  const P2WPKH = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
  const P2SH_P2WPKH = '3JvL6Ymt8MVWiCNHC7oWU6nLeHNJKLZGLN';
  const P2TR = 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0';

  it.each([
    ['P2PKH and P2WPKH', P2PKH, P2WPKH],
    ['P2PKH and the P2SH that wraps its P2WPKH', P2PKH, P2SH_P2WPKH],
    ['P2WPKH and the P2SH that wraps it', P2WPKH, P2SH_P2WPKH],
    ['TRON and EVM', 'TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW', '0xE950DC316b836e4EeFb8308bf32Bf7C72a1358FF'],
  ])('%s of one key meet', (_name, a, b) => {
    expect(meet(a, b)).toBe(true);
  });

  it('a taproot output of the same secret does not meet them: it is tweaked or another key', () => {
    expect(meet(P2TR, P2PKH)).toBe(false);
  });

  it('equal bytes of a key hash and a script hash do not meet', () => {
    // 751e76e8…3bd6 as P2PKH, and the very same 20 bytes under the P2SH version byte.
    const sameBytesAsScript = '3CNHUhP3uyB9EUtRLsmvFUmvGdjGdkTxJw';
    expect(keysOf(sameBytesAsScript)).toEqual(['p2sh:751e76e8199196d454941c45d1b3a323f1433bd6']);
    expect(meet(P2PKH, sameBytesAsScript)).toBe(false);
  });

  it('different kinds on one chain have different identities', () => {
    const identities = [P2PKH, P2WPKH, P2SH_P2WPKH].map((text) => parseAddress(text)?.identity);
    expect(new Set(identities).size).toBe(3);
  });
});

describe('parsing what a page may hold', () => {
  const alphabet = '13bcTx0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  const near = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 20, maxLength: 70 });
  const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 600 }), near);

  it('never throws, and what it reads reads back as itself', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const address = parseAddress(text);
        if (address) expect(parseAddress(address.canonical)?.identity).toBe(address.identity);
      }),
      { numRuns: 2000 },
    );
  });

  it('one changed character is never read as another address, except on EVM chains', () => {
    const checksummed = [
      '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH',
      'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
      'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...checksummed),
        fc.nat(41),
        fc.constantFrom(...alphabet),
        (text, at, char) => {
          fc.pre(at < text.length && text[at] !== char);
          expect(parseAddress(text.slice(0, at) + char + text.slice(at + 1))).toBeNull();
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('any 20 bytes have one EVM address, whatever the case', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
        const hex = Buffer.from(bytes).toString('hex');
        const lower = parseAddress(`0x${hex}`);
        expect(parseAddress(`0x${hex.toUpperCase()}`)?.identity).toBe(lower?.identity);
        expect(lower?.canonical.toLowerCase()).toBe(`0x${hex}`);
      }),
    );
  });

  it('no codec reads the same text as another', () => {
    const texts = [
      '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH',
      'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
      `0x${'1'.repeat(40)}`,
    ];
    for (const text of texts) expect(CODECS.filter((codec) => codec.parse(text))).toHaveLength(1);
  });
});
