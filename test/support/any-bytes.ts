import fc from 'fast-check';
import { expect } from 'vitest';
import { bodyOf, FeedFault } from '#lib/feed/body.ts';
import type { Adapter, Source } from '#lib/feed/formats/adapter.ts';
import { gatherer } from './gatherer.ts';

/** A file that begins as it should, is cut off somewhere, and goes on with anything: it is read or fails as a fault. */
export async function readsOrFaults(
  adapter: Adapter,
  source: Source,
  head: Uint8Array,
  tails: fc.Arbitrary<Uint8Array>,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(tails, fc.nat({ max: head.length }), async (tail, cut) => {
      try {
        await adapter.read(bodyOf(head.slice(0, head.length - cut), tail), source, gatherer().sink);
      } catch (error) {
        expect(error).toBeInstanceOf(FeedFault);
      }
    }),
    { numRuns: 500 },
  );
}
