import { shownOver } from './over-page.ts';

/** What moves, and what stands still while the rest is scrolled. */

/** How much of the height may be taken by one thing that stays in view. */
const MOST_STUCK = 0.5;

/** Animations and transitions that take time. What only waits before it appears does not move. */
export function checkMoving(): string[] {
  const all = [document.body, ...shownOver()].flatMap((tree) => [...tree.querySelectorAll('*')]);
  const running = document
    .getAnimations()
    .filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 0)
    .map((one) => `runs: ${(one as CSSAnimation).animationName ?? one.constructor.name}`);
  const ready = all.filter((element) => {
    const { transitionDuration, scrollBehavior } = getComputedStyle(element);
    return (
      scrollBehavior === 'smooth' || transitionDuration.split(',').some((time) => Number.parseFloat(time) > 0)
    );
  });
  return [...running, ...ready.map(({ localName, className }) => `would move: ${localName}.${className}`)];
}

/** What takes so much of what it is scrolled in that little is left to read in. */
export function checkStuck(): string[] {
  const over = shownOver();
  const parts = (over.length > 0 ? over : [document.body])
    .flatMap((root) => [...root.querySelectorAll<HTMLElement>('*')])
    .filter(isStuck);
  return parts.flatMap((part) => {
    const { height } = part.getBoundingClientRect();
    const room = scrolledIn(part)?.clientHeight ?? innerHeight;
    return height > MOST_STUCK * Math.min(room, innerHeight)
      ? [`takes ${Math.round(height)} of ${room} px: ${part.localName}.${part.className}`]
      : [];
  });
}

/** Along the way of reading; what stands over somebody's page is a window of its own, and is scrolled in. */
function isStuck(part: HTMLElement): boolean {
  const { position, insetBlockStart, insetBlockEnd } = getComputedStyle(part);
  const isSticky = position === 'sticky' && (insetBlockStart !== 'auto' || insetBlockEnd !== 'auto');
  return (isSticky || (position === 'fixed' && part.matches('.status'))) && part.checkVisibility();
}

function scrolledIn(part: HTMLElement): Element | null {
  for (let at = part.parentElement; at && at !== document.body; at = at.parentElement) {
    if (['auto', 'scroll'].includes(getComputedStyle(at).overflowY)) return at;
  }
  return null;
}
