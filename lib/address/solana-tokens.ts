import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { base58 } from '@scure/base';
import { toHex } from '#lib/core/bytes.ts';
import type { Address } from '#lib/core/types.ts';
import { isOnCurve } from './solana.ts';

const TOKEN_PROGRAM = base58.decode('TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA');
const ASSOCIATED_TOKEN_PROGRAM = base58.decode('ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL');
const MARKER = utf8ToBytes('ProgramDerivedAddress');

/** Stablecoins in which donations are asked for on Solana: USDC (Circle) and USDT (Tether), by their issuers' pages. */
const STABLECOIN_MINTS = [
  'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v',
  'Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB',
];

/**
 * Where the stablecoins of an owner lie. Wallets show the owner's address, explorers and careless pages the token
 * account's; the owner can be found from neither, so it is computed forward for those that are listed.
 */
export function associatedTokenAccounts(owner: Uint8Array): { mint: string; address: string }[] {
  return STABLECOIN_MINTS.map((mint) => {
    const account = findProgramAddress([owner, TOKEN_PROGRAM, base58.decode(mint)], ASSOCIATED_TOKEN_PROGRAM);
    return { mint, address: base58.encode(account) };
  });
}

/** Keys of the stablecoin accounts that belong to a Solana address; none for other chains. */
export function tokenAccountKeys(address: Address): string[] {
  if (address.chain !== 'solana') return [];
  const accounts = associatedTokenAccounts(base58.decode(address.canonical));
  return accounts.map((account) => `solana:${toHex(base58.decode(account.address))}`);
}

/** `find_program_address` of the Solana SDK: the highest bump whose hash is no point, for that no key can exist. */
function findProgramAddress(seeds: Uint8Array[], program: Uint8Array): Uint8Array {
  for (let bump = 255; bump >= 0; bump--) {
    const hash = sha256(concatBytes(...seeds, Uint8Array.of(bump), program, MARKER));
    if (!isOnCurve(hash)) return hash;
  }
  throw new Error('No bump of 256 leaves the curve: cannot happen.');
}
