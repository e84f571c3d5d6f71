import { describe, expect, it } from 'vitest';
import type { PageSignals, Place } from '#lib/core/types.ts';
import { asks, pageAsks, placeContext } from '#lib/detect/context.ts';

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
/** The address of Bitcoin's first block. */
const ADDRESS = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa';

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
      place({ near: `BTC: ${ADDRESS}`, within: ['code'] }),
      page({ appeal: 'Donate' }),
      HOST,
      'donation',
    ],
    [
      'a string of a program on a page that asks elsewhere',
      place({ near: `send('${ADDRESS}')`, within: ['code'] }),
      page({ appeal: 'Donate' }),
      HOST,
      'mention',
    ],
    [
      'a value in a script of a page that asks elsewhere',
      place({ how: 'script', near: `owner = "${ADDRESS}"` }),
      page({ appeal: 'Donate' }),
      HOST,
      'mention',
    ],
    [
      'a script of a page made to ask',
      place({ how: 'script', near: `qr = "${ADDRESS}"` }),
      page({ title: 'Donate - Example' }),
      HOST,
      'donation',
    ],
    [
      'an article that only og:type calls so, made to ask',
      place(),
      page({ title: 'Donate | Example', isArticle: true }),
      HOST,
      'donation',
    ],
    [
      'news whose title asks',
      place({ near: APPEAL }),
      page({ title: 'Donate | Example', isArticle: true, isNews: true }),
      HOST,
      'mention',
    ],
    [
      'a short headline',
      place({ near: APPEAL }),
      page({ title: 'Why I made a donation', isArticle: true }),
      HOST,
      'mention',
    ],
    [
      'a headline without spaces',
      place({ near: APPEAL }),
      page({ title: '某慈善组织被指通过比特币筹得善款并将资金转移至境外武装团体账户', isArticle: true }),
      HOST,
      'mention',
    ],
    [
      'a headline about an appeal',
      place({ near: APPEAL }),
      page({ title: 'How they collected a donation in bitcoin from readers', isArticle: true }),
      HOST,
      'mention',
    ],
    [
      'a field to copy from in an article',
      place({ how: 'input', near: APPEAL }),
      page({ isArticle: true }),
      HOST,
      'donation',
    ],
    [
      'a field in news',
      place({ how: 'input', near: APPEAL }),
      page({ isArticle: true, isNews: true }),
      HOST,
      'mention',
    ],
    [
      'a court filing on a page with a button to give',
      place({ near: `Defendant Property 12: ${ADDRESS}` }),
      page({ appeal: 'Donate' }),
      HOST,
      'mention',
    ],
    [
      'a court filing that quotes an appeal',
      place({ near: `the indictment says they wrote "donate to ${ADDRESS}"` }),
      page(),
      HOST,
      'mention',
    ],
    [
      'words of courts on a page made to ask',
      place({ near: `our accounts were seized by the bank: ${ADDRESS}` }),
      page({ title: 'Donate' }),
      HOST,
      'donation',
    ],
    ['a link to another page', place({ how: 'link' }), page({ appeal: 'Donate' }), HOST, 'mention'],
    ['a link with an appeal', place({ how: 'link', near: APPEAL }), page(), HOST, 'donation'],
    [
      'a web address in the text',
      place({ near: `visit http://127.0.0.1:43110/${ADDRESS}/ to see` }),
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

describe('placeContext, by the path of the page', () => {
  it.each([
    ['/donate', 'donation'],
    ['/en/donate.html', 'donation'],
    ['/bagis/', 'donation'],
    ['/support-us', 'donation'],
    ['/faire-un-don', 'donation'],
    ['/blog/undonated', 'mention'],
    ['/donatello', 'mention'],
    ['/', 'mention'],
  ] as const)('%s: %s', (path, expected) => {
    expect(placeContext(place(), page(), HOST, path)).toBe(expected);
    expect(placeContext(place(), page({ isArticle: true }), HOST, path)).toBe(expected);
  });
});

describe('pageAsks', () => {
  it('hears title, headings and buttons', () => {
    expect(pageAsks(page({ title: 'Donate' }))).toBe(true);
    expect(pageAsks(page({ appeal: 'Contact\nЗадонатить' }))).toBe(true);
    expect(pageAsks(page({ appeal: 'Contact\nImprint' }))).toBe(false);
  });
  it('does not read one heading into the next', () => {
    expect(pageAsks(page({ appeal: 'Support\nUs' }))).toBe(false);
  });
  it('hears the path', () => {
    expect(pageAsks(page(), '/donate')).toBe(true);
    expect(pageAsks(page(), '/about')).toBe(false);
  });
  it('takes an article for an article', () => {
    const title = 'How they collect a donation from everybody';
    expect(pageAsks(page({ title, isArticle: true }))).toBe(false);
    expect(pageAsks(page({ title: 'Donate', isArticle: true, isNews: true }), '/donate')).toBe(false);
  });
});

describe('asks', () => {
  it.each([
    'DONATE with crypto',
    'Your donations keep us going',
    'للتبرع عبر البيتكوين',
    'تَبَرَّعْ الآن',
    'BAĞIŞ YAPIN',
  ])('%s', (text) => expect(asks(text)).toBe(true));

  it.each([
    "I don't know the address",
    'Don Quixote rode out',
    'John Doe paid 3 BTC',
    'Tips and tricks for wallets',
    'This is the donor-advised text of undonated things',
    'The court froze the wallet',
    '',
  ])('no appeal: %s', (text) => expect(asks(text)).toBe(false));
});
