import { describe, expect, it } from 'vitest';
import { EXPLORERS, isExplorer } from '#lib/detect/explorers.ts';
import { paymentDestinations, readHref } from '#lib/detect/uri.ts';

const EVM = '0xfb6916095ca1df60bb79Ce92cE3Ea74c37c5d359';
const TOKEN = '0xdAC17F958D2ee523a2206206994597C13D831ec7';
const BTC = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const SEGWIT = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
const TRON = 'TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW';
/** From SEP-7. */
const STELLAR = 'GCALNQQBXAPZ2WIRSDDBMSTAKCUH5SG6U76YBFLQLIXJTF7FE5AX7AOO';
const ISSUER = 'GCRCUE2C5TBNIPYHMEP7NK5RWTT2WBSZ75CMARH7GDOHDDCQH3XANFOB';
/** From the vectors. */
const XRP = 'rGWrZyQqhTp9Xu7G5Pkayo7bXjH4k4QYpf';
const XRP_ISSUER = 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh';
const MONERO =
  '46r4nYSevkfBUMhuykdK3gQ98XDqDTYW1hNLaXNvjpsJaSbNtdXh1sKMsdVgqkaihChAzEy29zEDPMR3NHQvGoZCLGwTerK';
const MONERO_TOO =
  '44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A';
const TON = 'UQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPuwA';
const SOL = '3h1zGmCwsRJnVk5BuRNMLsPaQu1y2aqXqXDWYCgrp5UG';
const ADA =
  'addr1qx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzer3n0d3vllmyqwsx5wktcd8cc3sq835lu7drv2xwl2wywfgse35a3x';
const DOGE = 'DPpJVPpvPNP6i6tMj4rTycAGh8wReTqaSU';
const LTC = 'LTpYZG19YmfvY2bBDYtCKpunVRw7nVgRHW';
const DOT = '15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5';
const ATOM = 'cosmos1w508d6qejxtdg4y5r3zarvary0c5xw7k6ah60c';
const DASH = 'Xx4dYKgz3Zcv6kheaqog3fynaKWjbahb6b';
const BCH = 'qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a';
const XTZ = 'tz1LggX2HUdvJ1tF4Fvv8fjsrzLeW4Jr9t2Q';
const BTG = 'GW3JrQyHtoVfEFES3Y9JagiX3VSKQStLwj';
const ALGO = 'Y76M3MSY6DKBRHBL7C3NNDXGS5IIMQVQVUAB6MP4XEMMGVF2QWNPL226CA';
const PAGE = 'https://charity.example/donate';

describe('paymentDestinations', () => {
  it.each([
    ['BIP-21', `bitcoin:${BTC}`, [BTC]],
    ['BIP-21 with parameters', `bitcoin:${BTC}?amount=20.3&label=Luke-Jr`, [BTC]],
    [
      'BIP-21 in capitals, as in QR codes',
      `BITCOIN:${SEGWIT.toUpperCase()}?AMOUNT=1`,
      [SEGWIT.toUpperCase()],
    ],
    ['BIP-21 with slashes', `bitcoin://${BTC}`, [BTC]],
    ['BIP-21 with the address in a parameter', `bitcoin:?bc=${SEGWIT}`, [SEGWIT]],
    ['BIP-21 that also offers another address', `bitcoin:${BTC}?bc=${SEGWIT}`, [BTC, SEGWIT]],
    [
      'a sign that is no encoding before one that is',
      `bitcoin:?label=100%&bc=%62${SEGWIT.slice(1)}`,
      [SEGWIT],
    ],
    ['an address that is encoded twice', `bitcoin:?bc=%2562${SEGWIT.slice(1)}`, [SEGWIT]],
    ['EIP-681', `ethereum:${EVM}`, [EVM]],
    ['EIP-681 with prefix, chain and value', `ethereum:pay-${EVM}@1?value=2.014e18`, [EVM]],
    ['EIP-681 with prefix and name', 'ethereum:pay-relief.eth', ['relief.eth']],
    [
      'an EIP-681 token transfer: the recipient, not the contract',
      `ethereum:${TOKEN}@1/transfer?address=${EVM}&uint256=1`,
      [EVM],
    ],
    ['the recipient wherever it stands', `ethereum:pay-${TOKEN}/transfer?uint256=1&address=${EVM}`, [EVM]],
    [
      'what an EIP-681 call lets take the money: not the contract',
      `ethereum:${TOKEN}@1/approve?address=${EVM}&uint256=1`,
      [EVM],
    ],
    [
      'everybody whom an EIP-681 call names',
      `ethereum:${TOKEN}/transferFrom?address=${EVM}&address=${EVM.toLowerCase()}&uint256=1`,
      [EVM, EVM.toLowerCase()],
    ],
    ['a call that names nobody: the contract', `ethereum:${TOKEN}/deposit?value=1e18`, [TOKEN]],
    ['a transfer to nobody: the contract', `ethereum:${TOKEN}/transfer?uint256=1`, [TOKEN]],
    ['several recipients of one Monero payment', `monero:${MONERO};${MONERO_TOO}`, [MONERO, MONERO_TOO]],
    ['BIP-21: no label', `bitcoin:${BTC}?label=not%20${SEGWIT}`, [BTC]],
    ['no message, whatever signs it holds', `bitcoin:${BTC}?message=not%26bc=${SEGWIT}&amount=1`, [BTC]],
    ['BIP-21: what stands behind a message', `bitcoin:?message=${SEGWIT}&bc=${BTC}`, [BTC]],
    ['ZIP-321: no memo, none of several', `zcash:${BTC}?memo.1=${SEGWIT}&address.1=${TRON}`, [BTC, TRON]],
    ['Monero: no description', `monero:${MONERO}?tx_description=refund%20${BTC}`, [MONERO]],
    ['Monero: no name of the recipient', `monero:${MONERO}?recipient_name=${BTC}&tx_amount=1`, [MONERO]],
    [
      'SEP-7: not who issues the asset',
      `web+stellar:pay?asset_code=USDC&asset_issuer=${ISSUER}&destination=${STELLAR}&msg=${ISSUER}`,
      [STELLAR],
    ],
    ['XRP: not the issuer', `xrpl:${XRP}?amount=1&issuer=${XRP_ISSUER}`, [XRP]],
    [
      'the path, whatever a parameter of another form says',
      `ton://transfer/${TON}?address=${EVM}`,
      [TON, EVM],
    ],
    [
      'TON: neither the token nor the text',
      `ton://transfer/${TON}?jetton=${TON.replace('U', 'E')}&text=${TON.replace('U', 'E')}`,
      [TON],
    ],
    ['a wallet: not the token', `wallet://send?asset=c60_t${TOKEN}&token=${TOKEN}&address=${EVM}`, [EVM]],
    ['tron', `tron:${TRON}?amount=5`, [TRON]],
    ['a scheme of its own', `usdt-trc20:${TRON}`, [TRON]],
    ['an escaped path', `bitcoin:%31${BTC.slice(1)}`, [BTC]],
    ['no address', 'bitcoin:?amount=1', []],
    ['no payment', `https://pay.example/?to=${EVM}`, []],
    ['no URI', BTC, []],
    ['a value that begins like a message', `bitcoin:?bc=message-${SEGWIT}`, [SEGWIT]],
  ])('%s', (_, uri, expected) => expect(paymentDestinations(uri)).toEqual(expected));
});

describe('readHref', () => {
  it.each([
    ['a payment URI', ` bitcoin:${BTC} `, { how: 'uri', texts: [BTC] }],
    ['a web address', `https://pay.example/?to=${EVM}`, { how: 'link', texts: [EVM] }],
    ['an escaped one', `https://wa.me/?text=bitcoin%3A${BTC}`, { how: 'link', texts: [BTC] }],
    ['what a payment URI only says', `bitcoin:?message=${BTC}`, { how: 'link', texts: [BTC] }],
    ['a broken escape', `https://pay.example/%zz/${BTC}`, { how: 'link', texts: [BTC] }],
    [
      'an explorer',
      `https://www.blockchain.com/btc/address/${BTC}`,
      { how: 'link', texts: [BTC], host: 'www.blockchain.com' },
    ],
    ['a program', `javascript:copy('${TRON}')`, { how: 'link', texts: [TRON] }],
    ['a mail', `mailto:a@b.example?body=${BTC}`, { how: 'link', texts: [BTC] }],
    ['an address twice', `https://x.example/${BTC}?to=${BTC}`, { how: 'link', texts: [BTC] }],
    ['a data URL', `data:text/plain,${BTC}`, null],
    ['a transaction', `https://etherscan.io/tx/0x${'ab'.repeat(32)}`, null],
    ['nothing', '/about', null],
  ])('%s', (_, href, expected) => {
    const reading = readHref(href, PAGE);
    if (expected) expect(reading).toMatchObject(expected);
    else expect(reading).toBeNull();
  });

  it('reads a relative link against its page', () => {
    expect(readHref(`/address/${EVM}`, 'https://etherscan.io/tokens')?.host).toBe('etherscan.io');
    expect(readHref(`/address/${EVM}`, PAGE)?.host).toBe(new URL(PAGE).hostname);
  });
});

describe('isExplorer', () => {
  it.each([
    'etherscan.io',
    'optimistic.etherscan.io',
    'Mempool.Space',
    'tronscan.org.',
    'www.blockchain.com',
  ])('%s is one', (host) => expect(isExplorer(host)).toBe(true));
  it.each(['notetherscan.io', 'etherscan.io.example', 'io', '', 'charity.example'])('%s is none', (host) =>
    expect(isExplorer(host)).toBe(false),
  );
  // As they stand in public code that links to them.
  it.each([
    [`https://solana.fm/address/${SOL}?cluster=mainnet-solanafmbeta`, SOL],
    [`https://solanabeach.io/address/${SOL}`, SOL],
    ['https://explorer.near.org/accounts/relief.near', 'relief.near'],
    [`https://cexplorer.io/address/${ADA}`, ADA],
    [`https://explorer.cardano.org/en/address?address=${ADA}`, ADA],
    [`https://livenet.xrpl.org/accounts/${XRP}`, XRP],
    [`https://dogechain.info/address/${DOGE}`, DOGE],
    [`https://sochain.com/address/DOGE/${DOGE}`, DOGE],
    [`https://chain.so/address/DOGE/${DOGE}`, DOGE],
    [`https://litecoinspace.org/address/${LTC}`, LTC],
    [`https://chainz.cryptoid.info/ltc/address.dws?${LTC}.htm`, LTC],
    [`https://stellarchain.io/address/${STELLAR}`, STELLAR],
    [`https://polkascan.io/polkadot/account/${DOT}`, DOT],
    [`https://atomscan.com/accounts/${ATOM}`, ATOM],
    [`https://insight.dash.org/insight/address/${DASH}`, DASH],
    [`https://explorer.dash.org/insight/address/${DASH}`, DASH],
    [`https://whatsonchain.com/address/${BTC}`, BTC],
    [`https://explorer.bitcoin.com/bch/address/bitcoincash:${BCH}`, BCH],
    [`https://tzstats.com/${XTZ}`, XTZ],
    [`https://verge-blockchain.info/address/${DOGE}`, DOGE],
    [`https://btgexplorer.com/address/${BTG}`, BTG],
    [`https://explorer.perawallet.app/address/${ALGO}`, ALGO],
  ])('is the host of %s', (href, address) => {
    const reading = readHref(href, PAGE);
    expect(reading?.texts).toContain(address);
    expect(isExplorer(reading?.host ?? '')).toBe(true);
  });
  it('is data in order', () => expect(EXPLORERS).toEqual([...EXPLORERS].sort()));
});
