import { expect, it } from 'vitest';
import { prefsFor } from '../../../scripts/browser/firefox.ts';

it('draws every frame where nothing else was asked for: benchmarks time what is painted', () => {
  expect(prefsFor({})).not.toHaveProperty(['layout.frame_rate']);
  expect(prefsFor({ drawsFew: true })).toHaveProperty(['layout.frame_rate'], 15);
});
