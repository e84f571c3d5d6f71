import { sha256 } from '@noble/hashes/sha2.js';
import { entropyToMnemonic } from '@scure/bip39';
import { wordlist as czech } from '@scure/bip39/wordlists/czech.js';
import { wordlist as french } from '@scure/bip39/wordlists/french.js';
import { wordlist as italian } from '@scure/bip39/wordlists/italian.js';
import { wordlist as japanese } from '@scure/bip39/wordlists/japanese.js';
import { wordlist as korean } from '@scure/bip39/wordlists/korean.js';
import { wordlist as portuguese } from '@scure/bip39/wordlists/portuguese.js';
import { wordlist as simplifiedChinese } from '@scure/bip39/wordlists/simplified-chinese.js';
import { wordlist as spanish } from '@scure/bip39/wordlists/spanish.js';
import { wordlist as traditionalChinese } from '@scure/bip39/wordlists/traditional-chinese.js';
import { describe, expect, it } from 'vitest';
import { hideSecrets } from '#lib/address/secrets.ts';

describe('recovery phrases', () => {
  // BIP-39's test vectors (trezor/python-mnemonic) of 12, 18 and 24 words, and 15 words of its list.
  const phrases = [
    'legal winner thank year wave sausage worth useful legal winner thank yellow',
    'ozone drill grab fiber curtain grace pudding thank cruise elder eight picnic legal winner thank',
    'gravity machine north sort system female filter attitude volume fold club stay feature office ecology stable narrow fog',
    'hamster diagram private dutch cause delay private meat slide toddler razor book happy fancy gospel tennis maple dilemma loan word shrug inflict delay length',
  ];
  const around = (inner: string) => `we said that this was it: ${inner} and so it was in the end`;

  it.each(phrases)('%s', (phrase) => {
    const words = phrase.split(' ');
    for (const text of [
      phrase,
      words.join(', '),
      words.join('\n'),
      phrase.toUpperCase(),
      words.join('","'),
      words.map((word, i) => `${word} ${i + 2}.`).join(' '),
    ]) {
      const hidden = hideSecrets(around(text));
      expect(hidden).toMatch(/^we said that this was it: \[…\]/);
      expect(hidden).toContain('and so it was in the end');
      for (const word of words) expect(hidden.toLowerCase()).not.toMatch(new RegExp(`\\b${word}\\b`));
    }
  });

  it('a numbered list', () => {
    const list = (phrases[0] ?? '').split(' ').map((word, i) => `${i + 1}. ${word}`);
    expect(hideSecrets(around(list.join('\n')))).toBe(around('1. […]'));
  });

  it('with invisible characters in its words', () => {
    const broken = (phrases[0] ?? '').replaceAll('e', 'e\u200b').replaceAll('w', '\u00adw');
    expect(hideSecrets(around(broken))).toBe(around('\u00ad[…]').replace('\u00ad', ''));
  });

  it('eleven words in the middle of a text are none', () => {
    const eleven = (phrases[0] ?? '').split(' ').slice(1).join(' ');
    expect(hideSecrets(around(eleven))).toBe(around(eleven));
  });

  it('the half of one that a cut text ends or begins with', () => {
    expect(hideSecrets('this was it: legal winner thank year wave sausage wor')).toBe('this was it: […]');
    expect(hideSecrets('ner thank year wave sausage worth useful and so it was')).toBe('[…] and so it was');
    expect(hideSecrets('legal winner thank year wave and so it was')).toContain('legal winner');
  });

  it('words of the list far apart are no phrase', () => {
    const apart = (phrases[0] ?? '').split(' ').join(' слова между ними ');
    expect(hideSecrets(around(apart))).toBe(around(apart));
  });

  it('prose stays', () => {
    const prose =
      'Every gift helps people who lost their home. Please donate bitcoin today: food, water, medical help and school books for children in need.';
    expect(hideSecrets(prose)).toBe(prose);
  });
});

describe('recovery phrases in other languages', () => {
  const lists = {
    czech,
    french,
    italian,
    japanese,
    korean,
    portuguese,
    simplifiedChinese,
    spanish,
    traditionalChinese,
  };
  const phrases = Object.entries(lists).flatMap(([name, list]) =>
    [16, 24, 32].map((bytes) => {
      const entropy = sha256(new TextEncoder().encode(name)).subarray(0, bytes);
      return [`${name}, ${bytes} bytes`, entropyToMnemonic(entropy, list)] as const;
    }),
  );
  const around = (inner: string) => `0x5aAe: ${inner}. It is 0x5aAe`;

  it.each(phrases)('%s', (_name, phrase) => {
    const words = phrase.split(/\s/);
    for (const text of [
      phrase,
      phrase.normalize('NFC'),
      words.join(', '),
      words.join('\n'),
      words.join('、'),
    ])
      expect(hideSecrets(around(text))).toMatch(/^0x\[…\]\. It is 0x5aAe$|^0x5aAe: \[…\]\. It is 0x5aAe$/);
  });

  it('without the accents', () => {
    const [, phrase = ''] = phrases.find(([name]) => name.startsWith('spanish, 32')) ?? [];
    const plain = phrase.normalize('NFKD').replace(/\p{M}/gu, '');
    expect(plain).not.toBe(phrase);
    expect(hideSecrets(`esta es la nuestra: ${plain}. No la des a nadie`)).toBe(
      'esta es la nuestra: […]. No la des a nadie',
    );
  });

  it.each([
    'Chaque don aide des familles qui ont perdu leur maison. Donnez en bitcoin dès aujourd’hui : eau, pain, soins et livres pour les enfants.',
    'Cada donación ayuda a las familias que perdieron su casa. Dona bitcoin hoy: comida, agua, ayuda médica y libros para los niños.',
    'Každý dar pomáhá rodinám, které přišly o domov. Darujte bitcoin ještě dnes: jídlo, voda, lékařská pomoc a knihy pro děti.',
    '每一笔捐款都在帮助失去家园的家庭。请今天就用比特币捐款：食物、水、医疗和孩子们的书本。',
    '慈 善 捐 款 帮 助 儿 童',
    '2021年 12月 11月 10月 9月 8月 7月 6月 5月 4月 3月 2月 1月 2020年 12月 11月 10月 9月 8月 7月',
    'すべての寄付は、家を失った家族を助けます。今日、ビットコインで寄付してください。食べ物、水、医療、子どもたちの本のために。',
    '모든 기부는 집을 잃은 가족을 돕습니다. 오늘 비트코인으로 기부해 주세요. 음식, 물, 의료 지원과 아이들의 책을 위해.',
  ])('prose stays: %s', (prose) => {
    expect(hideSecrets(prose)).toBe(prose);
  });
});

describe('Monero’s phrases', () => {
  // tests/functional_tests of monero-project/monero.
  const phrase =
    'velvet lymph giddy number token physics poetry unquoted nibs useful sabotage limits benches lifestyle eden nitrogen anvil fewest avoid batch vials washing fences goat unquoted';
  const words = phrase.split(' ');
  const around = (inner: string) => `We have it here with some words before: ${inner}. That was it`;

  it('of 25 words, however they are set', () => {
    for (const text of [phrase, words.join(', '), words.join('\n'), phrase.toUpperCase(), words.join('","')])
      expect(hideSecrets(around(text))).toBe(around('[…]'));
    const numbered = words.map((word, i) => `${i + 1}. ${word}`);
    expect(hideSecrets(around(numbered.join('\n')))).toBe(around('1. […]'));
  });

  it('behind words that look the same', () => {
    expect(hideSecrets(`these words were mine ${phrase}`)).toBe('these words were mine […]');
  });

  it('but no other words, though as many', () => {
    for (const other of [
      [...words.slice(0, 24), 'goat'],
      [...words.slice(0, 24).toReversed(), 'unquoted'],
      words.slice(0, 24),
      words.with(3, 'the'),
      words.with(3, 'Number'),
      Array(40).fill('vials'),
    ])
      expect(hideSecrets(around(other.join(' ')))).toBe(around(other.join(' ')));
    const mixed = words.map((word, i) => word + (i === 7 ? '; ' : ' ')).join('');
    expect(hideSecrets(around(mixed))).toBe(around(mixed));
  });
});
