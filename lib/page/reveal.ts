import { elementOf, rangeOf, type Target } from './targets.ts';

const FLASH_MS = 1_600;
const FLASH_COLOUR = '#b8860b';

/** Brings a place into view and outlines it for a moment. Attributes and tree of the page stay as they are. */
export function reveal(target: Target, window: Window): void {
  const element = elementOf(target);
  if (!element) return;
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  const rect = target.kind === 'text' ? rangeOf(target)?.getBoundingClientRect() : undefined;
  // In a long text the middle of its element is not the place.
  if (rect && (rect.top < 0 || rect.bottom > window.innerHeight)) {
    window.scrollBy({ top: rect.top - window.innerHeight / 2, behavior: 'instant' });
  }
  const outline = `3px solid ${FLASH_COLOUR}`;
  const fading = calm ? outline : '3px solid transparent';
  element.animate(
    [
      { outline, outlineOffset: '3px' },
      { outline: fading, outlineOffset: '3px' },
    ],
    { duration: FLASH_MS, easing: 'ease-in' },
  );
}
