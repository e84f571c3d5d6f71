import { globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { load } from 'js-yaml';
import { FAMILIES } from './message-families.ts';

/** One text, or the forms of a plural: `0`, `1` and `n`. */
export type Message = string | Record<string, string>;
export type Messages = Record<string, Message>;

export interface Spoken {
  /** By the name of the language's file. */
  locales: ReadonlyMap<string, Messages>;
  code: readonly { file: string; text: string }[];
  /** Keys that are put together: message-families.ts. */
  families: Readonly<Record<string, readonly string[]>>;
}

const ROOT = join(import.meta.dirname, '..');
/** Names that begin like those of messages and are none. */
const NO_MESSAGES = ['nano', 'source_id'];

/** Every file of messages, by language. */
export function readLocales(): Map<string, Messages> {
  const folder = join(ROOT, 'lib/locales');
  const files = readdirSync(folder).filter((name) => name.endsWith('.yml'));
  return new Map(
    files.map((name) => [basename(name, '.yml'), load(readFileSync(join(folder, name), 'utf8')) as Messages]),
  );
}

/** All that speaks and is spoken. */
export function readSpoken(): Spoken {
  const files = globSync(['{entrypoints,components,lib,scripts}/**/*.{ts,tsx,json}', 'wxt.config.ts'], {
    cwd: ROOT,
    exclude: ['lib/locales/**', 'scripts/message*'],
  });
  const code = files.map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }));
  return { locales: readLocales(), code, families: FAMILIES };
}

/** Stops a build in which something has no words, or words are said by nobody. */
export function checkMessages(spoken: Spoken = readSpoken()): void {
  const faults = messageFaults(spoken);
  if (faults.length > 0) throw new Error(`Messages and code do not fit:\n${faults.join('\n')}`);
}

/** What does not fit, a line each; English is what the other languages are compared with. */
export function messageFaults({ locales, code, families }: Spoken): string[] {
  const english = locales.get('en') ?? {};
  const made = new Set(
    Object.entries(families).flatMap(([family, codes]) => codes.map((one) => keyOf(`${family}_${one}`))),
  );
  const beginnings = new Map(code.flatMap(({ file, text }) => beginningsIn(text).map((one) => [one, file])));
  const words = new Set(code.flatMap((one) => [...wordsIn(one.text), ...manifestIn(one)]));
  const firstWords = new Set(Object.keys(english).map(firstWord));
  const isKnown = (key: string) =>
    key in english || made.has(key) || key in families || NO_MESSAGES.includes(key);
  return [
    ...code.flatMap((one) =>
      namedIn(one)
        .filter((key) => !(key in english))
        .map((key) => `${one.file} says "${key}", which is no message`),
    ),
    ...code.flatMap((one) =>
      [...manifestIn(one), ...alikeIn(one).filter((key) => firstWords.has(firstWord(key)))]
        .filter((key) => !isKnown(key))
        .map((key) => `${one.file} names "${key}", which is no message`),
    ),
    ...[...made].filter((key) => !(key in english)).map((key) => `"${key}" may be said, and is no message`),
    ...[...beginnings]
      .filter(([beginning]) => !(beginning in families || NO_MESSAGES.includes(beginning)))
      .map(([beginning, file]) => `${file} makes keys of "${beginning}_", which is no family of messages`),
    ...Object.keys(families)
      .filter((family) => !beginnings.has(family) && !families[family]?.some((one) => words.has(keyOf(one))))
      .map((family) => `Nothing makes keys of the family "${family}_"`),
    ...Object.keys(english)
      .filter((key) => !words.has(key) && !made.has(key))
      .map((key) => `"${key}" is said by nobody`),
    ...[...locales].flatMap(([language, messages]) => languageFaults(language, messages, english)),
  ];
}

function languageFaults(language: string, messages: Messages, english: Messages): string[] {
  const forms = new Set(
    Object.keys(english)
      .filter((key) => typeof english[key] !== 'string')
      .flatMap((key) => [...extraForms(language), 'one'].map((form) => `${key}__${form}`)),
  );
  return [
    ...Object.keys(english)
      .filter((key) => !(key in messages))
      .map((key) => `${language}.yml has no "${key}"`),
    ...Object.keys(messages)
      .filter((key) => !(key in english || forms.has(key)))
      .map((key) => `${language}.yml has "${key}", which no language knows`),
  ];
}

/** Forms beyond `1` and `n` that a language has: `few`, `many`, … They stand under keys of their own, `key__few`. */
export function extraForms(language: string): string[] {
  const categories = new Intl.PluralRules(language.replace('_', '-')).resolvedOptions().pluralCategories;
  // French and Spanish have a form for millions; nothing here comes in millions.
  return categories.filter(
    (name) => !['one', 'other'].includes(name) && !(name === 'many' && ['fr', 'es'].includes(language)),
  );
}

function keyOf(code: string): string {
  return code.replaceAll('-', '_');
}

/** Beginnings of keys that are put together: `level_${level}`, keyOf('reason', code). */
function beginningsIn(text: string): string[] {
  return [...text.matchAll(/`([a-z][a-z0-9_]*)_\$\{|keyOf\(\s*'([a-z0-9_]+)'/g)].map(
    ([, open, prefix]) => open ?? prefix ?? '',
  );
}

/** Keys as they stand: in quotation marks, as names of fields and in markup. */
function wordsIn(text: string): string[] {
  return [
    ...[...text.matchAll(/['"`]([a-z][a-z0-9_]*)['"`]/g)].map(([, word = '']) => word),
    ...[...text.matchAll(/\b([a-z]+(?:_[a-z]+)+):/g)].map(([, word = '']) => word),
  ];
}

function firstWord(key: string): string {
  return key.split('_')[0] ?? '';
}

/** Keys in the manifest. */
function manifestIn({ text }: Spoken['code'][number]): string[] {
  return [...text.matchAll(/__MSG_(\w+)__/g)].map(([, key = '']) => key);
}

/** What may be a key, in tables and among parameters: it is one where its first word begins messages. */
function alikeIn({ file, text }: Spoken['code'][number]): string[] {
  if (!/\.tsx?$/.test(file)) return [];
  const names = text.matchAll(/['"`]([a-z]+(?:_[a-z0-9]+)+)['"`]|\b(print_[a-z_]+):/g);
  return [...names].map(([, word, field]) => word ?? field ?? '');
}

/** What something is compared with is no key. */
const NAMED = /(?<![!=]== )'([a-z0-9_]+)'/g;

/** Keys in what is looked up, one of several included: `t(busy ? 'refreshing' : 'refresh')`. */
function namedIn({ file, text }: { file: string; text: string }): string[] {
  // `t` in views and the background, `words` in the scripts in pages.
  const lookedUp = /^lib.page\b/.test(file) ? /\bwords\(([^(),]*)/g : /\bt\(([^(),]*)/g;
  return [...text.matchAll(lookedUp)].flatMap(([, asked = '']) =>
    [...asked.matchAll(NAMED)].map(([, key = '']) => key),
  );
}
