/** Measures one text that was made to be expensive, and half of it, where nothing else has filled the heap. */
import { parentPort, workerData } from 'node:worker_threads';
import { findCandidates } from '#lib/detect/find.ts';
import { findSpots } from '#lib/detect/spots.ts';
import { ADVERSARIES, type Growth, type GrowthTask } from './text-growth.ts';

const RUNS = 5;

const { name, chars } = workerData as GrowthTask;
const make = ADVERSARIES.find(([one]) => one === name)?.[1];
if (!make) throw new Error(`There is no text "${name}"`);
const whole = flat(make(chars));
const half = flat(make(chars / 2));
let ms = Number.POSITIVE_INFINITY;
let less = Number.POSITIVE_INFINITY;
// In turn, so that what slows the machine down slows both; the fastest run is the least disturbed.
for (let run = 0; run < RUNS; run++) {
  ms = Math.min(ms, measure(whole));
  less = Math.min(less, measure(half));
}
parentPort?.postMessage({ name, ms, ratio: ms / less } satisfies Growth);

/** One string instead of a tree of pieces, which the first search would pay for. */
function flat(text: string): string {
  return Buffer.from(text).toString();
}

function measure(text: string): number {
  const start = process.threadCpuUsage();
  findSpots(text);
  findCandidates(text);
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000;
}
