import { describe, expect, it } from 'vitest';
import { scoreVectors } from '../../../scripts/bench/corpus-vectors.ts';
import { hasCorpus, readRows } from '../../support/corpus.ts';
import { chainOf, NOT_ASKED, type VectorRow } from '../../support/vectors.ts';

describe.skipIf(!hasCorpus)('every strict row of the larger collection (skipped where it is absent)', () => {
  const rows = hasCorpus ? readRows<VectorRow>('vectors/vectors.jsonl') : [];

  it('agrees, for every chain that has a codec', () => {
    const { chains } = scoreVectors(rows);
    expect(chains.flatMap(({ disagree }) => disagree)).toEqual([]);
    expect(chains.length).toBeGreaterThan(30);
    expect(chains.reduce((sum, { agree }) => sum + agree, 0)).toBeGreaterThan(1_800);
  });

  it.each(NOT_ASKED)('not asked, and there: $why', ({ is }) => {
    expect(rows.some((row) => row.use === 'strict' && chainOf(row) && is(row))).toBe(true);
  });
});
