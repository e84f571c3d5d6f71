import { expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import { judge } from '#lib/verdict/judge.ts';
import { entry } from '../../support/entries.ts';
import { match, TODAY } from './judge-setup.ts';

// Monero's functional tests: the same keys without and with a payment id.
const BASE =
  '46r4nYSevkfBUMhuykdK3gQ98XDqDTYW1hNLaXNvjpsJaSbNtdXh1sKMsdVgqkaihChAzEy29zEDPMR3NHQvGoZCLGwTerK';
const INTEGRATED =
  '4GYjoMG9Y2BBUMhuykdK3gQ98XDqDTYW1hNLaXNvjpsJaSbNtdXh1sKMsdVgqkaihChAzEy29zEDPMR3NHQvGoZCVSs1ZojwrDCGS5rUuo';

it.each([
  ['with', 'without', INTEGRATED, BASE],
  ['without', 'with', BASE, INTEGRATED],
])('an address of Monero that is listed %s a payment id is the same one %s', (_, __, listed, shown) => {
  const one = { ...match(), entry: entry(listed, { chain: 'monero' }) };
  expect(judge([one], TODAY, parseAddress(shown)).level).toBe('listed');
});
