import { describe, expect, it } from 'vitest';
import { testWorld } from '../../../../support/trust-feed.ts';
import type { TrustCase } from './case.ts';

/** Runs each case in a world of its own: the last update applies or refuses as the case says. */
export function itAnswers(what: string, cases: readonly TrustCase[]): void {
  describe(`the client of the signed feed: ${what}`, () => {
    it.each(cases)('$name', async ({ run, expected }) => {
      const world = testWorld();
      await run(world);
      const result = await world.update();
      expect(result.ok ? { applied: result.value.version } : { refused: result.error.code }).toEqual(
        expected,
      );
    });
  });
}
