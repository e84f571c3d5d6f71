import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { key64 } from '#lib/watchlist/key.ts';

it.each([
  ['a short one', 'evm:00'],
  ['none at all', ''],
  ['letters of three bytes', `host:${'\u4e2d'.repeat(100)}`],
  ['half a surrogate pair', 'host:\ud800'],
  ['the longest that is written into the room', 'a'.repeat(341)],
  ['one that may not fit there', 'a'.repeat(342)],
  ['a long one of long letters', '\u4e2d'.repeat(2_000)],
])('a key is the first 64 bits of its SHA-256, whatever was asked before: %s', (_, key) => {
  key64('z'.repeat(2_000));
  key64('y'.repeat(300));
  const digest = createHash('sha256').update(new TextEncoder().encode(key)).digest();
  expect(key64(key)).toEqual({ hi: digest.readUInt32BE(0), lo: digest.readUInt32BE(4) });
});
