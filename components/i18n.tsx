import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { createFormats, type Formats } from '#lib/core/formats.ts';

/**
 * Looks a message up: by position (`$1`) or by name (`{subject}`), with a count where it has plural forms.
 * An unknown key gives the empty text.
 */
export type Translate = (key: string, params?: string[] | Record<string, string>, count?: number) => string;

/** A language to speak in: its messages, and its dates and numbers. */
export interface Words extends Formats {
  t: Translate;
}

export function createWords(t: Translate, locale: string): Words {
  return { t, ...createFormats(locale, t) };
}

const Context = createContext<Words | null>(null);

export const WordsProvider = Context.Provider;

export function useWords(): Words {
  const words = useContext(Context);
  if (!words) throw new Error('Components need a WordsProvider around them.');
  return words;
}
