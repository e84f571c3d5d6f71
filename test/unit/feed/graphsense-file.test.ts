import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_YAML_BYTES } from '#lib/core/limits.ts';
import { bodyOf } from '#lib/feed/body.ts';
import { graphsense } from '#lib/feed/formats/graphsense.ts';
import { ADAPTERS, readList } from '#lib/feed/formats/registry.ts';
import { anyText } from '../../support/any-text.ts';
import { ARCHIVE, BITCOIN, encode, HEADER, readOne, readPack, SOURCE, TRON } from './graphsense-setup.ts';

describe('graphsense: dirt', () => {
  it('takes the address for what it is, not for its currency', async () => {
    const { entry } = await readOne(
      `address: TUCsTq7TofTCJRRoHk6RvhMoS2mJLm5Yzq\ncurrency: BTC\nabuse: sanction`,
    );
    expect(entry?.chain).toBe('tron');
  });

  it('trims an address', async () => {
    const { entry } = await readOne(
      `address: '0x4736dCf1b7A3d580672CcE6E7c65cd5cc9cFBa9D '\nabuse: sanction`,
    );
    expect(entry?.value.toLowerCase()).toBe('0x4736dcf1b7a3d580672cce6e7c65cd5cc9cfba9d');
  });

  it.each([
    [
      'a transaction under Monero',
      '5be5543ff73456ab9f2d207887e2af87322c651ea1a873c5b25b7ffae456c320',
      'XMR',
      'transaction-id',
    ],
    ['two letters too many', '1MFgcyJ7ZNSknbTBRaih6zWDE6V1A64tRYs', 'BTC', 'bad-address'],
    ['capitals that are lost', '14bwh6gmvol5ntwbvxqjkjdtzv4y5ebtvm', 'BTC', 'bad-address'],
    [
      'an address cut short',
      '884Bz8UH63aYsjVdkfWfScRYWZGGNbjFL7pztqvWNSrtYT4reFSwyvkCj9KEGUtheHh',
      'XMR',
      'bad-address',
    ],
    ['a Cyrillic letter', `${TRON.slice(0, 1)}\u0420${TRON.slice(2)}`, 'TRX', 'foreign-letter'],
    ['two addresses', `${BITCOIN} ${ARCHIVE}`, 'BTC', 'bad-address'],
  ])('refuses %s, and shows it', async (_, address, currency, reason) => {
    const { entries, refused } = await readPack(
      `${HEADER}tags:\n- address: '${address}'\n  currency: ${currency}\n  abuse: scam\n`,
    );
    expect(entries).toEqual([]);
    expect(refused).toEqual([{ where: 'tag 1', value: address, reason }]);
  });

  it('is told from its beginning, without hanging on lines that say nothing', () => {
    const empty = encode(`creator: x\ntags:\n${'\n'.repeat(512 * 1024)}`);
    expect(graphsense.recognises(empty, SOURCE)).toBe(false);
    expect(graphsense.recognises(encode(`creator: x\ntags:\n\n  - address: x\n`), SOURCE)).toBe(true);
  });

  it('refuses tags that name no address', async () => {
    const { refused } = await readPack(
      `${HEADER}abuse: scam\ntags:\n- tx_hash: abc\n- label: x\n- plain\n- address: [1]\n`,
    );
    expect(refused.map(({ reason }) => reason)).toEqual([
      'transaction-id',
      'missing-value',
      'no-record',
      'missing-value',
    ]);
  });

  it('is one entry in two spellings', async () => {
    const lower = '0x098b716b8aaf21512996dc57eb0615e2383e2f96';
    const mixed = '0x098B716B8Aaf21512996dC57EB0615e2383E2f96';
    const text = `${HEADER}abuse: service_hack\ntags:\n- address: '${lower}'\n- address: '${mixed}'\n`;
    const read = await readList(bodyOf(encode(text)), SOURCE);
    expect(read).toMatchObject({
      ok: true,
      value: { format: 'graphsense-tagpack', list: { entries: 1, refused: 0 } },
    });
  });

  it.each([
    ['aliases', 'creator: x\na: &a [y]\ntags:\n- address: *a\n'],
    ['the same key twice', `creator: x\nabuse: scam\ntags:\n- address: ${BITCOIN}\n  address: ${ARCHIVE}\n`],
    ['depth', `creator: x\ntags:\n- address: ${'['.repeat(1_000)}`],
    ['types of a program', 'creator: x\ntags:\n- address: !!js/function "x"\n'],
    ['two documents', 'creator: x\ntags:\n- address: x\n---\ncreator: y\n'],
    ['an end in the middle', 'creator: x\ntags:\n- address: "x'],
    ['nothing', ''],
  ])('fails whole on %s', async (_, text) => {
    expect((await readPack(text)).info).toMatchObject({ ok: false, error: { code: 'bad-format' } });
  });

  it('fails on a header without a creator, on tags that are no list, and on too many bytes', async () => {
    for (const text of ['title: x\ntags: []\n', 'creator: x\ntags: none\n', 'creator: x\n']) {
      expect((await readPack(text)).info).toMatchObject({ ok: false, error: { code: 'bad-header' } });
    }
    const long = `creator: x\ntags: []\n#${'x'.repeat(MAX_YAML_BYTES)}`;
    expect((await readPack(long)).info).toMatchObject({ ok: false, error: { code: 'too-large' } });
  });

  it('takes a prototype for a key like any other', async () => {
    const { entries, refused } = await readPack(
      `${HEADER}__proto__: {abuse: scam}\ntags:\n- address: ${ARCHIVE}\n  __proto__: {abuse: scam, label: x}\n`,
    );
    expect(entries).toEqual([]);
    expect(refused.map(({ reason }) => reason)).toEqual(['no-abuse']);
    expect(({} as { abuse?: string }).abuse).toBeUndefined();
  });

  it('accounts for every tag of any pack, and fails as a value on any text', async () => {
    const word = fc.oneof(
      fc.constantFrom(
        'scam',
        'user',
        'exchange',
        'victim',
        BITCOIN,
        ARCHIVE,
        'BTC',
        'heuristic',
        '2022-01-01',
      ),
      anyText,
    );
    const field = fc.constantFrom(
      'address',
      'tx_hash',
      'abuse',
      'category',
      'label',
      'source',
      'lastmod',
      '__proto__',
    );
    const record = fc.dictionary(field, fc.oneof(word, fc.array(word), fc.dictionary(field, word)));
    const packs = fc.tuple(record, fc.array(fc.oneof(record, word)));
    await fc.assert(
      fc.asyncProperty(packs, async ([header, tags]) => {
        // JSON is YAML, but for lone surrogates, which UTF-8 cannot hold.
        const text = JSON.stringify({ ...header, creator: 'x', tags });
        const { entries, refused, info } = await readPack(text);
        if (info.ok) expect(entries.length + refused.length).toBe(tags.length);
        else expect(info.error.code).toBe('bad-format');
      }),
    );
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        await readPack(`creator: x\ntags:\n- address: ${text}`);
        await readPack(text);
      }),
    );
  });
});

describe('graphsense: telling it apart', () => {
  const recognised = (text: string) => graphsense.recognises(encode(text), SOURCE);

  it('goes by content alone', () => {
    expect(recognised(`creator: x\ntags:\n- label: y\n  address: z\n`)).toBe(true);
    expect(recognised(`creator: x\ntags:\n    - address: z\n`)).toBe(true);
    expect(recognised('creator: x\ntags:\n- name: y\n')).toBe(false);
    expect(recognised('tags:\n- address: z\n')).toBe(false);
    expect(recognised(' creator: x\n tags:\n - address: z\n')).toBe(false);
    expect(recognised('- id: 1\n  name: creator.example\n  addresses:\n    ETH: [x]\n')).toBe(false);
  });

  it('is asked in the registry', () => {
    expect(ADAPTERS).toContain(graphsense);
  });
});

const PACKS = resolve(import.meta.dirname, '../../../../shared/data/feeds/graphsense');
describe.skipIf(!existsSync(PACKS))('the real packs (skipped where the source files are absent)', () => {
  /** Tags, and how many of them accuse: counted by hand from header and tags. */
  const EXPECTED: Record<string, [tags: number, entries: number]> = {
    'aft-alqaeda-forfeit_vc.yaml': [155, 155],
    'blender_io.yaml': [45, 0],
    'demo.yaml': [5, 0],
    'etherscan-wordcloud-mixing_service.yaml': [61, 0],
    'hydra.yaml': [117, 0],
    'lazarus.yaml': [21, 21],
    'lazarus2.yaml': [6, 6],
    'mixing_fc2021.yaml': [66, 0],
    'ofac.yaml': [572, 0],
    'plustoken.yaml': [12, 10],
    'ransomwhere.yaml': [7457, 7457],
    'ronin_bridge.yaml': [6, 6],
    'sinbad_io.yaml': [2, 0],
    'tornado_cash.yaml': [39, 0],
    'twitter_hack_scam.yaml': [3, 3],
  };

  it.each(readdirSync(existsSync(PACKS) ? PACKS : '.').filter((name) => name.endsWith('.yaml')))(
    '%s',
    async (name) => {
      const text = readFileSync(join(PACKS, name), 'utf8');
      const source = { ...SOURCE, name };
      expect(ADAPTERS.find((one) => one.recognises(encode(text).subarray(0, 65_536), source))).toBe(
        graphsense,
      );
      const { entries, refused, info } = await readPack(text, source);
      expect(info.ok).toBe(true);
      const reasons = new Set(refused.map(({ reason }) => reason));
      const counts = [...reasons].map(
        (one) => `${refused.filter(({ reason }) => reason === one).length} ${one}`,
      );
      process.stdout.write(`${name}: ${entries.length} entries; refused: ${counts.join(', ') || 'none'}\n`);
      const expected = EXPECTED[name];
      if (expected) expect([entries.length + refused.length, entries.length]).toEqual(expected);
    },
  );
});
