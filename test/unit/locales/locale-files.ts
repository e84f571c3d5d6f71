import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { load } from 'js-yaml';

/** One text, or the forms of a plural: `0`, `1` and `n`. */
export type Message = string | Record<string, string>;
export type Messages = Record<string, Message>;

const DIRECTORY = join(import.meta.dirname, '../../../lib/locales');

/** Every file of messages, by language. */
export const LOCALES = new Map(
  readdirSync(DIRECTORY)
    .filter((name) => name.endsWith('.yml'))
    .map((name) => [basename(name, '.yml'), load(readFileSync(join(DIRECTORY, name), 'utf8')) as Messages]),
);
export const ENGLISH = LOCALES.get('en') as Messages;

/** All forms of a message. */
export function formsOf(message: Message): string[] {
  return typeof message === 'string' ? [message] : Object.values(message);
}

/** `$1` and `{subject}`, sorted, each once. */
export function placeholdersOf(text: string): string[] {
  return [...new Set(text.match(/\$\d|\{\w+\}/g) ?? [])].sort();
}

/** Forms beyond `1` and `n` that a language has: `few`, `many`, … They stand under keys of their own, `key__few`. */
export function extraForms(language: string): string[] {
  const categories = new Intl.PluralRules(language.replace('_', '-')).resolvedOptions().pluralCategories;
  // French and Spanish have a form for millions; nothing here comes in millions.
  return categories.filter(
    (name) => !['one', 'other'].includes(name) && !(name === 'many' && isRomance(language)),
  );
}

function isRomance(language: string): boolean {
  return ['fr', 'es'].includes(language);
}
