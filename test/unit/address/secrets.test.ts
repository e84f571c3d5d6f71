import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base58, createBase58check } from '@scure/base';
import { describe, expect, it } from 'vitest';
import { CODECS } from '#lib/address/registry.ts';
import { hideSecrets, isSecret } from '#lib/address/secrets.ts';

/** Published examples; nothing is kept under any of them. */
const SECRETS: [source: string, secret: string][] = [
  ['WIF, Bitcoin wiki', '5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ'],
  ['WIF, compressed', 'KwdMAjGmerYanjeui5SHS7JkmpZvVipYvB2LJGU1ZxJwYvP98617'],
  ['WIF, test network', 'cTpB4YiyKiBcPxnefsDpbnDxFDffjqJob8wGCEDXxgQ7zQoMXJdH'],
  ['WIF, Litecoin', 'T5MZ5z9WqJxzVxYyVPecTJUSDkzDWrUYe1JuSX2AqJ9jKmLJrvTE'],
  ['WIF, Dogecoin', 'QP5rQxpaP8HHPEdCEqxTjiHGWRvsyPvzZJeJ9BCxpfT13FN9VesQ'],
  ['BIP-38, not EC multiplied', '6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg'],
  ['BIP-38, compressed', '6PYNKZ1EAgYgmQfmNVamxyXVWHzK5s6DGhwP4J5o44cvXdoY7sRzhtpUeo'],
  ['BIP-38, EC multiplied', '6PfQu77ygVyJLZjfvMLyhLMQbYnu5uguoJJ4kMCLqWwPEdfpwANVS76gTX'],
  [
    'xprv, BIP-32 vector 1',
    'xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi',
  ],
  [
    'zprv, BIP-84',
    'zprvAWgYBBk7JR8Gjrh4UJQ2uJdG1r3WNRRfURiABBE3RvMXYSrRJL62XuezvGdPvG6GFBZduosCc1YP5wixPox7zhZLfiUm8aunE96BBa4Kei5',
  ],
  [
    'tprv, BIP-49',
    'tprv8ZgxMBicQKsPe5YMU9gHen4Ez3ApihUfykaqUorj9t6FDqy3nP6eoXiAo2ssvpAjoLroQxHqr3R5nE3a5dU3DHTjTgJDd7zrbniJr6nrCzd',
  ],
  [
    'uprv, BIP-49',
    'uprv8tXDerPXZ1QsVNjUJWTurs9kA1KGfKUAts74GCkcXtU8GwnH33GDRbNJpEqTvipfCyycARtQJhmdfWf8oKt41X9LL1zeD2pLsWmxEk3VAwd',
  ],
  ['nsec, NIP-19', 'nsec1vl029mgpspedva04g90vltkh6fvh240zqtv9k0t9af8935ke9laqsnlfe5'],
  [
    'ncryptsec, NIP-49',
    'ncryptsec1qgg9947rlpvqu76pj5ecreduf9jxhselq2nae2kghhvd5g7dgjtcxfqtd67p9m0w57lspw8gsq6yphnm8623nsl8xn9j4jdzz84zm3frztj3z7s35vpzmqf6ksu8r89qk5z2zxfmu5gv8th8wclt0h4p',
  ],
  ['age', 'AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX'],
  ['Stellar seed, SEP-23', 'SBGWKM3CD4IL47QN6X54N6Y33T3JDNVI6AIJ6CD5IM47HG3IG4O36XCU'],
  ['XRP seed, secp256k1', 'snoPBrXtMeMyMHUVTgbuqAfg1SUTb'],
  ['XRP seed, ed25519', 'sEdTM1uX8pu2do5XvTnutH6HsouMaM2'],
  ['Tezos edsk, seed', 'edsk3gUfUPyBSfrS9CCgmCiQsTCHGkviBDusMxDJstFtojtc1zcpsh'],
  [
    'Tezos edsk, whole',
    'edskRuR1azSfboG86YPTyxrQgosh5zChf5bVDmptqLTb5EuXAm9rsnDYfTKhq7rDQujdn5WWzwUMeV3agaZ6J2vPQT58jJAJPi',
  ],
  ['Tezos spsk', 'spsk2rBDDeUqakQ42nBHDGQTtP3GErb6AahHPwF9bhca3Q5KA5HESE'],
  ['Tezos p2sk', 'p2sk2obfVMEuPUnadAConLWk7Tf4Dt3n4svSgJwrgpamRqJXvaYcg1'],
  ['Zcash Sprout', 'SKxoo5QkFQgTbdc6EWRKyHPMdmtNDJhqudrAVhen9b4kjCwN6CeV'],
  [
    'Zcash Sapling, librustzcash',
    'secret-extended-key-main1qqqqqqqqqqqqqq8n3zjjmvhhr854uy3qhpda3ml34haf0x388z5r7h4st4kpsf6qysqws3xh6qmha7gna72fs2n4clnc9zgyd22s658f65pex4exe56qjk5pqj9vfdq7dfdhjc2rs9jdwq0zl99uwycyrxzp86705rk687spn44e2uhm7h0hsagfvkk4n7n6nfer6u57v9cac84t7nl2zth0xpyfeg0w2p2wv2yn6jn923aaz0vdaml07l60ahapk6efchyxwysrvjs87qvlj',
  ],
  [
    'Cardano addr_xsk, CIP-5',
    'addr_xsk1fzw9r482t0ekua7rcqewg3k8ju5d9run4juuehm2p24jtuzz4dg4wpeulnqhualvtx9lyy7u0h9pdjvmyhxdhzsyy49szs6y8c9zwfp0eqyrqyl290e6dr0q3fvngmsjn4aask9jjr6q34juh25hczw3euust0dw',
  ],
  ['Sui', 'suiprivkey1qzwant3kaegmjy4qxex93s0jzvemekkjmyv3r2sjwgnv2y479pgsywhveae'],
];

/** What must stay: it pays, proves or names, and nobody can spend with it. */
const PUBLIC = [
  '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH',
  'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
  'bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a',
  '0xE950DC316b836e4EeFb8308bf32Bf7C72a1358FF',
  'xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8',
  // An ed25519 key as SLIP-10 writes it, with a zero before it (trustwallet/wallet-core, AddressTests).
  'xpub6Cezzf2KCXiVS4fuL4REsdU7tKruYStmsSeFfR62Hui7DUgA45rVk9M8mwvvq9EK1k9riyaHgFUELk2GNpsubV2GxqsbDaiPQ1pxmWAgbLV',
  'npub180cvv07tjdrrgpa0j7j7tmnyl2yr6yr7l8j4s3evf6u64th6gkwsyjh6w6',
  'age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj',
  'GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ',
  'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh',
  'edpkuBknW28nW72KG6RoHtYW7p12T6GKc7nAbwYX5m8Wd9sDVC9yav',
  '4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b',
  'e2e7d3f1c383135b47fa7f81f46df7a902a404699ec912f5656c35b85763e4de',
  'sha384-oqVuAfXRKap7fdgcCY5uykM6-R9GqQ8K_uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC',
];

describe('secrets', () => {
  it.each(SECRETS)('%s is one, and is taken out of a sentence', (_source, secret) => {
    expect(isSecret(secret)).toBe(true);
    expect(hideSecrets(`key: "${secret}", keep it`)).toBe('key: "[…]", keep it');
    expect(hideSecrets(`?key=${secret}&to=me`)).toBe('?key=[…]&to=me');
  });

  it.each(SECRETS)('%s, broken up by what nobody sees', (_source, secret) => {
    for (const unseen of ['\u00ad', '\u200b', '\u2060', '\ufeff', '\u202e']) {
      const broken = secret.replace(/.{7}/g, `$&${unseen}`);
      expect(hideSecrets(`so${unseen}on: ${unseen}"${broken}", keep it`)).toBe(
        `so${unseen}on: ${unseen}"[…]${secret.length % 7 === 0 ? unseen : ''}", keep it`,
      );
    }
  });

  it.each(SECRETS)('%s, in groups and over lines', (_source, secret) => {
    const groups = secret.match(/.{1,4}/g) ?? [];
    for (const text of [
      groups.join(' '),
      groups.join('\u00a0'),
      groups.join('\n'),
      (secret.match(/.{1,5}/g) ?? []).join('  '),
      `${secret.slice(0, 20)}\n  ${secret.slice(20)}`,
      groups.join(' \u200b'),
    ]) {
      expect(hideSecrets(`pay to me with ${text} or do not`)).toBe('pay to me with […] or do not');
    }
  });

  it('in groups with a sign between them', () => {
    const groups = SECRETS[0]?.[1].match(/.{1,4}/g) ?? [];
    for (const sign of ['-', ' · ', '.', ' | ', '_'])
      expect(hideSecrets(`it is ${groups.join(sign)}, mine`)).toBe('it is […], mine');
  });

  it.each(PUBLIC)('%s stays in groups and with invisible characters', (text) => {
    for (const by of [' ', '\n', '\u200b', '-']) {
      const near = `send to ${(text.match(/.{1,4}/g) ?? []).join(by)} please`;
      expect(hideSecrets(near)).toBe(near);
    }
  });

  it.each(SECRETS)('%s with another last character is none: the checksum counts', (_source, secret) => {
    const last = secret.at(-1) === '5' ? '6' : '5';
    expect(isSecret(secret.slice(0, -1) + last)).toBe(false);
  });

  it.each(SECRETS)('%s is read by no codec', (_source, secret) => {
    for (const text of [secret, secret.toLowerCase(), secret.toUpperCase()]) {
      expect(CODECS.filter((codec) => codec.parse(text)).map(({ family }) => family)).toEqual([]);
    }
  });

  it.each(PUBLIC)('%s is none, and stays', (text) => {
    expect(isSecret(text)).toBe(false);
    expect(hideSecrets(`send to ${text} please`)).toBe(`send to ${text} please`);
  });

  // SECRET_KEY in chainparams.cpp: Bitcoin, Feathercoin, Dogecoin and Verge, Litecoin, Namecoin, Peercoin, Komodo,
  // Dash, Firo, Bitcoin's test networks, Dogecoin's.
  it.each([128, 142, 158, 176, 180, 183, 188, 204, 210, 239, 241])(
    'a private key under version byte %i',
    (version) => {
      const { encode } = createBase58check(sha256);
      const key = new Uint8Array(32).fill(7);
      expect(isSecret(encode(Uint8Array.of(version, ...key)))).toBe(true);
      expect(isSecret(encode(Uint8Array.of(version, ...key, 1)))).toBe(true);
      expect(isSecret(encode(Uint8Array.of(version, ...key, 2)))).toBe(false);
    },
  );

  it('bytes of the same length or beginning are not enough', () => {
    const { encode } = createBase58check(sha256);
    const key = new Uint8Array(32).fill(7);
    expect(isSecret(encode(Uint8Array.of(127, ...key)))).toBe(false);
    // The start of BIP-38 and of a Tezos seed, with another length.
    expect(isSecret(encode(Uint8Array.of(0x01, 0x42, ...key)))).toBe(false);
    expect(isSecret(encode(Uint8Array.of(13, 15, 58, 7, ...key, 1)))).toBe(false);
  });

  it('several in one text, glued to other words', () => {
    const [, wif] = SECRETS[0] ?? ['', ''];
    const [, seed] = SECRETS[15] ?? ['', ''];
    expect(hideSecrets(`old_${wif}-new ${seed}`)).toBe('old_[…]-new […]');
  });

  it.each([
    ['nsec', 'copy'],
    ['nsec', 'Key'],
    ['suiprivkey', 'sui'],
  ])('%s with the label "%s" before it', (hrp, label) => {
    const [, secret = ''] = SECRETS.find(([, one]) => one.startsWith(`${hrp}1`)) ?? [];
    expect(isSecret(label + secret)).toBe(true);
    expect(hideSecrets(`it is ${label}${secret}`)).toBe('it is […]');
  });

  it.each(['secret-extended-key-main', 'addr_xsk'])('%s as the word that it ends with', (hrp) => {
    const [, secret = ''] = SECRETS.find(([, one]) => one.startsWith(`${hrp}1`)) ?? [];
    const [word = ''] = /[0-9a-z]+$/.exec(secret) ?? [];
    expect(word).toMatch(/^(?:main|xsk)1/);
    expect(isSecret(word)).toBe(true);
    expect(hideSecrets(`copy${secret}`)).toMatch(/\[…\]$/);
  });
});

describe('key pairs of Solana', () => {
  const seeds = Array.from({ length: 30 }, (_, i) => sha256(Uint8Array.of(i)));
  const pairs = seeds.map((seed) => base58.encode(Uint8Array.of(...seed, ...ed25519.getPublicKey(seed))));

  it('are told by the public key that is their second half', () => {
    expect(new Set(pairs.map(({ length }) => length))).toEqual(new Set([87, 88]));
    for (const pair of pairs) {
      expect(isSecret(pair)).toBe(true);
      expect(hideSecrets(`key ${pair} end`)).toBe('key […] end');
      expect(hideSecrets(`key ${pair.slice(0, 44)}\n${pair.slice(44)} end`)).toBe('key […] end');
    }
  });

  it('are no signatures of transactions, nor two public keys', () => {
    for (const seed of seeds) {
      const key = ed25519.getPublicKey(seed);
      for (const bytes of [ed25519.sign(seed, seed), Uint8Array.of(...key, ...key)]) {
        const text = `tx ${base58.encode(bytes)} end`;
        expect(hideSecrets(text)).toBe(text);
        expect(hideSecrets(text)).toBe(text);
      }
    }
  });
});
