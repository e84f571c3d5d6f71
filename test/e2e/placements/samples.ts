import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChainName } from '#lib/core/chains.ts';

const VECTORS = join(import.meta.dirname, '..', '..', 'vectors');

/** How people write one family's addresses, and the programs that they hand them to. */
interface Row {
  /** Name in the table. */
  name: string;
  /** Vector file, and the beginning of the address there. */
  from: [file: string, start: string];
  /** What a page calls it: the forms without a checksum need that beside them. */
  words: string;
  /** Printed before it without a space. */
  ticker: string;
  /** Payment link, `#` for the address. */
  uri?: string;
  /** Page of a block explorer, `#` for the address. */
  explorer?: string;
  /** A name: its letters are words, which nobody sets in groups or breaks over lines. */
  isName?: true;
  /** One spelling in capitals is as good (BIP-173). */
  hasCapitals?: true;
}

export interface Sample extends Omit<Row, 'from'> {
  id: string;
  text: string;
  chain: ChainName;
  canonical: string;
}

const ROWS: Record<string, Row> = {
  p2pkh: {
    name: 'Bitcoin',
    from: ['bitcoin', '1BgGZ9tc'],
    words: 'Bitcoin',
    ticker: 'BTC',
    uri: 'bitcoin:#?amount=0.01&label=Relief%20fund',
    explorer: 'https://mempool.space/address/#',
  },
  p2wpkh: {
    name: 'Bitcoin SegWit',
    from: ['bitcoin', 'bc1qw508'],
    words: 'Bitcoin',
    ticker: 'BTC',
    uri: 'bitcoin:#',
    explorer: 'https://www.blockchain.com/explorer/addresses/btc/#',
    hasCapitals: true,
  },
  p2tr: {
    name: 'Bitcoin Taproot',
    from: ['bitcoin', 'bc1p0xlx'],
    words: 'Bitcoin',
    ticker: 'BTC',
    uri: 'bitcoin:?amount=0.01&address=#',
    explorer: 'https://blockstream.info/address/#',
    hasCapitals: true,
  },
  xpub: { name: 'Extended key', from: ['extended-key', 'zpub6qUQGY8'], words: 'Bitcoin', ticker: 'BTC' },
  bch: {
    name: 'Bitcoin Cash',
    from: ['cashaddr', 'bitcoincash:qr6m7j'],
    words: 'Bitcoin Cash',
    ticker: 'BCH',
    uri: '#?amount=0.01',
    explorer: 'https://blockchair.com/bitcoin-cash/address/#',
    hasCapitals: true,
  },
  bchBare: {
    name: 'Bitcoin Cash, no prefix',
    from: ['cashaddr', 'qpm2qsznhks23z'],
    words: 'Bitcoin Cash',
    ticker: 'BCH',
    uri: 'bitcoincash:#',
    explorer: 'https://blockchair.com/bitcoin-cash/address/#',
    hasCapitals: true,
  },
  gold: { name: 'Bitcoin Gold', from: ['bitcoin', 'GW3JrQyH'], words: 'Bitcoin Gold', ticker: 'BTG' },
  ltc: {
    name: 'Litecoin',
    from: ['bitcoin', 'LTpYZG19'],
    words: 'Litecoin',
    ticker: 'LTC',
    uri: 'litecoin:#?amount=1',
    explorer: 'https://blockchair.com/litecoin/address/#',
  },
  ltcBech32: {
    name: 'Litecoin SegWit',
    from: ['bitcoin', 'ltc1ppu2gv'],
    words: 'Litecoin',
    ticker: 'LTC',
    uri: 'litecoin:#',
    explorer: 'https://blockchair.com/litecoin/address/#',
    hasCapitals: true,
  },
  doge: {
    name: 'Dogecoin',
    from: ['bitcoin', 'DPpJVPpv'],
    words: 'Dogecoin',
    ticker: 'DOGE',
    uri: 'dogecoin:#?amount=50',
    explorer: 'https://blockchair.com/dogecoin/address/#',
  },
  dash: {
    name: 'Dash',
    from: ['bitcoin', 'Xx4dYKgz'],
    words: 'Dash',
    ticker: 'DASH',
    uri: 'dash:#?IS=1',
    explorer: 'https://blockchair.com/dash/address/#',
  },
  zec: {
    name: 'Zcash',
    from: ['bitcoin', 't1U9yhDa'],
    words: 'Zcash',
    ticker: 'ZEC',
    uri: 'zcash:#?amount=1',
    explorer: 'https://blockchair.com/zcash/address/#',
  },
  sapling: {
    name: 'Zcash Sapling',
    from: ['zcash', 'zs1z7rejl'],
    words: 'Zcash',
    ticker: 'ZEC',
    uri: 'zcash:#',
    hasCapitals: true,
  },
  unified: {
    name: 'Zcash unified',
    from: ['zcash', 'u1p5rt2l'],
    words: 'Zcash',
    ticker: 'ZEC',
    uri: 'zcash:?address=#',
    hasCapitals: true,
  },
  xvg: { name: 'Verge', from: ['bitcoin', 'ETpFpzi5'], words: 'Verge', ticker: 'XVG', uri: 'verge:#' },
  evm: {
    name: 'EVM',
    from: ['evm', '0x5aAeb6'],
    words: 'Ethereum',
    ticker: 'ETH',
    uri: 'ethereum:pay-#@1?value=1e18',
    explorer: 'https://etherscan.io/address/#',
  },
  tron: {
    name: 'TRON',
    from: ['tron', 'TNPeeaaF'],
    words: 'USDT (TRC-20)',
    ticker: 'TRX',
    uri: 'tron:#?amount=10',
    explorer: 'https://tronscan.org/#/address/#',
  },
  xmr: {
    name: 'Monero',
    from: ['monero', '44AFFq5k'],
    words: 'Monero',
    ticker: 'XMR',
    uri: 'monero:#?tx_amount=0.5',
    explorer: 'https://xmrchain.net/search?value=#',
  },
  xmrIntegrated: {
    name: 'Monero integrated',
    from: ['monero', '4GYjoMG9'],
    words: 'Monero',
    ticker: 'XMR',
    uri: 'monero:#',
    explorer: 'https://xmrchain.net/search?value=#',
  },
  xrp: {
    name: 'XRP',
    from: ['ripple', 'rGWrZyQq'],
    words: 'XRP',
    ticker: 'XRP',
    uri: 'ripple:#?dt=12345',
    explorer: 'https://xrpscan.com/account/#',
  },
  xrpX: {
    name: 'XRP X-address',
    from: ['ripple', 'X76UnYEM'],
    words: 'XRP',
    ticker: 'XRP',
    uri: 'https://xumm.app/detect/request:#',
    explorer: 'https://xrpscan.com/account/#',
  },
  sol: {
    name: 'Solana',
    from: ['solana', '3h1zGmCw'],
    words: 'Solana',
    ticker: 'SOL',
    uri: 'solana:#?amount=1&spl-token=EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v',
    explorer: 'https://solscan.io/account/#',
  },
  xlm: {
    name: 'Stellar',
    from: ['stellar', 'GA7QYNF7'],
    words: 'Stellar',
    ticker: 'XLM',
    uri: 'web+stellar:pay?destination=#&amount=10',
    explorer: 'https://stellar.expert/explorer/public/account/#',
  },
  ada: {
    name: 'Cardano Shelley',
    from: ['cardano', 'addr1vpu5v'],
    words: 'Cardano',
    ticker: 'ADA',
    uri: 'web+cardano:#?amount=5',
    explorer: 'https://cardanoscan.io/address/#',
    hasCapitals: true,
  },
  byron: {
    name: 'Cardano Byron',
    from: ['cardano', 'Ae2tdPwU'],
    words: 'Cardano',
    ticker: 'ADA',
    uri: 'web+cardano:#',
    explorer: 'https://cardanoscan.io/address/#',
  },
  dot: {
    name: 'Polkadot',
    from: ['polkadot', '15oF4uVJ'],
    words: 'Polkadot',
    ticker: 'DOT',
    uri: 'polkadot:#',
    explorer: 'https://polkadot.subscan.io/account/#',
  },
  atom: {
    name: 'Cosmos',
    from: ['cosmos', 'cosmos1hsk6'],
    words: 'Cosmos',
    ticker: 'ATOM',
    uri: 'cosmos:#',
    explorer: 'https://www.mintscan.io/cosmos/address/#',
    hasCapitals: true,
  },
  ton: {
    name: 'TON',
    from: ['ton', 'UQDKbjIc'],
    words: 'TON',
    ticker: 'TON',
    uri: 'ton://transfer/#?amount=1000000000',
    explorer: 'https://tonscan.org/address/#',
  },
  tonRaw: {
    name: 'TON raw',
    from: ['ton', '-1:e56754'],
    words: 'TON',
    ticker: 'TON',
    uri: 'ton://transfer/#',
    explorer: 'https://tonscan.org/address/#',
  },
  xtz: {
    name: 'Tezos',
    from: ['tezos', 'tz1LggX2'],
    words: 'Tezos',
    ticker: 'XTZ',
    uri: 'tezos:#?amount=1',
    explorer: 'https://tzkt.io/#',
  },
  algo: {
    name: 'Algorand',
    from: ['algorand', 'Y76M3MSY'],
    words: 'Algorand',
    ticker: 'ALGO',
    uri: 'algorand://#?amount=1000000',
    explorer: 'https://allo.info/account/#',
  },
  near: {
    name: 'NEAR',
    from: ['near', '98793cd9'],
    words: 'NEAR (NEAR)',
    ticker: 'NEAR',
    uri: 'near:#',
    explorer: 'https://nearblocks.io/address/#',
  },
  nearName: {
    name: 'NEAR name',
    from: ['near', 'alice.near'],
    words: 'NEAR account',
    ticker: 'NEAR',
    uri: 'near:#',
    explorer: 'https://nearblocks.io/address/#',
    isName: true,
  },
  nano: {
    name: 'Nano',
    from: ['nano', 'nano_3t6k35gi'],
    words: 'Nano',
    ticker: 'XNO',
    uri: 'nano:#?amount=1000',
    explorer: 'https://nanolooker.com/account/#',
  },
  bolt11: {
    name: 'Lightning invoice',
    from: ['lightning', 'lnbc2500u1pvjluezsp5'],
    words: 'Lightning',
    ticker: 'LN',
    uri: 'lightning:#',
    hasCapitals: true,
  },
  bolt12: {
    name: 'Lightning offer',
    from: ['lightning', 'lno1zcss9m'],
    words: 'Lightning',
    ticker: 'LN',
    uri: 'lightning:#',
    hasCapitals: true,
  },
  lnurl: {
    name: 'LNURL',
    from: ['lightning', 'lnurl1dp68gurn8ghj7em9w3'],
    words: 'Lightning',
    ticker: 'LN',
    uri: 'lightning:#',
    hasCapitals: true,
  },
  lnAddress: {
    name: 'Lightning address',
    from: ['lightning', 'Tips@SethForPrivacy'],
    words: 'Lightning address',
    ticker: 'LN',
    uri: 'lightning:#',
    isName: true,
  },
  ens: {
    name: 'ENS',
    from: ['names', 'vitalik.eth'],
    words: 'ENS',
    ticker: 'ETH',
    uri: 'ethereum:#@1',
    explorer: 'https://etherscan.io/name-lookup-search?id=#',
    isName: true,
  },
};

interface Vector {
  text: string;
  chain: ChainName;
  canonical: string;
}

/** What the vectors say of the address is what the report has to say. */
export const SAMPLES: readonly Sample[] = Object.entries(ROWS).map(
  ([
    id,
    {
      from: [file, start],
      ...row
    },
  ]) => {
    const { valid } = JSON.parse(readFileSync(join(VECTORS, `${file}.json`), 'utf8')) as { valid: Vector[] };
    const vector = valid.find(({ text }) => text.startsWith(start));
    if (!vector) throw new Error(`no vector begins with ${start} in ${file}.json`);
    const { text, chain, canonical } = vector;
    return { ...row, id, text, chain, canonical };
  },
);
