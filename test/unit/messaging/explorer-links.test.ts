import { expect, it } from 'vitest';
import { nameExplorers } from '#lib/messaging/explorer-links.ts';
import { frameScan, place } from '../../support/scans.ts';

const named = (over: Parameters<typeof place>[0]) =>
  nameExplorers(frameScan({ candidates: [{ text: 'a', places: [place(over)] }] })).candidates[0]?.places[0];

it('names links to explorers, and takes the host out of what other links are called', () => {
  expect(named({ how: 'link', label: 'etherscan.io' })).toMatchObject({ how: 'explorer' });
  expect(named({ how: 'link', label: 'charity.example' })).toMatchObject({ how: 'link' });
  expect(named({ how: 'link', label: 'charity.example' })).not.toHaveProperty('label');
  expect(named({ how: 'text', label: 'etherscan.io' })).toMatchObject({ how: 'text', label: 'etherscan.io' });
});

it('keeps what a frame told of places that it left out', () => {
  const candidate = { text: 'a', places: [place({})], leftOut: 7 };
  expect(nameExplorers(frameScan({ candidates: [candidate] })).candidates[0]?.leftOut).toBe(7);
});
