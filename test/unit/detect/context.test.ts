import { describe, expect, it } from 'vitest';
import type { PageSignals, Place } from '#lib/core/types.ts';
import { asks, pageAsks, placeContext } from '#lib/detect/context.ts';
import phrases from '#lib/detect/phrases.json' with { type: 'json' };

const place = (over: Partial<Place> = {}): Place => ({
  how: 'text',
  flags: [],
  near: '',
  within: [],
  ...over,
});
const page = (over: Partial<PageSignals> = {}): PageSignals => ({
  title: 'Some page',
  isArticle: false,
  appeal: '',
  ...over,
});
const APPEAL = 'Please donate in bitcoin:';
const HOST = 'charity.example';

describe('placeContext', () => {
  it.each([
    ['words of an appeal beside it', place({ near: APPEAL }), page(), HOST, 'donation'],
    ['an appeal in a heading', place(), page({ appeal: 'Support us' }), HOST, 'donation'],
    ['an appeal in the title', place(), page({ title: 'Donate to Example' }), HOST, 'donation'],
    ['no appeal anywhere', place({ near: 'The wallet was seized in 2020' }), page(), HOST, 'mention'],
    ['a payment URI', place({ how: 'uri' }), page(), HOST, 'donation'],
    ['a payment URI in an article', place({ how: 'uri' }), page({ isArticle: true }), HOST, 'donation'],
    ['a payment URI shown as code', place({ how: 'uri', within: ['code'] }), page(), HOST, 'mention'],
    [
      'an article that tells of an appeal',
      place({ near: APPEAL }),
      page({ isArticle: true }),
      HOST,
      'mention',
    ],
    ['a quotation', place({ near: APPEAL, within: ['quote'] }), page({ appeal: 'Donate' }), HOST, 'mention'],
    ['code with an appeal beside it', place({ near: APPEAL, within: ['code'] }), page(), HOST, 'donation'],
    [
      'code on a page that asks elsewhere',
      place({ within: ['code'] }),
      page({ appeal: 'Donate' }),
      HOST,
      'mention',
    ],
    ['an explorer', place({ near: APPEAL }), page({ appeal: 'Donate' }), 'www.blockchain.com', 'mention'],
    ['a link to an explorer', place({ how: 'explorer', near: APPEAL }), page(), HOST, 'donation'],
  ] as const)('%s', (_, at, signals, host, expected) =>
    expect(placeContext(at, signals, host)).toBe(expected),
  );
});

describe('pageAsks', () => {
  it('hears title, headings and buttons', () => {
    expect(pageAsks(page({ title: 'Donate' }))).toBe(true);
    expect(pageAsks(page({ appeal: 'Contact\nЗадонатить' }))).toBe(true);
    expect(pageAsks(page({ appeal: 'Contact\nImprint' }))).toBe(false);
  });
  it('takes an article for an article', () => {
    expect(pageAsks(page({ title: 'How they collect donations', isArticle: true }))).toBe(false);
  });
});

describe('asks', () => {
  it.each([
    ['en', 'DONATE with crypto'],
    ['en', 'Your donations keep us going'],
    ['ar', 'للتبرع عبر البيتكوين'],
    ['ar', 'تَبَرَّعْ الآن'],
    ['de', 'Spendenkonto und Wallet'],
    ['es', '¡Apóyanos!'],
    ['fa', 'برای حمایت مالی از ما'],
    ['fr', 'Faire un don en cryptomonnaie'],
    ['he', 'לתרומות בביטקוין'],
    ['id', 'Kirim donasi Anda ke alamat ini'],
    ['ja', '寄付はこちら'],
    ['pt', 'Faça uma doação'],
    ['ru', 'Пожертвования можно перевести сюда'],
    ['tr', 'BAĞIŞ YAPIN'],
    ['tr', 'bağışlarınız için'],
    ['uk', 'Підтримайте нас'],
    ['ur', 'عطیات کے لیے'],
    ['zh', '请捐款到以下地址'],
  ])('%s: %s', (_, text) => expect(asks(text)).toBe(true));

  it.each([
    "I don't know the address",
    'Don Quixote rode out',
    'John Doe paid 3 BTC',
    'Tips and tricks for wallets',
    'This is the donor-advised text of undonated things',
    'The court froze the wallet',
    'Кошелёк был арестован',
    'Adresse de contrat du jeton',
    '合约地址',
    '',
  ])('no appeal: %s', (text) => expect(asks(text)).toBe(false));

  it('knows English and at least 12 other languages', () => {
    const languages = Object.keys(phrases);
    for (const language of 'ar de en es fa fr he id ru tr uk ur zh'.split(' ')) {
      expect(languages).toContain(language);
    }
    for (const [language, list] of Object.entries(phrases)) {
      expect(new Set(list).size, language).toBe(list.length);
      // Short stems would be found everywhere.
      for (const phrase of list) expect(phrase.length, phrase).toBeGreaterThan(1);
    }
  });
});
