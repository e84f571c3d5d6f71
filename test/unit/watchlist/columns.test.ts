import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  packKeys,
  packNumbers,
  packOrdinals,
  unpackKeys,
  unpackNumbers,
  unpackOrdinals,
} from '#lib/watchlist/columns.ts';
import { key64 } from '#lib/watchlist/key.ts';

const split = (keys: bigint[]) => ({
  hi: Uint32Array.from(keys, (key) => Number(key >> 32n)),
  lo: Uint32Array.from(keys, (key) => Number(key & 0xffffffffn)),
});

describe('columns', () => {
  it('writes gaps, highest bytes first', () => {
    // 1, then 2^32 more: the second gap has its one bit in the fourth byte from the left.
    expect([...packKeys(split([1n, 0x1_0000_0001n]))]).toEqual([
      ...[0, 0, 0, 0, 0, 0, 0, 1],
      ...[0, 0, 0, 0, 0, 0, 1, 0],
    ]);
    expect([...packNumbers(Uint32Array.of(0x01020304, 0xa0b0c0d0))]).toEqual([
      1, 0xa0, 2, 0xb0, 3, 0xc0, 4, 0xd0,
    ]);
  });

  it('gives back any sorted keys and any numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })), (keys) => {
        const sorted = split(keys.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
        expect(unpackKeys(packKeys(sorted), keys.length)).toEqual(sorted);
      }),
    );
    fc.assert(
      fc.property(fc.uint32Array(), (numbers) => {
        expect(unpackNumbers(packNumbers(numbers), numbers.length)).toEqual(numbers);
      }),
    );
  });

  it('refuses gaps that lead beyond 64 bits', () => {
    expect(unpackKeys(packKeys(split([2n ** 64n - 1n, 0n])), 2)).toBeNull();
    expect(unpackKeys(packKeys(split([5n, 4n])), 2)).toBeNull();
    expect(unpackKeys(packKeys(split([5n, 5n])), 2)).toEqual(split([5n, 5n]));
  });

  it('takes ordinals that ascend and stay below their end', () => {
    const packed = packOrdinals(Uint32Array.of(0, 3, 9));
    expect(unpackOrdinals(packed, 3, 10)).toEqual(Uint32Array.of(0, 3, 9));
    expect(unpackOrdinals(packed, 3, 9)).toBeNull();
    expect(unpackOrdinals(packOrdinals(Uint32Array.of(3, 3)), 2, 10)).toBeNull();
    expect(unpackOrdinals(packOrdinals(Uint32Array.of(3, 2)), 2, 10)).toBeNull();
  });

  it('leaves gzip little more than the bits that sorted hashes have', () => {
    const keys = Array.from({ length: 20_000 }, (_, i) => key64(`host:${i}.example`)).sort(
      (a, b) => a.hi - b.hi || a.lo - b.lo,
    );
    const packed = packKeys({
      hi: Uint32Array.from(keys, ({ hi }) => hi),
      lo: Uint32Array.from(keys, ({ lo }) => lo),
    });
    // The gaps between n uniform 64-bit numbers hold 64 - log2(n) + log2(e) bits each.
    const least = ((64 - Math.log2(keys.length) + Math.LOG2E) / 8) * keys.length;
    expect(gzipSync(packed).length / least).toBeLessThan(1.03);
  });
});
