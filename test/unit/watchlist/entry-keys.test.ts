import { expect, it } from 'vitest';
import type { ChainName } from '#lib/core/chains.ts';
import { entryKeys } from '#lib/watchlist/entry-keys.ts';

const LOWER = '0x52908400098527886e0f7030069857d2e4169ee7';
/** An account of NEAR, or any other 32 bytes. */
const HEX = '52908400098527886e0f7030069857d2e4169ee752908400098527886e0f7030';

const ask = (value: string, chain: ChainName | null) =>
  entryKeys({ kind: 'address', value, chain, flags: [] });

it('reads what a line spells once: what is compiled of it is asked for by its canonical form', () => {
  const read = ask(LOWER, null);
  if (!read.ok) throw new Error(read.error.code);
  const again = ask(read.value.value, read.value.chain);
  expect(again.ok && again.value).toBe(read.value);
});

it('believes no chain because another line has named it', () => {
  expect(ask(HEX, 'near').ok).toBe(true);
  expect(ask(HEX, null).ok).toBe(false);
  expect(ask(HEX, 'monero').ok).toBe(false);
});
