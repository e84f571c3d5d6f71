import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createFormats } from '#lib/core/formats.ts';
import texts from '#lib/core/list-words.json' with { type: 'json' };
import { licenceText, titleText } from '#lib/core/list-words.ts';
import { createLookup } from '#lib/core/lookup.ts';
import { DETAILS } from '#lib/core/problem-details.ts';
import { ACT_PROBLEMS, PROBLEMS } from '#lib/core/problems.ts';
import { keyOf, sentenceOf } from '#lib/core/reason-text.ts';
import { whereText } from '#lib/core/where.ts';
import catalogue from '#lib/feed/catalogue.json' with { type: 'json' };
import { readContainer } from '#lib/watchlist/container.ts';
import type { Messages } from '../../../scripts/messages.ts';
import { ENGLISH, formsOf, LOCALES } from './locale-files.ts';

const WATCHLIST = 'public/watchlist';
/** What comes with Almsguard says of itself how it is called. */
const bundled = await Promise.all(
  readdirSync(WATCHLIST)
    .filter((name) => name.endsWith('.almslist'))
    .map(async (name) => {
      const list = await readContainer(new Uint8Array(readFileSync(`${WATCHLIST}/${name}`)));
      if (!list.ok) throw new Error(name);
      return list.value.info;
    }),
);
const OURS = [...catalogue, ...bundled];
/** A licence by its name, with a version: `GPL-3.0`, `CC BY-NC 4.0`. */
const NAME = /^[A-Z]+[\w.-]*( BY[A-Z-]*)?( \d[\d.]*)?$/;
/** Given by readers of files of which no more is known. */
const READERS = ['not stated', 'not stated (material of the Israeli government)'];

/** Looks up in one language, and nowhere else. */
function wordsOf(language: string, messages: Messages) {
  const file = Object.fromEntries(
    Object.entries(messages).map(([key, message]) => [key, { message: formsOf(message).join(' | ') }]),
  );
  const t = createLookup(file, (key) => {
    throw new Error(`${language} has no message "${key}"`);
  });
  return { t, ...createFormats(language.replace('_', '-'), t) };
}
const params = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, name === 'until' ? '2026-01-09' : '1234']));
const WHERES = ['line 12', 'tag 3', 'evil.example 4', 'blocklist 5', 'change of 1700000000'];
const keyed = (prefix: string) =>
  Object.keys(ENGLISH)
    .filter((key) => key.startsWith(prefix))
    .sort();
const RIGHT_TO_LEFT = /^(?:[^\p{L}]|\u2066[^\u2069]*\u2069)*[\u0590-\u08ff]/u;

describe('the texts of offered and bundled lists', () => {
  it('have words, but for names of licences', () => {
    expect(OURS.map(({ title }) => title).filter((title) => !(title in texts.titles))).toEqual([]);
    const said = OURS.map(({ licence }) => licence).filter((licence) => !NAME.test(licence));
    expect(said.filter((licence) => !(licence in texts.licences))).toEqual([]);
  });

  it('have none that no list bears', () => {
    const titles = OURS.map(({ title }) => title);
    expect(Object.keys(texts.titles).filter((title) => !titles.includes(title))).toEqual([]);
    const licences = [...OURS.map(({ licence }) => licence), ...READERS];
    expect(Object.keys(texts.licences).filter((licence) => !licences.includes(licence))).toEqual([]);
    expect(keyed('list_title_')).toEqual(
      Object.values(texts.titles)
        .map((code) => `list_title_${code}`)
        .sort(),
    );
    expect(keyed('licence_')).toEqual(
      Object.values(texts.licences)
        .map((code) => `licence_${code}`)
        .sort(),
    );
  });

  it('say of each what it holds, and of no other', () => {
    expect(Object.keys(texts.covers).sort()).toEqual(bundled.map(({ id }) => id).sort());
    const offered = catalogue.map(({ id }) => keyOf('covers', id));
    const ours = Object.values(texts.covers).map((code) => keyOf('covers', code));
    expect(keyed('covers_')).toEqual(['covers_signed', ...offered, ...ours].sort());
  });

  it('are in English what the lists say', () => {
    const { t } = wordsOf('en', ENGLISH);
    for (const title of Object.keys(texts.titles)) expect(titleText(title, t)).toBe(title);
    for (const licence of Object.keys(texts.licences)) expect(licenceText(licence, t)).toBe(licence);
  });

  it('stay as they are where the list is another’s', () => {
    const { t } = wordsOf('ar', LOCALES.get('ar') as Messages);
    for (const name of ['My list', 'toString', '', 'OFAC sanctions list'])
      expect(titleText(name, t)).toBe(name);
    for (const name of ['MIT', 'CC BY-NC 4.0', '__proto__']) expect(licenceText(name, t)).toBe(name);
  });
});

describe.each([...LOCALES])('in %s', (language, messages) => {
  const words = wordsOf(language, messages);
  const wheres = WHERES.map((where) => whereText(where, words) ?? '');
  const told = [
    ...Object.entries<readonly string[]>(DETAILS).map(([code, names]) =>
      sentenceOf('detail', { code, params: params(names) }, words),
    ),
    ...Object.keys(texts.licences).map((licence) => licenceText(licence, words.t)),
    ...Object.keys(texts.titles).map((title) => titleText(title, words.t)),
    ...Object.values(texts.covers).map((code) => words.t(keyOf('covers', code))),
  ];

  it('there are words for all that may go wrong, and each of them names what is known of it', () => {
    for (const code of [...PROBLEMS, ...ACT_PROBLEMS]) {
      expect(words.t(`problem_${code.replaceAll('-', '_')}`), code).not.toBe('');
    }
    for (const text of [...told, ...wheres]) expect(text.replace('{.js}', '')).toMatch(/^[^{}]+$/);
  });

  if (words.t('locale_dir') === 'rtl') {
    // What stands alone takes its direction from its first letter.
    it('begins in its own letters', () => {
      expect([...told, ...wheres].filter((text) => !RIGHT_TO_LEFT.test(text))).toEqual([]);
    });

    // A number before Latin letters, and a bracket after them, would change sides.
    it('keeps together what is read from left to right', () => {
      const open = told.map((text) => text.replace(/[\u2066\u2068][^\u2069]*\u2069/g, ''));
      expect(open.filter((text) => /\d [a-z]|[a-z][{}]/i.test(text))).toEqual([]);
    });
  }
});
