import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asks } from '#lib/detect/context.ts';
import { createMatcher, fold } from '#lib/detect/phrase-match.ts';
import { LANGUAGE_CODES, LANGUAGES } from '#lib/detect/phrases/all.ts';
import { SENTENCES } from './phrases-sentences.ts';

describe('languages', () => {
  it.each(Object.keys(SENTENCES))('%s: four sentences that ask and three that do not, at least', (code) => {
    expect(LANGUAGE_CODES).toContain(code);
    expect(SENTENCES[code]?.asks.length).toBeGreaterThanOrEqual(4);
    expect(SENTENCES[code]?.not.length).toBeGreaterThanOrEqual(3);
  });

  it('has the 26 languages that were promised', () => {
    const promised = 'ar fa ur ps he tr ru uk tg uz kk id ms bn hi zh ja ko vi fr de es pt it nl en'.split(
      ' ',
    );
    expect(Object.keys(SENTENCES).sort()).toEqual(promised.sort());
  });

  it('lists every file', () => {
    const folder = resolve(import.meta.dirname, '../../../lib/detect/phrases');
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    expect([...LANGUAGE_CODES].sort()).toEqual(files.map((name) => name.replace('.json', '')).sort());
  });
});

describe.each(Object.entries(SENTENCES))('%s', (_, { asks: positive, not }) => {
  it.each(positive)('asks: %s', (text) => expect(asks(text)).toBe(true));
  it.each(not)('does not ask: %s', (text) => expect(asks(text)).toBe(false));
});

describe('phrase data', () => {
  const lists = LANGUAGES.flatMap(({ asks, not, wallet, court, open, hides }) =>
    [asks, not, wallet ?? [], court ?? [], open ?? [], ...Object.values(hides ?? {})].map((list) => list),
  );
  it('says nothing twice', () => {
    for (const list of lists) expect(new Set(list).size, list.join()).toBe(list.length);
  });
  it('has no stem that would be found everywhere', () => {
    for (const phrase of lists.flat()) {
      // One sign may be a word: the lightning bolt, Vietnamese and Chinese words are short.
      expect(phrase.replace('*', '').length, phrase).toBeGreaterThan(1);
      expect(phrase.replaceAll('*', '').trim(), phrase).not.toBe('');
    }
  });
  it('cuts out only what it would otherwise have taken for an appeal, or a part of it', () => {
    for (const { asks: list, not } of LANGUAGES)
      expect(list.filter((phrase) => not.includes(phrase))).toEqual([]);
  });
});

describe('createMatcher', () => {
  const holds = (phrases: string[], text: string, except: string[] = []) =>
    createMatcher(phrases, except)(fold(text));

  it.each([
    ['a word', ['dona'], 'Dona hoy', true],
    ['not within a word', ['dona'], 'Madonna', false],
    ['not at a word’s beginning', ['dona'], 'Donald', false],
    ['an open end', ['dona*'], 'Donald', true],
    ['an open end in the middle', ['пожертвова* жизн*'], 'Пожертвовав жизнью', true],
    ['accents', ['dónanos'], 'DONANOS', true],
    ['the dotless i', ['bağış'], 'BAĞIŞ', true],
    ['an Arabic article and preposition', ['تبرع'], 'بالتبرع', true],
    ['Arabic vowel points', ['تبرع'], 'تَبَرَّعْ', true],
    ['not inside another Arabic word', ['تبرع'], 'متبرع', false],
    ['Persian and Arabic letter forms', ['کمک'], 'كمك', true],
    ['a Hebrew preposition', ['תרומה'], 'לתרומה', true],
    ['Chinese without spaces', ['捐款'], '请捐款吧', true],
    ['soft hyphens and zero-width characters', ['donate'], 'do\u00adna\u200bte', true],
    ['a no-break space', ['support us'], 'Support\u00a0us', true],
    ['Persian half-spaces', ['کمک های مالی'], 'کمک\u200cهای مالی', true],
    ['a vowel sign of Bengali that makes another word', ['দান'], 'দানা', false],
    ['signs that mean something in expressions', ['u.s.c.'], 'uxsxcx', false],
  ] as const)('%s', (_, phrases, text, expected) => expect(holds([...phrases], text)).toBe(expected));

  it('cuts exceptions out and looks at what remains', () => {
    expect(holds(['donation*'], 'organ donation', ['organ donation*'])).toBe(false);
    expect(holds(['donation*'], 'organ donation, and donations', ['organ donation*'])).toBe(true);
  });
  it('finds nothing for no phrases', () => expect(holds([], 'anything')).toBe(false));
});
