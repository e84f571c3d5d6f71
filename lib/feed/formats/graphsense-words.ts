import { DOJ, FBI, NBCTF, OFAC, OPENSANCTIONS, RANSOMWHERE } from '../sources.ts';

/**
 * Words of GraphSense's tag packs (concepts.yaml and confidence.csv of graphsense-tagpack-tool), sorted by what they
 * say against whoever holds the address. Data.
 */

/**
 * Everything below `abuse` in the taxonomy. `dark_web` tells where a tag was found and `gray_usage`, with mixing below
 * it, what somebody may do for good reasons: neither accuses.
 */
export const ABUSES: ReadonlySet<string> = new Set([
  'abuse',
  'child_sexual_abuse',
  'extortion',
  'extremism',
  'financial_crime',
  'investment_fraud',
  'money_laundering',
  'payment_card_fraud',
  'phishing',
  'ponzi_scheme',
  'pyramid_scheme',
  'ransomware',
  'sanction',
  'scam',
  'service_hack',
  'sextortion',
  'sexual_abuse',
  'terrorism',
  'torture',
  'violence',
]);

/** Services that hold what others pay to their addresses. */
export const CUSTODIANS: ReadonlySet<string> = new Set(['exchange', 'payment_processor', 'wallet_service']);

/** Everything below `service`: many people pay there, for reasons of their own. */
export const SERVICES: ReadonlySet<string> = new Set([
  ...CUSTODIANS,
  'atm',
  'defi',
  'defi_bridge',
  'defi_derivative',
  'defi_derivatives',
  'defi_dex',
  'defi_lending',
  'escrow_wallet',
  'faucet',
  'filesharing',
  'gambling',
  'hosting',
  'ico_wallet',
  'index',
  'market',
  'messaging_service',
  'mining_service',
  'mixing_service',
  'search_engine',
  'service',
  'shop',
  'vpn',
]);

/** Degrees of confidence that stand for a record or a report that can be looked at; the rest is hearsay or a guess. */
export const RESEARCHED: ReadonlySet<string> = new Set([
  'authority_data',
  'forensic',
  'ledger_immanent',
  'manual_transaction',
  'override',
  'ownership',
  'service_api',
  'service_data',
  'trusted_provider',
]);

/** Whose words a source's host hands on, under the names that other lists use for them. */
export const SOURCES_BY_HOST: readonly [host: string, name: string][] = [
  ['cryptoscamdb.org', 'CryptoScamDB'],
  ['etherscan.io', 'Etherscan'],
  ['fbi.gov', FBI],
  ['justice.gov', DOJ],
  ['nbctf.mod.gov.il', NBCTF],
  ['opensanctions.org', OPENSANCTIONS],
  ['ransomwhe.re', RANSOMWHERE],
  ['treas.gov', OFAC],
  ['treasury.gov', OFAC],
];
