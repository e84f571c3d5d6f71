import type { Browser } from 'playwright';
import type { Report } from '#lib/core/report.ts';
import type { VectorRow } from '../../test/support/vectors.ts';
import {
  type HitRow,
  hasCorpus,
  readDocument,
  readRows,
  type TrapRow,
  type TruthRow,
} from './corpus-data.ts';
import notes from './corpus-notes.json' with { type: 'json' };
import { createReportReader } from './corpus-read.ts';
import {
  byChain,
  type Precision,
  type Score,
  scoreAll,
  scoreDonations,
  scoreMentions,
  scorePrecision,
  scoreText,
  scoreTraps,
  wantedOfHit,
  wantedOfTruth,
} from './corpus-score.ts';
import { scoreVectors, type VectorsBench } from './corpus-vectors.ts';

/** What one kind of document holds and how much of it is listed. */
export interface Recall {
  documents: number;
  text: Score;
  all: Score;
  chains: { chain: string; found: number; of: number }[];
}

export interface CorpusBench {
  donation: Recall;
  pages: Recall;
  precision: Precision;
  traps: Score;
  donations: Score;
  mentions: { documents: Score; pages: Score };
  vectors: VectorsBench;
}

/** Reads every document of the shared corpus as the extension does; `null` where it is absent. */
export async function benchCorpus(browser: Browser): Promise<CorpusBench | null> {
  if (!hasCorpus()) return null;
  const truth = readRows<TruthRow>('donation/truth.jsonl');
  const hits = readRows<HitRow>('pages/hits.jsonl');
  const donation = readRows<{ doc: string }>('donation/manifest.jsonl').map(({ doc }) => `donation/${doc}`);
  const pages = readRows<{ file: string }>('pages/manifest.jsonl').map(({ file }) => `pages/${file}`);
  const reports = new Map<string, Report>();
  const reader = await createReportReader(browser);
  for (const file of [...donation, ...pages]) reports.set(file, await reader.read(readDocument(file)));
  await reader.close();

  const recall = (documents: number, wanted: ReturnType<typeof wantedOfHit>[]): Recall => {
    const all = scoreAll(wanted, reports, notes.missed);
    return {
      documents,
      text: scoreText(wanted, reports, notes.missed),
      all,
      chains: byChain(wanted, all),
    };
  };
  return {
    donation: recall(donation.length, truth.map(wantedOfTruth)),
    pages: recall(pages.length, hits.filter(({ strong }) => strong).map(wantedOfHit)),
    precision: scorePrecision(hits, reports, notes.true),
    traps: scoreTraps(
      readRows<TrapRow>('noise/traps.jsonl'),
      readRows<TruthRow>('donation/must-not-report.jsonl'),
      reports,
    ),
    donations: scoreDonations(truth, reports),
    mentions: scoreMentions(truth, hits, reports),
    vectors: scoreVectors(readRows<VectorRow>('vectors/vectors.jsonl')),
  };
}
