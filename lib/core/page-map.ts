import type { ReportPlace } from './report.ts';

/** Where findings stand on a page, for drawing it small. Types, and the key that ties a spot to its place. */

/** Fractions of the whole page's width and height, from its upper left corner. */
export interface Spot {
  x: number;
  y: number;
}

/** What one frame tells: `null` where a place is not drawn. */
export interface FrameSpots {
  /** The whole page's width and height in CSS pixels. */
  width: number;
  height: number;
  /** In the order of the question. */
  spots: (Spot | null)[];
}

export interface PageMap {
  width: number;
  height: number;
  /** By `spotKey`. */
  spots: ReadonlyMap<string, Spot>;
}

export function spotKey({ frameId, text, index }: ReportPlace['at']): string {
  return `${frameId} ${index} ${text}`;
}
