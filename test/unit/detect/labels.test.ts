import { describe, expect, it } from 'vitest';
import type { PageSignals, Place } from '#lib/core/types.ts';
import { isCalledAddress, isLabelled } from '#lib/detect/labels.ts';

/** The address of Solana's token program, spelled like any wallet. */
const SOL = 'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA';
const HEX = '98793cd91a3f870fb126f66285808c7e094afcfc4eda8a970f6648cdf0dbd6de';

const solana = { chain: 'solana', kind: 'account', canonical: SOL } as const;
const near = { chain: 'near', kind: 'implicit', canonical: HEX } as const;
const ens = { chain: 'ens', kind: 'ens-name', canonical: 'vitalik.eth' } as const;
const sns = { chain: 'ens', kind: 'sns-name', canonical: 'token.sol' } as const;
const handle = { chain: 'ens', kind: 'ada-handle', canonical: '$relief' } as const;
const mail = { chain: 'lightning', kind: 'lightning-address', canonical: 'tips@example.org' } as const;

const place = (near: string, over: Partial<Place> = {}): Place => ({
  how: 'text',
  flags: [],
  near,
  within: [],
  ...over,
});
const page = (over: Partial<PageSignals> = {}): PageSignals => ({
  title: '',
  isArticle: false,
  appeal: '',
  ...over,
});

describe('isLabelled', () => {
  it.each([
    ['the chain’s name', solana, place(`Solana: ${SOL}`)],
    ['the coin’s', solana, place(`SOL ${SOL}`)],
    ['the coin’s sign', solana, place(`◎ ${SOL}`)],
    ['a token on it', solana, place(`USDC (SPL) ${SOL}`)],
    ['in other letters', solana, place(`Солана: ${SOL}`)],
    ['behind it', solana, place(`${SOL} (Phantom)`)],
    ['wallet and appeal', solana, place(`Donate to our wallet ${SOL}`)],
    ['wallet and appeal in Persian', solana, place(`کیف پول برای کمک مالی: ${SOL}`)],
    ['a payment URI', solana, place('', { how: 'uri' })],
    ['an explorer', solana, place('', { how: 'explorer' })],
    ['a QR code', solana, place('', { how: 'qr' })],
    ['free behind the path of an explorer', solana, place(`Solana: see /account/${SOL} — wallet: ${SOL}`)],
    ['free before a path', solana, place(`Solana wallet: ${SOL} (qr/${SOL}.png)`)],
    ['called a token once', solana, place(`SPL token: ${SOL}, Solana: ${SOL}`)],
    ['a word that ends like another', solana, place(`Solana wallet of Peppermint: ${SOL}`)],
    [
      'mail that is also a Lightning address',
      mail,
      place('E-mail: tips@example.org. Lightning, donate: tips@example.org'),
    ],
    ['a field’s name with a word in a word', solana, place('', { how: 'input', label: 'platform_wallet' })],
    ['a field’s name', solana, place('', { how: 'input', label: 'wallet-address' })],
    ['a copy button', solana, place('', { how: 'attribute', label: 'data-clipboard-text' })],
    ['a JSON key', solana, place('', { how: 'script', label: 'solanaAddress' })],
    ['a script with coin and appeal', solana, place(`donate({ solana: "${SOL}" })`, { how: 'script' })],
    ['NEAR and wallet', near, place(`NEAR wallet ${HEX}`)],
    ['ENS', ens, place('ENS: vitalik.eth')],
    ['the coin of the name', ens, place('ETH vitalik.eth')],
    ['ENS as code where one is asked to give', ens, place('Donate (ENS): vitalik.eth', { within: ['code'] })],
    [
      'Unstoppable Domains',
      { ...ens, kind: 'unstoppable-name', canonical: 'relief.crypto' },
      place('Unstoppable: relief.crypto'),
    ],
    ['SNS', sns, place('Solana donations: token.sol')],
    ['a handle', handle, place('Donate ADA handle: $relief')],
    ['lightning and an appeal', mail, place('⚡ Lightning tips: donate to tips@example.org')],
    ['lightning on a page that asks', mail, place('Lightning: tips@example.org'), page({ title: 'Donate' })],
    ['a component’s address', mail, place('', { how: 'attribute', label: 'address' })],
  ] as const)('yes: %s', (_, address, at, signals = page()) =>
    expect(isLabelled(address, at, signals)).toBe(true),
  );

  it.each([
    ['nothing beside it', solana, place(SOL)],
    ['a wallet without an appeal', solana, place(`this wallet ${SOL}`)],
    ['a link', solana, place(`Solana ${SOL}`, { how: 'link' })],
    ['a program', solana, place(`Solana program ${SOL}`)],
    ['a program id', solana, place(`solana --program-id ${SOL}`)],
    ['a block hash', solana, place(`Solana "blockhash": "${SOL}"`)],
    ['a token’s mint', solana, place('solana', { how: 'script', label: 'mint' })],
    [
      'the key of a shop',
      solana,
      place('Donate', { how: 'input', label: 'storeId' }),
      page({ title: 'Donate' }),
    ],
    [
      'a token’s mint where one is asked to give',
      solana,
      place('Donate Solana', { how: 'script', label: 'mint' }),
    ],
    ['a token’s contract', solana, place('solana', { how: 'script', label: 'tokenAddress' })],
    [
      'its own word only',
      { ...mail, canonical: 'lightning@example.org' },
      place('Write to lightning@example.org'),
      page({ title: 'Donate' }),
    ],
    ['a path', solana, place(`Solana logo /img/${SOL}`)],
    ['a path, twice', solana, place(`Solana logo /img/${SOL} /thumb/${SOL}`)],
    ['a program, twice', solana, place(`Solana program ${SOL}, program id: ${SOL}`)],
    ['a file', solana, place(`Solana ${SOL}.jpg`)],
    ['base64', solana, place(`Solana ${SOL}+8P/`)],
    ['a query', solana, place(`Solana ?t=${SOL}`, { how: 'attribute' })],
    [
      'a token in a script of a page that asks',
      solana,
      place(`k("${SOL}")`, { how: 'script' }),
      page({ title: 'Donate' }),
    ],
    ['a digest', near, place(`sha256: ${HEX}`)],
    ['a digest to copy', near, place('', { how: 'attribute', label: 'data-clipboard-text' })],
    ['a transaction in an explorer', near, place('', { how: 'explorer' })],
    ['the word near', near, place(`near the wallet ${HEX}`)],
    ['a program’s object', ens, place('call web3.eth on Ethereum', { within: ['code'] })],
    ['the same in a text', { ...ens, canonical: 'web3.eth' }, place('In Ethereum, web3.eth is an object')],
    ['a source file', sns, place('import Solana token.sol', { within: ['code'] })],
    ['a method', ens, place('ethereum vitalik.eth.call')],
    ['a variable of a shell', handle, place('Cardano: run $relief')],
    ['mail', mail, place('Write to tips@example.org')],
    ['mail of a page about lightning', mail, place('Lightning strikes: tips@example.org')],
    [
      'mail that says so',
      mail,
      place('Lightning wallet, donate. E-mail: tips@example.org'),
      page({ title: 'Donate' }),
    ],
    [
      'the recipient of a form',
      mail,
      place('', { how: 'input', label: 'recipient' }),
      page({ title: 'Donate' }),
    ],
  ] as const)('no: %s', (_, address, at, signals = page()) =>
    expect(isLabelled(address, at, signals)).toBe(false),
  );
});

describe('isCalledAddress', () => {
  it.each([
    ['one place of several', [place('nothing to tell'), place(`Solana: ${SOL}`)], true],
    ['no place', [place('nothing to tell'), place(`${SOL} again`)], false],
    ['called a hash elsewhere', [place(`Solana: ${SOL}`), place(`Nonce blockhash: ${SOL}`)], false],
    [
      'called a hash in code of the page',
      [place(`Solana: ${SOL}`), place(`hash: ${SOL}`, { how: 'script' })],
      true,
    ],
    [
      'called a hash where it is printed again',
      [place(`Solana: ${SOL}`), place(`Solana ${SOL}, hash: ${SOL}`)],
      false,
    ],
    ['a hash in another sentence', [place(`Solana: ${SOL}`), place(`Tell us the hash. ${SOL}`)], true],
  ])('%s', (_case, places, expected) => {
    expect(isCalledAddress(solana, places, page())).toBe(expected);
  });
});
