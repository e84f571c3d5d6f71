import { expect, it } from 'vitest';
import { findGrouped } from '#lib/address/secret-groups.ts';

/** How many words of a text are asked about: of some of them a computation on the curve has to tell. */
function asked(text: string): number {
  let count = 0;
  findGrouped(text, () => {
    count++;
    return false;
  });
  return count;
}

// No other form begins so.
it('a row of letters asks about no key pair of Solana, however long it is', () => {
  expect(asked('4'.repeat(2_000).split('').join(' '))).toBe(0);
});

it('over lines it is asked about', () => {
  const half = '4'.repeat(44);
  expect(asked(`${half}\n${half}`)).toBeGreaterThan(0);
});
