import {
  MAX_BOXES,
  MAX_BOXES_LOOKED_AT,
  MAX_PICTURE_PX,
  MAX_PICTURE_RATIO,
  MAX_POSTER_RATIO,
  MIN_PICTURE_PX,
} from '#lib/core/limits.ts';
import { byTag, nameOf, selectAll, textOf } from './dom.ts';

/**
 * Elements that show a picture. No selector finds those whose style sheet gives them a background: empty ones are
 * taken for such, and those that are called after QR codes; of others their style is asked.
 */
const PICTURES =
  'img, canvas, svg, input[type="image"], [style*="url("], :is(div, span, a, i, p, figure):empty, [class*="qr" i], [id*="qr" i]';

const BOXES =
  'div, section, article, aside, figure, td, th, li, dd, a, button, label, h1, h2, h3, h4, h5, h6';
/** What stands over a code, or is there for those who hear a page: so many elements and characters at most. */
const MAX_CAPTION_ELEMENTS = 3;
const MAX_CAPTION_CHARS = 200;

export type PictureKind =
  | 'image'
  | 'canvas'
  | 'svg'
  /** Nothing but what the screen shows can be read of it. */
  | 'shown';

const KINDS: Readonly<Record<string, PictureKind>> = { IMG: 'image', CANVAS: 'canvas', SVG: 'svg' };

export function findPictures(roots: Iterable<Node>): Set<Element> {
  const trees = [...roots];
  const pictures = trees
    .flatMap((root) => selectAll(root, PICTURES))
    .filter((element) => nameOf(element) !== 'SVG' || !isInsideSvg(element));
  return new Set([...pictures, ...findBackgrounds(trees)]);
}

/** Boxes with little in them whose style sheet gives them a picture. */
function findBackgrounds(trees: readonly Node[]): Element[] {
  const found: Element[] = [];
  let left = MAX_BOXES;
  for (const element of trees.flatMap((root) => selectAll(root, BOXES)).slice(0, MAX_BOXES_LOOKED_AT)) {
    if (byTag(element, '*')[MAX_CAPTION_ELEMENTS]) continue;
    if (left-- === 0) break;
    if ((textOf(element) ?? '').length > MAX_CAPTION_CHARS) continue;
    if (getComputedStyle(element).backgroundImage.includes('url(')) found.push(element);
  }
  return found;
}

export function pictureKind(element: Element): PictureKind {
  return KINDS[nameOf(element)] ?? 'shown';
}

/** Whether a picture of this size may be a code: about square, neither an icon nor a wall. */
export function mayBeCode(
  { width, height }: { width: number; height: number },
  least = MIN_PICTURE_PX,
  most = MAX_PICTURE_PX,
  ratio = MAX_PICTURE_RATIO,
): boolean {
  const short = Math.min(width, height);
  const long = Math.max(width, height);
  return short >= least && long <= most && long <= ratio * short;
}

/** Whether the element, shown in this size, may show a code. */
export function mayShowCode(element: Element, size: { width: number; height: number }): boolean {
  return mayBeCode(size, MIN_PICTURE_PX, MAX_PICTURE_PX, maxRatioOf(element));
}

/** Longer side over shorter side up to which a code is looked for in what this element shows. */
export function maxRatioOf(element: Element): number {
  return isCalledCode(element) ? MAX_POSTER_RATIO : MAX_PICTURE_RATIO;
}

/** Words in an element's own markup that announce a code to pay by. */
const HINT = /qr|code|wallet|crypto|coin|btc|eth|usdt|xmr|donat|address|pay/i;

/** Whether the element's own attributes say that it may be a code. */
export function isCalledCode(element: Element): boolean {
  return ['src', 'alt', 'class', 'id', 'title', 'style'].some((name) => {
    const value = Element.prototype.getAttribute.call(element, name);
    return value !== null && !value.startsWith('data:') && HINT.test(value);
  });
}

function isInsideSvg(element: Element): boolean {
  return (element as SVGElement).ownerSVGElement != null;
}
