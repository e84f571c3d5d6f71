/** Hosts that show every address there is: what stands there is documentation, not an appeal. Data. */
export const EXPLORERS: readonly string[] = [
  '3xpl.com',
  'arbiscan.io',
  'arkm.com',
  'basescan.org',
  'bitinfocharts.com',
  'bitref.com',
  'blockchain.com',
  'blockchain.info',
  'blockchair.com',
  'blockcypher.com',
  'blockexplorer.com',
  'blockscan.com',
  'blockscout.com',
  'blockstream.info',
  'bscscan.com',
  'btc.com',
  'btcscan.org',
  'celoscan.io',
  'cronoscan.com',
  'debank.com',
  'etherscan.io',
  'ethplorer.io',
  'ftmscan.com',
  'gnosisscan.io',
  'lineascan.build',
  'mempool.space',
  'oklink.com',
  'oxt.me',
  'polygonscan.com',
  'scrollscan.com',
  'snowtrace.io',
  'tokenview.io',
  'tronscan.io',
  'tronscan.org',
  'walletexplorer.com',
];

/** Whether a host name is a block explorer's or lies under one. */
export function isExplorer(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return EXPLORERS.some((explorer) => name === explorer || name.endsWith(`.${explorer}`));
}
