import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import { findCandidates } from '#lib/detect/find.ts';
import { findSpots } from '#lib/detect/spots.ts';

const FOLDER = new URL('../../vectors/', import.meta.url);
const addresses = readdirSync(FOLDER).flatMap((name) =>
  (JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')).valid as { text: string }[]).map(
    ({ text }) => text,
  ),
);

/** What may stand beside an address where words of neighbouring blocks touch. */
const beside = fc.oneof(
  fc.constantFrom('', ' ', '\n', 'Donate', 'Copy', 'BTC: ', '(', '"', '/', '_', ' near ', ' lightning '),
  fc.string({ maxLength: 12 }),
);

it('a closer look finds no address where there is no spot', () => {
  fc.assert(
    fc.property(fc.constantFrom(...addresses), beside, beside, (address, before, after) => {
      const text = `${before}${address}${after}`;
      const spots = findSpots(text);
      for (const { text: found, start, end } of findCandidates(text)) {
        if (!parseAddress(found)) continue;
        expect(spots.some((spot) => spot.start < end && start < spot.end)).toBe(true);
      }
    }),
    { numRuns: 3_000 },
  );
});

it.each([
  ['two lines of a text set as it is', '1BgGZ9tcN4rm9KBzD\nn7KprQz87SZ26SAMH'],
  ['three lines', '0x5aAeb6053F3E\n  94C9b9A09f3366\n  9435E7Ef1BeAed'],
])('sees %s', (_, text) => {
  expect(findSpots(`Send to\n${text}\nand thanks`)).not.toEqual([]);
});
