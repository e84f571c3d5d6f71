import { describe, expect, it } from 'vitest';
import { commands } from 'vitest/browser';
import { MAX_WIDGET_FACTS, MAX_WIDGET_SCRIPT_CHARS, MAX_WIDGET_VALUE_CHARS } from '#lib/core/limits.ts';
import type { WidgetFact } from '#lib/core/widgets.ts';
import { matchWidgets, type Widget } from '#lib/detect/widgets/match.ts';
import { RULES } from '#lib/detect/widgets/registry.ts';
import { createWidgetFacts, isWidgetUrl, readWidgets, readWidgetUrl } from '#lib/page/read-widgets.ts';

const PAGE = 'https://lantern.example/donate';
const DATA = '../shared/data';

/** Facts of a document that is parsed and never shown: nothing is loaded, nothing runs. */
function factsIn(html: string): WidgetFact[] {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const found = createWidgetFacts();
  for (const _ of readWidgets(page, found));
  for (const link of page.querySelectorAll('a[href]'))
    readWidgetUrl('link', link, link.getAttribute('href') ?? '', found);
  return found.facts();
}

const widgetsIn = (html: string, url = PAGE) => matchWidgets(factsIn(html), url);
const line = ({ kind, host, account }: Widget) => [kind, host, account].join(' ');

describe('every rule on a page of its own', () => {
  it.each(RULES.map(({ id }) => id))('%s', async (id) => {
    const html = await commands.readFile(`test/pages/widgets/${id}.html`);
    const page = new DOMParser().parseFromString(html, 'text/html');
    const expected = JSON.parse(page.getElementById('expected')?.textContent ?? '') as string[][];
    const found = widgetsIn(html);
    expect(found.map(line).sort()).toEqual(expected.map((row) => row.join(' ')).sort());
    expect(new Set(found.map(({ provider }) => provider))).toEqual(new Set([id]));
  });
});

describe('what is no widget', () => {
  it.each([
    ['a page about nothing of the kind', '<h1>Soup</h1><p>Peel the carrots.</p><a href="/next">Next</a>'],
    ['a script that talks of a provider', '<script>const text = "see patreon.com/somebody";</script>'],
    [
      'a provider in the query of a link',
      '<a href="https://share.example/?u=https://patreon.com/somebody">x</a>',
    ],
    ['a host that ends like a provider', '<a href="https://notpatreon.com/somebody">x</a>'],
    ['a host that begins like a provider', '<a href="https://patreon.com.evil.example/somebody">x</a>'],
    ['a provider as user name', '<a href="https://patreon.com@evil.example/somebody">x</a>'],
    ['another letter for the dot', '<a href="https://patreonxcom/somebody">x</a>'],
    [
      'share buttons',
      '<a href="https://twitter.com/patreon">x</a><a href="https://x.com/intent/tweet">x</a>',
    ],
    [
      'a link that is no web address',
      '<a href="mailto:me@patreon.com">x</a><a href="javascript:void 0">x</a>',
    ],
    ['a longer name in a script', '<script>CoinWidgetCom.goAway({ wallet_address: "abc" })</script>'],
  ])('%s', (_, html) => {
    expect(widgetsIn(html)).toEqual([]);
  });

  it('a provider on its own pages, but for those where people stand beside it', () => {
    const html =
      '<a href="https://patreon.com/somebody">x</a><a href="https://github.com/sponsors/somebody">x</a>';
    const found = (url: string) => widgetsIn(html, url).map(({ provider }) => provider);
    expect(found('https://www.patreon.com/explore')).toEqual(['github-sponsors']);
    expect(found('https://github.com/somebody/project')).toEqual(['patreon', 'github-sponsors'].sort());
  });
});

describe('a page that tries to mislead', () => {
  it('by fields that take the names of what is read', () => {
    const html = `<form action="https://bitpay.com/checkout"><input name="action" value="checkout"><input name="getAttribute">
      <input name="querySelectorAll"><input name="matches"><input name="baseURI"><input name="data" value="KEY"></form>`;
    expect(widgetsIn(html).map(line)).toEqual(['form bitpay.com KEY']);
  });

  it('by more than is kept', () => {
    const links = Array.from({ length: 300 }, (_, i) => `<a href="https://ko-fi.com/name${i}">x</a>`).join(
      '',
    );
    expect(factsIn(links)).toHaveLength(MAX_WIDGET_FACTS);
    expect(factsIn('<a href="https://ko-fi.com/one">x</a>'.repeat(50))).toHaveLength(1);
  });

  it('by long values', () => {
    const long = 'x'.repeat(50_000);
    expect(factsIn(`<a href="https://ko-fi.com/${long}">x</a>`)).toEqual([]);
    expect(factsIn(`<simple-boost address="${long}"></simple-boost>`)[0]?.value).toHaveLength(
      MAX_WIDGET_VALUE_CHARS,
    );
    expect(factsIn(`<script>CoinWidgetCom.go(${long.slice(0, 900)})</script>`)[0]?.value).toHaveLength(
      MAX_WIDGET_VALUE_CHARS,
    );
    expect(factsIn(`<script>CoinWidgetCom.go()${' '.repeat(MAX_WIDGET_SCRIPT_CHARS)}</script>`)).toEqual([]);
  });
});

it('reads on behind a script inside a drawing', () => {
  const html = '<svg><script>1</script></svg><script>CoinWidgetCom.go({ wallet_address: "abc" })</script>';
  expect(widgetsIn(html).map(line)).toEqual(['script coinwidget.com abc']);
});

it('never tells what a person has typed', () => {
  const page = new DOMParser().parseFromString(
    '<form action="https://bitpay.com/checkout"><input name="data"><input name="email"></form>',
    'text/html',
  );
  for (const field of page.querySelectorAll('input')) field.value = 'typed';
  const found = createWidgetFacts();
  for (const _ of readWidgets(page, found));
  expect(JSON.stringify(found.facts())).not.toContain('typed');
});

it('looks into shadow roots', () => {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  root.innerHTML = '<simple-boost address="a@b.example"></simple-boost><iframe data-x></iframe>';
  const found = createWidgetFacts();
  for (const _ of readWidgets(root, found));
  expect(found.facts()).toEqual([{ kind: 'markup', what: 'simple-boost[address]', value: 'a@b.example' }]);
});

it.each([
  ['https://www.patreon.com/a', true],
  ['HTTPS://PATREON.COM/a', true],
  [' //ko-fi.com/a', true],
  ['https://pay.any.example/api/v1/invoices?storeId=a', true],
  ['https://example.org/patreon.com/', false],
  ['/local', false],
  ['', false],
])('the quick look at %s: %s', (url, expected) => {
  expect(isWidgetUrl(url)).toBe(expected);
});

/** Real documents, where they are there: third-party material that is no part of the project. */
const manifest = (await commands.readFile(`${DATA}/donation/manifest.jsonl`).catch(() => ''))
  .split('\n')
  .filter(Boolean)
  .map((row) => JSON.parse(row) as { doc: string; widgets: string[] });
const ordinary = (await commands.readFile(`${DATA}/pages/manifest.jsonl`).catch(() => ''))
  .split('\n')
  .filter(Boolean)
  .map((row) => JSON.parse(row) as { file: string });

/** Misses that are understood; a new one is a bug. */
const KNOWN_MISSES = [
  // They only show code: nothing on these pages takes money through the provider.
  'depay DePayFi+widgets__README.html',
  'paybutton PayButton+paybutton__paybutton_README.html',
  // The URL stands there as text, in a file shown as code or in a line without a link.
  'nowpayments hiddify+Hiddify-Manager__.github_FUNDING.html',
  'buymeacoffee yuliskov+SmartTube__README.html',
  'buymeacoffee yuliskov+SmartTube__common_src_main_res_values_donations.html',
  'patreon yuliskov+SmartTube__common_src_main_res_values_donations.html',
  'paypal yuliskov+SmartTube__common_src_main_res_values_donations.html',
  'liberapay zedeus+nitter__README.html',
  'patreon zedeus+nitter__README.html',
  // A list of wallets that links to the provider's front page: no account.
  'geyser lnurl+luds__README.html',
  // Not a provider: `lightning:` is a payment URI and found as an address.
  'lightning-link snip-lnurl-de.html',
  'lightning-link snip-lnurl-en.html',
  'lightning-link snip-lnurl-lower.html',
];

/** The author's Patreon page, and a site that has Web Monetization: both are there. */
const KNOWN_ON_ORDINARY_PAGES = [
  'news-readability__royal-road.html patreon link www.patreon.com sleyca',
  'news-readability__toc-missing.html web-monetization link webmonetization.org ilp.uphold.com/iEY62FwdNGHy',
];

describe.skipIf(manifest.length === 0)('real documents', () => {
  it('names every widget of the donation documents', async () => {
    const missed: string[] = [];
    for (const { doc, widgets } of manifest) {
      const found = widgetsIn(await commands.readFile(`${DATA}/donation/${doc}`));
      const providers = new Set(found.map(({ provider }) => provider));
      for (const widget of widgets) {
        if (!providers.has(widget)) missed.push(`${widget} ${doc}`);
      }
    }
    expect(missed).toEqual(KNOWN_MISSES);
  }, 60_000);

  it('finds nothing on ordinary pages that is not there', async () => {
    const found: string[] = [];
    for (const { file } of ordinary) {
      for (const widget of widgetsIn(await commands.readFile(`${DATA}/pages/${file}`))) {
        found.push(`${file} ${widget.provider} ${line(widget)}`);
      }
    }
    expect(found).toEqual(KNOWN_ON_ORDINARY_PAGES);
  }, 60_000);
});
