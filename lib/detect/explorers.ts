/** Hosts that show every address there is: what stands there is documentation, not an appeal. Data. */
export const EXPLORERS: readonly string[] =
  `
  3xpl.com allo.info arbiscan.io arkm.com basescan.org bithomp.com bitinfocharts.com bitref.com
  blockchain.com blockchain.info blockchair.com blockcypher.com blockexplorer.com blockscan.com
  blockscout.com blockstream.info bscscan.com btc.com btcscan.org cardanoscan.io celoscan.io
  cronoscan.com debank.com etherscan.io ethplorer.io explorer.solana.com ftmscan.com gnosisscan.io
  lineascan.build mempool.space mintscan.io nanolooker.com nearblocks.io oklink.com oxt.me
  polygonscan.com scrollscan.com snowtrace.io solscan.io stellar.expert subscan.io tokenview.io
  tonscan.org tonviewer.com tronscan.io tronscan.org tzkt.io walletexplorer.com xmrchain.net
  xrpscan.com
`.match(/\S+/g) ?? [];

const known = new Set(EXPLORERS);

/** Whether a host name is a block explorer's or lies under one. */
export function isExplorer(host: string): boolean {
  let name = host.toLowerCase().replace(/\.$/, '');
  while (!known.has(name)) {
    const dot = name.indexOf('.');
    if (dot < 0) return false;
    name = name.slice(dot + 1);
  }
  return true;
}
