import { parseAddress } from '#lib/address/registry.ts';
import type { ChainName } from '#lib/core/chains.ts';

/** A row of the larger collection of vectors beside the repository. */
export interface VectorRow {
  address: string;
  chain: string;
  network?: string;
  valid: boolean;
  kind: string | null;
  /** `strict`: a codec has to agree. */
  use: string;
  /** The address without what this form carries beside it. */
  base_address?: string;
  payment_id?: string;
  /** A name in the one spelling that ENSIP-15 gives it. */
  norm?: string;
  /** A destination tag, or the word `false`. */
  tag?: string;
}

/** Names of the collection and of the chain here; a pattern where one chain here is many there. Data. */
const CHAINS: readonly [pattern: RegExp, chain: ChainName][] = [
  [/^(?:bitcoin|extended-key)$/, 'bitcoin'],
  [/^bitcoincash/, 'bitcoin-cash'],
  [/^bitcoingold$/, 'bitcoin-gold'],
  [/^bitcoinsv$/, 'bitcoin-sv'],
  [/^xrp$/, 'ripple'],
  [/^(?:evm|harmony|iotex)$/, 'ethereum'],
  [/^substrate$/, 'polkadot'],
  [/^(?:cosmos|bech32)/, 'cosmos'],
  [
    /^(?:litecoin|dogecoin|dash|zcash|digibyte|firo|vertcoin|ravencoin|peercoin|horizen|groestlcoin|komodo|qtum|tron|monero|solana|stellar|cardano|lightning|ens|near|ton|tezos|algorand|nano)$/,
    'bitcoin',
  ],
];

/** The chain here that a row is of; `null` for coins that have no codec. */
export function chainOf({ chain }: VectorRow): ChainName | null {
  const [pattern, known] = CHAINS.find(([pattern]) => pattern.test(chain)) ?? [];
  if (!pattern || !known) return null;
  return pattern === CHAINS.at(-1)?.[0] ? (chain as ChainName) : known;
}

/** Rows that are not asked, on purpose: of each the codec says the opposite. Data. */
export const NOT_ASKED: readonly { why: string; is(row: VectorRow): boolean }[] = [
  {
    why: 'payment URIs are split before they come to a codec',
    is: ({ address, kind, chain, valid }) =>
      valid &&
      (kind === 'uri-bip21' ||
        kind === 'uri-sep7' ||
        (['evm', 'tron', 'lightning', 'cardano'].includes(chain) && /^[a-z+]+:/i.test(address))),
  },
  {
    why: 'read on purpose: alphanumeric QR codes write the prefix in upper case',
    is: ({ address, chain }) => chain === 'evm' && address.startsWith('0X'),
  },
  {
    why: 'called invalid for Litecoin, whose P2SH addresses had this form until 2018 and are still paid',
    is: ({ address }) => address === '3FLj1iFqS359KvBXeaStPgqX7hgyifVKbN',
  },
  {
    why: 'called invalid for Bitcoin Cash in one list; it is a legacy P2PKH address with a right checksum',
    is: ({ address }) => address === '19dcawoKcZdQz365WpXWMhX6QCUpR9SY4r',
  },
  {
    why: 'programs and sysvars of Solana are nobody\u2019s wallet',
    is: ({ address, chain }) =>
      chain === 'solana' &&
      (/1{12}/.test(address) ||
        [
          'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA',
          'Memo1UhkJRfHyvLMcVucJwxXeuD728EqVDDwQDxFMNo',
        ].includes(address)),
  },
  {
    why: 'CIP-19: header type 8 is Byron, which is not written in bech32',
    is: ({ kind, valid }) => kind === 't8' && valid,
  },
  {
    why: 'SS58: a first byte of 172 is reserved; prefix 172 takes two bytes',
    is: ({ address }) => address === 'JCViCkwMdGWKpf7Wogb8EFtDmaYTEZGEg6ah4svUPGnnpc7A',
  },
  {
    why: 'no network has this prefix',
    is: ({ chain }) => chain === 'bech32:abcdef' || chain === 'bitcoincash-testprefix',
  },
  {
    why: 'an ed25519 key as SLIP-10 writes it: no address of a Bitcoin-like chain can be derived from it',
    is: ({ address }) =>
      address.startsWith('xpub6Cezzf2KCXiVS4fuL4REsdU7tKruYStmsSeFfR62Hui7DUgA45rVk9M8mwvvq9EK1k'),
  },
  {
    why: 'no name that the registrar of .eth sells',
    is: ({ address, norm, chain, valid }) =>
      chain === 'ens' && valid && [...((norm ?? address).split('.').at(-2) ?? '')].length < 3,
  },
  {
    why: 'names of NEAR without a top-level account are everybody\u2019s words and hosts',
    is: ({ address, chain, valid }) =>
      chain === 'near' &&
      valid &&
      !/\.(?:near|testnet|tg)$/.test(address) &&
      !/^(?:0x)?[0-9a-f]{40,64}$/.test(address),
  },
];

/** Whether the codec says of a row what the collection says. A wrong EIP-55 checksum is read, with a note. */
export function agrees(row: VectorRow, chain: ChainName): boolean {
  const address = parseAddress(row.address);
  // The collection does not tell whose network an extended key is of.
  if (row.chain === 'extended-key') return (address !== null) === row.valid;
  const isRead =
    address !== null &&
    !address.notes?.includes('wrong-checksum-case') &&
    [address.chain, ...(address.chains ?? [])].includes(chain);
  return isRead === row.valid;
}
