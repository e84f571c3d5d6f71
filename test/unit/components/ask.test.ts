import { describe, expect, it } from 'vitest';
import { APPEALS, appealOf, fillIn } from '#components/ask/appeals.ts';
import { AUTHORITIES } from '#components/ask/authorities.ts';
import { countriesOf, nearest } from '#components/ask/nearest.ts';
import { PLATFORMS, platformOf } from '#components/ask/platforms.ts';
import { REGISTERS } from '#components/ask/registers.ts';
import { UNREADABLE, whyUnreadable } from '#components/ask/unreadable.ts';
import { LANGUAGES } from '#lib/core/languages.ts';
import { MESSAGES } from './english.ts';

/** No office in Iran could be named whose page is known to last. */
const NOBODY_KNOWN = 'fa';

describe('offices to ask', () => {
  it.each([...REGISTERS, ...AUTHORITIES])(
    '$country: $name is a secure address of a known country',
    ({ country, url }) => {
      expect(new URL(url).protocol).toBe('https:');
      expect(new Intl.DisplayNames('en', { type: 'region' }).of(country)).not.toBe(country);
    },
  );

  it('are each named once', () => {
    for (const offices of [REGISTERS, AUTHORITIES]) {
      expect(new Set(offices.map(({ url }) => url)).size).toBe(offices.length);
    }
  });

  it.each(LANGUAGES.filter((language) => language !== NOBODY_KNOWN))(
    'are known to readers of %s, of whose country nothing else is told',
    (language) => {
      const countries = countriesOf([language.replace('_', '-')]);
      expect(nearest(REGISTERS, countries).near).not.toEqual([]);
      expect(nearest(AUTHORITIES, countries).near).not.toEqual([]);
    },
  );

  it('have the reader’s own country first and leave none out', () => {
    const { near, others } = nearest(REGISTERS, ['DE', 'GB']);
    expect(near.map(({ country }) => country)).toEqual(['DE', 'DE', 'GB', 'GB', 'GB']);
    expect(near.length + others.length).toBe(REGISTERS.length);
    expect(nearest(REGISTERS, []).near).toEqual([]);
  });
});

describe('the reader’s countries', () => {
  it.each([
    [
      ['en-GB', 'de-AT', 'en'],
      ['GB', 'AT'],
    ],
    [['tr'], ['TR']],
    [['de', 'en-US'], ['US']],
    [['nonsense!', 'id'], ['ID']],
    [[], []],
  ])('%j: %j', (languages, expected) => {
    expect(countriesOf(languages)).toEqual(expected);
  });
});

describe('platforms', () => {
  it.each([
    ['t.me', 'Telegram'],
    ['web.telegram.org', 'Telegram'],
    ['m.facebook.com', 'Facebook'],
    ['x.com', 'X'],
    ['netflix.com', undefined],
    ['not-t.me', undefined],
    ['relief.example', undefined],
    ['', undefined],
  ])('%s: %s', (host, name) => {
    expect(platformOf(host)?.name).toBe(name);
  });

  it('all have a secure address', () => {
    for (const { url } of PLATFORMS) expect(new URL(url).protocol).toBe('https:');
  });
});

describe('appeals', () => {
  it.each([
    ['US Treasury OFAC', 'ofac.treasury.gov'],
    ['Israeli Ministry of Defense (NBCTF)', 'nbctf.mod.gov.il'],
    ['US Department of Justice', 'www.forfeiture.gov'],
    ['MetaMask', 'github.com'],
  ])('%s: %s', (authority, host) => {
    expect(new URL(appealOf({ authority })?.url ?? '').host).toBe(host);
  });

  it.each(["you/copy (copy of OFAC's list, MIT)", 'OFAC', 'polkadot-js'])(
    '%s: holds the word whole',
    (authority) => {
      expect(appealOf({ authority })).not.toBeNull();
    },
  );

  it.each(['Some watcher', 'PrOFACe', 'Ofactory', 'Tethered Aid', 'Éofac'])(
    'know no way to somebody unknown: %s',
    (authority) => {
      expect(appealOf({ authority })).toBeNull();
    },
  );

  it('are all secure addresses', () => {
    for (const { url } of APPEALS) expect(new URL(url).protocol).toBe('https:');
  });

  it('are filled in by mail, by form, or not at all, and keep what they were given in its place', () => {
    const url = 'https://form.example/new';
    const evil = 'a&body=b?c#d\r\nBcc: x';
    expect(fillIn({ url }, 't', 'x')).toBe(url);
    const form = new URL(fillIn({ url, takesText: true }, evil, 'x'));
    expect([...form.searchParams]).toEqual([
      ['title', evil],
      ['body', 'x'],
    ]);
    const mail = new URL(fillIn({ url, mail: 'a@b.example' }, evil, 'x'));
    expect([mail.protocol, mail.pathname, [...mail.searchParams]]).toEqual([
      'mailto:',
      'a@b.example',
      [
        ['subject', evil],
        ['body', 'x'],
      ],
    ]);
  });
});

describe('a page that cannot be read', () => {
  it.each([
    [null, 'browser'],
    ['about:addons', 'browser'],
    ['chrome://settings/', 'browser'],
    ['https://chromewebstore.google.com/detail/x', 'store'],
    ['https://chrome.google.com/webstore/detail/x', 'store'],
    ['https://addons.mozilla.org/', 'store'],
    ['https://relief.example/Report.PDF?x=1', 'pdf'],
    ['file:///home/x.pdf', 'file'],
    ['https://relief.example/', 'silent'],
  ])('%s: %s', (url, why) => {
    expect(whyUnreadable({ url, isPdf: false })).toBe(why);
  });

  it('is a PDF file where the browser shows one, whatever its address', () => {
    expect(whyUnreadable({ url: 'https://relief.example/report?id=1', isPdf: true })).toBe('pdf');
    expect(whyUnreadable({ url: 'file:///home/x', isPdf: true })).toBe('file');
  });

  it.each(UNREADABLE)('%s has its sentence', (why) => {
    expect(MESSAGES[`sub_unreadable_${why}`]).toBeTruthy();
  });
});
