import { checkContrast } from './contrast.ts';
import { checkFit } from './fit.ts';
import { shownOver } from './over-page.ts';

/** What is needed of axe, which whoever drives the page puts into it. */
interface Axe {
  run(
    context: Document,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** A key without words shows as its own name. */
const MISSING = /\[[a-z][a-z0-9_]*\]/g;

/** What runs over the side or has no room, and words that are missing, with everything unfolded. */
export function checkMisfits(): string[] {
  unfold();
  const { documentElement: page, body } = document;
  const over = page.scrollWidth - page.clientWidth;
  const parts = shownOver().flatMap((root) =>
    [...root.children].filter((part) => part instanceof HTMLElement),
  );
  const outside = parts.filter((part) => {
    const { left, right, width } = part.getBoundingClientRect();
    return width > 0 && (left < 0 || right > page.clientWidth || isCut(part));
  });
  const text = [body, ...parts].map(({ innerText }) => innerText).join('\n');
  return [
    ...(over > 0 ? [`${over} px over the side`] : []),
    ...outside.map(({ className }) => `${className} over the side`),
    ...(text.match(MISSING) ?? []),
    ...checkFit(),
  ];
}

/** Rows are drawn as they are scrolled to, and seconds go by. */
const CHANGING = '.cases tbody, .almsguard-guard-wait';

/** Every word that is to be read, with everything unfolded; of what changes by itself none. */
export function wordsShown(): string[] {
  unfold();
  const words: string[] = [];
  for (const tree of [document.body, ...shownOver()]) {
    const texts = document.createTreeWalker(tree, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const element = text.parentElement;
      if (!element?.checkVisibility({ visibilityProperty: true }) || element.closest(CHANGING)) continue;
      words.push(...(text.textContent ?? '').trim().split(/\s+/));
    }
  }
  return words;
}

function unfold(): void {
  for (const details of document.querySelectorAll('details')) details.open = true;
}

/** A glyph has a wider place to be pressed at around it. */
function isCut(part: Element): boolean {
  return getComputedStyle(part).overflow !== 'visible' && part.scrollWidth > part.clientWidth;
}

/**
 * What axe finds as well, with everything unfolded. Colours, which go by the theme alone, are looked at where it is
 * wide, and how large targets are where it is narrow: each takes longer than all else.
 */
export async function checkFaults(isWide: boolean): Promise<string[]> {
  unfold();
  const { axe } = window as unknown as { axe: Axe };
  const { violations } = await axe.run(document, {
    resultTypes: ['violations'],
    rules: {
      'color-contrast': { enabled: isWide },
      // Only done when asked for.
      'target-size': { enabled: !isWide },
      // What stands over a page inherits nothing of it, letter spacing included: a reader's own reaches into it.
      'avoid-inline-spacing': { enabled: false },
    },
    selectors: false,
  });
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  return [...found, ...(isWide ? shownOver().flatMap(checkContrast) : []), ...checkMisfits()];
}
