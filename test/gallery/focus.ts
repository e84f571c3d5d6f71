import { coloursOf, contrastOf, groundOf, LEAST_SHAPE } from './contrast.ts';
import { shownOver } from './over-page.ts';

/** Whether the focus is seen wherever a key can bring it. WCAG 2.2, 2.4.7 and 2.4.11, 1.4.11. */

const LEAST_PX = 2;
const FOCUSABLE =
  'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"], [contenteditable]';

/** Everything of ours that the Tab key can come to: of somebody's page, only what stands over it. */
function focusable(): HTMLElement[] {
  const over = shownOver();
  const roots = over.length > 0 ? over : [document];
  const dialog = roots.map((root) => root.querySelector('dialog:modal')).find((found) => found !== null);
  const parts = (dialog ? [dialog] : roots).flatMap((root) => [
    ...root.querySelectorAll<HTMLElement>(FOCUSABLE),
  ]);
  return parts.filter((part) => {
    const isClosed = part.localName !== 'summary' && part.closest('details:not([open])') !== null;
    const isSeen = part.checkVisibility({ visibilityProperty: true });
    return isSeen && !isClosed && !part.matches(':disabled, [tabindex="-1"], #app [inert] *');
  });
}

/**
 * What shows no focus when it has it, or is covered then. A key must have been pressed before: the browser shows the
 * focus to who uses keys.
 */
export function checkFocus(): string[] {
  return focusable().flatMap((part) => {
    // A card closes when the focus goes to another glyph.
    if (!part.isConnected) return [];
    const before = drawnAs(part);
    part.focus();
    const root = part.getRootNode() as Document | ShadowRoot;
    const name = part.outerHTML.slice(0, 100);
    if (root.activeElement !== part) return [`takes no focus: ${name}`];
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(part);
    // In a drawing, where no outline fits its shape, its own line is another.
    if (part instanceof SVGElement) return drawnAs(part) === before ? [`looks the same: ${name}`] : [];
    if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < LEAST_PX) return [`no outline: ${name}`];
    const ratio = contrastOf(coloursOf(outlineColor), groundOf(part.parentElement ?? part));
    if (ratio < LEAST_SHAPE) return [`outline stands out by ${ratio.toFixed(2)}: ${name}`];
    return isCovered(part, root) ? [`focused and covered: ${name}`] : [];
  });
}

function drawnAs(part: Element): string {
  return [...part.children]
    .map((child) => getComputedStyle(child))
    .map(({ stroke, strokeWidth }) => `${stroke} ${strokeWidth}`)
    .join();
}

/** Nothing of it is to be seen at any of its corners nor in its middle. */
function isCovered(part: HTMLElement, root: Document | ShadowRoot): boolean {
  const { left, top, width, height } = part.getBoundingClientRect();
  const shares = [0.5, 0.05, 0.95];
  return !shares.some((x) =>
    shares.some((y) => {
      const met = root.elementFromPoint(left + x * width, top + y * height);
      return met !== null && (part.contains(met) || met.contains(part));
    }),
  );
}
