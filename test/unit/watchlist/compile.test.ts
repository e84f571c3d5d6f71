import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim } from '#lib/core/entry.ts';
import { compileList, readChunk } from '#lib/watchlist/compile.ts';
import { ENTRIES_PER_CHUNK } from '#lib/watchlist/compiled.ts';
import { key64 } from '#lib/watchlist/key.ts';
import { claim, compiled, entry, listInfo } from '../../support/entries.ts';
import { rowsOf } from '../../support/key-search.ts';

const LOWER = '0x52908400098527886e0f7030069857d2e4169ee7';
const CHECKSUMMED = '0x52908400098527886E0F7030069857D2E4169EE7';

describe('compileList', () => {
  it('brings spellings of one destination together and keeps every claim', () => {
    const list = compiled([
      entry(LOWER, { flags: ['contract'], claims: [claim({ id: 'a' })] }),
      entry(CHECKSUMMED, { flags: ['shared'], claims: [claim({ id: 'b', subject: null })] }),
    ]);
    expect(list.chunks.flatMap(readChunk)).toEqual([
      entry(CHECKSUMMED, {
        chain: 'ethereum',
        flags: ['contract', 'shared'],
        claims: [claim({ id: 'a' }), claim({ id: 'b', subject: null })],
      }),
    ]);
  });

  it('leads to what a charity published once, however often it says so', () => {
    const published = entry(LOWER, { claims: [claim({ stance: 'verified' })] });
    const warned = entry(LOWER);
    const keys = (...entries: (typeof published)[]) => compiled(entries).index.hi.length;
    expect(keys(published, published)).toBe(keys(published));
    expect(keys(warned, published, warned)).toBe(keys(published));
    expect(keys(warned)).toBeLessThan(keys(published));
  });

  it('keeps nothing of a second spelling where one is a duplicate, and refuses it as it is spelled', () => {
    const first = entry(LOWER, { claims: [claim({ id: 'a' })] });
    const second = { ...entry(CHECKSUMMED, { flags: ['shared'] }), where: 'line 2', once: '0xSPELLED' };
    const result = compileList(listInfo(), [first, second]);
    if (!result.ok) throw new Error(result.error.code);
    expect(result.value.refused).toEqual([{ where: 'line 2', value: '0xSPELLED', reason: 'duplicate' }]);
    expect(result.value.list.chunks.flatMap(readChunk)).toEqual([
      entry(CHECKSUMMED, { chain: 'ethereum', claims: [claim({ id: 'a' })] }),
    ]);
  });

  it('brings together what comes again after many others, and keeps every claim', () => {
    const hosts = Array.from({ length: ENTRIES_PER_CHUNK * 12 }, (_, i) =>
      entry(`host${i}.example`, { kind: 'domain' }),
    );
    const again = hosts.map((host, i) => ({ ...host, claims: [claim({ id: `again ${i}` })] }));
    const entries = compiled([...hosts, ...again.reverse()]).chunks.flatMap(readChunk);
    expect(entries).toEqual(
      hosts.map((host, i) => ({ ...host, claims: [claim(), claim({ id: `again ${i}` })] })),
    );
  });

  it('does not change the entries it was given', () => {
    const given = entry(LOWER);
    compiled([given, entry(CHECKSUMMED)]);
    expect(given).toEqual(entry(LOWER));
  });

  it('takes the chain from the address, never from the list', () => {
    const [stored] = compiled([
      entry('TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', { chain: 'bitcoin' }),
    ]).chunks.flatMap(readChunk);
    expect(stored?.chain).toBe('tron');
  });

  it('an address of a chain without a codec stays as text, under the chain that was named', () => {
    const [stored] = compiled([
      entry('rnXyVQzgxZe7TR1EPzTkGj2jxH4LMJYh66', { chain: 'ripple' }),
    ]).chunks.flatMap(readChunk);
    expect(stored).toMatchObject({ value: 'rnXyVQzgxZe7TR1EPzTkGj2jxH4LMJYh66', chain: 'ripple' });
  });

  it('one key of a key-hash address finds it under P2PKH and P2WPKH alike', async () => {
    // BIP-173 example: both pay to the key hash 751e76e8199196d454941c45d1b3a323f1433bd6.
    const list = compiled([entry('bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4')]);
    expect(await rowsOf(list, key64('hash160:751e76e8199196d454941c45d1b3a323f1433bd6'))).toEqual([0]);
    expect(await rowsOf(list, key64('hash160:751e76e8199196d454941c45d1b3a323f1433bd7'))).toEqual([]);
  });

  it('refuses what cannot stand on a list, says where it stood, and counts what the adapter refused', () => {
    const result = compileList(
      listInfo(),
      [
        { ...entry('nonsense'), where: 'line 3' },
        entry('co.uk', { kind: 'domain', claims: [claim({ id: 'no place' })] }),
        entry('good.example', { kind: 'domain' }),
      ],
      [{ where: 'line 1', value: 'x', reason: 'bad-date' }],
    );
    if (!result.ok) throw new Error(result.error.code);
    const refused = [
      { where: 'line 1', value: 'x', reason: 'bad-date' },
      { where: 'line 3', value: 'nonsense', reason: 'bad-address' },
      { where: 'no place', value: 'co.uk', reason: 'public-suffix' },
    ];
    expect(result.value.refused).toEqual(refused);
    expect(result.value.list).toMatchObject({ entries: 1, refused: 3, refusals: refused });
  });

  it('keeps the details of the first refusals only, shortened, and counts all', () => {
    const many = Array.from({ length: 250 }, () => entry('x'.repeat(500)));
    const result = compileList(listInfo(), many);
    if (!result.ok) throw new Error(result.error.code);
    expect(result.value.list.refused).toBe(250);
    expect(result.value.list.refusals).toHaveLength(200);
    expect(result.value.list.refusals[0]?.value).toHaveLength(120);
  });

  it('splits entries into chunks and finds each by its key', async () => {
    const hosts = Array.from({ length: ENTRIES_PER_CHUNK + 1 }, (_, i) => `host${i}.example`);
    const list = compiled(hosts.map((host) => entry(host, { kind: 'domain' })));
    expect(list.chunks).toHaveLength(2);
    const entries = list.chunks.flatMap(readChunk);
    for (const host of hosts) {
      const [ref] = await rowsOf(list, key64(`host:${host}`));
      expect(entries[ref as number]?.value).toBe(host);
    }
  });

  it('the same entries give the same bytes', () => {
    const make = () => compiled([entry(LOWER), entry('a.example', { kind: 'domain' })]);
    expect(make()).toEqual(make());
  });

  it('claims that say the same in another order give the same bytes', () => {
    const reversed = (id: string) =>
      Object.fromEntries(Object.entries(claim({ id, tier: 'reported' })).reverse()) as unknown as Claim;
    const plain = (id: string) => claim({ id, tier: 'reported' });
    const make = (one: (id: string) => Claim) =>
      compiled([entry(LOWER), entry('a.example', { kind: 'domain', claims: [one('a'), one('b')] })]).chunks;
    expect(make(reversed)).toEqual(make(plain));
  });

  it('gives back every claim as it was, whatever differs between them', () => {
    const text = fc.string({ maxLength: 8 });
    const maybe = fc.option(text, { nil: null });
    const anyClaim = fc
      .record({
        id: text,
        subject: maybe,
        memo: maybe,
        firstSeen: fc.constantFrom(null, '2021-01-02'),
        programmes: fc.array(text, { maxLength: 3 }),
        status: fc.constantFrom('active' as const, 'delisted' as const),
        delisted: fc.constantFrom(null, '2025-03-21'),
        urls: fc.constantFrom([], ['https://a.example/']),
      })
      .map((over) => claim({ ...over, urls: [...over.urls] }));
    fc.assert(
      fc.property(
        fc.array(fc.array(anyClaim, { minLength: 1, maxLength: 4 }), { maxLength: 12 }),
        (groups) => {
          const entries = groups.map((claims, i) => entry(`h${i}.example`, { kind: 'domain', claims }));
          expect(compiled(entries).chunks.flatMap(readChunk)).toEqual(entries);
        },
      ),
    );
  });
});

it('a key is the first 64 bits of SHA-256', () => {
  // sha256("abc") = ba7816bf 8f01cfea …(FIPS 180-2, B.1)
  expect(key64('abc')).toEqual({ hi: 0xba7816bf, lo: 0x8f01cfea });
});
