import { describe, expect, it } from 'vitest';
import { redactAddress } from '#lib/address/redact.ts';

describe('an address of which only the ends are shown', () => {
  it.each([
    ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', '0x5aae…eaed'],
    ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'bc1qw508…f3t4'],
    ['TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL', 'TNPee…YqeL'],
    ['bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a', 'bitcoincash:qpm2q…dx6a'],
    ['alice.eth', 'al…'],
    ['not an address but a longer text', 'not …text'],
  ])('%s', (text, redacted) => {
    expect(redactAddress(text)).toBe(redacted);
  });

  it('never gives away more than half', () => {
    for (const text of ['a.eth', 'abcdefgh', 'abcdefghijklmnopq']) {
      expect(redactAddress(text).length).toBeLessThan(Math.max(text.length, 4));
    }
  });
});
