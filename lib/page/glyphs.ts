import type { Level } from '#lib/core/report.ts';
import { createSvgElement } from './dom.ts';

const OCTAGON = 'M5.1 1.5h5.8l3.6 3.6v5.8l-3.6 3.6H5.1l-3.6-3.6V5.1z';
const CIRCLE = 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13';
const CIRCLES = 'M6 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8M10 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8';

export interface Glyph {
  path: string;
  filled: boolean;
  /** Stroke inside the shape: the filled octagon carries a bar, the circle a check. */
  inner?: string;
  /** Message key of the level's word. */
  word: string;
}

/** Shape and word of each level that may stand on a page: never told apart by colour alone. */
export const GLYPHS: Partial<Record<Level, Glyph>> = {
  listed: { path: OCTAGON, filled: true, inner: 'M8 4.6v4M8 10.9v.6', word: 'level_listed' },
  derived: { path: OCTAGON, filled: false, word: 'level_derived' },
  'same-key': { path: OCTAGON, filled: false, word: 'level_same_key' },
  lookalike: { path: CIRCLES, filled: false, word: 'level_lookalike' },
  verified: { path: CIRCLE, filled: false, inner: 'M5 8.2l2.2 2.2l4-4.5', word: 'level_verified' },
};

/** A cross, for closing. */
export const CROSS: Pick<Glyph, 'path' | 'filled'> = { path: 'M4 4l8 8M12 4l-8 8', filled: false };

/** The level's shape as a 16-px picture in `currentColor`. */
export function drawGlyph(
  document: Document,
  { path, filled, inner }: Pick<Glyph, 'path' | 'filled' | 'inner'>,
): SVGElement {
  const svg = createSvgElement(document, 'svg');
  const set = (element: SVGElement, attributes: Record<string, string>) => {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  set(svg, { viewBox: '0 0 16 16', width: '16', height: '16', 'aria-hidden': 'true' });
  const stroke = { 'stroke-width': '1.5', 'stroke-linejoin': 'round', 'stroke-linecap': 'round' };
  const fill = filled ? 'currentColor' : 'none';
  const draw = () => createSvgElement(document, 'path');
  svg.append(set(draw(), { d: path, ...stroke, fill, stroke: 'currentColor' }));
  if (inner) svg.append(set(draw(), { d: inner, ...stroke, fill: 'none', class: 'almsguard-inner' }));
  return svg;
}
