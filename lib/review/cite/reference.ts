import type { IsoDate } from '#lib/core/entry.ts';
import { inARow } from '#lib/core/sentences.ts';
import { webUrl } from '#lib/core/web-url.ts';
import { hashOf } from '../log.ts';
import type { Citation } from './citation.ts';
import { type CiteWords, nameOf, sentencesOf, textOf, tidy } from './sentences.ts';

/** A citation as reference managers take it apart. */
export interface Reference {
  /** The same for the same thing, list version and claim. */
  id: string;
  /** An institution, never a person's name to be turned around; `null` where nobody says anything. */
  authority: string | null;
  title: string;
  container: string | null;
  version: string | null;
  /** When it was listed; the day of the list where that is not told, and of the answer where no list says anything. */
  issued: IsoDate;
  checked: IsoDate;
  url: string | null;
  /** All of it in prose: what has no field of its own is lost nowhere. */
  note: string;
}

export function referenceOf(citation: Citation, words: CiteWords): Reference {
  const { thing, checked } = citation;
  const name = textOf(nameOf(thing, words));
  const note = inARow(sentencesOf(citation, words).map(textOf), words.t);
  const base = { note, checked: checked.slice(0, 10) };
  if (citation.says === 'none') {
    return {
      ...base,
      id: idOf(['none', thing.text, checked.slice(0, 10)]),
      authority: null,
      title: words.t('cite_none_title', [name]),
      container: null,
      version: null,
      issued: base.checked,
      url: null,
    };
  }
  const { claim, list } = citation;
  return {
    ...base,
    id: idOf([list.id, list.date, claim.id, thing.text]),
    authority: tidy(claim.authority),
    title: claim.subject === null ? name : words.t('labelled', [tidy(claim.subject), name]),
    container: tidy(list.title),
    version: tidy(list.version),
    issued: claim.listed ?? list.date,
    url: claim.url === null ? null : (webUrl(claim.url)?.href ?? null),
  };
}

const MAX_NAME_CHARS = 60;
const HASH_CHARS = 8;

/** Letters, digits and hyphens, as BibTeX's keys want it; the hash tells apart what was cut off. */
function idOf(parts: readonly string[]): string {
  const name = parts
    .join('-')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, MAX_NAME_CHARS)
    .replace(/^-|-$/g, '');
  return `${name}-${hashOf(parts).slice(0, HASH_CHARS)}`;
}
