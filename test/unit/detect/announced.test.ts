import { expect, it } from 'vitest';
import { findCandidates } from '#lib/detect/find.ts';

/** Spelled like every digest: a word near it has to say that it is an account of NEAR. */
const ACCOUNT = '5d41402abc4b2a76b9719d911017c5925d41402abc4b2a76b9719d911017c592';

it.each([
  ['before', 70, (between: string) => `NEAR ${between} ${ACCOUNT}`, [ACCOUNT]],
  ['behind', 70, (between: string) => `${ACCOUNT} ${between} NEAR`, [ACCOUNT]],
  ['before', 90, (between: string) => `NEAR ${between} ${ACCOUNT}`, []],
  ['behind', 90, (between: string) => `${ACCOUNT} ${between} NEAR`, []],
])('a word announces a form where it stands near it: %s it by %i characters', (_, by, set, expected) => {
  expect(findCandidates(set('.'.repeat(by))).map(({ text }) => text)).toEqual(expected);
});
