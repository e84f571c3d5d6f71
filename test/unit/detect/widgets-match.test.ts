import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WIDGET_FACT_KINDS, type WidgetFact } from '#lib/core/widgets.ts';
import { matchWidgets, widgetOfPage } from '#lib/detect/widgets/match.ts';

/** As providers number bills. */
const ID = '55555555-6666-4777-8888-999999999999';
const PAGE = 'https://lantern.example/donate';
const link = (what: string): WidgetFact => ({ kind: 'link', what, value: '' });
const accounts = (...facts: WidgetFact[]) =>
  matchWidgets(facts, PAGE).map(({ provider, account }) => [provider, account]);

describe('an account in a link', () => {
  it.each([
    ['https://www.patreon.com/Name', [['patreon', 'name']]],
    ['https://www.patreon.com/Name/about?x=1#y', [['patreon', 'name']]],
    ['https://www.patreon.com:443/Name', [['patreon', 'name']]],
    ['https://www.patreon.com./Name', [['patreon', 'name']]],
    ['https://www.patreon.com/%4eame', [['patreon', 'name']]],
    ['https://www.patreon.com/', []],
    ['https://www.patreon.com/login', []],
    ['https://www.patreon.com/Explore/x', []],
    ['https://blog.patreon.com/name', []],
    ['https://opencollective.com/name/contribute', [['opencollective', 'name']]],
    ['https://liberapay.com/~12345/', [['liberapay', '12345']]],
    ['https://de.liberapay.com/name', [['liberapay', 'name']]],
    ['https://notliberapay.com/name', []],
    ['https://github.com/sponsors', []],
    ['https://github.com/sponsors/name?o=esb', [['github-sponsors', 'name']]],
    ['https://github.com/name/sponsors', []],
    ['https://nowpayments.io/donation?api_key=KEY', [['nowpayments', 'KEY']]],
    ['https://nowpayments.io/donation?api_key=', []],
    ['https://nowpayments.io/donation', []],
    ['https://nowpayments.io/blog', []],
    ['https://tippin.me/@name', [['tippin.me', 'name']]],
    ['https://tippin.me/name', []],
    ['https://strike.me/name', [['strike', 'name']]],
    ['https://strike.me/name/and/more', []],
    ['https://www.kickstarter.com/projects/a/b', [['kickstarter', 'a/b']]],
    ['https://www.kickstarter.com/projects/a', []],
    ['https://explorer.gitcoin.co/#/projects/0xab?x=1', [['gitcoin', '0xab']]],
    ['https://explorer.gitcoin.co/projects/0xab', []],
    ['https://shop.example/btcpay/api/v1/invoices?storeId=STORE', [['btcpay', 'STORE']]],
    ['https://shop.example/api/v1/invoices', []],
    ['https://shop.example/api/v1/invoices/42', []],
    [`https://pay.example/btcpay/payment-requests/${ID}`, [['btcpay', ID]]],
    [`https://pay.example/payment-requests/${ID}/edit`, []],
    ['https://pay.example/payment-requests/mine', []],
    [`https://checkout.opennode.com/${ID}`, [['opennode', ID]]],
    ['https://checkout.opennode.com/checkout.js', []],
    ['https://nowpayments.io/payment/?iid=1', [['nowpayments', '1']]],
    ['https://nowpayments.io/payment/', []],
    ['https://crypto.link.com?session_hash=abc', [['stripe', 'abc']]],
    ['https://crypto.link.com/terms', []],
    ['https://bitpay.com/i/abc', [['bitpay', 'abc']]],
    ['https://bitpay.com/directory', []],
    ['https://commerce.coinbase.com/charges/ABC', [['coinbase-commerce', 'ABC']]],
    ['https://grants.gitcoin.co/#GG19-Rounds', []],
    ['https://one.example/lnurlp/link/AbC', [['lnbits', 'one.example/AbC']]],
    ['https://two.example/lnurlp/link/AbC', [['lnbits', 'two.example/AbC']]],
    ['ftp://patreon.com/name', []],
    ['javascript://patreon.com/name', []],
    ['patreon.com/name', []],
  ])('%s', (url, expected) => {
    expect(accounts(link(url))).toEqual(expected);
  });
});

describe('what kind of thing it stands in', () => {
  it('decides which markers count', () => {
    const url = 'https://storage.ko-fi.com/cdn/widget/Widget_2.js';
    expect(accounts({ kind: 'script', what: url, value: '' })).toEqual([['ko-fi', null]]);
    expect(accounts(link(url))).toEqual([]);
  });

  it('markup: the whole selector, as the page met it', () => {
    const fact = { kind: 'markup', what: 'simple-boost[address]', value: ' A@B.example ' } as const;
    expect(accounts(fact)).toEqual([['alby-simple-boost', 'a@b.example']]);
    expect(accounts({ ...fact, what: 'simple-boost' })).toEqual([]);
  });

  it('code: the property of one name, not of a longer one or of the next call', () => {
    const code = (value: string) => accounts({ kind: 'code', what: 'helioCheckout', value });
    expect(code("(box, { 'paylinkId' : 'abc' })")).toEqual([['helio', 'abc']]);
    expect(code('(box, { oldpaylinkId: "abc" })')).toEqual([['helio', null]]);
    expect(code('(box, { paylinkId: id })')).toEqual([['helio', null]]);
    expect(code('(box, { paylinkId: "abc')).toEqual([['helio', null]]);
    expect(code('(box, {}); helioCheckout(b, { paylinkId: "other" })')).toEqual([['helio', null]]);
  });

  it('code: the n-th text', () => {
    const code = (value: string) => accounts({ kind: 'code', what: 'kofiwidget2.init', value });
    expect(code("('Say \"thanks\"', '#fff', 'ID')")).toEqual([['ko-fi', 'id']]);
    expect(code("('It\\'s for soup', '#fff', 'ID')")).toEqual([['ko-fi', 'id']]);
    expect(code('("Thanks", "#fff", "ID")')).toEqual([['ko-fi', 'id']]);
    expect(code('("Thanks")')).toEqual([['ko-fi', null]]);
  });
});

describe('several facts', () => {
  it('one widget is told once, and with its account where one is named', () => {
    const frame: WidgetFact = {
      kind: 'iframe',
      what: 'https://widget.thegivingblock.com/?version=2',
      value: '',
    };
    const named = { ...frame, what: 'https://widget.thegivingblock.com/?organizationId=1' };
    expect(accounts(frame)).toEqual([['thegivingblock', null]]);
    expect(accounts(frame, named, named)).toEqual([['thegivingblock', '1']]);
  });

  it('two accounts are two widgets', () => {
    expect(
      accounts(link('https://ko-fi.com/a'), link('https://ko-fi.com/b'), link('https://ko-fi.com/A')),
    ).toEqual([
      ['ko-fi', 'a'],
      ['ko-fi', 'b'],
    ]);
  });
});

it("says whether a widget asks for a donation: a shop's checkout does not", () => {
  const form = (query: string): WidgetFact => ({
    kind: 'form',
    what: `https://www.coinpayments.net/index.php?${query}&merchant=M`,
    value: '',
  });
  const donation = (fact: WidgetFact) => matchWidgets([fact], PAGE).map((widget) => widget.donation);
  expect(donation(form('cmd=_donate'))).toEqual([true]);
  expect(donation(form('cmd=_pay'))).toEqual([false]);
  expect(donation(form('cmd=_cart_view'))).toEqual([]);
  expect(donation(link('https://buy.stripe.com/abc'))).toEqual([false]);
  expect(donation(link('https://donate.stripe.com/abc'))).toEqual([true]);
  expect(donation(link(`https://checkout.opennode.com/p/${ID}`))).toEqual([true]);
  for (const bill of [
    `https://checkout.opennode.com/${ID}`,
    `https://pay.example/payment-requests/${ID}`,
    'https://nowpayments.io/payment/?iid=1',
    'https://crypto.link.com?session_hash=abc',
  ])
    expect(donation(link(bill))).toEqual([false]);
  expect(donation(link('https://opencollective.com/abc'))).toEqual([true]);
});

describe('the page is itself at a provider', () => {
  it.each([
    ['https://www.patreon.com/Name/posts', { provider: 'patreon', account: 'name' }],
    ['https://nowpayments.io/embeds/donation-widget?api_key=K', { provider: 'nowpayments', account: 'K' }],
    ['https://github.com/sponsors/Name', { provider: 'github-sponsors', account: 'name' }],
    ['https://www.patreon.com/explore', null],
    ['https://lantern.example/', null],
    ['about:blank', null],
    ['', null],
  ])('%s', (url, expected) => {
    expect(widgetOfPage(url)).toEqual(expected);
  });

  it('links to it from there are no widgets', () => {
    const facts = [link('https://www.patreon.com/other'), link('https://ko-fi.com/name')];
    expect(matchWidgets(facts, 'https://www.patreon.com/name').map(({ provider }) => provider)).toEqual([
      'ko-fi',
    ]);
    expect(matchWidgets(facts, 'https://blog.patreon.com/').map(({ provider }) => provider)).toEqual([
      'ko-fi',
    ]);
    expect(matchWidgets(facts, 'https://notpatreon.com/')).toHaveLength(2);
  });
});

describe('what a page makes up', () => {
  it('never throws, and an account holds no space, control or invisible character', () => {
    const text = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.constant('https://patreon.com/').chain((b) => fc.string().map((s) => b + s)),
    );
    const fact = fc.record({ kind: fc.constantFrom(...WIDGET_FACT_KINDS), what: text, value: text });
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 5 }), text, (facts, url) => {
        widgetOfPage(url);
        for (const { account } of matchWidgets(facts, url)) {
          expect(account === null || /^[^\p{C}\p{Z}]{1,200}$/u.test(account)).toBe(true);
        }
      }),
    );
  });

  it('invisible characters do not make another account', () => {
    expect(accounts(link('https://ko-fi.com/na%E2%80%8Bme'))).toEqual([['ko-fi', null]]);
    expect(accounts(link(`https://ko-fi.com/${'a'.repeat(201)}`))).toEqual([['ko-fi', null]]);
  });
});
