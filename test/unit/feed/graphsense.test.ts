import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry, Refusal } from '#lib/core/entry.ts';
import { MAX_NAMED_SOURCES, MAX_YAML_BYTES } from '#lib/core/limits.ts';
import { attempt, bodyOf } from '#lib/feed/body.ts';
import type { Source } from '#lib/feed/formats/adapter.ts';
import { graphsense } from '#lib/feed/formats/graphsense.ts';
import { ADAPTERS, readList } from '#lib/feed/formats/registry.ts';
import { OFAC } from '#lib/feed/publish/claims.ts';
import { DOJ } from '#lib/feed/publish/us-forfeitures.ts';

const SOURCE: Source = { id: 'pack', name: 'pack.yaml', today: '2026-11-21' };
/** Named in the forfeiture complaint of United States v. 155 Virtual Currency Assets (2020). */
const BITCOIN = '1421chCK32pV32Tw5MQbiUiKWKvnmj7d91';
/** The Internet Archive's, from its own donation page. */
const ARCHIVE = '1Archive1n2C579dMsAu3iC6tWzuQJz8dN';
/** The token contract of USDT: any address that parses will do. */
const TRON = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t';

/** Any text, lone surrogates too. (`fc.string({ unit: 'binary' })` takes seconds to be set up.) */
const anyText = fc
  .array(fc.nat({ max: 0xffff }), { maxLength: 60 })
  .map((codes) => String.fromCharCode(...codes));

const encode = (text: string) => new TextEncoder().encode(text);

/** What the adapter makes of a pack, before the compiler has a say. */
async function readPack(text: string, source = SOURCE) {
  const entries: Entry[] = [];
  const refused: Refusal[] = [];
  const info = await attempt(() =>
    graphsense.read(bodyOf(encode(text)), source, {
      entry: (entry) => entries.push(entry),
      refuse: (where, value, reason) => refused.push({ where, value, reason }),
    }),
  );
  return { entries, refused, info };
}

const HEADER = 'title: A pack\ncreator: Some Team\n';

/** One tag, with fields of the header before it. */
async function readOne(fields: string, header = '') {
  const { entries, refused } = await readPack(
    `${HEADER}${header}tags:\n- ${fields.trim().replaceAll('\n', '\n  ')}\n`,
  );
  return { claim: entries[0]?.claims[0], entry: entries[0], reasons: refused.map(({ reason }) => reason) };
}

describe('graphsense: tag packs', () => {
  it('inherits what the header says, and lets a tag say otherwise', async () => {
    const { entries, refused, info } = await readPack(
      [
        'title: Two campaigns',
        'creator: Some Team',
        'label: First campaign',
        'abuse: terrorism',
        'confidence: authority_data',
        'source: https://www.justice.gov/opa/press-release/file/1304296/download',
        'currency: BTC ',
        'lastmod: 2022-04-15',
        'tags:',
        `- address: ${BITCOIN}`,
        `- address: '${TRON}'`,
        '  label: Second campaign',
        '  abuse: scam',
        '  confidence: web_crawl',
        '  lastmod: 2023-01-02 10:00:00',
      ].join('\n'),
    );
    expect(refused).toEqual([]);
    expect(entries).toEqual([
      {
        kind: 'address',
        value: BITCOIN,
        chain: 'bitcoin',
        flags: [],
        where: 'tag 1',
        claims: [
          {
            id: 'First campaign',
            stance: 'warns',
            authority: 'Some Team',
            subject: 'First campaign',
            aliases: [],
            programmes: [],
            legalBasis: null,
            jurisdiction: null,
            category: 'terrorism',
            relation: 'direct',
            tier: 'reported',
            confidence: 'research',
            status: 'active',
            listed: null,
            firstSeen: null,
            validUntil: null,
            delisted: null,
            memo: null,
            urls: ['https://www.justice.gov/opa/press-release/file/1304296/download'],
          },
        ],
      },
      expect.objectContaining({
        value: TRON,
        chain: 'tron',
        claims: [
          expect.objectContaining({ subject: 'Second campaign', category: 'scam', confidence: 'community' }),
        ],
      }),
    ]);
    expect(info).toEqual({
      ok: true,
      value: {
        id: 'pack',
        title: 'Two campaigns',
        publisher: 'Some Team',
        licence: 'not stated',
        homepage: null,
        upstreams: ['GraphSense TagPacks', DOJ],
        date: '2023-01-02',
        closed: false,
      },
    });
  });

  it('knows the licence of what comes from the repository of the packs', async () => {
    const name =
      'https://raw.githubusercontent.com/graphsense/graphsense-tagpacks/master/packs/ransomwhere.yaml';
    const { info } = await readPack(`${HEADER}tags: []\n`, { ...SOURCE, name });
    expect(info).toMatchObject({
      value: { licence: 'MIT', homepage: 'https://github.com/graphsense/graphsense-tagpacks' },
    });
  });

  it('never takes a date of tomorrow for the date of its data', async () => {
    const { info } = await readPack(`${HEADER}lastmod: 2031-01-01\ntags: []\n`);
    expect(info).toMatchObject({ value: { date: SOURCE.today } });
  });
});

describe('graphsense: whom a tag accuses', () => {
  it.each([
    ['organization', 'Internet Archive'],
    ['exchange', 'Some exchange'],
    ['donation', 'Some charity'],
    ['user', 'Somebody'],
    ['perpetrator', 'Somebody'],
    ['miner', 'A pool'],
    ['mixing_service', 'A mixer'],
    ['market', 'A market'],
    ['black_list', 'Frozen, as somebody says'],
  ])('leaves out what is tagged as %s and with no abuse', async (category, label) => {
    const { entry, reasons } = await readOne(`address: ${ARCHIVE}\nlabel: ${label}\ncategory: ${category}`);
    expect(entry).toBeUndefined();
    expect(reasons).toEqual(['no-abuse']);
  });

  it('leaves out a copy of a sanctions list that names no abuse: it does not hear of delistings', async () => {
    const { reasons } = await readOne(
      `address: ${ARCHIVE}\ncategory: user\nlabel: Asset listed under US Treasury OFAC Sanctions List`,
      'source: https://www.treasury.gov/ofac/downloads/sdnlist.txt\n',
    );
    expect(reasons).toEqual(['no-abuse']);
  });

  it.each(['gray_usage', 'dark_web', 'white_usage', 'null', '~', 'none'])(
    'accuses nobody of "%s"',
    async (abuse) => {
      expect((await readOne(`address: ${ARCHIVE}\nabuse: ${abuse}`)).reasons).toEqual(['unknown-abuse']);
    },
  );

  it('does not inherit an abuse that the tag takes back', async () => {
    for (const none of ['abuse:', 'abuse: []', 'abuse: {scam: yes}']) {
      expect((await readOne(`address: ${ARCHIVE}\n${none}`, 'abuse: scam\n')).reasons).toEqual(['no-abuse']);
    }
  });

  it('reads an abuse among the concepts of newer packs', async () => {
    const { claim } = await readOne(`address: ${BITCOIN}\nconcepts: [forum_mention, ransomware]`);
    expect(claim?.category).toBe('ransomware');
    expect((await readOne(`address: ${BITCOIN}\nconcepts: [mixing, coinjoin]`)).reasons).toEqual([
      'no-abuse',
    ]);
  });

  it('leaves out victims, and a service that was broken into', async () => {
    expect((await readOne(`address: ${BITCOIN}\nabuse: ransomware\ncategory: victim`)).reasons).toEqual([
      'names-victim',
    ]);
    expect((await readOne(`address: ${BITCOIN}\nabuse: service_hack\ncategory: exchange`)).reasons).toEqual([
      'names-victim',
    ]);
    expect((await readOne(`address: ${BITCOIN}\nabuse: service_hack`)).claim?.category).toBe('service_hack');
  });

  it.each(['mention', 'event'])('leaves out a tag of the type %s, which attributes nothing', async (type) => {
    const { reasons } = await readOne(`address: ${BITCOIN}\nabuse: scam\ntag_type: ${type}`);
    expect(reasons).toEqual(['no-attribution']);
  });

  it('lets an address that many share never match alone', async () => {
    const exchange = await readOne(`address: ${BITCOIN}\nabuse: sanction\ncategory: exchange`);
    expect(exchange.entry?.flags).toEqual(['shared']);
    expect(exchange.claim?.relation).toBe('service');
    const mixer = await readOne(`address: ${BITCOIN}\nabuse: sanction\ncategory: mixing_service`);
    expect(mixer.entry?.flags).toEqual([]);
    expect(mixer.claim?.relation).toBe('service');
  });

  it('calls a guess a guess, and does not spread a tag over its cluster', async () => {
    const guessed = await readOne(`address: ${BITCOIN}\nabuse: scam\nconfidence: heuristic`);
    expect(guessed.claim).toMatchObject({ relation: 'cluster', confidence: 'community' });
    const defining = await readOne(`address: ${BITCOIN}\nabuse: scam\nis_cluster_definer: true`);
    expect(defining.claim?.relation).toBe('direct');
  });

  it('reads what an issuer froze by its own ledger, and names nobody for it', async () => {
    const header = 'category: black_list\nlabel: USDT_blacklisted\nsource: https://ikna.io\n';
    const ledger = `${header}confidence: ledger_immanent\n`;
    const address = '0x008fe40574e881e7247b50b991c0cc057d66647f';
    const { claim } = await readOne(`address: '${address}'`, ledger);
    expect(claim).toMatchObject({
      tier: 'reported',
      confidence: 'issuer-freeze',
      category: 'issuer_freeze',
      subject: null,
    });
    expect((await readOne(`address: '${address}'`, header)).reasons).toEqual(['no-abuse']);
    for (const nobody of [
      '0x0000000000000000000000000000000000000000',
      '0x00000000000000000000000000000000000018fe',
    ]) {
      expect((await readOne(`address: '${nobody}'`, ledger)).reasons).toEqual(['burn-address']);
    }
  });
});

describe('graphsense: whose word it is', () => {
  const tag = (source: string) => `- {address: ${BITCOIN}, abuse: sanction, source: '${source}'}\n`;
  const upstreamsOf = async (...tags: string[]) => {
    const { info } = await readPack(`${HEADER}tags:\n${tags.join('')}`);
    return info.ok ? info.value.upstreams : null;
  };

  it('names the source of a copy, so that it never corroborates it', async () => {
    expect(
      await upstreamsOf(
        tag('https://home.treasury.gov/policy-issues/financial-sanctions/recent-actions/20220506'),
        tag('https://ofac.treasury.gov/recent-actions/20231129'),
        tag('https://www.fbi.gov/news/press-releases/fbi-identifies-cryptocurrency-funds-stolen-by-dprk'),
        tag('https://blog.example.org/a'),
        tag('a talk'),
      ),
    ).toEqual(['GraphSense TagPacks', OFAC, 'FBI', 'blog.example.org', 'a talk']);
    expect(await upstreamsOf(tag('https://nottreasury.gov/'))).toEqual([
      'GraphSense TagPacks',
      'nottreasury.gov',
    ]);
  });

  it('names none where a tag has no source, or more than can be named', async () => {
    expect(await upstreamsOf(tag('https://a.example/'), `- {address: ${BITCOIN}, abuse: scam}\n`)).toEqual(
      [],
    );
    const many = Array.from({ length: MAX_NAMED_SOURCES + 1 }, (_, n) => tag(`https://s${n}.example/`));
    expect(await upstreamsOf(...many)).toEqual([]);
    expect(await upstreamsOf(...many.slice(1))).toHaveLength(MAX_NAMED_SOURCES + 1);
  });

  it('links to the web only', async () => {
    const { claim } = await readOne(`address: ${BITCOIN}\nabuse: scam\nsource: javascript:alert(1)`);
    expect(claim?.urls).toEqual([]);
  });
});

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
