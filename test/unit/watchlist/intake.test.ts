import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packNumbers } from '#lib/watchlist/columns.ts';
import { createIntake } from '#lib/watchlist/intake.ts';

/** The bytes cut at these places, empty pieces among them. */
function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return ends.map((end, n) => bytes.slice(ends[n - 1] ?? 0, end));
}

async function* piecesOf(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void> {
  yield* pieces;
}

describe('bytes that come in pieces', () => {
  it('are taken as they are, however they were cut, and nothing is read of what is spent', async () => {
    const whole = fc.tuple(fc.uint8Array({ maxLength: 40 }), fc.array(fc.nat(0xffffffff), { maxLength: 20 }));
    await fc.assert(
      fc.asyncProperty(whole, fc.array(fc.nat(), { maxLength: 12 }), async ([text, column], places) => {
        const numbers = Uint32Array.from(column);
        const pieces = cutAt(Uint8Array.from([...text, ...packNumbers(numbers), ...text]), places);
        const spent: Uint8Array[] = [];
        const intake = createIntake(piecesOf(pieces), (piece) => spent.push(piece.fill(0xff)));
        expect(await intake.bytes(text.length)).toEqual(text);
        expect(await intake.numbers(numbers.length)).toEqual(numbers);
        expect(await intake.bytes(text.length)).toEqual(text);
        expect(await intake.isOver()).toBe(true);
        expect(spent).toEqual(pieces);
      }),
    );
  });

  it('are not there where fewer are left than are asked for', async () => {
    const intake = () => createIntake(piecesOf([Uint8Array.of(1, 2), Uint8Array.of(3)]));
    expect(await intake().bytes(4)).toBeNull();
    expect(await intake().numbers(1)).toBeNull();
    expect(await intake().isOver()).toBe(false);
    const all = intake();
    expect(await all.bytes(3)).toEqual(Uint8Array.of(1, 2, 3));
    expect([await all.bytes(0), await all.bytes(1)]).toEqual([new Uint8Array(), null]);
  });
});
