/** Cells across and down; the right half mirrors the left one. */
export const GRID = 5;
const HALF = Math.ceil(GRID / 2);
/** Hues are this many degrees apart: closer ones look the same. */
const HUE_STEP = 30;
const HUES = 360 / HUE_STEP;

/** 0 is empty, 1 and 2 are the two tones. */
export type Tone = 0 | 1 | 2;

export interface IdenticonShape {
  /** Rows of tones, `GRID` by `GRID`. */
  cells: Tone[][];
  /** Degrees. Never close to one another, so that the tones differ for those who see few colours, too. */
  hues: [number, number];
}

/**
 * A small picture of a text, about 30 bits: it helps the eye to see that two addresses with the same ends differ. It
 * proves nothing, for whoever can make an address with wanted ends can try for a wanted picture as well, which is why
 * it always stands beside the whole address.
 */
export function drawIdenticon(canonical: string): IdenticonShape {
  const cells = Array.from({ length: GRID }, (_, row) =>
    Array.from({ length: GRID }, (_, column): Tone => {
      const mirrored = Math.min(column, GRID - 1 - column);
      return (hash(canonical, row * HALF + mirrored) % 3) as Tone;
    }),
  );
  const first = hash(canonical, GRID * HALF) % HUES;
  // A quarter to three quarters of the circle away.
  const away = HUES / 4 + (hash(canonical, GRID * HALF + 1) % (HUES / 2 + 1));
  return { cells, hues: [first * HUE_STEP, ((first + away) % HUES) * HUE_STEP] };
}

/** 32 bits in which every character of the text and the number of the question count (the mixing is murmur3's). */
function hash(text: string, question: number): number {
  let h = Math.imul(question + 1, 0x9e3779b1);
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x85ebca6b);
    h ^= h >>> 13;
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
