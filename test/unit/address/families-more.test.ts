import { base58 } from '@scure/base';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import { associatedTokenAccounts, tokenAccountKeys } from '#lib/address/solana-tokens.ts';

const parse = (text: string) => {
  const address = parseAddress(text);
  if (!address) throw new Error(`not read: ${text}`);
  return address;
};
const meet = (a: string, b: string) => parse(a).keys.some((key) => parse(b).keys.includes(key));

describe('keys across networks', () => {
  it.each([
    // The key of BIP-173's examples.
    [
      'Cosmos and Bitcoin',
      'cosmos1w508d6qejxtdg4y5r3zarvary0c5xw7k6ah60c',
      '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH',
    ],
    // wallet-core, tests of one key on many networks.
    [
      'two networks of the Cosmos family',
      'cosmos1mry47pkga5tdswtluy0m8teslpalkdq07pswu4',
      'juno1mry47pkga5tdswtluy0m8teslpalkdq0gnn4mf',
    ],
    // Substrate's development account Alice.
    [
      'Polkadot and Kusama',
      '15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5',
      'HNZata7iMYWmk5RvZRTiAsSDhV8366zq2YGb3tLH5Upf74F',
    ],
    // CIP-19: payment key of types 0 and 6.
    [
      'a Cardano address with and without a stake key',
      'addr1qx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzer3n0d3vllmyqwsx5wktcd8cc3sq835lu7drv2xwl2wywfgse35a3x',
      'addr1vx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzers66hrl8',
    ],
  ])('%s meet, and are different destinations', (_name, a, b) => {
    expect(meet(a, b)).toBe(true);
    expect(parse(a).identity).not.toBe(parse(b).identity);
  });

  it('an Ethermint account meets the EVM account of its 20 bytes and no Bitcoin key', () => {
    // From wallet-core's tests, and the 20 bytes behind its prefix as hex.
    const inj = parse('inj14py36sx57ud82t9yrks9z6hdsrpn5x6k8tf7m3');
    expect(inj.keys).toEqual(parse('0xA8491D40D4F71A752CA41DA0516AED80C33A1B56').keys);
  });

  it('a shared stake key relates two Cardano addresses and never joins them', () => {
    // CIP-19, types 0 and 1: the same stake key behind a key and behind a script.
    const key = parse(
      'addr1qx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzer3n0d3vllmyqwsx5wktcd8cc3sq835lu7drv2xwl2wywfgse35a3x',
    );
    const script = parse(
      'addr1z8phkx6acpnf78fuvxn0mkew3l0fd058hzquvz7w36x4gten0d3vllmyqwsx5wktcd8cc3sq835lu7drv2xwl2wywfgs9yc0hh',
    );
    const stake = parse('stake1uyehkck0lajq8gr28t9uxnuvgcqrc6070x3k9r8048z8y5gh6ffgw');
    expect(key.relatedKeys).toEqual(script.relatedKeys);
    expect(key.relatedKeys).toEqual(stake.keys);
    expect(key.keys).not.toEqual(script.keys);
  });

  it('an LNURL that spells out a lightning address is the same destination', () => {
    const address = parse('hello@getalby.com');
    const lnurl = parse(
      'lnurl1dp68gurn8ghj7em9w3skccne9e3k7mf09emk2mrv944kummhdchkcmn4wfk8qtmgv4kxcmc7lthwh',
    );
    expect(lnurl.identity).toBe(address.identity);
    expect(lnurl.keys).toEqual(address.keys);
  });
});

describe('associated token accounts', () => {
  // Solana.Swift, AssociatedTokenProgramTests: an owner and their USDC account.
  const OWNER = '3h1zGmCwsRJnVk5BuRNMLsPaQu1y2aqXqXDWYCgrp5UG';
  const USDC = 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v';
  const ACCOUNT = '3uetDDizgTtadDHZzyy9BqxrjQcozMEkxzbKhfZF4tG3';

  it('are derived as the token program does', () => {
    const accounts = associatedTokenAccounts(base58.decode(OWNER));
    expect(accounts.find(({ mint }) => mint === USDC)?.address).toBe(ACCOUNT);
    expect(accounts).toHaveLength(2);
  });

  it('lie off the curve, so that no key can own them', () => {
    for (const { address } of associatedTokenAccounts(base58.decode(OWNER))) {
      expect(parse(address).kind).toBe('off-curve');
    }
  });

  it('stand under the key that the account itself has', () => {
    expect(tokenAccountKeys(parse(OWNER))).toContain(parse(ACCOUNT).keys[0]);
  });

  it('belong to Solana only', () => {
    expect(tokenAccountKeys(parse('1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH'))).toEqual([]);
  });
});
