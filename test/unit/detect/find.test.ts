import { describe, expect, it } from 'vitest';
import { findCandidates } from '#lib/detect/find.ts';
import { MIN_CANDIDATE_CHARS, SHAPES } from '#lib/detect/shapes.ts';

const EVM = '0x52908400098527886E0F7030069857D2E4169EE7';
const P2PKH = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const P2SH = '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy';
const TRON = 'TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW';
const P2WPKH = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
const P2WSH = 'bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3';
const P2TR = 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0';

const texts = (text: string) => findCandidates(text).map((found) => found.text);

describe('findCandidates', () => {
  it.each([EVM, P2PKH, P2SH, TRON, P2WPKH, P2WPKH.toUpperCase(), P2WSH, P2TR, EVM.replace('0x', '0X')])(
    'finds %s',
    (address) => {
      expect(findCandidates(`to ${address}, thank you`)).toEqual([
        { text: address, start: 3, end: 3 + address.length },
      ]);
      expect(texts(address)).toEqual([address]);
    },
  );

  it.each([
    ['punctuation', `(${EVM})`],
    ['an underscore', `wallet_${EVM}_main`],
    ['a colon', `BTC:${EVM}`],
    ['letters of other scripts', `地址${EVM}谢谢`],
    ['Cyrillic letters', `адрес${EVM}`],
    ['a slash', `/address/${EVM}/`],
    ['a zero-width space', `\u200b${EVM}\u200b`],
  ])('finds an address beside %s', (_, text) => expect(texts(text)).toEqual([EVM]));

  it('finds all of several, in order', () => {
    expect(texts(`${P2PKH}\n${TRON};${P2WPKH}`)).toEqual([P2PKH, TRON, P2WPKH]);
  });

  it.each([
    ['0x and 64 hex digits (a transaction)', `0x${'ab'.repeat(32)}`],
    ['0x and 39 hex digits', EVM.slice(0, -1)],
    ['40 hex digits without 0x (a commit)', EVM.slice(2)],
    ['an address inside a longer word', `a${P2PKH}`],
    ['an address that a word goes on after', `${P2PKH}0`],
    ['base58 with a letter it does not have', P2PKH.replace('B', 'l')],
    ['bech32 of mixed case', P2WPKH.replace('w508', 'W508')],
    ['bech32 with a letter it does not have', P2WPKH.replace('w5', 'b5')],
    ['base58 that is too short', P2PKH.slice(0, 25)],
    ['base58 that is too long', P2PKH + P2PKH],
  ])('passes over %s', (_, text) => expect(texts(text)).toEqual([]));

  it('lets through the shortest addresses in use', () => {
    // 20 zero bytes and the like are short in base58: the shortest P2PKH address there is has 26 characters.
    expect('11111111111111111111BZbvjr').toHaveLength(MIN_CANDIDATE_CHARS);
    expect(texts('to 11111111111111111111BZbvjr now')).toEqual(['11111111111111111111BZbvjr']);
  });
});

/** Every shape has to keep the search linear: bounded, and blind to where it stands. */
describe('shapes', () => {
  it.each(SHAPES)('$name is bounded and made of letters and digits', ({ pattern }) => {
    expect(pattern).not.toMatch(/[*+]|\{\d+,\}|\\[bBsSdDwW]|\(\?/);
  });

  it.each([
    ['one long word', '1'.repeat(200_000)],
    ['beginnings without end', 'bc1q '.repeat(40_000)],
    ['almost addresses', `${EVM}0 `.repeat(4_000)],
    ['long runs after each start', ` ${'T'.repeat(36)}`.repeat(5_000)],
  ])('finds nothing in %s, whole', (_, text) => {
    expect(findCandidates(text)).toEqual([]);
    expect(texts(`${text} ${P2PKH}`)).toEqual([P2PKH]);
  });
});
