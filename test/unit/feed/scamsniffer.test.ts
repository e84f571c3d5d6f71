import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf } from '#lib/feed/body.ts';
import { CATALOGUE } from '#lib/feed/catalogue.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { scamsniffer } from '#lib/feed/formats/scamsniffer.ts';
import { readChunk } from '#lib/watchlist/compile.ts';
import { gatherer } from '../../support/gatherer.ts';
import { refusalCounts } from '../../support/refusal-counts.ts';

/** Hundreds of cases each; the machine may be busy. */
const SLOW = { timeout: 60_000 };

/** EIP-55, test cases. */
const ONE = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const TWO = '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359';
const BASE = 'https://raw.githubusercontent.com/scamsniffer/scam-database/main/blacklist/';
const sourceOf = (file: string) => ({ id: file, name: `${BASE}${file}`, today: '2026-11-21' });
const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value, null, 2));

async function read(value: unknown, file: string) {
  const result = await readList(bodyOf(encode(value)), sourceOf(file));
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  const { format, list, refused } = result.value;
  return { format, info: list.info, refused, entries: list.chunks.flatMap(readChunk) };
}

describe('scamsniffer', () => {
  it('combined.json: a site, and the addresses that it leads to', async () => {
    const { format, info, entries, refused } = await read(
      { 'bad.example.com': [ONE.toLowerCase(), ONE], 'worse.example.com': [ONE, TWO], '': [] },
      'combined.json',
    );
    expect(format).toBe('scamsniffer');
    expect(info).toMatchObject({ publisher: 'ScamSniffer', licence: 'GPL-3.0', upstreams: [] });
    expect(
      entries.map(({ kind, value, claims }) => [kind, value, claims.map(({ id, subject }) => [id, subject])]),
    ).toEqual([
      ['domain', 'bad.example.com', [['combined', null]]],
      ['domain', 'worse.example.com', [['combined', null]]],
      [
        'address',
        ONE,
        [
          ['bad.example.com', 'bad.example.com'],
          ['worse.example.com', 'worse.example.com'],
        ],
      ],
      ['address', TWO, [['worse.example.com', 'worse.example.com']]],
    ]);
    expect(refused.map(({ where, reason }) => [where, reason])).toEqual([
      ['combined 3', 'bad-host'],
      ['bad.example.com 2', 'duplicate'],
    ]);
    expect(entries[2]?.claims[0]).toMatchObject({
      authority: 'ScamSniffer',
      stance: 'warns',
      tier: 'reported',
      confidence: 'community',
      category: 'phishing',
      relation: 'direct',
    });
  });

  it('all.json: addresses, domains and both together', async () => {
    const { format, entries, refused } = await read(
      {
        address: [ONE, 'null', `${TWO}m`],
        domains: ['bad.example.com', 'bad.example.com', 'github.io'],
        combined: { 'other.example.com': [TWO] },
      },
      'all.json',
    );
    expect(format).toBe('scamsniffer');
    expect(entries.map(({ value }) => value)).toEqual([ONE, 'bad.example.com', 'other.example.com', TWO]);
    expect(refused.map(({ where, reason }) => [where, reason])).toEqual([
      ['address 2', 'bad-address'],
      ['address 3', 'bad-address'],
      ['domains 2', 'duplicate'],
      ['domains 3', 'public-suffix'],
    ]);
  });

  it.each([
    ['address.json', [ONE, TWO]],
    ['domains.json', ['bad.example.com', 'worse.example.com']],
  ])('%s is a plain list of the same publisher', async (file, values) => {
    const { format, info, entries } = await read(values, file);
    expect(format).toBe('address-list');
    expect(CATALOGUE.find(({ url }) => url === `${BASE}${file}`)?.format).toBe(format);
    expect(info).toMatchObject({ publisher: 'ScamSniffer', licence: 'GPL-3.0' });
    expect(entries.map(({ value }) => value)).toEqual(values);
  });

  it.each([
    ['names of addresses', { [ONE]: 'Some Name', [TWO]: 'Another' }],
    ['one address', { address: ONE, name: 'x' }],
    ['records', { addresses: [{ address: ONE }] }],
    ['words', { 'bad.example.com': ['phishing'] }],
    ['nothing', {}],
  ])('is not an object of %s', async (_, value) => {
    expect(await readList(bodyOf(encode(value)), sourceOf('x.json'))).toMatchObject({ ok: false });
  });

  const readText = async (text: string, file: string) => {
    const { sink, entries, refused } = gatherer();
    await scamsniffer.read(bodyOf(new TextEncoder().encode(text)), sourceOf(file), sink);
    return {
      entries: entries.map(({ value, claims }) => [value, claims.map(({ id }) => id)]),
      refused: refused.map(({ where, value, reason }) => [where, value, reason]),
    };
  };
  const TWICE = `"a.example.com": ["${ONE}"], "b.example.com": [], "a.example.com": ["${TWO}", "${ONE}"]`;

  it('loses nothing of a site that stands there twice', async () => {
    const { entries, refused } = await readText(`{${TWICE}}`, 'combined.json');
    expect(entries).toEqual([
      ['a.example.com', ['combined']],
      ['b.example.com', ['combined']],
      [ONE, ['a.example.com']],
      [TWO, ['a.example.com']],
    ]);
    expect(refused).toEqual([
      ['combined 3', 'a.example.com', 'duplicate'],
      ['a.example.com 3', ONE, 'duplicate'],
    ]);
  });

  it('loses nothing of lists that stand there twice', async () => {
    const { entries, refused } = await readText(
      `{"address":["${ONE}"],"address":["${TWO}"],"domains":["a.example.com"],"domains":[],
        "combined":{${TWICE}},"combined":{"c.example.com":[]},"combined":0}`,
      'all.json',
    );
    expect(entries.map(([value]) => value)).toEqual([
      ...[ONE, TWO],
      ...['a.example.com', 'a.example.com', 'b.example.com', 'c.example.com'],
      ...[ONE, TWO],
    ]);
    expect(refused).toHaveLength(2);
  });

  it('refuses what is no list of addresses', async () => {
    const { sink, entries, refused } = gatherer();
    const file = { 'a.example.com': [ONE], 'b.example.com': ONE, 'c.example.com': { x: [TWO] } };
    await scamsniffer.read(bodyOf(encode(file)), sourceOf('combined.json'), sink);
    expect(entries.filter(({ kind }) => kind === 'address').map(({ value }) => value)).toEqual([ONE]);
    expect(refused.map(({ where, reason }) => [where, reason])).toEqual([
      ['combined b.example.com', 'no-list'],
      ['combined c.example.com', 'no-list'],
    ]);
  });

  it('accounts for every site and address and never throws', SLOW, async () => {
    const values = fc.array(fc.oneof(fc.constantFrom(ONE, TWO), fc.string(), fc.jsonValue()));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.oneof(fc.domain(), fc.string()), values), async (sites) => {
        fc.pre(!('address' in sites && 'domains' in sites));
        const { sink, entries, refused } = gatherer();
        const result = await scamsniffer.read(bodyOf(encode(sites)), sourceOf('combined.json'), sink);
        expect(result.ok).toBe(true);
        const addresses = Object.values(sites).reduce((sum, list) => sum + list.length, 0);
        expect(entries.length + refused.length).toBe(Object.keys(sites).length + addresses);
      }),
    );
  });
});

const REAL = resolve(import.meta.dirname, '../../../../shared/data/feeds/scamsniffer');

describe.skipIf(!existsSync(REAL))('scamsniffer: the real files (skipped where they are absent)', () => {
  const readReal = (file: string) =>
    readList(bodyOf(new Uint8Array(readFileSync(resolve(REAL, file)))), sourceOf(file));

  it('address.json: 2,530 addresses', async () => {
    const result = await readReal('address.json');
    expect(result).toMatchObject({ ok: true, value: { format: 'address-list', list: { entries: 2_530 } } });
  });

  it('combined.json: 2,577 sites, 590 addresses', async () => {
    const result = await readReal('combined.json');
    if (!result.ok) throw new Error(result.error.message);
    const entries = result.value.list.chunks.flatMap(readChunk);
    expect(entries.filter(({ kind }) => kind === 'address')).toHaveLength(590);
    // One key is empty; the others are sites that stand in it with and without "www.".
    const ofSites = result.value.refused.filter(({ where }) => where.startsWith('combined '));
    const { duplicate = 0, ...others } = refusalCounts(ofSites);
    expect(others).toEqual({ 'bad-host': 1 });
    expect(entries.filter(({ kind }) => kind === 'domain').length + 1 + duplicate).toBe(2_577);
  });
});
