import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '#lib/core/languages.ts';
import { extraForms } from '../../../scripts/messages.ts';
import { ENGLISH, formsOf, LOCALES, placeholdersOf } from './locale-files.ts';

/**
 * What no text may call anybody or anything, in words of each language; the English ones are in
 * test/unit/components/messages.test.ts. Terrorism is the name of programmes, a person is never called after it.
 */
const FORBIDDEN: Record<string, RegExp> = {
  ar: /محتال|مجرم|إرهابي|آمن|نظيف|مضمون|خطير/iu,
  de: /betrüg|kriminell|verbrecher|terrorist|sicherer|garantier|sauber|gefährlich/iu,
  en: /scammer|criminal|guaranteed/iu,
  es: /estafador|delincuente|criminal|terrorista|(?<!está )\bsegur[oa]s?\b|garantiz|limpi|peligros/iu,
  fa: /کلاهبردار|مجرم|جنایتکار|تروریست|(?<!\p{L})(?:امن|ایمن)(?!\p{L})|تضمین|خطرناک/iu,
  fr: /escroc|criminel|terroriste|sans danger|sécuris|garanti|dangereu/iu,
  id: /penipu|penjahat|kriminal|\bteroris\b|\baman\b|bersih|dijamin/iu,
  ru: /мошенник|преступник|террорист|опасн|гарантир|(?<!\p{L})чист(?:ый|ая|ое|ые)(?!\p{L})/iu,
  tr: /dolandırıcı|suçlu|terörist|güvenli|garanti|temiz|tehlikeli/iu,
  uk: /шахрай|злочинець|терорист|безпечн|гарантован|(?<!\p{L})чист(?:ий|а|е|і)(?!\p{L})/iu,
  ur: /دھوکے ?باز|مجرم|دہشت گرد(?!ی)|محفوظ ہے|ضمانت|خطرناک/iu,
  zh_CN: /骗子|罪犯|恐怖分子|安全|干净|保证|危险/iu,
};
const LOUD = /[!！¡‼]|\p{Extended_Pictographic}/u;

const others = [...LOCALES].filter(([language]) => language !== 'en');

it('every language that can be chosen has its file, and every file can be chosen', () => {
  expect([...LOCALES.keys()].sort()).toEqual([...LANGUAGES].sort());
});

it('no message holds what Chromium takes for a placeholder of its own, for it would load nothing at all then', () => {
  const texts = [...LOCALES.values()].flatMap((messages) => Object.values(messages).flatMap(formsOf));
  expect(texts.filter((text) => /\$\w+\$/.test(text))).toEqual([]);
});

it('every language has its rules for words', () => {
  expect(Object.keys(FORBIDDEN).sort()).toEqual([...LANGUAGES].sort());
});

/** Abbreviations of languages other than English. */
const ABBREVIATIONS = ['GAFI', 'ИГИЛ', 'ІДІЛ', 'IŞİD'];

it('no message of any language holds a picture, or words in capitals that are no name', () => {
  const names = new Set([...ABBREVIATIONS, ...Object.values(ENGLISH).flatMap(formsOf).flatMap(capitals)]);
  for (const [language, messages] of LOCALES) {
    const loud = Object.values(messages).flatMap(formsOf);
    expect(
      loud.filter((text) => LOUD.test(text)),
      language,
    ).toEqual([]);
    expect(
      loud.flatMap(capitals).filter((word) => !names.has(word)),
      language,
    ).toEqual([]);
  }
});

function capitals(text: string): string[] {
  return text.match(/(?<!\p{L})\p{Lu}{4,}(?!\p{L})/gu) ?? [];
}

describe.each(others)('messages in %s', (language, messages) => {
  const plurals = Object.entries(ENGLISH).filter(([, message]) => typeof message !== 'string');

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
        expect(form, key).not.toMatch(LOUD);
        expect(form, key).not.toMatch(FORBIDDEN[language] ?? /^$/);
      }
    }
  });
});
