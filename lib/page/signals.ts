import { MAX_SIGNAL_CHARS } from '#lib/core/limits.ts';
import type { PageSignals } from '#lib/core/types.ts';
import { selectAll, textOf, titleOf } from './dom.ts';

/** Characters of one heading or button; longer ones are texts. */
const MAX_APPEAL_CHARS = 200;

/** Where a page announces what it wants. */
const APPEALS = ['h1, h2', 'h3, h4', 'button, summary, legend', 'input[type="submit"], input[type="button"]'];
const ARTICLE_DATA = /"@type"\s*:\s*\[?\s*"[A-Za-z]*NewsArticle"/;

/** What the document says of itself as a whole, shadow trees included. */
export function readSignals(document: Document, shadows: Iterable<ShadowRoot>): PageSignals {
  const roots = [document, ...shadows];
  const isNews = roots.some(hasNewsData);
  return {
    title: titleOf(document).slice(0, MAX_SIGNAL_CHARS),
    isArticle: isNews || roots.some(isArticle),
    ...(isNews && { isNews }),
    appeal: appealOf(roots).slice(0, MAX_SIGNAL_CHARS).trim(),
  };
}

/** The browser picks the few elements out by itself: handing all of a kind to a script costs more than reading them. */
function isArticle(root: Document | ShadowRoot): boolean {
  return selectAll(root, 'meta[property="og:type"]').some((meta) =>
    /^article/i.test(meta.getAttribute('content') ?? ''),
  );
}

function hasNewsData(root: Document | ShadowRoot): boolean {
  return (
    selectAll(root, 'script[type="application/ld+json"]').some((script) =>
      ARTICLE_DATA.test(textOf(script) ?? ''),
    ) || selectAll(root, '[itemtype$="NewsArticle"]').length > 0
  );
}

function appealOf(roots: (Document | ShadowRoot)[]): string {
  let appeal = '';
  for (const root of roots) {
    for (const selector of APPEALS) {
      for (const element of selectAll(root, selector)) {
        const label = fold(labelOf(element));
        if (label) appeal += `${label}\n`;
        if (appeal.length >= MAX_SIGNAL_CHARS) return appeal;
      }
    }
  }
  return appeal;
}

function labelOf(element: Element): string {
  return element instanceof HTMLInputElement ? element.value : (textOf(element) ?? '');
}

function fold(text: string): string {
  return text
    .slice(0, MAX_APPEAL_CHARS * 2)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_APPEAL_CHARS);
}
