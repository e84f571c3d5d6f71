/** Hosts that show every address there is: what stands there is documentation, not an appeal. Data. */
export const EXPLORERS: readonly string[] =
  `
  3xpl.com allo.info arbiscan.io arkm.com atomscan.com basescan.org bithomp.com bitinfocharts.com
  bitref.com blockchain.com blockchain.info blockchair.com blockcypher.com blockexplorer.com
  blockscan.com blockscout.com blockstream.info bscscan.com btc.com btcscan.org btgexplorer.com
  cardanoscan.io celoscan.io cexplorer.io chain.so chainz.cryptoid.info cronoscan.com debank.com
  dogechain.info etherscan.io ethplorer.io explorer.bitcoin.com explorer.cardano.org explorer.dash.org
  explorer.near.org explorer.perawallet.app explorer.solana.com ftmscan.com gnosisscan.io
  insight.dash.org lineascan.build litecoinspace.org livenet.xrpl.org mempool.space mintscan.io
  nanolooker.com nearblocks.io oklink.com oxt.me polkascan.io polygonscan.com scrollscan.com
  snowtrace.io sochain.com solana.fm solanabeach.io solscan.io stellar.expert stellarchain.io subscan.io
  tokenview.io tonscan.org tonviewer.com tronscan.io tronscan.org tzkt.io tzstats.com
  verge-blockchain.info walletexplorer.com whatsonchain.com xmrchain.net xrpscan.com
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
