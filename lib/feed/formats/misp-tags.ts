import { fieldsOf, listOf, textOf } from './json-fields.ts';

/** Machine tags of the MISP taxonomies `false-positive` and `osint` that change what an attribute says. */
const DISPUTED = ['false-positive:risk="high"', 'false-positive:confirmed="true"'];
const RESEARCH = ['osint:source-type="technical-report"'];

/** Names of the tags in a `Tag` list. */
export function tagsOf(tags: unknown): string[] {
  return listOf(tags)
    .map((tag) => textOf(fieldsOf(tag)?.name))
    .filter((name) => name !== null);
}

/** Those of them that change anything, each once: what an event says, it says of each of its attributes. */
export function sayingOf(tags: readonly string[]): string[] {
  const words = tags.map((tag) => tag.toLowerCase());
  return [...DISPUTED, ...RESEARCH].filter((tag) => words.includes(tag));
}

export function isDisputed(tags: readonly string[]): boolean {
  return tags.some((tag) => DISPUTED.includes(tag.toLowerCase()));
}

export function isResearch(tags: readonly string[]): boolean {
  return tags.some((tag) => RESEARCH.includes(tag.toLowerCase()));
}
