import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import type { ReviewCase, SeenItem } from '#lib/core/review.ts';
import { createLinks } from '#lib/review/links.ts';
import { seen } from '../../support/review-acts.ts';
import { item, reviewCase } from '../../support/review-space.ts';

function showing(url: string, items: SeenItem[], more: Partial<NonNullable<ReviewCase['seen']>> = {}) {
  return reviewCase(url, { seen: seen({ finalUrl: url, items, ...more }) });
}

function address(text: string): SeenItem {
  const parsed = parseAddress(text);
  if (!parsed) throw new Error(`${text} is an address`);
  return item(text, { chain: parsed.chain, keys: parsed.keys });
}

const GENESIS = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa';
/** The same hash of a key in Bitcoin Cash. */
const CASH = 'bitcoincash:qp3wjpa3tjlj042z2wv7hahsldgwhwy0rq9sywjpyy';

it('links cases with one wallet, by any key and across networks', () => {
  const a = showing('https://a.example/', [address(GENESIS)]);
  const b = showing('https://b.example/', [address(CASH)]);
  const c = showing('https://c.example/', [address('12c6DSiU4Rq3P4ZxziKxzrL5LmMBrzjrJX')]);
  const links = createLinks([a, b, c]);
  expect(links.linksOf(a.id)).toEqual([{ kind: 'wallet', value: GENESIS, count: 1, cases: [b.id] }]);
  expect(links.linksOf(b.id)).toEqual([{ kind: 'wallet', value: CASH, count: 1, cases: [a.id] }]);
  expect(links.linksOf(c.id)).toEqual([]);
  expect(links.linksOf('another')).toEqual([]);
});

it('tells a wallet once, however many of its spellings a page shows', () => {
  const both = showing('https://a.example/', [
    item('x', { keys: ['k:1'] }),
    item('y', { keys: ['k:2'] }),
    item('z', { keys: ['k:1', 'k:2'] }),
  ]);
  const one = showing('https://b.example/', [item('w', { keys: ['k:2'] })]);
  expect(createLinks([both, one]).linksOf(both.id)).toEqual([
    { kind: 'wallet', value: 'x', count: 1, cases: [one.id] },
  ]);
});

it('links cases with one account at a donation service, and with the same indicator', () => {
  const widget = item('nowpayments:ABC', { kind: 'widget', keys: ['widget:nowpayments:ABC'] });
  const a = showing('https://a.example/', [widget], { indicators: ['hides-tor'] });
  const b = showing('https://b.example/', [widget], { indicators: ['hides-tor', 'hides-mixer'] });
  expect(createLinks([a, b]).linksOf(a.id)).toEqual([
    { kind: 'widget', value: 'nowpayments:ABC', count: 1, cases: [b.id] },
    { kind: 'indicator', value: 'hides-tor', count: 1, cases: [b.id] },
  ]);
});

it.each<[string, string, string | null]>([
  ['https://a.example.org/x', 'https://b.example.org/y', 'example.org'],
  ['https://a.example.co.uk/', 'https://www.example.co.uk/', 'example.co.uk'],
  ['https://a.example.co.uk/', 'https://b.other.co.uk/', null],
  // Everybody registers below these, and they are in the private part of the Public Suffix List.
  ['https://somebody.github.io/', 'https://another.github.io/', null],
  ['https://somebody.github.io/x', 'https://somebody.github.io/y', 'somebody.github.io'],
  // Everybody keeps pages there.
  ['https://www.facebook.com/somebody', 'https://www.facebook.com/another', null],
  ['https://www.facebook.com/Somebody/posts/1', 'https://m.facebook.com/somebody', 'facebook.com/somebody'],
  ['https://t.me/somebody/1', 'https://telegram.me/s/somebody', 't.me/somebody'],
  ['https://www.instagram.com/p/1', 'https://www.instagram.com/p/2', null],
  ['https://www.youtube.com/watch?v=1', 'https://www.youtube.com/watch?v=2', null],
  ['https://x.com/', 'https://x.com/home', null],
  ['http://192.0.2.1/a', 'http://192.0.2.1/b', '192.0.2.1'],
  ['http://192.0.2.1/a', 'http://192.0.2.2/b', null],
])('places: %s and %s share %s', (first, second, value) => {
  const a = reviewCase(first);
  const b = reviewCase(second);
  const expected = value === null ? [] : [{ kind: 'host', value, count: 1, cases: [b.id] }];
  expect(createLinks([a, b]).linksOf(a.id)).toEqual(expected);
});

it('links by where a page led, too', () => {
  const a = showing('https://short.example/x', [], { finalUrl: 'https://masks.example.org/' });
  const b = reviewCase('https://example.org/');
  expect(createLinks([a, b]).linksOf(b.id)).toMatchObject([{ value: 'example.org', cases: [a.id] }]);
});

it('says of what many share how many, and draws none', () => {
  const cases = Array.from({ length: 52 }, (_, i) => showing(`https://${i}.example/`, [item('x')]));
  const links = createLinks(cases.slice(0, 51));
  const [first] = cases;
  expect(links.linksOf(first?.id ?? '')).toMatchObject([{ count: 50, cases: { length: 50 } }]);
  const [, last] = [first, cases[51]];
  if (last) links.put(last);
  expect(links.linksOf(first?.id ?? '')).toEqual([{ kind: 'wallet', value: 'x', count: 51, cases: [] }]);
});

it('puts the most telling first', () => {
  const a = showing('https://a.example.org/', [item('x'), item('y')], { indicators: ['hides-tor'] });
  const b = showing('https://b.example.org/', [item('x'), item('y')], { indicators: ['hides-tor'] });
  const c = showing('https://c.example/', [item('x')]);
  expect(
    createLinks([a, b, c])
      .linksOf(a.id)
      .map(({ kind, value, count }) => [kind, value, count]),
  ).toEqual([
    ['wallet', 'y', 1],
    ['wallet', 'x', 2],
    ['host', 'example.org', 1],
    ['indicator', 'hides-tor', 1],
  ]);
});

it('comes to the same when it is kept up case by case as when it is built anew', () => {
  const texts = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 });
  const step = fc.record({ page: fc.nat({ max: 5 }), items: texts, removed: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const kept = createLinks();
      const cases = new Map<string, ReviewCase>();
      for (const { page, items, removed } of steps) {
        const one = showing(
          `https://${page}.example/`,
          items.map((text) => item(text)),
        );
        if (removed) kept.remove(one.id);
        else kept.put(one);
        if (removed) cases.delete(one.id);
        else cases.set(one.id, one);
      }
      const anew = createLinks(cases.values());
      for (let page = 0; page <= 5; page++) {
        const { id } = reviewCase(`https://${page}.example/`);
        expect(kept.linksOf(id)).toEqual(anew.linksOf(id));
      }
    }),
  );
});
