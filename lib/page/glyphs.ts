import type { Level } from '#lib/core/report.ts';

const SVG = 'http://www.w3.org/2000/svg';
const OCTAGON = 'M5.1 1.5h5.8l3.6 3.6v5.8l-3.6 3.6H5.1l-3.6-3.6V5.1z';
const CIRCLES = 'M6 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8M10 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8';

interface Glyph {
  path: string;
  filled: boolean;
  /** Stroke inside the shape: the filled octagon carries a bar. */
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
};

/** The level's shape as a 16-px picture in `currentColor`. */
export function drawGlyph(document: Document, { path, filled, inner }: Glyph): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [name, value] of [
    ['viewBox', '0 0 16 16'],
    ['width', '16'],
    ['height', '16'],
    ['aria-hidden', 'true'],
  ] as const) {
    svg.setAttribute(name, value);
  }
  const add = (d: string, attributes: Record<string, string>) => {
    const node = document.createElementNS(SVG, 'path');
    node.setAttribute('d', d);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    svg.append(node);
  };
  const stroke = { 'stroke-width': '1.5', 'stroke-linejoin': 'round', 'stroke-linecap': 'round' };
  add(path, { ...stroke, fill: filled ? 'currentColor' : 'none', stroke: 'currentColor' });
  if (inner) add(inner, { ...stroke, fill: 'none', class: 'almsguard-inner' });
  return svg;
}
