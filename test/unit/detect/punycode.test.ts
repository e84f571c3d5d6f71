import { describe, expect, it } from 'vitest';
import { decodeLabel } from '#lib/detect/punycode.ts';

describe('a label of a host name', () => {
  // RFC 3492, section 7.1 (B, D, I, L); a real imitation of 2017; a German city.
  it.each([
    ['xn--ihqwcrb4cv8a8dqg056pqjye', '他们为什么不说中文'],
    ['xn--Proprostnemluvesky-uyb24dma41a', 'Pročprostěnemluvíčesky'],
    ['xn--b1abfaaepdrnnbgefbadotcwatmq2g4l', 'почемужеонинеговорятпорусски'],
    ['xn--3B-ww4c5e180e575a65lsy2b', '3年B組金八先生'],
    ['xn--80ak6aa92e', 'аррӏе'],
    ['xn--mnchen-3ya', 'münchen'],
    ['plain', 'plain'],
    ['with-hyphen', 'with-hyphen'],
  ])('%s is %s', (label, text) => {
    expect(decodeLabel(label)).toBe(text);
  });

  it.each(['xn--a_b', 'xn--abc-99999999', 'xn--ü', `xn--${'9'.repeat(59)}`])(
    'stays as it is: %s',
    (label) => {
      expect(decodeLabel(label)).toBe(label);
    },
  );
});
