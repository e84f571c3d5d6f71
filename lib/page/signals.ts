import { MAX_SIGNAL_CHARS } from '#lib/core/limits.ts';
import type { PageSignals } from '#lib/core/types.ts';

/** Characters of one heading or button; longer ones are texts. */
const MAX_APPEAL_CHARS = 200;

const ARTICLE_DATA = /"@type"\s*:\s*\[?\s*"[A-Za-z]*NewsArticle"/;

/**
 * What the document says of itself as a whole. `landmarks`: its headings, buttons, fields, scripts and typed
 * items, which the reader meets on its way; looking them up again would cost as much as reading the page.
 */
export function readSignals(document: Document, landmarks: Iterable<Element>): PageSignals {
  let isArticle = saysArticle(document.head);
  let appeal = '';
  for (const element of landmarks) {
    if (isScript(element)) isArticle ||= isArticleData(element);
    else if (element.getAttribute('itemtype')?.endsWith('NewsArticle')) isArticle = true;
    else if (appeal.length < MAX_SIGNAL_CHARS) {
      const label = fold(labelOf(element) ?? '', MAX_APPEAL_CHARS);
      if (label) appeal += `${label}\n`;
    }
  }
  return {
    title: fold(document.title, MAX_SIGNAL_CHARS),
    isArticle,
    appeal: appeal.slice(0, MAX_SIGNAL_CHARS).trim(),
  };
}

function saysArticle(head: HTMLHeadElement | null): boolean {
  for (const meta of head?.getElementsByTagName('meta') ?? []) {
    if (meta.getAttribute('property') === 'og:type' && /^article/i.test(meta.content)) return true;
  }
  for (const script of head?.getElementsByTagName('script') ?? []) if (isArticleData(script)) return true;
  return false;
}

function isScript(element: Element): element is HTMLScriptElement {
  return element.nodeName === 'SCRIPT';
}

function isArticleData(script: HTMLScriptElement): boolean {
  return script.type === 'application/ld+json' && ARTICLE_DATA.test(script.text);
}

function labelOf(element: Element): string | null {
  if (element.nodeName === 'TEXTAREA' || element.hasAttribute('itemtype')) return null;
  if (element.nodeName !== 'INPUT') return element.textContent;
  const { type, value } = element as HTMLInputElement;
  return type === 'submit' || type === 'button' ? value : null;
}

function fold(text: string, chars: number): string {
  return text
    .slice(0, chars * 2)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, chars);
}
