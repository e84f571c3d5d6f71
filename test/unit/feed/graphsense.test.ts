import { describe, expect, it } from 'vitest';
import { MAX_NAMED_SOURCES } from '#lib/core/limits.ts';
import { DOJ, OFAC } from '#lib/feed/sources.ts';
import { OPEN_CLAIM } from '../../support/entries.ts';
import { ARCHIVE, BITCOIN, HEADER, readOne, readPack, SOURCE, TRON } from './graphsense-setup.ts';

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
            ...OPEN_CLAIM,
            id: 'First campaign',
            authority: 'Some Team',
            subject: 'First campaign',
            category: 'terrorism',
            tier: 'reported',
            confidence: 'research',
            changed: '2022-04-15',
            urls: ['https://www.justice.gov/opa/press-release/file/1304296/download'],
          },
        ],
      },
      expect.objectContaining({
        value: TRON,
        chain: 'tron',
        claims: [
          expect.objectContaining({
            subject: 'Second campaign',
            category: 'scam',
            confidence: 'community',
            changed: '2023-01-02',
          }),
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
