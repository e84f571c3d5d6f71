import { describe, expect, it } from 'vitest';
import { actOf, KEYS, letterOf, MORE_REASONS, type Pressed } from '#components/review/keys.ts';
import { MESSAGES } from './english.ts';

const pressed = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  code: '',
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  repeat: false,
  getModifierState: () => false,
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

  it('leave to reasons their digits, and the letter for more of them', () => {
    for (const { key } of KEYS) expect(key).not.toMatch(/\d/);
    expect(actOf(pressed(MORE_REASONS))).toBe(null);
  });

  it.each(['ة', 'צ', 'ท', 'μ', 'ь', 'म', 'ㅡ', 'も'])('have more reasons where %s is written', (key) => {
    expect(letterOf(pressed(key, { code: 'KeyM' }))).toBe(MORE_REASONS);
  });

  it('are large letters, too', () => {
    expect(actOf(pressed('C'))).toBe('confirmed');
  });

  it.each(['altKey', 'ctrlKey', 'metaKey', 'isComposing', 'repeat'] as const)(
    'are nothing with %s',
    (name) => {
      expect(actOf(pressed('c', { code: 'KeyC', [name]: true }))).toBe(null);
    },
  );

  it('are nothing with AltGr, which some systems tell as no other key', () => {
    const held = { getModifierState: (name: string) => name === 'AltGraph' };
    expect(actOf(pressed('ć', { code: 'KeyC', ...held }))).toBe(null);
    expect(actOf(pressed('c', { code: 'KeyC', ...held }))).toBe(null);
  });

  it('count digits by their place, but not with Shift', () => {
    expect(letterOf(pressed('&', { code: 'Digit1' }))).toBe('1');
    expect(letterOf(pressed('é', { code: 'Digit2' }))).toBe('2');
    expect(letterOf(pressed('!', { code: 'Digit1', shiftKey: true }))).toBe(null);
    expect(letterOf(pressed('1', { code: 'Digit1', shiftKey: true }))).toBe('1');
  });

  it.each([
    ['с', 'KeyC', 'c'],
    ['ؤ', 'KeyC', 'c'],
    // An Arabic key that writes two letters, signs of Thai and Hindi, and keys without a letter.
    ['لا', 'KeyB', 'b'],
    ['่', 'KeyJ', 'j'],
    ['्', 'KeyD', 'd'],
    ['/', 'KeyQ', 'q'],
    ["'", 'KeyW', 'w'],
    [';', 'KeyQ', 'q'],
    ['٣', 'Digit3', '3'],
    ['؟', 'Slash', '?'],
    ['？', 'Slash', '?'],
    // Latin letters beyond the alphabet are keys of their own.
    ['ğ', 'KeyE', null],
    ['ö', 'Semicolon', null],
    // As on a Dvorak keyboard.
    [',', 'KeyW', null],
    ["'", 'KeyQ', null],
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
