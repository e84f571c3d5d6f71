import { describe, expect, it } from 'vitest';
import { bitFlips, DAMAGED_FILES, truncations } from '../../../support/trust-faults.ts';

const FLIPS = 5;
/** Real signatures are checked, some thirty for each fault. */
const TIMEOUT_MS = 60_000;

/** A sample of what `npm run faults` does. */
describe('damage to a signed feed', () => {
  it.each(DAMAGED_FILES)(
    'never applies what was not signed: bits of %s',
    async (kind) => {
      const count = await bitFlips(kind, FLIPS, 2026);
      expect(count.broken).toEqual([]);
      expect([count.refused + count.harmless, count.recovered]).toEqual([FLIPS, FLIPS]);
      expect(count.refused).toBeGreaterThan(0);
    },
    TIMEOUT_MS,
  );

  it.each(DAMAGED_FILES)(
    'never applies what was cut off: %s',
    async (kind) => {
      const count = await truncations(kind, kind === 'target' ? 8 : 200);
      expect(count.broken).toEqual([]);
      expect(count.tried).toBeGreaterThan(1);
      expect([count.refused, count.recovered]).toEqual([count.tried, count.tried]);
    },
    TIMEOUT_MS,
  );
});
