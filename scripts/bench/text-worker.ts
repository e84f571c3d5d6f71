/** Measures one way to find addresses in an isolate of its own, whose code nothing has warmed up. */
import { parentPort, workerData } from 'node:worker_threads';
import { PEERS, type Peer } from './peers.ts';

export interface PeerTask {
  peer: Peer;
  texts: string[];
}

export interface PeerAnswer {
  /** Milliseconds of processor time of the first pass over all texts, and of the fastest of `PASSES` more. */
  first: number;
  warm: number;
  /** What was found, text by text. */
  found: string[][];
}

const PASSES = 3;

const { peer, texts } = workerData as PeerTask;
const find = PEERS[peer];
const pass = () => {
  const start = process.threadCpuUsage();
  const found = texts.map(find);
  const { user, system } = process.threadCpuUsage(start);
  return { ms: (user + system) / 1000, found };
};
const first = pass();
const warm = Math.min(...Array.from({ length: PASSES }, () => pass().ms));
parentPort?.postMessage({ first: first.ms, warm, found: first.found } satisfies PeerAnswer);
