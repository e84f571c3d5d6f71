import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_JSON_DEPTH, SNIFF_BYTES } from '#lib/core/limits.ts';
import { bodyOf, FeedFault } from '#lib/feed/body.ts';
import { addressList } from '#lib/feed/formats/address-list.ts';
import { ADAPTERS, readList } from '#lib/feed/formats/registry.ts';
import { gatherer } from '../../support/gatherer.ts';
import { refusalCounts } from '../../support/refusal-counts.ts';
import { BOAT, DOMAIN, EVM, encode, read, SLOW, sourceOf, TRON, XPRV, XPUB } from './address-list-setup.ts';

describe('address-list: what is none', () => {
  it.each([
    ['nothing', ''],
    ['prose', 'Dear reader,\nsee example.com for more.\nYours'],
    ['a page', '<!doctype html>\n<p>example.com</p>'],
    ['a table without a heading', 'AFG,example.com,1\nALB,example.org,2'],
    ['YAML', '- name: example.com\n  url: http://example.com\n'],
    ['names under no top-level domain', 'צ.ת 1/1\nצ.ת 2/2\nצ.ת 3/3'],
    ['JSON of another kind', JSON.stringify({ addresses: [BOAT] })],
    ['a JSON array of objects', JSON.stringify([{ address: BOAT }])],
    ['a JSON array of arrays', JSON.stringify([[BOAT]])],
    ['a JSON array of numbers first', JSON.stringify([1, BOAT])],
    ['a JSON array of words', JSON.stringify(['alpha', 'beta', BOAT])],
    ['a JSON array of nothing', '[]'],
    ['a JSON array of arrays over lines', JSON.stringify([[BOAT, EVM, TRON]], null, 2)],
    ['a JSON object over lines', JSON.stringify({ a: [BOAT, EVM, TRON, BOAT] }, null, 2)],
    ['a page of hosts', '<pre>\nexample.com\nexample.org\nexample.net'],
    ['mostly words', `${BOAT}\nalpha\nbeta\n`],
    ['a private key', XPRV],
  ])('is not %s', async (_, text) => {
    const head = encode(text);
    expect(ADAPTERS.filter((one) => one.recognises(head, sourceOf('list.txt')))).toEqual([]);
  });

  it('fails whole when its JSON is broken or too deep', async () => {
    const depth = MAX_JSON_DEPTH + 1;
    for (const text of [`["${BOAT}"`, `["${BOAT}",${'['.repeat(depth)}${']'.repeat(depth)}]`]) {
      const { sink, entries } = gatherer();
      expect(await addressList.read(bodyOf(encode(text)), sourceOf('a.json'), sink)).toMatchObject({
        error: { code: 'bad-format' },
      });
      expect(entries).toEqual([]);
    }
  });

  it('takes brackets inside of a text for no depth', async () => {
    const text = JSON.stringify([
      BOAT,
      EVM,
      TRON,
      '['.repeat(MAX_JSON_DEPTH + 1),
      `\\"${'{'.repeat(MAX_JSON_DEPTH + 1)}`,
    ]);
    const { entries, refused } = await read(text);
    expect([entries.length, refused.length]).toEqual([3, 2]);
  });

  it('refuses what is no text, one by one', async () => {
    const { sink, entries, refused } = gatherer();
    const text = `["${BOAT}",null,7,{"__proto__":{"toString":1}},["${EVM}"],"\\ud800","${EVM}"]`;
    await addressList.read(bodyOf(encode(text)), sourceOf('a.json'), sink);
    expect(entries.map(({ value }) => value)).toEqual([BOAT, EVM]);
    expect(refused.map(({ reason }) => reason)).toEqual([
      'no-text',
      'no-text',
      'no-text',
      'no-text',
      'bad-address',
    ]);
  });
});

describe('address-list, whatever it is given', () => {
  const token = fc.oneof(
    fc.constantFrom(BOAT, EVM, TRON, XPUB, DOMAIN, '0.0.0.0', '#', '//', '*.a.com', '__proto__', 'null'),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.domain(),
    fc.webUrl(),
    fc.ipV4(),
  );

  it('accounts for every value of an array and never throws', SLOW, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(token, fc.jsonValue())), async (values) => {
        const { sink, entries, refused } = gatherer();
        const result = await addressList.read(
          bodyOf(encode(`["${BOAT}",${JSON.stringify(values).slice(1)}`.replace(/,\]$/, ']'))),
          sourceOf('a.json'),
          sink,
        );
        expect(result.ok).toBe(true);
        expect(entries.length + refused.length).toBe(values.length + 1);
      }),
    );
  });

  it('accounts for every line of one word', SLOW, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(token), async (tokens) => {
        const lines = tokens.filter(
          (one) => !/[\s,;|#"'/\p{Cc}\u200B\u202A-\u202E\u2066-\u2069\uFEFF]/u.test(one),
        );
        const { sink, entries, refused } = gatherer();
        await addressList.read(bodyOf(encode(lines.join('\n'))), sourceOf('a.txt'), sink);
        expect(entries.length + refused.length).toBe(lines.filter(Boolean).length);
      }),
    );
  });

  it('never throws anything but a fault', SLOW, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 200 })), fc.string(), async (chunks, name) => {
        const { sink } = gatherer();
        addressList.recognises(chunks[0] ?? new Uint8Array(), sourceOf(name));
        await addressList.read(bodyOf(...chunks), sourceOf(name), sink).catch((error) => {
          expect(error).toBeInstanceOf(FeedFault);
        });
      }),
    );
  });
});

const REAL = resolve(import.meta.dirname, '../../../../shared/data/feeds');

describe.skipIf(!existsSync(REAL))('address-list: the real files (skipped where they are absent)', () => {
  it.each([
    // One of the 522 is a TRON address.
    ['ofac/later_2026/XBT_nhamilton1_2026-07-14.txt', 522, {}],
    ['ofac/later_2026/EVM_ultrasoundmoney_2026-06-25.csv', 97, {}],
    ['ofac/later_2026/TRX_0xB10C_17121db.txt', 184, {}],
    ['ofac/later_2026/SOL_0xB10C_17121db.txt', 3, {}],
    ['ofac/later_2026/DOGE_0xB10C_PR25_2026-07-24.txt', 2, {}],
    ['ofac/by_currency_2025-11-19/XMR.txt', 7, { 'transaction-id': 1 }],
    ['ofac/by_currency_2025-11-19/USDT.txt', 93, {}],
    ['forta/phishing_scams.csv', 6_205, { duplicate: 521 }],
  ])('%s', async (file, entries, reasons) => {
    const bytes = new Uint8Array(readFileSync(resolve(REAL, file)));
    const result = await readList(bodyOf(bytes), sourceOf(file));
    if (!result.ok) throw new Error(result.error.message);
    expect(result.value.format).toBe('address-list');
    expect(result.value.list.entries).toBe(entries);
    expect(refusalCounts(result.value.refused)).toEqual(reasons);
  });

  it('352,600 hosts with a date each', SLOW, async () => {
    const file = 'scamsniffer/domains_union_of_daily_archive.txt';
    const { sink, entries, refused } = gatherer();
    const start = performance.now();
    await addressList.read(bodyOf(new Uint8Array(readFileSync(resolve(REAL, file)))), sourceOf(file), sink);
    const ms = performance.now() - start;
    process.stdout.write(
      `${file}: left out ${JSON.stringify(refusalCounts(refused))} (${ms.toFixed(0)} ms)\n`,
    );
    expect(entries.length + refused.length).toBe(352_600);
    expect(refused.filter(({ reason }) => reason !== 'duplicate').length).toBeLessThan(20);
  });

  it.each([
    'cryptoscamdb/urls.yaml',
    'phantom/blocklist.yaml',
    'graphsense/ofac.yaml',
    'il_nbctf/releases.csv',
    'legit/legit_donation_addresses.json',
    'eth-phishing-detect/LICENSE',
    'MANIFEST.md',
  ])('is not %s', (file) => {
    const head = new Uint8Array(readFileSync(resolve(REAL, file))).subarray(0, SNIFF_BYTES);
    expect(addressList.recognises(head, sourceOf(file))).toBe(false);
  });
});
