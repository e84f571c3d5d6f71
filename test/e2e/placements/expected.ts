import type { BrowserName } from '../../../scripts/browser/find.ts';
import type { Placement } from './placement.ts';
import type { Sample } from './samples.ts';

/** What is known not to be found, and why: this is the list to work on. Everything else has to be found. */
export interface Gap {
  placements: string[];
  /** All of them where it is not told. */
  samples?: string[];
  /** Both where it is not told. */
  browser?: BrowserName;
  why: string;
}

export const GAPS: readonly Gap[] = [
  { placements: ['copied'], why: 'what a page puts on the clipboard is not watched' },
];

export function gapAt(placement: Placement, sample: Sample, browser: BrowserName): Gap | undefined {
  return GAPS.find(
    (gap) =>
      gap.placements.includes(placement.id) &&
      (gap.samples ?? [sample.id]).includes(sample.id) &&
      (gap.browser ?? browser) === browser,
  );
}
