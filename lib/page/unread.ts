import type { Unread } from '#lib/core/types.ts';
import { byTag, selectAll } from './dom.ts';
import { mayBeCode } from './picture-find.ts';
import type { PictureReader } from './pictures.ts';

/** A picture is counted as a code to pay by that may have been missed from this size on, in pixels of its own. */
const MIN_CODE_PX = 80;
/** Counting further says no more. */
const MAX_COUNTED = 1_000;

const PDF = ':is(embed, object)[type="application/pdf"]';

/** What stands in the document and is not read: pictures that may be codes to pay by, and embedded PDF files. */
export function countUnread(
  document: Document,
  pictures: Pick<PictureReader, 'isRead' | 'unread'> | null,
): Unread[] {
  const missed = (element: Element, width: number, height: number) =>
    mayBeCode({ width, height }, MIN_CODE_PX, Number.POSITIVE_INFINITY) && !pictures?.isRead(element);
  const images = count(byTag(document, 'img') as Iterable<HTMLImageElement>, (image) =>
    missed(image, image.naturalWidth, image.naturalHeight),
  );
  const canvases = count(byTag(document, 'canvas') as Iterable<HTMLCanvasElement>, (canvas) =>
    missed(canvas, canvas.width, canvas.height),
  );
  const found: Unread[] = [
    { what: 'image', count: images + (pictures?.unread() ?? 0), why: 'picture' },
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
