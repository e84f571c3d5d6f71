import type { IsoDate } from '#lib/core/entry.ts';
import type { Citation } from './citation.ts';
import { referenceOf } from './reference.ts';
import type { CiteWords } from './sentences.ts';

interface CslDate {
  'date-parts': [[number, number, number]];
}

/**
 * One item of CSL-JSON 1.0 (citation-style-language/schema, input/1.0/csl-data.json): `type` and `id` are required, all
 * other fields are of that schema, and it allows no others.
 */
export interface CslItem {
  type: 'entry' | 'document';
  id: string;
  title: string;
  author?: { literal: string }[];
  'container-title'?: string;
  version?: string;
  issued: CslDate;
  accessed: CslDate;
  URL?: string;
  source: 'Almsguard';
  note: string;
}

/** The citation as an item; files of CSL-JSON are arrays of them. */
export function citeCsl(citation: Citation, words: CiteWords): CslItem {
  const { id, authority, title, container, version, issued, checked, url, note } = referenceOf(
    citation,
    words,
  );
  return {
    type: citation.says === 'claim' ? 'entry' : 'document',
    id,
    title,
    ...(authority !== null && { author: [{ literal: authority }] }),
    ...(container !== null && { 'container-title': container }),
    ...(version !== null && { version }),
    issued: dateOf(issued),
    accessed: dateOf(checked),
    ...(url !== null && { URL: url }),
    source: 'Almsguard',
    note,
  };
}

function dateOf(day: IsoDate): CslDate {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return { 'date-parts': [[year, month, date]] };
}
