import {
  MAX_PLAIN_PICTURE_BYTES,
  MAX_SNAPSHOT_PICTURE_CHARS,
  MAX_SNAPSHOT_PICTURE_SIDE,
} from '#lib/core/limits.ts';
import { fitInto } from '#lib/detect/grey.ts';
import { createElement, createWalker, nameOf } from '../dom.ts';
import type { OpenShadow } from '../shadow.ts';
import type { ReadPicture } from './attributes.ts';

/** Smaller than a point for measuring visitors. */
const MIN_SIDE = 2;
/** A code that is shown small is still read. */
const MIN_KEPT_SIDE = 400;
/** What a picture of another size than before is held to. */
const SIZE_STYLE = ['width', 'height'];
/** Of a picture that may lose something. */
const LOSSY_QUALITY = 0.85;
/** And a picture in the place of a canvas, which rules for canvases do not reach. */
const CANVAS_STYLE = [
  ...SIZE_STYLE,
  'display',
  'position',
  'inset',
  'margin',
  'padding',
  'border',
  'box-sizing',
];

/**
 * Pictures, films and canvases, drawn from what the browser has loaded: nothing is asked for again, so that nobody
 * learns that a page was kept. Those of other sites stay closed; they have no entry.
 */
export async function readPictures(
  root: Node,
  openShadow: OpenShadow,
  window: Window,
): Promise<Map<Element, ReadPicture>> {
  const found = new Map<Element, ReadPicture>();
  let chars = 0;
  for (const element of picturesIn(root, openShadow)) {
    if (chars > MAX_SNAPSHOT_PICTURE_CHARS) break;
    const picture = await readPicture(element, window).catch(() => null);
    if (!picture) continue;
    found.set(element, picture);
    chars += picture.url.length;
  }
  return found;
}

type Picture = HTMLImageElement | HTMLVideoElement | HTMLCanvasElement;

function picturesIn(root: Node, openShadow: OpenShadow): Picture[] {
  const found: Picture[] = [];
  const trees = [root];
  for (let tree = trees.pop(); tree; tree = trees.pop()) {
    const walker = createWalker(tree, 'elements');
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (/^(?:IMG|VIDEO|CANVAS)$/.test(nameOf(node))) found.push(node as Picture);
      const shadow = openShadow(node as Element);
      if (shadow) trees.push(shadow);
    }
  }
  return found;
}

async function readPicture(element: Picture, window: Window): Promise<ReadPicture | null> {
  const size = sizeOf(element);
  const isSeen = element.getClientRects().length > 0;
  if (!size || !isSeen || size.width < MIN_SIDE || size.height < MIN_SIDE) return null;
  if (element instanceof HTMLImageElement && element.src.startsWith('data:image/')) return null;
  const { width, height } = fitInto(size.width, size.height, sideFor(element, window));
  const canvas = createElement(element.ownerDocument, 'canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.drawImage(element, 0, 0, width, height);
  const url = await toDataUrl(await encode(canvas));
  const isCanvas = element instanceof HTMLCanvasElement;
  const kept = isCanvas ? CANVAS_STYLE : width === size.width ? [] : SIZE_STYLE;
  return { url, style: styleOf(element, kept, window) };
}

function sizeOf(element: Picture): { width: number; height: number } | null {
  if (element instanceof HTMLCanvasElement) return { width: element.width, height: element.height };
  if (element instanceof HTMLVideoElement) {
    const { videoWidth, videoHeight, readyState } = element;
    return readyState >= element.HAVE_CURRENT_DATA ? { width: videoWidth, height: videoHeight } : null;
  }
  return element.complete ? { width: element.naturalWidth, height: element.naturalHeight } : null;
}

/** No more pixels than the screen shows of it, where it is larger than that. */
function sideFor(element: Picture, window: Window): number {
  const { width, height } = element.getBoundingClientRect();
  const shown = Math.ceil(Math.max(width, height) * window.devicePixelRatio);
  return Math.min(MAX_SNAPSHOT_PICTURE_SIDE, Math.max(shown, MIN_KEPT_SIDE));
}

function styleOf(element: Picture, kept: readonly string[], window: Window): string {
  const style = window.getComputedStyle(element);
  return kept.map((name) => `${name}:${style.getPropertyValue(name)}`).join(';');
}

/** As it is where that is small: a code must not get blurred. Rejects for what the browser keeps to itself. */
async function encode(canvas: HTMLCanvasElement): Promise<Blob> {
  const plain = await toBlob(canvas, 'image/png');
  if (plain.size <= MAX_PLAIN_PICTURE_BYTES) return plain;
  const smaller = await toBlob(canvas, 'image/webp');
  return smaller.size < plain.size ? smaller : plain;
}

function toBlob(canvas: HTMLCanvasElement, type: string): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const take = (blob: Blob | null) => (blob ? resolve(blob) : reject(new Error('Nothing was drawn')));
    canvas.toBlob(take, type, LOSSY_QUALITY);
  });
}

/** By a reader: bytes that Firefox hands out of a page's own picture may not be touched from here. */
function toDataUrl(blob: Blob): Promise<string> {
  const reader = new FileReader();
  return new Promise((resolve, reject) => {
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
