import { expect, it } from 'vitest';
import { type Branch, branchesOf, childKeys } from '#lib/address/derive.ts';
import { parseAddress } from '#lib/address/registry.ts';
import { DERIVED_WINDOW, MAX_GROWN_WINDOWS } from '#lib/core/limits.ts';
import type { Address } from '#lib/core/types.ts';
import { createDerivation } from '#lib/watchlist/derived.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import { ZPUB } from '../../support/account-key.ts';

const LISTED = parseAddress(ZPUB) as Address;
const [RECEIVING] = branchesOf(LISTED.canonical) as [Branch];

it.each([
  ['one more', MAX_GROWN_WINDOWS - 1],
  ['none', MAX_GROWN_WINDOWS],
])('beside some that were met on pages there is room for %s', async (_, kept) => {
  const store = createMemoryStore();
  // Of another branch, and of no keys: deriving them takes seconds.
  const window = { source: LISTED.keys[0] as string, branch: 1, keys: [] };
  await store.saveGrownWindows(Array.from({ length: kept }, (_, i) => ({ ...window, from: i })));
  const derivation = createDerivation(() => store);
  await derivation.load(async () => true);
  const [last = []] = childKeys(RECEIVING, DERIVED_WINDOW - 1, DERIVED_WINDOW);
  expect(derivation.isChild(LISTED, last, true)).toBe(true);
  expect(await store.grownWindows()).toHaveLength(MAX_GROWN_WINDOWS);
});
