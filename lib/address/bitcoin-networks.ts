import type { ChainName } from '#lib/core/chains.ts';

/** How one Bitcoin-like network writes its addresses. */
export interface Network {
  chain: ChainName;
  /** A test network: its coins have no value. */
  test?: true;
  /** Version bytes of P2PKH addresses; a number above 255 is two bytes. */
  p2pkh: readonly number[];
  /** Version bytes of P2SH addresses. */
  p2sh: readonly number[];
  /** Human-readable parts of segwit addresses (BIP-173). */
  hrp: readonly string[];
  source: string;
}

/**
 * The networks, the most used first: where one version byte fits several, the first one names the address and
 * all of them are told. Main networks stand before test networks.
 */
export const NETWORKS: readonly Network[] = [
  { chain: 'bitcoin', p2pkh: [0], p2sh: [5], hrp: ['bc'], source: 'bitcoin/bitcoin chainparams.cpp' },
  // The forks kept Bitcoin's version bytes; what they write today is in cashaddr.ts.
  // 28 and 40 are what BitPay's wallets wrote before CashAddr.
  {
    chain: 'bitcoin-cash',
    p2pkh: [0, 28],
    p2sh: [5, 40],
    hrp: [],
    source: 'bitcoin-cash-node; bitcore-lib-cash',
  },
  { chain: 'bitcoin-sv', p2pkh: [0], p2sh: [5], hrp: [], source: 'bitcoin-sv chainparams.cpp' },
  { chain: 'ecash', p2pkh: [0], p2sh: [5], hrp: [], source: 'Bitcoin-ABC/bitcoin-abc chainparams.cpp' },
  // 5 is what Litecoin wrote before 2018 (SCRIPT_ADDRESS), 50 what it writes now (SCRIPT_ADDRESS2).
  { chain: 'litecoin', p2pkh: [48], p2sh: [50, 5], hrp: ['ltc'], source: 'litecoin chainparams.cpp' },
  { chain: 'dogecoin', p2pkh: [30], p2sh: [22], hrp: [], source: 'dogecoin/dogecoin chainparams.cpp' },
  { chain: 'dash', p2pkh: [76], p2sh: [16], hrp: [], source: 'dashpay/dash chainparams.cpp' },
  { chain: 'zcash', p2pkh: [0x1cb8], p2sh: [0x1cbd], hrp: [], source: 'zcash/zcash chainparams.cpp' },
  { chain: 'digibyte', p2pkh: [30], p2sh: [63, 5], hrp: ['dgb'], source: 'digibyte chainparams.cpp' },
  { chain: 'verge', p2pkh: [30], p2sh: [33], hrp: ['vg'], source: 'vergecurrency/verge chainparams.cpp' },
  { chain: 'bitcoin-gold', p2pkh: [38], p2sh: [23], hrp: ['btg'], source: 'BTCGPU chainparams.cpp' },
  // No P2SH, but the hash of a script all the same: Neo's first network wrote it under this byte.
  { chain: 'neo', p2pkh: [], p2sh: [23], hrp: [], source: 'neo-project/neo 2.x, Settings.AddressVersion' },
  { chain: 'ravencoin', p2pkh: [60], p2sh: [122], hrp: [], source: 'RavenProject/Ravencoin chainparams.cpp' },
  { chain: 'komodo', p2pkh: [60], p2sh: [85], hrp: [], source: 'KomodoPlatform/komodo chainparams.cpp' },
  { chain: 'qtum', p2pkh: [58], p2sh: [50], hrp: ['qc'], source: 'qtumproject/qtum chainparams.cpp' },
  { chain: 'vertcoin', p2pkh: [71], p2sh: [5], hrp: ['vtc'], source: 'vertcoin-core chainparams.cpp' },
  { chain: 'firo', p2pkh: [82], p2sh: [7], hrp: [], source: 'firoorg/firo chainparams.cpp' },
  { chain: 'namecoin', p2pkh: [52], p2sh: [13], hrp: ['nc'], source: 'namecoin-core chainparams.cpp' },
  { chain: 'peercoin', p2pkh: [55], p2sh: [117], hrp: ['pc'], source: 'peercoin/peercoin chainparams.cpp' },
  {
    chain: 'horizen',
    p2pkh: [0x2089],
    p2sh: [0x2096],
    hrp: [],
    source: 'HorizenOfficial/zen chainparams.cpp',
  },
  { chain: 'feathercoin', p2pkh: [14], p2sh: [5], hrp: ['fc'], source: 'FeatherCoin chainparams.cpp' },
  // Its base58 addresses end in a checksum of another hash (Groestl-512) and are not read.
  { chain: 'groestlcoin', p2pkh: [], p2sh: [], hrp: ['grs'], source: 'Groestlcoin chainparams.cpp' },
  // Confidential addresses (blech32, `lq1…`) are liquid.ts's.
  {
    chain: 'liquid',
    p2pkh: [57],
    p2sh: [39],
    hrp: ['ex'],
    source: 'ElementsProject/elements chainparams.cpp',
  },

  // Testnet, signet and regtest.
  { chain: 'bitcoin', test: true, p2pkh: [111], p2sh: [196], hrp: ['tb', 'bcrt'], source: 'bitcoin/bitcoin' },
  { chain: 'bitcoin-cash', test: true, p2pkh: [111], p2sh: [196], hrp: [], source: 'bitcoin-cash-node' },
  { chain: 'bitcoin-sv', test: true, p2pkh: [111], p2sh: [196], hrp: [], source: 'bitcoin-sv' },
  { chain: 'litecoin', test: true, p2pkh: [111], p2sh: [58, 196], hrp: ['tltc', 'rltc'], source: 'litecoin' },
  { chain: 'bitcoin-gold', test: true, p2pkh: [111], p2sh: [196], hrp: ['tbtg', 'btgrt'], source: 'BTCGPU' },
  { chain: 'dogecoin', test: true, p2pkh: [113], p2sh: [196], hrp: [], source: 'dogecoin/dogecoin' },
  { chain: 'dash', test: true, p2pkh: [140], p2sh: [19], hrp: [], source: 'dashpay/dash' },
  { chain: 'zcash', test: true, p2pkh: [0x1d25], p2sh: [0x1cba], hrp: [], source: 'zcash/zcash' },
  { chain: 'horizen', test: true, p2pkh: [0x2098], p2sh: [0x2092], hrp: [], source: 'HorizenOfficial/zen' },
];
