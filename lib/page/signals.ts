import { MAX_SIGNAL_CHARS } from '#lib/core/limits.ts';
import type { PageSignals } from '#lib/core/types.ts';
import { byTag, selectAll, titleOf } from './dom.ts';

/** Characters of one heading or button; longer ones are texts. */
const MAX_APPEAL_CHARS = 200;

/** Where a page announces what it wants. */
const APPEALS = ['h1', 'h2', 'h3', 'h4', 'button', 'summary', 'legend', 'input'];
const BUTTONS = ['submit', 'button'];
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

function isArticle(root: Document | ShadowRoot): boolean {
  for (const meta of byTag(root, 'meta') as Iterable<HTMLMetaElement>) {
    if (meta.getAttribute('property') === 'og:type' && /^article/i.test(meta.content)) return true;
  }
  return false;
}

function hasNewsData(root: Document | ShadowRoot): boolean {
  for (const script of byTag(root, 'script') as Iterable<HTMLScriptElement>) {
    if (script.type === 'application/ld+json' && ARTICLE_DATA.test(script.text)) return true;
  }
  return selectAll(root, '[itemtype$="NewsArticle"]').length > 0;
}

function appealOf(roots: (Document | ShadowRoot)[]): string {
  let appeal = '';
  for (const root of roots) {
    for (const tag of APPEALS) {
      for (const element of byTag(root, tag)) {
        const label = fold(labelOf(element));
        if (label) appeal += `${label}\n`;
        if (appeal.length >= MAX_SIGNAL_CHARS) return appeal;
      }
    }
  }
  return appeal;
}

function labelOf(element: Element): string {
  if (!(element instanceof HTMLInputElement)) return element.textContent ?? '';
  return BUTTONS.includes(element.type) ? element.value : '';
}

function fold(text: string): string {
  return text
    .slice(0, MAX_APPEAL_CHARS * 2)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_APPEAL_CHARS);
}
