import type { CiteFormat } from '#lib/core/checked.ts';
import { citeBibtex } from './bibtex.ts';
import type { Citation } from './citation.ts';
import { citeCsl } from './csl.ts';
import { citeHtml, citeMarkdown, citePlain } from './prose.ts';
import type { CiteWords } from './sentences.ts';

const WRITERS: Record<CiteFormat, (citation: Citation, words: CiteWords) => string> = {
  plain: citePlain,
  markdown: citeMarkdown,
  html: citeHtml,
  bibtex: citeBibtex,
  'csl-json': (citation, words) => JSON.stringify([citeCsl(citation, words)], null, 2),
};

export function cite(citation: Citation, format: CiteFormat, words: CiteWords): string {
  return WRITERS[format](citation, words);
}
