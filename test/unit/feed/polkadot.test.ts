import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Body, bodyOf } from '#lib/feed/body.ts';
import { polkadot } from '#lib/feed/formats/polkadot.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { polkadotPuller } from '#lib/feed/pull/polkadot.ts';
import { createPull } from '#lib/feed/pull/registry.ts';
import { readChunk } from '#lib/watchlist/compile.ts';
import { gatherer } from '../../support/gatherer.ts';
import { refusalCounts } from '../../support/refusal-counts.ts';

/** Hundreds of cases each; the machine may be busy. */
const SLOW = { timeout: 60_000 };

/** Alice of Substrate's test keys, under Polkadot's prefix and under the generic one. */
const ALICE = '15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5';
const ALICE_GENERIC = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY';
const FOLDER = 'https://polkadot.js.org/phishing/';
const SOURCE = { id: 'all', name: `${FOLDER}all.json`, today: '2026-11-21' };
const HOSTS = {
  allow: ['vouched.example.com', 'pages.example.net', '*.example.edu', 'github.io'],
  deny: ['bad.example.com', 'bad.example.com.', 'somebody.pages.example.net', '5ıre.com'],
  denySub: ['facebook.com/SomePage'],
};
const SITES = { 'bad.example.com': [ALICE, ALICE], 'seed stealers': [ALICE_GENERIC, 'null'] };

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

async function read(value: unknown, source = SOURCE) {
  const result = await readList(bodyOf(encode(value)), source);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  const { format, list, refused } = result.value;
  return { format, info: list.info, refused, entries: list.chunks.flatMap(readChunk) };
}

const summaryOf = ({ kind, value, claims }: Awaited<ReturnType<typeof read>>['entries'][number]) => [
  kind,
  value,
  ...claims.map(({ id, stance }) => `${id}: ${stance}`),
];

describe('polkadot-phishing: all.json', () => {
  it('reads hosts, pages and what is vouched for', async () => {
    const { format, info, entries, refused } = await read(HOSTS);
    expect(format).toBe('polkadot-phishing');
    expect(info).toMatchObject({ publisher: 'polkadot-js', licence: 'Apache-2.0' });
    expect(entries.map(summaryOf)).toEqual([
      ['domain', 'bad.example.com', 'deny: warns'],
      ['domain', 'somebody.pages.example.net', 'deny: warns'],
      ['domain', 'xn--5re-jua.com', 'deny: warns'],
      ['page', 'facebook.com/somepage', 'denySub: warns'],
      ['domain', 'vouched.example.com', 'allow: safe'],
    ]);
    expect(refused.map(({ where, value, reason }) => [where, value, reason])).toEqual([
      ['deny 2', 'bad.example.com.', 'duplicate'],
      // A word for the host would be taken for everything that its users put below it.
      ['allow 2', 'pages.example.net', 'denied-below'],
      ['allow 3', '*.example.edu', 'wildcard'],
      ['allow 4', 'github.io', 'public-suffix'],
    ]);
  });

  it('has no word for a host to set against a denial of the same host', async () => {
    const { entries } = await read({ allow: ['both.example.com'], deny: ['both.example.com'] });
    expect(entries.map(summaryOf)).toEqual([['domain', 'both.example.com', 'deny: warns', 'allow: safe']]);
  });

  it.each([
    ['nothing denied', { allow: [] }],
    ['no arrays', { allow: 'a', deny: {} }],
    ['other keys', { allowed: [], denied: ['bad.example.com'] }],
    ['its words deeper inside', { data: { allow: [], deny: [] } }],
    ['an access list', { allow: true, deny: ['bad.example.com'], users: [] }],
  ])('is not a file with %s', async (_, value) => {
    expect(await readList(bodyOf(encode(value)), SOURCE)).toMatchObject({
      ok: false,
      error: { code: 'bad-format' },
    });
  });

  it('loses nothing of a list that stands there twice', async () => {
    const text = '{"allow":[],"deny":["a.example.com"],"deny":["b.example.com"]}';
    const { sink, entries } = gatherer();
    await polkadot.read(bodyOf(new TextEncoder().encode(text)), SOURCE, sink);
    expect(entries.map(({ value }) => value)).toEqual(['a.example.com', 'b.example.com']);
  });

  it('is known by a long list of what is allowed', () => {
    const allow = Array.from({ length: 9_000 }, (_, n) => `site-${n}.example.com`);
    expect(polkadot.recognises(encode({ allow, deny: [] }).slice(0, 65_536), SOURCE)).toBe(true);
  });
});

describe('polkadot-phishing: address.json', () => {
  it('lists addresses under the names that the list gives, and accuses no site', async () => {
    const { format, entries, refused } = await read(SITES);
    expect(format).toBe('polkadot-phishing');
    expect(entries.every(({ kind }) => kind === 'address')).toBe(true);
    expect(entries[0]).toMatchObject({ value: ALICE, chain: 'polkadot' });
    expect(entries.flatMap(({ claims }) => claims.map(({ subject }) => subject))).toEqual([
      'bad.example.com',
      'seed stealers',
    ]);
    expect(refused.map(({ where, reason }) => [where, reason])).toEqual([
      ['bad.example.com 2', 'duplicate'],
      ['seed stealers 2', 'bad-address'],
    ]);
  });

  it('keeps one address under several names as one entry with several claims', async () => {
    const { entries } = await read({ a: [ALICE], b: [ALICE], __proto__x: [] });
    expect(entries).toHaveLength(1);
    expect(entries[0]?.claims.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('is hurt by no key', async () => {
    const text = `{"a":["${ALICE}"],"__proto__":["${ALICE_GENERIC}"],"":[],"constructor":[{"toString":1}]}`;
    const { sink, entries, refused } = gatherer();
    const result = await polkadot.read(bodyOf(new TextEncoder().encode(text)), SOURCE, sink);
    expect(result.ok).toBe(true);
    expect(entries.map(({ claims }) => claims[0]?.subject)).toEqual(['a', '__proto__']);
    expect(refused.map(({ reason }) => reason)).toEqual(['no-text']);
  });

  it('accounts for every value of both files and never throws', SLOW, async () => {
    const value = fc.oneof(fc.constantFrom(ALICE, ALICE_GENERIC), fc.domain(), fc.string(), fc.jsonValue());
    const values = fc.array(value, { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), values), values, values, async (sites, allow, deny) => {
        for (const file of [sites, { allow, deny }]) {
          const { sink, entries, refused } = gatherer();
          const result = await polkadot.read(bodyOf(encode(file)), SOURCE, sink);
          if (!result.ok) continue;
          expect(entries.length + refused.length).toBe(Object.values(file).flat(1).length);
        }
      }),
    );
  });
});

describe('polkadot-phishing: both files as one list', () => {
  const serve =
    (files: Record<string, unknown>) =>
    (url: string): Body =>
      bodyOf(encode(files[url] ?? 'not found'));
  const known = { cursor: null, async *entries() {}, list: async () => null };
  const pullFrom = (files: Record<string, unknown>, url = FOLDER) =>
    createPull(serve(files))({ url, source: { id: 'phishing', name: url, today: '2026-11-21' }, known });

  it('is what the address of their folder stands for, and asks for the same two files every time', async () => {
    const asked: string[] = [];
    const serving = serve({ [`${FOLDER}all.json`]: HOSTS, [`${FOLDER}address.json`]: SITES });
    const pull = createPull((url) => {
      asked.push(url);
      return serving(url);
    });
    const source = { id: 'phishing', name: FOLDER, today: '2026-11-21' };
    const pulled = await pull({ url: FOLDER, source, known });
    if (!pulled.ok || pulled.value === 'unchanged') throw new Error('nothing came');
    expect(pulled.value.format).toBe('polkadot-phishing');
    expect(pulled.value.list.info).toMatchObject({ publisher: 'polkadot-js', date: '2026-11-21' });
    expect(pulled.value.list.entries).toBe(7);
    expect(asked).toEqual([`${FOLDER}all.json`, `${FOLDER}address.json`]);
  });

  it('serves the folder only', () => {
    const serves = (url: string) => polkadotPuller.serves(new URL(url));
    expect(serves('https://polkadot.js.org/phishing')).toBe(true);
    expect(serves(`${FOLDER}?x=1`)).toBe(true);
    expect(serves(`${FOLDER}all.json`)).toBe(false);
    expect(serves('https://polkadot.js.org/')).toBe(false);
    expect(serves('https://evil.example/phishing/')).toBe(false);
  });

  it.each([`${FOLDER}all.json`, `${FOLDER}address.json`])('fails whole without %s', async (missing) => {
    const files = { [`${FOLDER}all.json`]: HOSTS, [`${FOLDER}address.json`]: SITES, [missing]: 7 };
    expect(await pullFrom(files)).toMatchObject({ ok: false, error: { code: 'bad-format' } });
  });

  it('does not take one file for the other', async () => {
    const files = { [`${FOLDER}all.json`]: HOSTS, [`${FOLDER}address.json`]: HOSTS };
    expect(await pullFrom(files)).toMatchObject({ ok: false, error: { code: 'bad-format' } });
  });
});

const REAL = resolve(import.meta.dirname, '../../../../shared/data/feeds/polkadot');

describe.skipIf(!existsSync(REAL))(
  'polkadot-phishing: the real files (skipped where they are absent)',
  () => {
    const open = (name: string) => bodyOf(new Uint8Array(readFileSync(resolve(REAL, name))));

    it('address.json: 279 addresses, none of them bad', async () => {
      const { sink, entries, refused } = gatherer();
      expect((await polkadot.read(open('address.json'), SOURCE, sink)).ok).toBe(true);
      expect(refused).toEqual([]);
      expect(entries).toHaveLength(279);
      expect(new Set(entries.map(({ value }) => value)).size).toBe(251);
    });

    it('all.json: every one of its hosts and pages', async () => {
      const { sink, entries, refused } = gatherer();
      expect((await polkadot.read(open('all.json'), SOURCE, sink)).ok).toBe(true);
      expect(entries.length + refused.length).toBe(54_863 + 29 + 2);
      process.stdout.write(`all.json: left out ${JSON.stringify(refusalCounts(refused))}\n`);
      // It vouches for hosts of everybody's pages only, under most of which it denies some.
      expect(refused.filter(({ reason }) => reason !== 'duplicate').length).toBeLessThan(30);
    });
  },
);
