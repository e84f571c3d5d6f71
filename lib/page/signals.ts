import { MAX_SIGNAL_CHARS } from '#lib/core/limits.ts';
import type { PageSignals } from '#lib/core/types.ts';
import { attributeOf, selectAll, textOf, titleOf } from './dom.ts';
import type { Steps } from './pacing.ts';

/** Characters of one heading or button; longer ones are texts. */
const MAX_APPEAL_CHARS = 200;

/** Where a page announces what it wants, the loudest first. */
const APPEALS = 'h1 h2 h3 h4 button summary legend input[type=submit] input[type=button]'.split(' ');
const ARTICLE_DATA = /"@type"\s*:\s*\[?\s*"[A-Za-z]*NewsArticle"/;

/** What the document says of itself as a whole, shadow trees included. A step for each question to a whole tree. */
export function* readSignals(document: Document, shadows: Iterable<ShadowRoot>): Steps<PageSignals> {
  const roots = [document, ...shadows];
  let isNews = false;
  let isArticle = false;
  let appeal = '';
  for (const root of roots) {
    yield;
    isNews ||= hasNewsData(root);
    isArticle ||= isNews || isCalledArticle(root);
    for (const selector of APPEALS) {
      yield;
      appeal = addAppeals(appeal, selectAll(root, selector));
    }
  }
  return {
    title: titleOf(document).slice(0, MAX_SIGNAL_CHARS),
    isArticle,
    ...(isNews && { isNews }),
    appeal: appeal.slice(0, MAX_SIGNAL_CHARS).trim(),
  };
}

/** The browser picks the few elements out by itself, and passes over those of other names without a look at them. */
function isCalledArticle(root: Document | ShadowRoot): boolean {
  return selectAll(root, 'meta[property="og:type"]').some((meta) =>
    /^article/i.test(attributeOf(meta, 'content')),
  );
}

function hasNewsData(root: Document | ShadowRoot): boolean {
  return (
    selectAll(root, 'script[type="application/ld+json"]').some((script) =>
      ARTICLE_DATA.test(textOf(script) ?? ''),
    ) || selectAll(root, '[itemtype$="NewsArticle"]').length > 0
  );
}

function addAppeals(before: string, elements: Element[]): string {
  let appeal = before;
  for (const element of elements) {
    if (appeal.length >= MAX_SIGNAL_CHARS) break;
    const label = fold(labelOf(element));
    if (label) appeal += `${label}\n`;
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
