import { describe, expect, it } from 'vitest';
import { KIND_OF_ENDING } from '#lib/address/name-services.ts';
import { TOP_LEVEL } from '#lib/address/near.ts';
import { parseAddress } from '#lib/address/registry.ts';
import { findCandidates } from '#lib/detect/find.ts';
import { SPECIAL_SHAPES } from '#lib/detect/shapes.ts';
import { findSpots } from '#lib/detect/spots.ts';

/** Endings that a codec reads names under. */
const READ = [...KIND_OF_ENDING.keys(), ...TOP_LEVEL];
/** Endings that the finder looks for: the alternatives of its pattern's first group. */
const SOUGHT = (
  /\(\?:([^()]*)\)/.exec(SPECIAL_SHAPES.find(({ hint }) => hint)?.pattern ?? '')?.[1] ?? ''
).split('|');

describe('endings of names', () => {
  it.each(READ)('a codec reads alice.%s, and the finder brings it', (ending) => {
    const name = `alice.${ending}`;
    expect(parseAddress(name)?.canonical).toBe(name);
    for (const shown of [name, `pay.${name}`]) {
      const text = `Send to ${shown}, thank you`;
      expect(findCandidates(text).map((found) => found.text)).toEqual([shown]);
      expect(findSpots(text)).not.toEqual([]);
    }
  });

  it.each(SOUGHT)('the finder looks for .%s because a codec reads it', (ending) => {
    expect(parseAddress(`alice.${ending}`)).not.toBeNull();
  });

  it.each(['org', 'js', 'ethx', 'tone'])('nobody looks for .%s', (ending) => {
    expect(findCandidates(`Send to alice.${ending}`)).toEqual([]);
  });
});
