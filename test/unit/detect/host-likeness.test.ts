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
  ['redcross-syria-donate.example', 'redcross.example', 'words'],
  ['redcross-donate-syria.example', 'redcross.example', 'words'],
  ['help-redcross-children.example', 'redcross.example', 'words'],
  ['childrenredcrossfund.test', 'redcross.example', 'words'],
  ['donate-redcross-official.test', 'redcross.example', 'words'],
  ['redcross.org.donate-now.net', 'redcross.org', 'words'],
  ['www.redcross.org.donate-now.net', 'redcross.org', 'words'],
  ['redcross.org-donate.com', 'redcross.org', 'words'],
  ['pay.redcross.co.uk-donate.com', 'redcross.co.uk', 'words'],
  ['redcross.org.redcr0ss.example', 'redcross.org', 'letters'],
  ['msf.org.donate-now.net', 'msf.org', 'words'],
  ['m\u0455f.org', 'msf.org', 'letters'], // Cyrillic ѕ
  ['35\u043e.org', '350.org', 'letters'], // Cyrillic о
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
    ['words alone', 'helpchildren.example', 'children.example'],
    ['two edits', 'bluecross.example', 'redcross.example'],
    ['a short name', 'cars.example', 'care.example'],
    ['a short name with an l for an i', 'lcrc.example', 'icrc.example'],
    ['a short name with rn for an m', 'modern.example', 'modem.example'],
    ['a short name with a word', 'care-help.example', 'care.example'],
    ['a word that is the whole name', 'donate.example', 'redcross.example'],
    ['a short name with accents', 'm\u015bf.org', 'msf.org'],
    ['a short name with a digit', 'm5f.org', 'msf.org'],
    ['a short name in another script', '\u0430\u0441\u0435.org', 'ace.org'],
    ['the branch in a country', 'redcross-syria.example', 'redcross.example'],
    ['a branch', 'redcross-irc.example', 'redcross.example'],
    ['two words for whom', 'redcross-syria-children.example', 'redcross.example'],
    ['three added words', 'help-donate-redcross-fund.example', 'redcross.example'],
    ['a short name under the suffix of a country', 'msf.org.uk', 'msf.org'],
    ['a page of a platform', 'msf-org.translate.goog', 'msf.org'],
    ['a host behind the proxy of a library', 'redcross.org.ezproxy.lib.university.edu', 'redcross.org'],
    ['the same in another country', 'redcross.org.libproxy.university.ac.uk', 'redcross.org'],
    ['a host behind the gate of a company', 'redcross.org.mcas.ms', 'redcross.org'],
    ['another suffix', 'redcross.net.donate-now.net', 'redcross.org'],
    ['the name alone', 'redcross.donate-now.net', 'redcross.org'],
    ['an archive', 'web.archive.org', 'redcross.org'],
    ['a number', '10.0.0.1', 'redcross.example'],
    ['a public suffix', 'co.uk', 'redcross.co.uk'],
  ])('is not: %s', (_, host, imitated) => {
    expect(likenessOf(hostOf(host), imitated)).toBeNull();
  });

  it('has few keys', () => {
    expect(imitatedKeys('redcross.example')).toHaveLength(8); // the name, seven deletions (of "ss" either is one)
    expect(imitatedKeys('10.0.0.1')).toEqual([]);
  });
});
