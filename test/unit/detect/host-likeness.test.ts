import { describe, expect, it } from 'vitest';
import { imitatedKeys, imitatingKeys, likenessOf } from '#lib/detect/host-likeness.ts';

/** As the browser tells it, letters beyond ASCII in Punycode. */
const hostOf = (host: string) => new URL(`https://${host}`).hostname;

const IMITATIONS: [host: string, imitated: string, likeness: string][] = [
  ['redcr0ss.example', 'redcross.example', 'letters'],
  ['rеdcross.example', 'redcross.example', 'letters'], // Cyrillic е
  ['redcrοss.test', 'redcross.example', 'letters'], // Greek ο
  ['rnuslimaid.example', 'muslimaid.example', 'letters'],
  ['unlcef.example', 'unicef.example', 'letters'],
  ['1crc.example', 'icrc.example', 'letters'],
  ['xn--80ak6aa92e.com', 'apple.com', 'letters'],
  ['redcross.test', 'redcross.example', 'name'],
  ['redcross.org.uk', 'redcross.org', 'name'],
  ['rédcross.example', 'redcross.example', 'name'],
  ['redcross.github.io', 'redcross.org', 'name'],
  ['redcross-donate.example', 'redcross.example', 'words'],
  ['donate-redcross.test', 'redcross.example', 'words'],
  ['redcrosshelp.test', 'redcross.example', 'words'],
  ['redcros.example', 'redcross.example', 'typo'],
  ['redccross.example', 'redcross.example', 'typo'],
  ['redcorss.example', 'redcross.example', 'typo'],
  ['redbross.example', 'redcross.example', 'typo'],
  ['www.give.redcros.example', 'donate.redcross.example', 'typo'],
];

describe('a host that imitates another', () => {
  it.each(IMITATIONS)('%s, of %s: %s', (host, imitated, likeness) => {
    expect(likenessOf(hostOf(host), hostOf(imitated))).toBe(likeness);
  });

  it.each(IMITATIONS)('%s is found among the keys of %s', (host, imitated) => {
    const keys = imitatedKeys(hostOf(imitated));
    expect(imitatingKeys(hostOf(host)).some((key) => keys.includes(key))).toBe(true);
  });

  it.each([
    ['the host itself', 'redcross.example', 'redcross.example'],
    ['one below it', 'donate.redcross.example', 'redcross.example'],
    ['two edits', 'bluecross.example', 'redcross.example'],
    ['a short name', 'cars.example', 'care.example'],
    ['a short name with an l for an i', 'lcrc.example', 'icrc.example'],
    ['a short name with rn for an m', 'modern.example', 'modem.example'],
    ['a short name with a word', 'care-help.example', 'care.example'],
    ['a word that is the whole name', 'donate.example', 'redcross.example'],
    ['a number', '10.0.0.1', 'redcross.example'],
    ['a public suffix', 'co.uk', 'redcross.co.uk'],
  ])('is not: %s', (_, host, imitated) => {
    expect(likenessOf(host, imitated)).toBeNull();
  });

  it('has few keys', () => {
    expect(imitatedKeys('redcross.example')).toHaveLength(8); // the name, seven deletions (of "ss" either is one)
    expect(imitatedKeys('10.0.0.1')).toEqual([]);
  });
});
