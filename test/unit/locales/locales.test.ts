import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '#lib/core/languages.ts';
import { ENGLISH, extraForms, formsOf, LOCALES, placeholdersOf } from './locale-files.ts';

/** What no text may call anybody or anything, in words of each language. */
const FORBIDDEN: Record<string, string[]> = {
  ar: ['محتال', 'مجرم', 'آمن', 'نظيف', 'مضمون'],
  de: ['Betrüger', 'kriminell', 'Verbrecher', 'sicherer', 'garantiert', 'sauber'],
  en: ['scammer', 'criminal', 'guaranteed'],
  es: ['estafador', 'delincuente', 'garantizado', 'limpio'],
  fa: ['کلاهبردار', 'مجرم', 'تضمین'],
  fr: ['escroc', 'criminel', 'garanti'],
  id: ['penipu', 'penjahat', 'dijamin'],
  ru: ['мошенник', 'преступник', 'безопасн', 'гарантир'],
  tr: ['dolandırıcı', 'suçlu', 'güvenli', 'garanti'],
  uk: ['шахрай', 'злочинець', 'безпечн', 'гарантован'],
  ur: ['دھوکے باز', 'مجرم', 'محفوظ ہے'],
  zh_CN: ['骗子', '罪犯', '安全的', '保证'],
};

const others = [...LOCALES].filter(([language]) => language !== 'en');

it('every language that can be chosen has its file, and every file can be chosen', () => {
  expect([...LOCALES.keys()].sort()).toEqual([...LANGUAGES].sort());
});

it('no message holds what Chromium takes for a placeholder of its own, for it would load nothing at all then', () => {
  const texts = [...LOCALES.values()].flatMap((messages) => Object.values(messages).flatMap(formsOf));
  expect(texts.filter((text) => /\$\w+\$/.test(text))).toEqual([]);
});

describe.each(others)('messages in %s', (language, messages) => {
  const plurals = Object.entries(ENGLISH).filter(([, message]) => typeof message !== 'string');
  const extras = new Set(
    plurals.flatMap(([key]) => [...extraForms(language), 'one'].map((form) => `${key}__${form}`)),
  );

  it('has every key of the English ones, and no other but forms of plurals', () => {
    expect(Object.keys(ENGLISH).filter((key) => !(key in messages))).toEqual([]);
    expect(Object.keys(messages).filter((key) => !(key in ENGLISH || extras.has(key)))).toEqual([]);
  });

  it('has every plural form that the language has', () => {
    const missing = plurals.flatMap(([key]) =>
      extraForms(language)
        .map((form) => `${key}__${form}`)
        .filter((form) => !(form in messages)),
    );
    expect(missing).toEqual([]);
  });

  it('says something under each key, with what the English message holds in it', () => {
    for (const [key, message] of Object.entries(messages)) {
      const english = ENGLISH[key.replace(/__\w+$/, '')] ?? '';
      const held = new Set(formsOf(english).flatMap(placeholdersOf));
      for (const form of formsOf(message)) expect(form.trim(), key).not.toBe('');
      const said = new Set(formsOf(message).flatMap(placeholdersOf));
      // A form for none or for one need not spell the number out.
      if (!key.includes('__')) expect([...said].sort(), key).toEqual([...held].sort());
      else for (const name of said) expect([...held], key).toContain(name);
    }
  });

  it('is written in the language and not in English', () => {
    const same = Object.entries(messages).filter(
      ([key, message]) => JSON.stringify(message) === JSON.stringify(ENGLISH[key]),
    );
    expect(same.length).toBeLessThan(Object.keys(ENGLISH).length * 0.12);
  });

  it('follows the rules for words', () => {
    for (const [key, message] of Object.entries(messages)) {
      for (const form of formsOf(message)) {
        expect(form, key).not.toMatch(/[!！¡]/);
        for (const word of FORBIDDEN[language] ?? []) {
          expect(form.toLowerCase(), key).not.toContain(word.toLowerCase());
        }
      }
    }
  });
});
