import { inARow } from '#lib/core/sentences.ts';
import { webUrl } from '#lib/core/web-url.ts';
import type { Citation } from './citation.ts';
import { type CiteWords, type Part, sentencesOf, textOf } from './sentences.ts';

/** How one format writes a stretch. */
type Write = (part: Part) => string;

/** Sentences one after the other, as they are pasted into a footnote. */
export function citePlain(citation: Citation, words: CiteWords): string {
  return inARow(sentencesOf(citation, words).map(textOf), words.t);
}

/** CommonMark: whatever a list writes stays text, and a link is one only where it leads to the web. */
export function citeMarkdown(citation: Citation, words: CiteWords): string {
  return write(citation, words, ({ as, text }) => {
    const url = as === 'link' ? webUrl(text) : null;
    if (url) return `<${url.href}>`;
    return as === 'code' ? fence(text) : text.replace(MARKDOWN, '\\$&');
  });
}

/** A paragraph of HTML that needs nothing around it, and runs the way its language does. */
export function citeHtml(citation: Citation, words: CiteWords): string {
  const inside = write(citation, words, ({ as, text }) => {
    const url = as === 'link' ? webUrl(text) : null;
    if (url) return `<a href="${escapeHtml(url.href)}">${escapeHtml(text)}</a>`;
    return as === 'code' ? `<code dir="ltr">${escapeHtml(text)}</code>` : escapeHtml(text);
  });
  return `<p dir="auto">${inside}</p>`;
}

function write(citation: Citation, words: CiteWords, part: Write): string {
  return inARow(
    sentencesOf(citation, words).map((parts) => parts.map(part).join('')),
    words.t,
  );
}

/**
 * Every ASCII sign that CommonMark may read as markup (0.31, section 2.4), but for those that end sentences. A full stop
 * is one where GitHub's flavour makes links of what begins with `www.` (GFM 0.29, section 6.9).
 */
const MARKDOWN = /[\\`*_{}[\]<>()#+|~$&^=!"':;@/-]|(?<=www)\./gi;

/** A code span whose fence is longer than any in it (CommonMark 0.31, section 6.1). */
function fence(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const ticks = '`'.repeat(longest + 1);
  return longest > 0 ? `${ticks} ${text} ${ticks}` : `${ticks}${text}${ticks}`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
