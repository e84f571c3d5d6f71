import { MAX_SIGNAL_CHARS } from '#lib/core/limits.ts';
import type { PageSignals } from '#lib/core/types.ts';
import { nameOf, selectAll, titleOf } from './dom.ts';

/** Characters of one heading or button; longer ones are texts. */
const MAX_APPEAL_CHARS = 200;

/** Where a page announces what it wants. */
const APPEALS = 'h1, h2, h3, h4, button, summary, legend, input[type="submit"], input[type="button"]';
/** Where it says that it is news. */
const ARTICLES = 'meta[property="og:type"], script[type="application/ld+json"], [itemtype$="NewsArticle"]';
const ARTICLE_DATA = /"@type"\s*:\s*\[?\s*"[A-Za-z]*NewsArticle"/;

/** What the document says of itself as a whole, shadow trees included. */
export function readSignals(document: Document, shadows: Iterable<ShadowRoot>): PageSignals {
  let isArticle = false;
  let appeal = '';
  for (const root of [document, ...shadows]) {
    for (const element of selectAll(root, `${ARTICLES}, ${APPEALS}`)) {
      const name = nameOf(element);
      if (name === 'META') isArticle ||= /^article/i.test((element as HTMLMetaElement).content);
      else if (name === 'SCRIPT') isArticle ||= ARTICLE_DATA.test((element as HTMLScriptElement).text);
      else if (element.getAttribute('itemtype')?.endsWith('NewsArticle')) isArticle = true;
      else if (appeal.length < MAX_SIGNAL_CHARS) {
        const label = fold(
          name === 'INPUT' ? (element as HTMLInputElement).value : (element.textContent ?? ''),
        );
        if (label) appeal += `${label}\n`;
      }
    }
  }
  return {
    title: titleOf(document).slice(0, MAX_SIGNAL_CHARS),
    isArticle,
    appeal: appeal.slice(0, MAX_SIGNAL_CHARS).trim(),
  };
}

function fold(text: string): string {
  return text
    .slice(0, MAX_APPEAL_CHARS * 2)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_APPEAL_CHARS);
}
