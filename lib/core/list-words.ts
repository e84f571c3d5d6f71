import texts from './list-words.json' with { type: 'json' };
import type { Lookup } from './lookup.ts';

/**
 * What a list is called and what is said of its licence stand in the list itself, in one language. Of those that are
 * offered or come with Almsguard the same is said in every language, by the message that list-words.json has for the
 * text. The text decides and not the list's id: any file may give itself the id of another, and one list has come under
 * two titles. Everything else is told as its publisher wrote it: a name stays a name.
 */
const TITLES: ReadonlyMap<string, string> = new Map(Object.entries(texts.titles));
const COVERS: ReadonlyMap<string, string> = new Map(Object.entries(texts.covers));
const LICENCES: ReadonlyMap<string, string> = new Map(Object.entries(texts.licences));

export function titleText(title: string, t: Lookup): string {
  const code = TITLES.get(title);
  return code === undefined ? title : t(`list_title_${code}`);
}

/**
 * Which message says what a bundled list holds: `covers_<code>`; `null` for one that came with an older Almsguard. Its id
 * may decide, for it is that of the file in the package and not one that a file gives itself.
 */
export function coversOfBundled(id: string): string | null {
  return COVERS.get(id) ?? null;
}

export function licenceText(licence: string, t: Lookup): string {
  const code = LICENCES.get(licence);
  return code === undefined ? licence : t(`licence_${code}`);
}
