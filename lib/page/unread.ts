import type { Unread } from '#lib/core/types.ts';
import { byTag, selectAll } from './dom.ts';

/** A code to pay by is about square and at least this wide, in pixels; icons and banners are neither. */
const MIN_CODE_PX = 80;
const MAX_RATIO = 1.25;
/** Counting further says no more. */
const MAX_COUNTED = 1_000;

const PDF = 'embed[type="application/pdf"], object[type="application/pdf"]';

/** What stands in the document and is not read: pictures that may be codes to pay by, and embedded PDF files. */
export function countUnread(document: Document): Unread[] {
  const images = count(
    byTag(document, 'img') as Iterable<HTMLImageElement>,
    ({ naturalWidth, naturalHeight }) => mayBeCode(naturalWidth, naturalHeight),
  );
  const canvases = count(byTag(document, 'canvas') as Iterable<HTMLCanvasElement>, ({ width, height }) =>
    mayBeCode(width, height),
  );
  const found: Unread[] = [
    { what: 'image', count: images, why: 'picture' },
    { what: 'canvas', count: canvases, why: 'picture' },
    { what: 'pdf', count: selectAll(document, PDF).length, why: 'pdf' },
  ];
  return found.filter(({ count }) => count > 0);
}

function count<T>(elements: Iterable<T>, counts: (element: T) => boolean): number {
  let found = 0;
  for (const element of elements) if (counts(element) && ++found === MAX_COUNTED) break;
  return found;
}

function mayBeCode(width: number, height: number): boolean {
  return (
    Math.min(width, height) >= MIN_CODE_PX && Math.max(width, height) <= MAX_RATIO * Math.min(width, height)
  );
}
