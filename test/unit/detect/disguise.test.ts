import { describe, expect, it } from 'vitest';
import { stripInvisible, unmask, withoutDisguise } from '#lib/detect/disguise.ts';

/** Characters that draw nothing (Unicode, Default_Ignorable_Code_Point), one of each range. */
const UNSEEN = [
  'ad',
  '34f',
  '61c',
  '115f',
  '1160',
  '17b4',
  '180b',
  '200b',
  '202e',
  '2060',
  '206f',
  '3164',
  'fe00',
  'fe0f',
  'feff',
  'ffa0',
  'e0041',
  'e0100',
];

describe('characters that nobody sees', () => {
  it.each(UNSEEN)('U+%s is taken out, and places are told in the text as it was', (code) => {
    const char = String.fromCodePoint(Number.parseInt(code, 16));
    const { text, origin } = stripInvisible(`bc${char}1q`);
    expect(text).toBe('bc1q');
    expect(origin(2)).toBe(2 + char.length);
  });

  it('a joiner stays where it joins emoji', () => {
    const name = '\u2764\ufe0f\u200d\u{1f525}';
    expect(stripInvisible(`a\u200db ${name}.eth`).text).toBe('ab \u2764\u200d\u{1f525}.eth');
  });

  it.each(['20', 'a0', '202f', '2d', '301', 'fe10'])('U+%s stays', (code) => {
    const text = `bc${String.fromCodePoint(Number.parseInt(code, 16))}1q`;
    expect(stripInvisible(text).text).toBe(text);
  });
});

describe('letters that look like others', () => {
  it('leave a text as long as it was, whatever they are', () => {
    const changed: string[] = [];
    for (let code = 0x80; code <= 0x10ffff; code++) {
      const char = String.fromCodePoint(code);
      if (unmask(char).length !== char.length) changed.push(code.toString(16));
    }
    expect(changed).toEqual([]);
  });

  it.each([
    ['a formula', '\u{1d453}(\u{1d465}) = \u{1d44e}\u{1d465} + \u{1d44f}'],
    ['a list of numbers', '\u2460 \u041e\u0434\u0438\u043d \u2461 \u0414\u0432\u0430'],
    ['signs', 'Acme\u2122, 20\u2103, \u21165'],
    ['flags', '\u{1f1eb}\u{1f1f7} Paris'],
  ])('are none where they stand in for nothing: %s', (_, text) => {
    expect(withoutDisguise(text)).toBe(text);
  });
});
