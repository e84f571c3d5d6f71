import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FeedFault } from '#lib/feed/body.ts';
import { createDecode } from '#lib/feed/decode.ts';

/** What is no ASCII stands at the ends of pieces, across them, and in the middle. */
const TEXTS = [
  '\uFEFFa mark at the beginning',
  `${'a'.repeat(2_000)}\uFEFFa mark that is none`,
  `${'a'.repeat(1_023)}ж${'b'.repeat(3_000)}`,
  `${'a'.repeat(1_021)}𝔸${'b'.repeat(1_020)}中`,
  'ж'.repeat(3_000),
];

function read(chunks: readonly Uint8Array[], options?: { strict: boolean }): string {
  const decode = createDecode(options);
  return [...chunks.flatMap((chunk) => [...decode.pieces(chunk)]), decode.end()].join('');
}

const cut = (bytes: Uint8Array, size: number) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));

describe('text that is decoded as it comes', () => {
  it.each(TEXTS)('is what the browser makes of the whole: %#', (text) => {
    const bytes = new TextEncoder().encode(text);
    const whole = new TextDecoder().decode(bytes);
    for (const size of [1, 2, 3, 7, 1_000, 1_024, 10_000]) {
      expect(read(cut(bytes, size))).toBe(whole);
      expect(read([new Uint8Array(), ...cut(bytes, size)], { strict: true })).toBe(whole);
    }
  });

  it('is so of any bytes, cut anywhere', () => {
    const byte = fc.oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (numbers, size) => {
        const bytes = Uint8Array.from(numbers);
        expect(read(cut(bytes, size))).toBe(new TextDecoder().decode(bytes));
      }),
    );
  });

  it.each([
    ['a byte that begins nothing', [0x61, 0xff, 0x61]],
    ['a character that is cut off by a letter', [0x61, 0xe4, 0xb8, 0x61]],
    ['a character that is cut off by the end', [0x61, 0xe4, 0xb8]],
  ])('is a fault where it has to be UTF-8: %s', (_, numbers) => {
    for (const size of [1, 2, 9]) {
      expect(() => read(cut(Uint8Array.from(numbers), size), { strict: true })).toThrow(FeedFault);
    }
  });
});
