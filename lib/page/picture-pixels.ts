import { MAX_GREY_SIDE } from '#lib/core/limits.ts';
import { fitInto } from '#lib/detect/grey.ts';
import { mayBeCode, type PictureKind } from './picture-find.ts';

/** Side of a picture's own pixels; larger ones take long to draw. */
const MAX_SOURCE_PX = 4_096;
const MIN_SOURCE_PX = 21;
/** Characters of a drawing's markup: the smallest code takes more, and what takes longer is a map. */
const MIN_SVG_CHARS = 500;
const MAX_SVG_CHARS = 1_000_000;
/** Elements of a drawing whose colours are asked for one by one. */
const MAX_SVG_ELEMENTS = 2_000;
/** Characters of a picture written into a style. */
const MAX_DATA_CHARS = 1_000_000;

export interface Source {
  image: CanvasImageSource;
  width: number;
  height: number;
}

/**
 * What of an element can be drawn on a canvas, if it is no longer than `ratio` times its other side. `null`: nothing
 * yet. `plain`: no code can be in it. `closed`: only the screen shows it. Nothing is fetched: a picture of the web is
 * never asked for again.
 */
export async function openPicture(
  element: Element,
  kind: PictureKind,
  ratio: number,
  window: Window & typeof globalThis,
): Promise<Source | null | 'plain' | 'closed'> {
  if (kind === 'image') return openImage(element as HTMLImageElement, ratio);
  if (kind === 'canvas') {
    const { width, height } = element as HTMLCanvasElement;
    return sized(element as HTMLCanvasElement, width, height, ratio);
  }
  if (kind === 'svg') return openSvg(element as SVGSVGElement, ratio, window);
  if (element instanceof HTMLInputElement) return 'closed';
  const { backgroundImage } = window.getComputedStyle(element);
  const url = /url\("((?:[^"\\]|\\.)*)"\)/.exec(backgroundImage)?.[1];
  if (!url) return 'plain';
  if (!url.startsWith('data:') || url.length > MAX_DATA_CHARS) return 'closed';
  return openData(url.replace(/\\(.)/g, '$1'), ratio, window);
}

/** Light on nothing is as good as dark on nothing: what is one colour on white may not be on black. */
export const GROUNDS = ['#fff', '#000'] as const;

/** The picture in at most `MAX_GREY_SIDE`; `null` where the browser keeps pixels of other origins to itself. */
export function drawPixels(
  { image, width, height }: Source,
  ground: (typeof GROUNDS)[number],
  document: Document,
): ImageData | null {
  const size = fitInto(width, height, MAX_GREY_SIDE);
  const canvas = Document.prototype.createElement.call(document, 'canvas') as HTMLCanvasElement;
  canvas.width = size.width;
  canvas.height = size.height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  context.imageSmoothingQuality = 'medium';
  context.fillStyle = ground;
  context.fillRect(0, 0, size.width, size.height);
  try {
    context.drawImage(image, 0, 0, size.width, size.height);
    return context.getImageData(0, 0, size.width, size.height);
  } catch {
    return null;
  }
}

async function openImage(image: HTMLImageElement, ratio: number): Promise<Source | null | 'plain'> {
  if (!image.complete || image.naturalWidth === 0) return null;
  // Decoded beside the main thread, where drawing it would do so on it.
  await image.decode().catch(() => undefined);
  return sized(image, image.naturalWidth, image.naturalHeight, ratio);
}

function sized(image: CanvasImageSource, width: number, height: number, ratio: number): Source | 'plain' {
  return mayBeCode({ width, height }, MIN_SOURCE_PX, MAX_SOURCE_PX, ratio)
    ? { image, width, height }
    : 'plain';
}

/** A drawing in the page, as a picture of its own: with the colours that style sheets give it, without scripts. */
async function openSvg(
  svg: SVGSVGElement,
  ratio: number,
  window: Window & typeof globalThis,
): Promise<Source | 'plain' | 'closed'> {
  const parts = svg.querySelectorAll('*');
  if (parts.length > MAX_SVG_ELEMENTS) return 'closed';
  const copy = svg.cloneNode(true) as SVGSVGElement;
  for (const side of ['width', 'height']) copy.style.setProperty(side, `${MAX_GREY_SIDE}px`, 'important');
  if (!copy.hasAttribute('viewBox')) {
    const { width, height } = svg.getBoundingClientRect();
    copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  }
  const colour = (from: Element, to: Element) =>
    (to as SVGElement).style.setProperty('fill', window.getComputedStyle(from).fill);
  colour(svg, copy);
  copy.querySelectorAll('*').forEach((part, index) => {
    const from = parts[index];
    if (from?.hasAttribute('class') || from?.getAttribute('fill') === 'currentColor') colour(from, part);
  });
  const markup = new window.XMLSerializer().serializeToString(copy);
  if (markup.length < MIN_SVG_CHARS || markup.length > MAX_SVG_CHARS) return 'plain';
  return openData(`data:image/svg+xml,${encodeURIComponent(markup)}`, ratio, window);
}

async function openData(
  url: string,
  ratio: number,
  window: Window & typeof globalThis,
): Promise<Source | 'plain' | 'closed'> {
  const image = new window.Image();
  image.src = url;
  try {
    await image.decode();
  } catch {
    // Not a picture, or the page's policy allows none of this kind.
    return 'closed';
  }
  return sized(image, image.naturalWidth, image.naturalHeight, ratio);
}
