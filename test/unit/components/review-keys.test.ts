import { describe, expect, it } from 'vitest';
import { actOf, KEYS, letterOf, type Pressed } from '#components/review/keys.ts';
import { MESSAGES } from './english.ts';

const pressed = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  code: '',
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  isComposing: false,
  ...more,
});

describe('keys of the review panel', () => {
  it('each mean one thing, and have a name', () => {
    expect(new Set(KEYS.map(({ key }) => key)).size).toBe(KEYS.length);
    for (const { act, key } of KEYS) {
      expect(actOf(pressed(key))).toBe(act);
      expect(MESSAGES[`review_key_${act.replaceAll('-', '_')}`], act).toBeTruthy();
    }
  });

  it('leave digits to reasons', () => {
    for (const { key } of KEYS) expect(key).not.toMatch(/\d/);
  });

  it('are large letters, too', () => {
    expect(actOf(pressed('C'))).toBe('confirmed');
  });

  it.each(['altKey', 'ctrlKey', 'metaKey', 'isComposing'] as const)('are nothing with %s', (name) => {
    expect(actOf(pressed('c', { code: 'KeyC', [name]: true }))).toBe(null);
  });

  it.each([
    ['с', 'KeyC', 'c'],
    ['ؤ', 'KeyC', 'c'],
    ['٣', 'Digit3', '3'],
    ['؟', 'Slash', '?'],
    // Of another Latin keyboard it is the letter that counts, not the place.
    ['a', 'KeyQ', 'a'],
    ['Tab', 'Tab', null],
    ['Escape', 'Escape', null],
    ['/', 'Slash', null],
    ['Process', 'KeyC', null],
  ])('%s at %s is %s', (key, code, letter) => {
    expect(letterOf(pressed(key, { code }))).toBe(letter);
  });
});
