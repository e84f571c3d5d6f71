import { describe, expect, it } from 'vitest';
import { CASES } from '../../../support/trust-cases.ts';
import { testWorld } from '../../../support/trust-feed.ts';

describe('the client of the signed feed', () => {
  it.each(CASES)('$name', async ({ run, expected }) => {
    const world = testWorld();
    await run(world);
    const result = await world.update();
    expect(result.ok ? { applied: result.value.version } : { refused: result.error.code }).toEqual(expected);
  });
});
