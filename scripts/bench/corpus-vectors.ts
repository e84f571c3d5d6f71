import type { ChainName } from '#lib/core/chains.ts';
import { agrees, chainOf, NOT_ASKED, type VectorRow } from '../../test/support/vectors.ts';

/** How far the codecs of one chain agree with the strict rows of a larger collection. */
export interface VectorScore {
  chain: ChainName;
  agree: number;
  of: number;
  disagree: string[];
}

export interface VectorsBench {
  chains: VectorScore[];
  /** Rows of those chains that are not asked, by reason. */
  notAsked: { why: string; rows: number }[];
  /** Rows of coins that have no codec. */
  unknown: number;
}

export function scoreVectors(rows: readonly VectorRow[]): VectorsBench {
  const chains = new Map<ChainName, VectorScore>();
  const notAsked = new Map<string, number>();
  let unknown = 0;
  for (const row of rows) {
    if (row.use !== 'strict') continue;
    const chain = chainOf(row);
    const reason = NOT_ASKED.find(({ is }) => is(row));
    if (!chain) unknown++;
    else if (reason) notAsked.set(reason.why, (notAsked.get(reason.why) ?? 0) + 1);
    else {
      const score = chains.get(chain) ?? { chain, agree: 0, of: 0, disagree: [] };
      chains.set(chain, score);
      score.of++;
      if (agrees(row, chain)) score.agree++;
      else score.disagree.push(row.address);
    }
  }
  return {
    chains: [...chains.values()].sort((a, b) => b.of - a.of),
    notAsked: [...notAsked].map(([why, rows]) => ({ why, rows })),
    unknown,
  };
}
