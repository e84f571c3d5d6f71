import { expect, it, vi } from 'vitest';
import { MAX_EVIDENCE_LINKS, MAX_EVIDENCE_URLS, MAX_PARTS_SEARCHED } from '#lib/core/limits.ts';
import { createWalletReader } from '#lib/feed/formats/ftm-wallets.ts';
import { evidenceUrls } from '#lib/feed/formats/intel-value.ts';
import { readOne } from './graphsense-setup.ts';
import { attribute, EVM, event, object, part, read } from './misp-setup.ts';

/** What of one record stands behind each of many others is bounded: all of them together would take hours. */

it('looks at no more than the first links of a record', () => {
  const none = Array.from({ length: MAX_EVIDENCE_LINKS - 1 }, (_, n) => `ftp://files.example/${n}`);
  const links = ['https://a.example/', 'https://b.example/'];
  expect(evidenceUrls([...none, ...links])).toEqual(['https://a.example/']);
  const many = Array.from({ length: MAX_EVIDENCE_LINKS }, (_, n) => `https://a.example/${n}`);
  expect(evidenceUrls(many)).toEqual(many.slice(0, MAX_EVIDENCE_URLS));
});

it('looks for the symbol of a coin among the first parts of its object', async () => {
  // 64 hex digits: an implicit NEAR account, or a transaction of any other coin.
  const bare = '98793cd91a3f870fb126f66285808c7e094afcfc4eda8a970f6648cdf0dbd6de';
  const coin = (count: number) =>
    object(
      'coin-address',
      ...Array.from({ length: count }, () => part('text', 'text', 'x')),
      part('symbol', 'text', 'NEAR'),
      part('address-crypto', 'text', bare),
    );
  const valuesOf = async (count: number) => (await read(event([], { Object: [coin(count)] }))).entries;
  expect(await valuesOf(MAX_PARTS_SEARCHED - 1)).toMatchObject([{ value: bare }]);
  expect(await valuesOf(MAX_PARTS_SEARCHED)).toEqual([]);
});

it('looks for an abuse among the first concepts of a tag', async () => {
  const tagged = (count: number) => readOne(`address: '${EVM}'\nconcepts: [${'user, '.repeat(count)}scam]`);
  expect((await tagged(MAX_PARTS_SEARCHED - 1)).claim?.category).toBe('scam');
  expect((await tagged(MAX_PARTS_SEARCHED)).reasons).toEqual(['no-abuse']);
});

it('looks at the tags of an event once, however many attributes it has', async () => {
  const tags = Array.from({ length: 500 }, (_, n) => ({ name: `other:tag="${n}"` }));
  const Tag = [
    ...tags,
    { name: 'OSINT:source-type="technical-report"' },
    { name: 'false-positive:risk="high"' },
  ];
  const attributes = Array.from({ length: 100 }, () => attribute('btc', EVM));
  const looked = vi.spyOn(String.prototype, 'toLowerCase');
  const { entries } = await read(event(attributes, { Tag }));
  const looks = looked.mock.contexts.filter((tag) => String(tag).startsWith('other:')).length;
  looked.mockRestore();
  expect(looks).toBe(500);
  expect(entries[99]?.claims[0]).toMatchObject({ confidence: 'research', status: 'disputed' });
});

it('looks at an order once, however many it is against', () => {
  const asked: string[] = [];
  const ids = Array.from({ length: 100 }, (_, n) => `w${n}`);
  createWalletReader().take(
    {
      id: 'o',
      schema: 'Sanction',
      caption: 'o',
      datasets: [],
      firstSeen: null,
      lastSeen: null,
      lastChange: null,
      texts(name) {
        asked.push(name);
        return name === 'entity' ? ids : [];
      },
    },
    'line 1',
  );
  expect(asked.toSorted()).toEqual([
    'endDate',
    'entity',
    'listingDate',
    'programId',
    'sourceUrl',
    'startDate',
  ]);
});
