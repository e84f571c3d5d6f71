/** Contrast of what stands in the browser's top layer, which axe leaves undetermined. WCAG 2.2, 1.4.3 and 1.4.11. */

export const LEAST_TEXT = 4.5;
export const LEAST_SHAPE = 3;

/** Texts and shapes of this tree that stand out too little from what they are drawn on. An identicon is its colours. */
export function checkContrast(root: ParentNode): string[] {
  return [...root.querySelectorAll('*')].flatMap((element) => {
    const least = leastOf(element);
    if (least === 0 || !element.checkVisibility() || element.matches(':disabled, .identicon')) return [];
    const ratio = contrastOf(coloursOf(getComputedStyle(element).color), groundOf(element));
    return ratio < least ? [`contrast ${ratio.toFixed(2)}: ${element.outerHTML.slice(0, 80)}`] : [];
  });
}

/** What is neither text nor drawn stands out from nothing. */
export function leastOf(element: Element): number {
  if (element.localName === 'svg') return LEAST_SHAPE;
  const hasText = [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
  return hasText ? LEAST_TEXT : 0;
}

type Colour = [red: number, green: number, blue: number, alpha: number];

export function groundOf(element: Element): Colour {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const ground = coloursOf(getComputedStyle(at).backgroundColor);
    if (ground[3] > 0) return ground;
  }
  return [255, 255, 255, 1];
}

export function coloursOf(text: string): Colour {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue, alpha];
}

export function contrastOf(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminanceOf([red, green, blue]: Colour): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
