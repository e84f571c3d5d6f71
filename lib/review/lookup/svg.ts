import { own } from '#lib/core/own.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { MAX_SVG_CHARS, MAX_SVG_DEPTH, MAX_SVG_PARTS, MAX_SVG_PICTURES } from '#lib/core/review-limits.ts';

/** What of an SVG is looked at for codes. */
export interface Drawing {
  /** Plain shapes. */
  markup: string;
  /** Pictures that it holds, as base64: each is looked at by itself. */
  pictures: string[];
}

const SVG = 'http://www.w3.org/2000/svg';
/** Of what codes are made. No scripts, no pages, no filters, no letters, nothing that moves. */
const SHAPES = new Set([
  ...['svg', 'g', 'a', 'defs', 'symbol', 'use', 'clipPath', 'style', 'linearGradient', 'radialGradient'],
  ...['stop', 'path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon'],
]);
const PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,/i;
/** What leads to anything but a shape of the same drawing, by whatever spelling. */
const LEADS_AWAY = /\\|@import|url\((?!\s*["']?#)/i;
const REFERENCE = /url\(\s*["']?#([^"')\s]+)/gi;
/** What a document declares once, to be written out wherever it is named, or at every element of a name. */
const DECLARED = /<!ENTITY\s+(%?)[^"'>]*(?:"([^"]*)"|'([^']*)')/g;
const AT_ELEMENTS = /<!ATTLIST\s/;
/** Characters of an attribute that cost about as much as a shape: paths are long. */
const PART_CHARS = 100;

/**
 * Makes of an SVG what may be drawn: plain shapes that lead nowhere, and no more of them than are drawn in a moment. A
 * shape that is used again and again counts as often.
 */
export function readDrawing(
  markup: string,
  parseXml: (markup: string) => Document,
): Result<Drawing, 'damaged' | 'not-drawn'> {
  if (grownBy(markup) > MAX_SVG_CHARS)
    return fail('not-drawn', 'Its declarations make more of it than is drawn');
  const root = own(parseXml(markup), 'documentElement');
  // Of what is not well-formed browsers make a page that says so.
  if (root.namespaceURI !== SVG || root.localName !== 'svg') {
    return fail('damaged', 'Not an SVG that a browser would show');
  }
  const pictures: string[] = [];
  for (const element of root.querySelectorAll('*')) {
    const href = hrefOf(element)?.value ?? '';
    if (PICTURE.test(href) && pictures.length < MAX_SVG_PICTURES) pictures.push(href.replace(PICTURE, ''));
    // Only what is no shape may be a form.
    if (element.namespaceURI !== SVG || !SHAPES.has(element.localName)) own(element, 'remove').call(element);
  }
  for (const element of [root, ...root.querySelectorAll('*')]) untie(element);
  if (weigh(root) > MAX_SVG_PARTS) return fail('not-drawn', 'More in it than is drawn');
  return ok({ markup: new XMLSerializer().serializeToString(root), pictures });
}

/** Characters that its declarations add at the most, before anybody could count what came of them. */
function grownBy(markup: string): number {
  if (AT_ELEMENTS.test(markup)) return Number.POSITIVE_INFINITY;
  let longest = 0;
  for (const [, makesMore, quoted, singly] of markup.matchAll(DECLARED)) {
    const value = quoted ?? singly ?? '';
    if (makesMore || value.includes('&')) return Number.POSITIVE_INFINITY;
    longest = Math.max(longest, value.length);
  }
  return longest === 0 ? 0 : longest * markup.split('&').length;
}

function hrefOf(element: Element): Attr | undefined {
  return [...own(element, 'attributes')].find(({ localName }) => localName === 'href');
}

/** Takes away whatever leads out of the drawing. */
function untie(element: Element): void {
  const text = element.localName === 'style' ? (element.textContent ?? '') : '';
  // What a style sheet refers to nobody could count.
  if (LEADS_AWAY.test(text) || text.match(REFERENCE)) element.remove();
  for (const attribute of [...element.attributes]) {
    const isAway = attribute.localName === 'href' && !attribute.value.trim().startsWith('#');
    if (isAway || LEADS_AWAY.test(attribute.value)) element.removeAttributeNode(attribute);
  }
}

/** How many shapes are drawn in all; `Infinity` for one that stands in itself, or too deep. */
function weigh(root: Element): number {
  const byId = new Map<string, Element>();
  for (const element of root.querySelectorAll('[id]'))
    if (!byId.has(element.id)) byId.set(element.id, element);
  const weights = new Map<Element, number>();

  function weightOf(element: Element, depth: number): number {
    const known = weights.get(element);
    if (known !== undefined) return known;
    if (depth > MAX_SVG_DEPTH) return Number.POSITIVE_INFINITY;
    weights.set(element, Number.POSITIVE_INFINITY);
    let weight = 1;
    const within: Element[] = [...element.children];
    for (const { localName, value } of element.attributes) {
      weight += Math.floor(value.length / PART_CHARS);
      const ids = localName === 'href' ? [value.trim().slice(1)] : [];
      for (const [, id = ''] of value.matchAll(REFERENCE)) ids.push(id);
      within.push(...ids.flatMap((id) => byId.get(id) ?? []));
    }
    for (const one of within) weight += weightOf(one, depth + 1);
    weights.set(element, weight);
    return weight;
  }
  return weightOf(root, 0);
}
