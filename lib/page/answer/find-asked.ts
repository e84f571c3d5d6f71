import type { Asked, Pointed } from '#lib/core/answer.ts';
import { MAX_ASKED_CHARS, MIN_ANSWER_PX } from '#lib/core/limits.ts';
import { pictureKind } from '../picture-find.ts';
import { type AskPicture, readPicture } from './picture-text.ts';
import { focusedIn, readSelected } from './selected.ts';

/** What is asked about, and where it stands; `where` tells nothing once it is gone. */
export interface Found {
  asked: Asked;
  where(): DOMRect | null;
}

const PICTURES = 'img, canvas, svg, input[type="image"]';
const LINKS = 'a[href], area[href]';

/**
 * What somebody means in this frame: what they selected, or else the link or picture that they came to by key or that
 * lies under the pointer. Where a menu was opened the browser has told what it was opened on.
 */
export async function findAsked(
  pointed: Pointed,
  window: Window & typeof globalThis,
  ask: AskPicture,
): Promise<Found | null> {
  const isMenu = Object.values(pointed).some((value) => value !== '');
  const selected = isMenu && pointed.selection === '' ? null : readSelected(window);
  if (selected || pointed.selection !== '') {
    // A menu opens on what the browser says: what the page tells is used where it is the same, for its lines.
    const isSame = selected !== null && (!isMenu || begins(selected.text, pointed.selection));
    const text = isSame ? selected.text : pointed.selection;
    const where = () => (isSame && isSeen(selected.where()) ? selected.where() : null);
    return { asked: { what: 'selection', ...bounded(text), ...frame(window) }, where };
  }
  const { link, picture } = isMenu ? elementsOf(pointed, window) : elementsAtHand(window);
  const href = pointed.link || (link as HTMLAnchorElement | null)?.href || '';
  const codes = picture ? await readPicture(picture, window, ask) : '';
  const anchor = picture ?? link;
  if (!anchor && !isMenu) return null;
  const text = [href, codes].filter((part) => part !== '').join('\n');
  const isPicture = picture !== null || pointed.picture !== '';
  return {
    asked: { what: isPicture ? 'picture' : 'link', ...bounded(text), ...frame(window) },
    where: () => (anchor?.isConnected ? anchor.getBoundingClientRect() : null),
  };
}

interface Elements {
  link: Element | null;
  picture: Element | null;
}

/** The elements that a menu was opened on, of several alike the one at hand. */
function elementsOf({ link, picture }: Pointed, window: Window & typeof globalThis): Elements {
  const { document } = window;
  const atHand = elementsAtHand(window);
  const pick = (all: Iterable<Element>, first: Element | null, isIt: (one: Element) => boolean) =>
    first && isIt(first) ? first : ([...all].find(isIt) ?? null);
  return {
    link:
      link === ''
        ? null
        : pick(document.links, atHand.link, (one) => (one as HTMLAnchorElement).href === link),
    picture:
      picture === ''
        ? null
        : pick(document.querySelectorAll('img, input[type="image"]'), atHand.picture, (one) => {
            const { currentSrc, src } = one as HTMLImageElement;
            return currentSrc === picture || src === picture;
          }),
  };
}

/** What has the focus; otherwise what lies under the pointer. */
function elementsAtHand({ document }: Window): Elements {
  const focused = focusedIn(document);
  const isUsed = focused?.matches(`${LINKS}, ${PICTURES}`) || focused?.querySelector(PICTURES);
  const at =
    focused && focused !== document.body && isUsed
      ? focused
      : [...document.querySelectorAll(':hover')].at(-1);
  const link = at?.closest(LINKS) ?? null;
  const picture = at?.closest(PICTURES) ?? link?.querySelector(PICTURES) ?? null;
  // A backdrop or a frame around it says nothing; what is no element of these may show a code as its background.
  const shown = picture ?? (at && hasBackground(at) ? at : null);
  return { link, picture: shown };
}

function hasBackground(element: Element): boolean {
  return pictureKind(element) === 'shown' && /url\(/.test(getComputedStyle(element).backgroundImage);
}

function frame(window: Window) {
  const { innerWidth, innerHeight, document } = window;
  const inside = focusedIn(document)?.localName ?? '';
  return {
    isHere: document.hasFocus() && inside !== 'iframe' && inside !== 'frame',
    hasRoom:
      window === window.top || (innerWidth >= MIN_ANSWER_PX.width && innerHeight >= MIN_ANSWER_PX.height),
  };
}

function bounded(text: string): Pick<Asked, 'text' | 'cut'> {
  return { text: text.slice(0, MAX_ASKED_CHARS), cut: text.length > MAX_ASKED_CHARS };
}

/** Characters by which two tellings of one selection are known; browsers cut and fold what they tell. */
const KNOWN_BY = 200;

function begins(text: string, told: string): boolean {
  const fold = (of: string) =>
    of
      .slice(0, 4 * KNOWN_BY)
      .replace(/\s+/g, '')
      .slice(0, KNOWN_BY);
  return fold(text).startsWith(fold(told)) || fold(told).startsWith(fold(text));
}

function isSeen({ width, height }: DOMRect): boolean {
  return width > 0 || height > 0;
}
