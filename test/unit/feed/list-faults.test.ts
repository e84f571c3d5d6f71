import { describe, expect, it } from 'vitest';
import { cutOff, flipBits, listKinds } from '../../../scripts/faults/lists.ts';

const FLIPS = 40;

/** A sample of what `npm run faults` does. */
describe('damage to the file of a list', async () => {
  it.each((await listKinds()).map((kind) => [kind.file, kind] as const))(
    'is noticed: %s',
    async (_, kind) => {
      const flipped = await flipBits(kind, FLIPS, 7);
      expect(flipped.broken).toEqual([]);
      expect(flipped.recovered).toBe(FLIPS);
      expect(flipped.refused).toBeGreaterThan(FLIPS / 2);
      const cut = await cutOff(kind, Math.ceil(kind.bytes.length / 8));
      expect(cut).toMatchObject({ tried: 8, refused: 8, recovered: 8, broken: [] });
    },
  );
});
