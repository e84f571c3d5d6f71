import { describe, expect, it } from 'vitest';
import { CHOICES_KEY } from '#lib/core/choices.ts';
import { createFormats } from '#lib/core/formats.ts';
import { createLookup, type Lookup, type MessagesFile } from '#lib/core/lookup.ts';
import { createSpeak, dressPage } from '#lib/messaging/language.ts';
import { readLook } from '#lib/messaging/look.ts';
import { createSettings } from '#lib/settings.ts';
import { sessionArea } from '../../support/session-area.ts';

const file = (messages: Record<string, string>): MessagesFile =>
  Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, { message }]));
const otherwise: Lookup = (key) => `[${key}]`;

describe('looking up in a file of messages', () => {
  const t = createLookup(
    file({
      plain: 'Plain',
      order: '$2 before $1, at $$5',
      named: '{who} on {day}',
      two: '$1 list | $1 lists',
      three: 'none | one | $1 of $2',
      spelled: 'Name',
    }),
    otherwise,
  );

  it.each([
    ['plain', undefined, undefined, 'Plain'],
    ['order', ['a', 'b'], undefined, 'b before a, at $5'],
    ['order', ['a'], undefined, ' before a, at $5'],
    ['named', { who: 'They', day: 'Monday' }, undefined, 'They on Monday'],
    ['named', { who: '$1 {day}' }, undefined, '$1 {day} on {day}'],
    ['two', undefined, 1, '1 list'],
    ['two', undefined, 5, '5 lists'],
    ['two', undefined, 0, '0 lists'],
    ['three', ['2', '3'], 0, 'none'],
    ['three', ['2', '3'], 1, 'one'],
    ['three', ['2', '3'], 2, '2 of 3'],
    ['spelled', undefined, 4, 'Name'],
    ['missing', undefined, undefined, '[missing]'],
  ] as const)('%s with %j and %j: %s', (key, params, count, text) => {
    expect(t(key, params as string[] | undefined, count)).toBe(text);
  });
});

describe('speaking', () => {
  const RUSSIAN = file({
    locale_lang: 'ru',
    locale_dir: 'ltr',
    lists: '$1 список | $1 списков',
    lists__few: '$1 списка',
  });
  const make = (read = async () => RUSSIAN) => createSpeak(otherwise, () => '', read);

  it('leaves the browser’s own language to the browser', async () => {
    const { t, messages } = await make()(null);
    expect([t('lists', undefined, 2), messages]).toEqual(['[lists]', null]);
  });

  it('reads a language that was chosen, once, with the plural forms that it has', async () => {
    let reads = 0;
    const speak = make(async () => {
      reads++;
      return RUSSIAN;
    });
    await speak('ru');
    const { t, locale, messages } = await speak('ru');
    expect([1, 2, 5, 22].map((count) => t('lists', undefined, count))).toEqual([
      '1 список',
      '2 списка',
      '5 списков',
      '22 списка',
    ]);
    expect([reads, messages]).toEqual([1, RUSSIAN]);
    expect(createFormats(locale, t).date('2024-03-27')).toBe('27 марта 2024 г.');
  });

  it('falls back to the browser’s language where the file cannot be read', async () => {
    const { t } = await make(() => Promise.reject(new Error('gone')))('ru');
    expect(t('lists')).toBe('[lists]');
  });

  it('gives a page its language, direction and appearance', async () => {
    const root = { lang: 'en', dir: 'ltr', style: { colorScheme: '' } };
    const area = sessionArea();
    await createSettings(sessionArea(), area).setChoices({ language: 'ar', appearance: 'dark' });
    const speak = make(async () => file({ locale_lang: 'ar', locale_dir: 'rtl' }));
    await dressPage(root as unknown as HTMLElement, area, speak);
    expect(root).toEqual({ lang: 'ar', dir: 'rtl', style: { colorScheme: 'dark' } });
  });
});

describe('the look of our own pages', () => {
  it.each([
    [undefined],
    [null],
    ['dark'],
    [{ language: 'xx', appearance: 'neon' }],
    [{ language: ['ar'], appearance: 1 }],
    [{ language: 'zh_CN', appearance: 'light' }],
    [{ language: 'fa', appearance: 'neon', mode: 'none' }],
  ])('is the one that is chosen, where that can be read: %j', async (stored) => {
    const area = sessionArea();
    if (stored !== undefined) await area.set({ [CHOICES_KEY]: stored });
    const { language, appearance } = await createSettings(sessionArea(), area).choices();
    expect(await readLook(area)).toEqual({ language, appearance });
  });

  it('is the usual one where storage is refused', async () => {
    const refused = { get: () => Promise.reject(new Error('no storage')) };
    expect(await readLook(refused)).toEqual({ language: null, appearance: 'system' });
  });
});
