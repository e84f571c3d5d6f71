import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateChromeMessages, parseMessagesText } from '@wxt-dev/i18n/build';
import type { Translate } from '#components/i18n.tsx';
import { LANGUAGES } from '#lib/core/languages.ts';
import { createLookup, type MessagesFile } from '#lib/core/lookup.ts';
import { withPlurals } from '#lib/core/plural.ts';

export type Language = (typeof LANGUAGES)[number];

const LOCALES = join(import.meta.dirname, '..', '..', '..', 'lib', 'locales');

/** The language that the person's terminal speaks, where Almsguard speaks it; English otherwise. */
export function languageOf(env: Record<string, string | undefined>): Language {
  const named = (env.LC_ALL || env.LC_MESSAGES || env.LANG || '').split(/[.@]/, 1)[0] ?? '';
  const short = named.split('_', 1)[0];
  return LANGUAGES.find((one) => one === named) ?? LANGUAGES.find((one) => one === short) ?? 'en';
}

/** The words of the interface, for a document that no browser looks them up in. */
export function readWords(language: Language): Translate {
  const messages = messagesOf(language);
  const lookup = createLookup(messages, (key) => {
    throw new Error(`There is no message "${key}"`);
  });
  return withPlurals(lookup, (key) => messages[key]?.message ?? '', language.replace('_', '-'));
}

function messagesOf(language: Language): MessagesFile {
  const text = readFileSync(join(LOCALES, `${language}.yml`), 'utf8');
  return generateChromeMessages(parseMessagesText(text, 'YAML'));
}
