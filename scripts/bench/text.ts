import { Worker } from 'node:worker_threads';
import { CorpusDocument } from '../../test/support/corpus.ts';
import { type HitRow, hasCorpus, readRows, type TruthRow } from './corpus-data.ts';
import notes from './corpus-notes.json' with { type: 'json' };
import { type Foreign, scoreForeign, wantedOfHit, wantedOfTruth } from './corpus-score.ts';
import { PEERS, type Peer } from './peers.ts';
import type { PeerAnswer, PeerTask } from './text-worker.ts';

const MB = 1024 * 1024;

export interface PeerFigures extends Foreign {
  peer: Peer;
  /** Milliseconds a megabyte (UTF-8), the first time and when the code is warm. */
  first: number;
  warm: number;
}

export interface TextBench {
  documents: number;
  bytes: number;
  peers: PeerFigures[];
}

/** Finds addresses in the text of every document of the shared corpus, with ours and with others; `null` without it. */
export async function benchText(): Promise<TextBench | null> {
  if (!hasCorpus()) return null;
  const truth = readRows<TruthRow>('donation/truth.jsonl');
  const hits = readRows<HitRow>('pages/hits.jsonl');
  const files = [
    ...readRows<{ doc: string }>('donation/manifest.jsonl').map(({ doc }) => `donation/${doc}`),
    ...readRows<{ file: string }>('pages/manifest.jsonl').map(({ file }) => `pages/${file}`),
  ];
  const texts = files.map((file) => new CorpusDocument(file).text);
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const peers: PeerFigures[] = [];
  for (const peer of Object.keys(PEERS) as Peer[]) {
    const { first, warm, found } = await measure({ peer, texts });
    const byFile = new Map(files.map((file, i) => [file, found[i] ?? []]));
    peers.push({
      peer,
      first: first / (bytes / MB),
      warm: warm / (bytes / MB),
      ...scoreForeign(truth.map(wantedOfTruth), hits.map(wantedOfHit), byFile, notes.true),
    });
  }
  return { documents: files.length, bytes, peers };
}

function measure(task: PeerTask): Promise<PeerAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./text-worker.ts', import.meta.url), { workerData: task });
    worker.once('message', resolve).once('error', reject);
  });
}
