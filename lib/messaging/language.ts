import type { Appearance } from '#lib/core/choices.ts';
import { createLookup, type Lookup, type MessagesFile } from '#lib/core/lookup.ts';
import { withPlurals } from '#lib/core/plural.ts';
import type { Area } from '#lib/settings.ts';
import { type Look, readLook } from './look.ts';

/** Reads a file of messages that the extension ships; rejects where there is none. */
export type ReadMessages = (language: string) => Promise<MessagesFile>;

/** A language to speak in. `locale` is for dates and numbers. */
export interface Spoken {
  t: Lookup;
  /** For scripts in pages, which look up by themselves; `null` where they find the same. */
  messages: MessagesFile | null;
  locale: string;
}

/** Words in the language that the person chose; `null` is the browser's own. */
export type Speak = (language: string | null) => Promise<Spoken>;

/** `getMessage` tells which keys the browser's own language has; `words` looks them up. */
export function createSpeak(
  words: Lookup,
  getMessage: (key: string) => string,
  read: ReadMessages = readMessages,
): Speak {
  const locale = getMessage('locale_lang') || 'en';
  const own: Spoken = { t: withPlurals(words, getMessage, locale), messages: null, locale };
  const known = new Map<string, Promise<Spoken>>();
  return async (language) => {
    if (language === null) return own;
    const spoken =
      known.get(language) ??
      read(language).then(
        (messages) => speakFrom(messages, language.replace('_', '-'), own.t),
        () => own,
      );
    known.set(language, spoken);
    return spoken;
  };
}

function speakFrom(messages: MessagesFile, locale: string, otherwise: Lookup): Spoken {
  const t = createLookup(messages, otherwise);
  return { t: withPlurals(t, (key) => messages[key]?.message ?? '', locale), messages, locale };
}

async function readMessages(language: string): Promise<MessagesFile> {
  return (await fetch(`/_locales/${language}/messages.json`)).json();
}

/** Gives one of our own pages its language, direction and appearance, and tells them. */
export async function dressPage(
  root: HTMLElement,
  local: Pick<Area, 'get'>,
  speak: Speak,
): Promise<Spoken & Pick<Look, 'appearance'>> {
  const { language, appearance } = await readLook(local);
  wear(root, appearance);
  const spoken = await speak(language);
  const { t } = spoken;
  root.lang = t('locale_lang');
  root.dir = t('locale_dir');
  return { ...spoken, appearance };
}

export function wear(root: HTMLElement, appearance: Appearance): void {
  // Every colour of components/tokens.css goes by this.
  root.style.colorScheme = appearance === 'system' ? '' : appearance;
}
