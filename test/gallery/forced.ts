import {
  checkContrast,
  coloursOf,
  contrastOf,
  groundOf,
  LEAST_SHAPE,
  LEAST_TEXT,
  leastOf,
} from './contrast.ts';
import { shownOver } from './over-page.ts';

/** What is lost where the reader has chosen all colours: grounds and shadows are gone then. */

const CONTROLS = 'button, select, textarea, input:not([type="hidden"])';

/** Texts and shapes that do not stand out, and what is to be pressed and does not look like it. */
export function checkForced(): string[] {
  const over = shownOver();
  return (over.length > 0 ? over : [document.body]).flatMap((root) => [
    ...checkContrast(root),
    ...[...root.querySelectorAll('*')].filter(isOnPlate).map((part) => `not to be read: ${nameOf(part)}`),
    ...[...root.querySelectorAll(CONTROLS)]
      .filter((part) => part.checkVisibility({ visibilityProperty: true }) && !looksPressable(part))
      .map((part) => `looks like text: ${nameOf(part)}`),
    ...[...root.querySelectorAll('button:disabled')]
      .filter((part) => part.checkVisibility() && getComputedStyle(part).color !== colourNamed('GrayText'))
      .map((part) => `looks as if it could be pressed: ${nameOf(part)}`),
  ]);
}

const nameOf = (part: Element) => part.outerHTML.slice(0, 120);

/** Behind words the browser draws a plate of the ground that the reader chose, whatever ground they were given. */
function isOnPlate(part: Element): boolean {
  if (leastOf(part) !== LEAST_TEXT || !part.checkVisibility()) return false;
  const style = getComputedStyle(part);
  const hasPlate = style.getPropertyValue('forced-color-adjust') === 'auto';
  return hasPlate && contrastOf(coloursOf(style.color), coloursOf(colourNamed('Canvas'))) < LEAST_TEXT;
}

/** What a colour of the reader's is, by its name in CSS. */
function colourNamed(name: string): string {
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.color = name;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** By an edge that is seen, by a line below its text, by a drawing; boxes to be ticked are the browser's own. */
function looksPressable(part: Element): boolean {
  if (part.matches('[type="checkbox"], [type="radio"], [type="file"]') || part.querySelector('svg'))
    return true;
  const { borderTopStyle, borderTopWidth, borderTopColor, textDecorationLine } = getComputedStyle(part);
  if (textDecorationLine.includes('underline')) return true;
  const hasEdge = borderTopStyle !== 'none' && Number.parseFloat(borderTopWidth) >= 1;
  const edge = coloursOf(borderTopColor);
  return hasEdge && edge[3] > 0 && contrastOf(edge, groundOf(part.parentElement ?? part)) >= LEAST_SHAPE;
}
