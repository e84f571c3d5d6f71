/**
 * Programs, token mints and burn addresses of Solana's main network. All are valid addresses and stand on many pages,
 * yet none is a wallet that anybody gives to. Sources: the programs' own documentation and the token lists of their
 * issuers.
 */
export const NOBODYS_ACCOUNTS: ReadonlySet<string> = new Set([
  // SPL programs (spl.solana.com): Token, Token-2022, Associated Token Account, Memo, Name Service.
  'TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA',
  'TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb',
  'ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL',
  'MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr',
  'Memo1UhkJRfHyvLMcVucJwxXeuD728EqVDDwQDxFMNo',
  'namesLPneVptA9Z5rqUDD9tMTWEJwofgaYwp8cawRkX',
  // Metaplex: Token Metadata, Candy Machine.
  'metaqbxxUerdq28cj1RbAWkYQm3ybzjb6a8bt518x1s',
  'cndy3Z4yapfJBmL3ShUp5exZKqR3z33thTzeNMm2gRZ',
  // Exchanges and launchpads: Jupiter, Raydium, Orca, OpenBook's forerunner, Pump.fun.
  'JUP6LkbZbjS1jKKwapdHNy74zcZ3tLUZoi5QNyVTaV4',
  '675kPX9MHTjS2zt1qfr1NYHuzeLXfQM9H24wFSUt1Mp8',
  'whirLbMiicVdio4qvUfM5KAg6Ct8VwpYzGff3uctyCc',
  '9xQeWvG816bUx9EPjHmaT23yvVM2ZWbrrpZb9PusVFin',
  '6EF8rrecthR5Dkzon8Nwu78hRvfCKubJ14M5uBEwF6P',
  // Mints: USDC, USDT, wrapped SOL, PYUSD, mSOL, JitoSOL, BONK, RAY, SRM, JUP, WIF, PYTH, DEPAY.
  'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v',
  'Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB',
  'So11111111111111111111111111111111111111112',
  '2b1kV6DkPAnxd5ixfnxCpjxmKwqjjaYmCZfHsFu24GXo',
  'mSoLzYCxHdYgdzU16g5QSh3i5K3z3KZK7ytfqcJm7So',
  'J1toso1uCk3RLmjorhTtrVwY9HJ7X8V9yYac6Y7kGCPn',
  'DezXAZ8z7PnrnRJjz3wXBoRgixCa6xjnB7YaB1pPB263',
  '4k3Dyjzvzp8eMZWUXbBCjEvwSkkk59S5iCNLY3QrkX6R',
  'SRMuApVNdxXokk5GT7XD5cUUgXMBCoAz2LHeuAoKWRt',
  'JUPyiwrYJFskUPiHa7hkeR8VUtAeFoSYbKedZNsDvCN',
  'EKpQGSJtjMFqKZ9KQanSqYXRcF8fBopzLHYxdM65zcjm',
  'HZ1JovNiVvGrGNiiYvEozEVgZ58xaU3RKwX8eACQBCt3',
  'DePay1miDBPWXs6PVQrdC5Vch2jemgEPaiyXLNLLa2NF',
]);

/**
 * Native programs, sysvars and the incinerator are words padded with `1` (`Vote111…`, `SysvarC1ock111…`). Nobody can
 * search for a key whose address holds twelve of them in a row, so no wallet looks like that.
 */
export const PADDED = /1{12}/;
