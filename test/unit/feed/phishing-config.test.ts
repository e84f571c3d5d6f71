import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_JSON_DEPTH } from '#lib/core/limits.ts';
import { bodyOf } from '#lib/feed/body.ts';
import { phishingConfig } from '#lib/feed/formats/phishing-config.ts';
import { ADAPTERS, readList } from '#lib/feed/formats/registry.ts';
import { judge } from '#lib/verdict/judge.ts';
import { readChunk } from '#lib/watchlist/compile.ts';
import { gatherer } from '../../support/gatherer.ts';
import { refusalCounts } from '../../support/refusal-counts.ts';

/** Hundreds of cases each; the machine may be busy. */
const SLOW = { timeout: 60_000 };

const SOURCE = {
  id: 'config',
  name: 'https://raw.githubusercontent.com/MetaMask/eth-phishing-detect/main/src/config.json',
  today: '2026-11-21',
};
const CONFIG = {
  version: 2,
  tolerance: 1,
  fuzzylist: ['likeness.example.com'],
  whitelist: ['fine.example.com', 'both.example.com', 'github.io'],
  blacklist: ['bad.example.com', 'Bad.example.com.', 'both.example.com', 'com12786312634', 'shop.example,'],
};
const encode = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

async function read(value: unknown) {
  const result = await readList(bodyOf(encode(value)), SOURCE);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  const { format, list, refused } = result.value;
  return { format, info: list.info, refused, entries: list.chunks.flatMap(readChunk) };
}

describe('eth-phishing-detect: config.json', () => {
  it('loses nothing of a list that stands there twice', async () => {
    const { entries } = await read(
      '{"blacklist":["a.example.com"],"fuzzylist":[],"blacklist":["b.example.com"]}',
    );
    expect(entries.map(({ value }) => value)).toEqual(['a.example.com', 'b.example.com']);
  });

  it('reads what is denied and what is vouched for, and nothing of mere likeness', async () => {
    const { format, info, entries, refused } = await read(CONFIG);
    expect(format).toBe('eth-phishing-detect');
    expect(info).toMatchObject({ publisher: 'MetaMask', licence: 'DBAD 1.1', upstreams: [] });
    expect(
      entries.map(({ kind, value, claims }) => [kind, value, claims.map(({ id, stance }) => [id, stance])]),
    ).toEqual([
      ['domain', 'bad.example.com', [['blacklist', 'warns']]],
      [
        'domain',
        'both.example.com',
        [
          ['blacklist', 'warns'],
          ['whitelist', 'safe'],
        ],
      ],
      ['domain', 'fine.example.com', [['whitelist', 'safe']]],
    ]);
    expect(refused.map(({ where, reason }) => [where, reason])).toEqual([
      ['blacklist 2', 'duplicate'],
      ['blacklist 4', 'bad-host'],
      ['blacklist 5', 'bad-host'],
      ['whitelist 3', 'public-suffix'],
    ]);
  });

  it('says of a site that MetaMask has reported it for phishing, and no more', async () => {
    const { entries } = await read(CONFIG);
    expect(entries[0]?.claims[0]).toMatchObject({
      authority: 'MetaMask',
      subject: null,
      category: 'phishing',
      tier: 'reported',
      confidence: 'community',
      status: 'active',
      listed: null,
      urls: ['https://github.com/MetaMask/eth-phishing-detect'],
    });
  });

  it('carries a word for a site far enough to keep it from being accused', async () => {
    const { entries, info } = await read(CONFIG);
    const levelOf = (value: string) => {
      const found = entries.filter((one) => one.value === value);
      const list = { ...info, version: '1', enabled: true } as never;
      return judge(
        found.map((entry) => ({ entry, list, how: 'domain', key: `host:${value}` }) as never),
        '2026-11-21',
        null,
      );
    };
    expect(levelOf('bad.example.com').level).toBe('reported');
    expect(levelOf('both.example.com')).toMatchObject({ level: 'none', reasons: [{ code: 'conflict' }] });
  });

  it('reads the newer names, and one list alone', async () => {
    const { entries } = await read({
      fuzzylist: [],
      allowlist: ['a.example.com'],
      blocklist: ['b.example.com'],
    });
    expect(entries.map(({ value, claims }) => [value, claims[0]?.id])).toEqual([
      ['b.example.com', 'blocklist'],
      ['a.example.com', 'allowlist'],
    ]);
    expect((await read({ tolerance: 1, fuzzylist: [], blocklist: ['b.example.com'] })).entries).toHaveLength(
      1,
    );
  });

  it('is known by its beginning, however long its lists are', () => {
    const long = Array.from({ length: 9_000 }, (_, n) => `site-${n}.example.com`);
    const head = encode({ version: 2, tolerance: 1, fuzzylist: ['a.b'], whitelist: long }).slice(0, 65_536);
    expect(phishingConfig.recognises(head, SOURCE)).toBe(true);
  });

  it.each([
    ['another object', { version: 2, blacklist: ['bad.example.com'] }],
    ['its words deeper inside', { data: { fuzzylist: [], tolerance: 1, blacklist: [] } }],
    ['its words as values', { a: 'fuzzylist', b: 'tolerance', c: 'blacklist' }],
    ['an array', ['fuzzylist', 'tolerance', 'blacklist']],
    ['text', 'fuzzylist tolerance blacklist'],
  ])('is not %s', (_, value) => {
    expect(phishingConfig.recognises(encode(value), SOURCE)).toBe(false);
  });

  it.each([
    ['no list in it', { fuzzylist: [], tolerance: 1 }],
    ['lists that are none', { fuzzylist: [], tolerance: 1, blacklist: 'bad.example.com' }],
    ['a broken end', '{"fuzzylist":[],"tolerance":1,"blacklist":["bad.example.com"'],
    [
      'depth',
      `{"fuzzylist":[],"tolerance":1,"x":${'['.repeat(MAX_JSON_DEPTH)}${']'.repeat(MAX_JSON_DEPTH)}}`,
    ],
  ])('fails whole with %s', async (_, value) => {
    const result = await readList(bodyOf(encode(value)), SOURCE);
    expect(result).toMatchObject({ ok: false, error: { code: 'bad-format' } });
  });

  it('accounts for every value and never throws', SLOW, async () => {
    const values = fc.array(
      fc.oneof(fc.domain(), fc.webUrl(), fc.string({ unit: 'binary' }), fc.jsonValue()),
    );
    await fc.assert(
      fc.asyncProperty(values, values, async (blacklist, allowlist) => {
        const { sink, entries, refused } = gatherer();
        const text = JSON.stringify({ fuzzylist: [], blacklist, allowlist });
        expect((await phishingConfig.read(bodyOf(encode(text)), SOURCE, sink)).ok).toBe(true);
        expect(entries.length + refused.length).toBe(blacklist.length + allowlist.length);
      }),
    );
  });

  it('recognises or not whatever it is shown, and throws at nothing', SLOW, () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(encode)), (head) => {
        for (const adapter of ADAPTERS) expect(adapter.recognises(head, SOURCE)).toBeTypeOf('boolean');
      }),
    );
  });
});

const REAL = resolve(import.meta.dirname, '../../../../shared/data/feeds/eth-phishing-detect');

describe.skipIf(!existsSync(REAL))(
  'eth-phishing-detect: the real files (skipped where they are absent)',
  () => {
    it.each([
      ['config_2023-08-31_legobeat-fork.json', 59_507 + 54],
      ['config_npm-1.2.0.json', 13_752 + 1_138],
    ])('%s', async (name, records) => {
      const start = performance.now();
      const { sink, entries, refused } = gatherer();
      const body = bodyOf(new Uint8Array(readFileSync(resolve(REAL, name))));
      expect((await phishingConfig.read(body, SOURCE, sink)).ok).toBe(true);
      const ms = performance.now() - start;
      const counts = refusalCounts(refused);
      process.stdout.write(
        `${name}: ${records} records, left out ${JSON.stringify(counts)} (${ms.toFixed(0)} ms)\n`,
      );
      expect(entries.length + refused.length).toBe(records);
      // Single words and hosts with a comma behind them; nothing else is wrong with these two files.
      expect(Object.keys(counts)).toEqual(['bad-host']);
      expect(refused.every(({ value }) => /^[^.]*$|,$/.test(value))).toBe(true);
      expect(ms).toBeLessThan(10_000);
    });
  },
);
