import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCandidates } from '#lib/detect/find.ts';
import { SPECIAL_SHAPES } from '#lib/detect/shapes.ts';
import { findSpots } from '#lib/detect/spots.ts';
import { nextLongWord, wordEnd } from '#lib/detect/words.ts';
import { ALL_STYLES, styled } from '../../support/styled.ts';

const EVM = '0x52908400098527886E0F7030069857D2E4169EE7';
const P2PKH = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const P2SH = '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy';
const TRON = 'TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW';
const P2WPKH = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
const P2WSH = 'bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3';
const P2TR = 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0';
const LTC = 'ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9';
const MONERO =
  '44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A';
const STELLAR = 'GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ';

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

  // From the vectors; the last has the beginning and the length of a long one of the test network.
  it.each([
    'drkpRyaT1KGyzFVuDuBnSbJcYZ2RxVHBWqPfw7UXKVEqAvppTzGUTbmZ4Bv7rgAdj1rB9EeqjumfhwRgHXAqxL3nPNkg2vDhB26gGpATn28Xcyt',
    'DdzFFzCqrhssmYoG5Eca1bKZFdGS8d6iag1mU4wbLeYcSPVvBNF2wRG8yhjzQqErbg63N6KJA4DHqha113tjKDpGEwS5x1dT2KfLSbSJ',
    '2cWKMJemoBakF2dV6Xmxq9JHZRrMGghVJ7fGGrJXt6hJfupmXJMAccTT66GsVzXY8yTJc',
    '37btjrVyb4ssmYoG5Eca1bKZFdGS8d6iag1mU4wbLeYcSPVvBNF2wRG8yhjzQqErbg63N6KJA4DHqha113tjKDpGEwS5x1dT2KfLSbSJ',
  ])('finds %s', (address) => expect(texts(`Donate: ${address}.`)).toEqual([address]));

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
    ['an address that a word goes on after', `${P2PKH}0`],
    ['base58 with a letter it does not have', P2PKH.replace('B', 'l')],
    ['bech32 of mixed case', P2WPKH.replace('w508', 'W508')],
    ['bech32 with a letter it does not have', P2WPKH.replace('w5', 'b5')],
    ['base58 that is too short', P2PKH.slice(0, 24)],
    ['base58 that is too long', P2PKH + P2PKH],
  ])('passes over %s', (_, text) => expect(texts(text)).toEqual([]));

  it('never cuts an address out of a longer word', () => {
    expect(texts(`xyz${P2PKH}`)).not.toContain(P2PKH);
    expect(texts(`${P2PKH}xyz`)).not.toContain(P2PKH);
  });

  it('lets through the shortest addresses in use', () => {
    // 20 zero bytes and the like are short in base58: the shortest P2PKH address there is has 26 characters.
    expect(texts('to 11111111111111111111BZbvjr now')).toEqual(['11111111111111111111BZbvjr']);
  });
});

describe('an address in other clothes', () => {
  const cyrillic = P2PKH.replace('o', '\u043e').replace('a', '\u0430');
  it.each([
    ['a zero-width space', `${EVM.slice(0, 9)}\u200b${EVM.slice(9)}`, EVM],
    ['soft hyphens', P2PKH.replace(/(.{8})/g, '$1\u00ad'), P2PKH],
    ['marks of direction', `${TRON.slice(0, 5)}\u200e${TRON.slice(5, 20)}\u2066${TRON.slice(20)}`, TRON],
    ['a byte order mark', `${P2WPKH.slice(0, 30)}\ufeff${P2WPKH.slice(30)}`, P2WPKH],
  ])('%s', (_, text, address) => {
    expect(findCandidates(`to ${text}!`)).toEqual([{ text: address, start: 3, end: 3 + text.length }]);
  });

  it.each([
    ['Cyrillic letters', cyrillic, P2PKH],
    ['one Greek letter', P2WPKH.replace('v', '\u03bd'), P2WPKH],
    ['full-width forms', TRON.replace(/[A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)), TRON],
    ['a letter for a digit', EVM.replace('0x', '\u041ex'), EVM],
    ['a full-width name', '\uff41\uff4c\uff4d\uff53\uff0e\uff45\uff54\uff48', 'alms.eth'],
    ['a full-width name, all but its ending', '\uff41\uff4c\uff4d\uff53.eth', 'alms.eth'],
    ...ALL_STYLES.map((style) => [style, styled(P2PKH, style), P2PKH]),
    ['a styled name', styled('alms.eth'), 'alms.eth'],
    ['styled letters at its beginning', styled(EVM.slice(0, 5)) + EVM.slice(5), EVM],
    ['a styled letter at its end', P2WPKH.slice(0, -1) + styled(P2WPKH.slice(-1)), P2WPKH],
    ['styled letters and soft hyphens', styled(P2PKH).replace(/(.{4})(?=.)/gu, '$1\u00ad'), P2PKH],
    ['a look-alike and something unseen beside it', P2PKH.replace('o', '\u200b\u043e\u200b'), P2PKH],
  ])('%s', (_, text, address) => {
    expect(findCandidates(`to ${text}!`)).toContainEqual({
      text: address,
      start: 3,
      end: 3 + text.length,
      disguised: true,
    });
  });

  it.each([
    ['groups of four', P2WPKH.replace(/(.{4})/g, '$1 ').trim(), P2WPKH],
    ['groups of four with no-break spaces', P2PKH.replace(/(.{4})/g, '$1\u00a0').trim(), P2PKH],
    ['groups of four with thin spaces', P2PKH.replace(/(.{4})/g, '$1\u2009').trim(), P2PKH],
    ['groups of four with ideographic spaces', P2PKH.replace(/(.{4})/g, '$1\u3000').trim(), P2PKH],
    ['groups of five', EVM.replace(/(.{5})/g, '$1 ').trim(), EVM],
    ['groups of eight', P2TR.replace(/(.{8})/g, '$1 ').trim(), P2TR],
    ['two lines', `${P2WSH.slice(0, 40)}\n   ${P2WSH.slice(40)}`, P2WSH],
    ['two lines, the first one short', `${EVM.slice(0, 12)}\n${EVM.slice(12)}`, EVM],
  ])('%s', (_, text, address) => {
    const end = 4 + text.length;
    expect(findCandidates(`BTC: ${text} .`.slice(1))).toContainEqual({
      text: address,
      start: 4,
      end,
      grouped: true,
    });
  });

  // Words as long as the groups touch them.
  it.each([P2PKH, P2WPKH, EVM, TRON, MONERO, STELLAR])('groups in a sentence: %s', (address) => {
    for (const size of [4, 5, 6, 8]) {
      const groups = address.replace(new RegExp(`(.{${size}})(?=.)`, 'g'), '$1 ');
      for (const before of ['', 'Donate here\n', 'You can please donate your coin here ', 'It is ']) {
        for (const after of ['', '\nThanks', ' or by mail', ' is it', ' please donate']) {
          const text = `${before}${groups}${after}`;
          expect(texts(text)).toContain(address);
          expect(findSpots(text)).not.toEqual([]);
        }
      }
    }
  });

  // A reading that goes on into the second one must not hide it.
  it('other groups in the line below groups of four', () => {
    const fours = 'TEjF riMV D3s4 AVe9 rUPs 5yMk cbUy SWDH oB';
    for (const groups of [P2WPKH.replace(/(.{3})(?=.)/g, '$1 '), P2WPKH.replace(/(.{6})(?=.)/g, '$1 ')]) {
      expect(texts(`${fours}\n${groups}\n`)).toContain(P2WPKH);
    }
  });

  it('bech32 in other groups before words of its letters', () => {
    expect(texts(`${P2WPKH.replace(/(.{10})(?=.)/g, '$1 ')} thanks a lot`)).toContain(P2WPKH);
  });

  it.each([
    ['a label before it', `BTC${EVM}`, EVM],
    ['a label behind it', `${EVM}Copy`, EVM],
    ['a word before it', `Address${P2PKH}`, P2PKH],
    ['the name of a coin before it', `Tether${TRON}`, TRON],
    ['a label before and behind it', `BTC${P2PKH}Copy`, P2PKH],
    ['a label behind what begins like one', `${LTC}Copy`, LTC],
    ['no label, though it begins like one', LTC, LTC],
  ])('%s', (_, text, address) => expect(texts(`x ${text} y`)).toContain(address));

  it.each([
    ['a bounceable TON address', 'EQCD39VS5jcptHL8vMjEXrzGaRcCVYto7HUn4bpAOg8xqB2N'],
    ['a raw TON address', `0:${'83dfd552e63729b472fcbcc8c45ebcc6691702558b68ec7527e1ba403a0f31a8'}`],
    ['a name', 'almsguard.eth'],
    ['a name under a name', 'donate.almsguard.eth'],
    ['a name beyond ASCII', 'ñandú.eth'],
    ['a name under one', 'donar.ñandú.eth'],
    ['a name in another script', 'пример.eth'],
    ['a name that ends in a sign', 'moon🚀.eth'],
    ['a name of emoji', '🔥🔥🔥.eth'],
    ['a name of joined emoji', '👩\u200d🚀.eth'],
    ['a name in Han', '中文名.eth', '地址：'],
    ['a name in quotation marks', 'ñandú.eth', '“'],
    ['a test address with an underscore', 'addr_test1vpu5vlrf4xkxv2qpwngf6cjhtw542ayty80v8dyr49rf5eg57c2qv'],
    ['a Lightning address', 'give@almsguard.example', 'Lightning: '],
    ['a NEAR account', 'ab'.repeat(32), 'NEAR '],
    ['an address inside of mail', 'EQCD39VS5jcptHL8vMjEXrzGaRcCVYto7HUn4bpAOg8xqB2N', 'pay@'],
    ['a handle', '$almsguard', 'ADA handle '],
    ['Monero', `4${'9VtwYtvHxH2CbL'.repeat(7)}`.slice(0, 95)],
  ])('%s', (_, address, before = 'to ') => expect(texts(`${before}${address}, thanks`)).toContain(address));

  it.each([
    [
      'ordinary words of four letters',
      'they will come home with many more nice ones than ever were seen here',
    ],
    ['a list of years', '2011 2012 2013 2014 2015 2016 2017 2018 2019 2020'],
    ['a sentence with 0x', 'the 0x prefix that comes before an address is not part of it'],
    ['a host under .eth', 'https://almsguard.eth.link/'],
    ['mail to a name beyond ASCII', 'give@ñandú.eth'],
    ['a part of a path', 'see files/ñandú.eth'],
    ['mail', 'write to give@almsguard.example'],
    ['a digest', `sha256 ${'ab'.repeat(32)}`],
    ['a variable', 'echo $almsguard'],
    ['a file', 'src/contracts/Token.sol'],
    [
      'part of base64',
      'url(data:font/woff2;base64,d09GMgABAAAAA/JEyVxtvA4zLeoCR4j86E6Ebd2kT6wtnyLgjUw5EGpcx/AAAA)',
    ],
    ['the name of a class', 'org.example.AbstractSingletonProxyFactoryBean2Implementation'],
  ])('passes over %s', (_, text) => expect(texts(text)).toEqual([]));

  it('tells of a form without a checksum inside of something longer only where people read it', () => {
    const solana = 'FYpgseqgGkE2eHsTxz3M7u4JeqhFCoo5Y7EvYLpRZqoT';
    for (const text of [`https://explorer.example/account/${solana}`, `to=${solana}`, `${solana}/tokens`]) {
      expect(findCandidates(text)).toEqual([]);
      expect(findCandidates(text, true).map(({ text }) => text)).toEqual([solana]);
    }
  });

  it('offers more than one reading where only a checksum can tell', () => {
    expect(texts(`${P2WPKH.slice(0, 30)}\n${P2WPKH.slice(30)}`)).toEqual([P2WPKH.slice(0, 30), P2WPKH]);
  });
});

/** Searches are linear: a repetition without a bound would let a page keep its visitor waiting. */
describe('shapes', () => {
  it.each(SPECIAL_SHAPES)('$pattern is bounded', ({ pattern }) => {
    expect(pattern.replaceAll(/\\.|\[[^\]]*\]/g, 'x')).not.toMatch(/[*+]|\{\d+,\}/);
  });

  it.each([
    ['one long word', '1'.repeat(200_000)],
    ['almost addresses', `${EVM}0 `.repeat(4_000)],
    ['long runs after each start', ` ${'T'.repeat(36)}`.repeat(5_000)],
    ['groups without end', 'abcd '.repeat(40_000)],
    ['names without end', `${'a.'.repeat(50_000)}`],
  ])('finds nothing in %s, whole', (_, text) => {
    expect(findCandidates(text)).toEqual([]);
    expect(texts(`${text} ${P2PKH}`)).toContain(P2PKH);
  });

  it.each([
    ['beginnings without end', 'bc1q '.repeat(40_000)],
    ['hex without end', '0x12 34 '.repeat(20_000)],
    ['lines that may go on', `${'ab1'.repeat(10)}\n`.repeat(5_000)],
  ])('comes to the end of %s', (_, text) => expect(texts(`${text} ${P2PKH}`)).toContain(P2PKH));

  it('takes twice as long for twice as much, whatever the text', () => {
    // Work is counted, not timed: how often the text is looked at.
    const looks = (text: string) => {
      let count = 0;
      const counted = {
        length: text.length,
        charCodeAt(i: number) {
          count++;
          return text.charCodeAt(i);
        },
      } as unknown as string;
      for (
        let at = nextLongWord(counted, 0, 25);
        at >= 0;
        at = nextLongWord(counted, wordEnd(counted, at), 25)
      );
      return count;
    };
    for (const unit of ['a', 'abc ', 'deadbeef'.repeat(9), `${'Q'.repeat(24)} `, `${'z'.repeat(25)} `]) {
      const once = looks(unit.repeat(2_000));
      expect(looks(unit.repeat(4_000)) / once).toBeLessThan(2.2);
    }
  });
});

describe('findSpots', () => {
  const spotted = (text: string) => findSpots(text).map(({ start, end }) => text.slice(start, end));

  it.each([EVM, P2PKH, TRON, P2WPKH, P2TR])('sees %s where words of other blocks touch it', (address) => {
    expect(spotted(`Donate${address}Copy`).join()).toContain(address);
    expect(spotted(`one two ${address} three`).join()).toContain(address);
  });

  it.each([
    ['words that touch', 'HomeAboutUsContactDonateLoginRegisterNewsletter and more'],
    ['a sentence', 'Nothing here is of any interest to anybody who looks for an address.'],
    ['a long word', 'Donaudampfschifffahrtsgesellschaftskapitaen'],
  ])('passes over %s', (_, text) => expect(findSpots(text)).toEqual([]));

  it.each([
    ['groups of four', P2WPKH.replace(/(.{4})/g, '$1 ')],
    ['groups after a beginning', EVM.replace(/(.{7})/g, '$1 ')],
    ['invisible characters', P2PKH.replace(/(.{8})/g, '$1\u200b')],
    ['disguise', P2PKH.replace('o', '\u043e')],
    ['styled letters', styled(P2PKH)],
    ['a name', 'to almsguard.eth today'],
    ['TON with signs inside', 'EQCD39VS5jcptHL8vMjEX-zGaRcCVYto7HUn_bpAOg8xqB2N'],
    ['raw TON in capitals, a zero in every stretch', `0:${'83DFD552E63729B0'.repeat(4)}`],
  ])('sees %s', (_, text) => expect(findSpots(`Send: ${text} now`)).not.toEqual([]));

  it('finds what findCandidates finds, wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(EVM, P2PKH, P2SH, TRON, P2WPKH, P2WSH, P2TR),
        fc.string({ maxLength: 60 }),
        fc.string({ maxLength: 60 }),
        (address, before, after) => {
          const text = `${before}\n${address}\n${after}`;
          const start = before.length + 1;
          const covers = findSpots(text).some(
            (spot) => spot.start <= start && spot.end >= start + address.length,
          );
          expect(covers).toBe(true);
        },
      ),
    );
  });
});
