import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_STIX_DEPTH, MAX_STIX_OBJECT_BYTES } from '#lib/core/limits.ts';
import { bodyOf, FeedFault } from '#lib/feed/body.ts';
import type { Source } from '#lib/feed/formats/adapter.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { stix } from '#lib/feed/formats/stix.ts';
import { bundleItems } from '#lib/feed/formats/stix-objects.ts';
import { warns } from '#lib/verdict/status.ts';
import { gatherer } from '../../support/gatherer.ts';

const SOURCE: Source = { id: 'bundle', name: 'https://isac.example/feed/bundle.json', today: '2026-11-21' };
const BOAT = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const EVM = '0x52908400098527886E0F7030069857D2E4169EE7';
const TRON = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t';

const ISAC = 'identity--6ba7b810-9dad-41d1-80b4-00c04fd430c8';
const id = (n: number, type = 'indicator') =>
  `${type}--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

type Fields = Record<string, unknown>;
let counter = 0;
function indicator(pattern: unknown, over: Fields = {}): Fields {
  return {
    type: 'indicator',
    spec_version: '2.1',
    id: id(++counter),
    created: '2026-01-02T00:00:00.000Z',
    modified: '2026-02-03T00:00:00.000Z',
    pattern,
    pattern_type: 'stix',
    valid_from: '2026-01-05T10:00:00Z',
    ...over,
  };
}

const wallet = (value: string) => `[cryptocurrency-wallet:value = '${value}']`;
const domain = (value: string) => `[domain-name:value = '${value}']`;
const url = (value: string) => `[url:value = '${value}']`;
const isac = {
  type: 'identity',
  spec_version: '2.1',
  id: ISAC,
  identity_class: 'organization',
  name: 'Example ISAC',
};

const bytes = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const bundle = (...objects: unknown[]) => ({ type: 'bundle', id: id(0, 'bundle'), objects });

async function read(...objects: unknown[]) {
  const { sink, entries, refused } = gatherer();
  const info = await stix.read(bodyOf(bytes(bundle(...objects))), SOURCE, sink);
  if (!info.ok) throw new Error(info.error.message);
  return { info: info.value, entries, refused };
}

describe('stix: what accuses', () => {
  it('is an indicator, told with all that it says', async () => {
    const one = indicator(wallet(BOAT), {
      created_by_ref: ISAC,
      valid_until: '2027-01-05T10:00:00Z',
      confidence: 80,
      indicator_types: ['malicious-activity'],
      name: 'A name that somebody gave it',
      external_references: [
        { source_name: 'report', url: 'https://isac.example/reports/7' },
        { source_name: 'cve', external_id: 'CVE-2020-1' },
        { source_name: 'bad', url: 'javascript:alert(1)' },
      ],
    });
    // What is written by whom may stand after it.
    const { entries, refused, info } = await read(one, isac);
    expect(refused).toEqual([]);
    expect(entries).toEqual([
      {
        kind: 'address',
        value: BOAT,
        chain: 'bitcoin',
        flags: [],
        where: one.id,
        claims: [
          {
            id: one.id,
            stance: 'warns',
            authority: 'Example ISAC',
            subject: null,
            aliases: [],
            programmes: [],
            legalBasis: null,
            jurisdiction: null,
            category: null,
            relation: 'direct',
            tier: 'reported',
            confidence: 'community',
            status: 'active',
            listed: '2026-01-05',
            firstSeen: null,
            validUntil: '2027-01-05',
            delisted: null,
            memo: null,
            urls: ['https://isac.example/reports/7'],
          },
        ],
      },
    ]);
    expect(info).toMatchObject({
      id: 'bundle',
      title: 'bundle.json',
      publisher: 'Example ISAC',
      upstreams: [],
      date: '2026-02-03',
      closed: false,
    });
  });

  it.each([
    [wallet(EVM), 'address', EVM],
    [wallet(TRON), 'address', TRON],
    [`[cryptocurrency-wallet:address = '${BOAT}']`, 'address', BOAT],
    [`[x-cryptocurrency-wallet:value = '${BOAT}']`, 'address', BOAT],
    [`[x-crypto-address:value = '${BOAT}']`, 'address', BOAT],
    [`[cryptocurrency:wallet_address = '${BOAT}']`, 'address', BOAT],
    [domain('evil.example'), 'domain', 'evil.example'],
    [domain('WWW.Evil.example'), 'domain', 'evil.example'],
    [url('https://evil.example/'), 'domain', 'evil.example'],
    [url('https://good.example/wp/pay.html'), 'page', 'good.example/wp/pay.html'],
    [url('https://www.facebook.com/SomePage'), 'page', 'facebook.com/somepage'],
    [url('https://t.me/s/SomeChannel'), 'handle', 't.me/somechannel'],
  ])('%s: %s', async (pattern, kind, value) => {
    const { entries, refused } = await read(indicator(pattern));
    expect(refused).toEqual([]);
    expect(entries).toMatchObject([{ kind, value }]);
  });

  it.each([
    // Everybody's pages stand there; which of them was meant is not said.
    [domain('facebook.com'), 'shared-host'],
    [domain('m.facebook.com'), 'shared-host'],
    [domain('youtube.com'), 'shared-host'],
    [url('https://t.me/'), 'shared-host'],
    [url('https://www.youtube.com/watch?v=abcdefghijk'), 'has-query'],
    [domain('facebook.com/page'), 'has-path'],
    [domain('192.168.1.1'), 'private-host'],
    [domain('donate@charity.example'), 'bad-host'],
    [url('javascript:alert(1)'), 'bad-host'],
    [wallet('1BoatSLRHtKNngkdXEeobR76b53LETtpyX'), 'bad-address'],
    // Another property of the wallet is not where money goes.
    [`[cryptocurrency-wallet:hash = '${BOAT}']`, 'other-type'],
    [`[x-account:value = '${BOAT}']`, 'other-type'],
    [`[network-traffic:dst_ref.value = 'evil.example']`, 'other-type'],
    [`[domain-name:resolves_to_refs[0].value = 'evil.example']`, 'other-type'],
    [`[domain-name:value = 'evil.example' AND url:value = 'https://evil.example/x']`, 'complex-pattern'],
    [`[domain-name:value LIKE '%.example']`, 'complex-pattern'],
    ['rule x { strings: $a = "1" }', 'bad-pattern'],
    [undefined, 'no-pattern'],
    [7, 'no-pattern'],
  ])('%s accuses nobody: %s', async (pattern, reason) => {
    const { entries, refused } = await read(indicator(pattern));
    expect(entries).toEqual([]);
    expect(refused).toMatchObject([{ reason }]);
  });

  it('takes apart a pattern of several values and counts what it leaves out', async () => {
    const one = indicator(
      `[domain-name:value = 'evil.example' OR email-addr:value = 'person@mail.example'] OR ${url('https://evil.example/x')}`,
    );
    const { entries, refused } = await read(one);
    expect(entries.map(({ kind, value }) => [kind, value])).toEqual([
      ['domain', 'evil.example'],
      ['page', 'evil.example/x'],
    ]);
    // A mailbox is personal: not even the report of what was left out keeps it.
    expect(refused).toEqual([{ where: one.id, value: 'email-addr', reason: 'other-type' }]);
  });

  it.each([
    [{ pattern_type: 'yara' }, 'other-pattern'],
    [{ pattern_type: 'sigma' }, 'other-pattern'],
    [{ pattern_type: 7 }, 'other-pattern'],
    [{ indicator_types: ['benign'] }, 'harmless'],
    [{ indicator_types: ['malicious-activity', 'benign'] }, 'harmless'],
    [{ indicator_types: ['Benign'] }, 'harmless'],
    [{ labels: ['benign'] }, 'harmless'],
    [{ labels: ['false-positive'] }, 'harmless'],
    [{ labels: ['trusted web content'] }, 'harmless'],
    [{ labels: ['allowlisted domain'] }, 'harmless'],
    [{ indicator_types: ['compromised'] }, 'not-malicious'],
    [{ indicator_types: ['anomalous-activity'] }, 'not-malicious'],
    [{ indicator_types: ['anonymization'] }, 'not-malicious'],
    [{ indicator_types: ['attribution', 'unknown'] }, 'not-malicious'],
    [{ indicator_types: ['something-of-our-own'] }, 'not-malicious'],
    // STIX 2.0 had these words among the labels.
    [{ spec_version: undefined, labels: ['anomalous-activity'] }, 'not-malicious'],
    [{ confidence: 0 }, 'low-confidence'],
    [{ confidence: 29 }, 'low-confidence'],
  ])('an indicator with %j does not', async (over, reason) => {
    const { entries, refused } = await read(indicator(domain('some.example'), over));
    expect(entries).toEqual([]);
    expect(refused).toMatchObject([{ reason, value: "[domain-name:value = 'some.example']" }]);
  });

  it.each([
    [{ indicator_types: ['malicious-activity', 'compromised'] }],
    [{ indicator_types: [] }],
    [{ indicator_types: 'malicious' }],
    [{ labels: ['drainer', 'phishing'] }],
    [{ spec_version: undefined, pattern_type: undefined, labels: ['malicious-activity'] }],
    [{ confidence: 30 }],
    [{ confidence: 'high' }],
    [{ confidence: null }],
    // Such a mark forbids to pass it on, not to read it.
    [{ object_marking_refs: ['marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed'] }],
  ])('an indicator with %j does', async (over) => {
    const { entries, refused } = await read(indicator(domain('evil.example'), over));
    expect(entries.map(({ claims }) => claims[0]?.status)).toEqual(['active']);
    expect(refused).toEqual([]);
  });

  it('a revoked indicator stays as history and warns of nothing', async () => {
    const { entries } = await read(indicator(domain('some.example'), { revoked: true }));
    const [status] = entries.flatMap(({ claims }) => claims.map((claim) => claim.status));
    expect(status).toBe('withdrawn');
    expect(status && warns(status)).toBe(false);
  });

  it('an indicator that somebody disputes warns of nothing', async () => {
    const { entries } = await read(
      indicator(domain('some.example'), { labels: ['false-positive:risk="high"'] }),
    );
    expect(entries[0]?.claims[0]?.status).toBe('disputed');
  });

  it.each([
    ['2026-05-01T00:00:00Z', '2026-04-30'],
    ['2026-05-01T00:00:00.000001Z', '2026-04-30'],
    ['2026-05-01T12:00:00Z', '2026-05-01'],
    ['tomorrow', null],
    ['2026-13-01T00:00:00Z', null],
    [99999999999999, null],
  ])('valid until %s is until the end of %s', async (valid_until, validUntil) => {
    const { entries } = await read(indicator(domain('evil.example'), { valid_until }));
    expect(entries[0]?.claims[0]?.validUntil).toBe(validUntil);
  });

  it.each([
    ['active first', false],
    ['revoked first', true],
  ])('of several versions the latest counts, %s', async (_, isReversed) => {
    const old = indicator(domain('some.example'));
    const revoked = { ...old, modified: '2026-03-01T00:00:00.000Z', revoked: true };
    const { entries, refused } = await read(...(isReversed ? [revoked, old] : [old, revoked]));
    expect(entries.map(({ claims }) => claims.map(({ status }) => status))).toEqual([['withdrawn']]);
    expect(refused).toEqual([{ where: old.id, value: '', reason: 'superseded' }]);
  });

  it('of two versions of one moment the one that takes it back counts', async () => {
    const one = indicator(domain('some.example'));
    for (const pair of [
      [one, { ...one, revoked: true }],
      [{ ...one, revoked: true }, one],
    ]) {
      const { entries } = await read(...pair);
      expect(entries.map(({ claims }) => claims[0]?.status)).toEqual(['withdrawn']);
    }
  });
});

describe('stix: what does not accuse', () => {
  it('is an observable by itself', async () => {
    const seen = (type: string, value: string, n: number) => ({
      type,
      spec_version: '2.1',
      id: id(n, type),
      value,
    });
    const { entries, refused } = await read(
      seen('domain-name', 'seen.example', 1),
      seen('url', 'https://seen.example/x', 2),
      seen('cryptocurrency-wallet', BOAT, 3),
      { ...seen('cryptocurrency-wallet', '', 4), value: undefined, address: EVM },
      seen('domain-name', 'evil.example', 5),
      indicator(domain('evil.example')),
      // An indicator that accuses nobody does not make its observable accuse either.
      seen('domain-name', 'fine.example', 6),
      indicator(domain('fine.example'), { indicator_types: ['benign'] }),
      {
        type: 'relationship',
        relationship_type: 'based-on',
        source_ref: id(counter),
        target_ref: id(6, 'domain-name'),
      },
    );
    expect(entries.map(({ value }) => value)).toEqual(['evil.example']);
    expect(refused.map(({ value, reason }) => [value, reason])).toEqual([
      ["[domain-name:value = 'fine.example']", 'harmless'],
      ['seen.example', 'bare-observable'],
      ['https://seen.example/x', 'bare-observable'],
      [BOAT, 'bare-observable'],
      [EVM, 'bare-observable'],
      ['fine.example', 'bare-observable'],
    ]);
  });

  it('is anything else in a bundle, and nobody is named by a relationship', async () => {
    const one = indicator(wallet(BOAT));
    const { entries, refused } = await read(
      one,
      { type: 'threat-actor', id: id(1, 'threat-actor'), name: 'A person by name' },
      {
        type: 'relationship',
        relationship_type: 'indicates',
        source_ref: one.id,
        target_ref: id(1, 'threat-actor'),
      },
      {
        type: 'observed-data',
        id: id(2, 'observed-data'),
        objects: { 0: { type: 'domain-name', value: 'x.example' } },
      },
      { type: 'file', id: id(3, 'file'), name: 'invoice.exe' },
      { type: 'email-addr', id: id(4, 'email-addr'), value: 'person@mail.example' },
    );
    expect(entries.map(({ claims }) => claims[0]?.subject)).toEqual([null]);
    expect(refused).toEqual([]);
    expect(JSON.stringify(entries)).not.toContain('A person by name');
  });

  it.each([
    ['individual', 'bundle.json'],
    ['unknown', 'bundle.json'],
    [undefined, 'bundle.json'],
    ['organization', 'Jane Q. Author'],
  ])('a name of an identity of class %s: %s', async (identity_class, authority) => {
    const { entries, info } = await read(
      { ...isac, name: 'Jane Q. Author', identity_class },
      indicator(domain('evil.example'), { created_by_ref: ISAC }),
    );
    expect(entries[0]?.claims[0]?.authority).toBe(authority);
    expect(info.publisher).toBe(authority);
  });

  it('a bundle of several authors is nobody of theirs', async () => {
    const other = { ...isac, id: 'identity--2', name: 'Another' };
    const { entries, info } = await read(
      isac,
      other,
      indicator(domain('a.example'), { created_by_ref: ISAC }),
      indicator(domain('b.example'), { created_by_ref: 'identity--2' }),
    );
    expect(entries.map(({ claims }) => claims[0]?.authority)).toEqual(['Example ISAC', 'Another']);
    expect(info.publisher).toBe('bundle.json');
  });

  it('never links to what it warns of', async () => {
    const links = (...urls: string[]) => ({
      external_references: urls.map((one) => ({ source_name: 'x', url: one })),
    });
    const { entries } = await read(
      indicator(
        domain('evil.example'),
        links(
          'https://evil.example/',
          'https://www.evil.example/pay',
          'https://isac.example/1',
          'http://l.facebook.com/l.php?u=https%3A%2F%2Fevil.example%2F',
        ),
      ),
      indicator(
        url('https://forum.example/bad/page'),
        links('https://forum.example/bad/page/2', 'https://forum.example/report/9'),
      ),
    );
    expect(entries.map(({ claims }) => claims[0]?.urls)).toEqual([
      ['https://isac.example/1'],
      ['https://forum.example/report/9'],
    ]);
  });
});

describe('stix: what MISP writes where STIX has no object', () => {
  const attribute = (over: Fields = {}) => ({
    type: 'x-misp-attribute',
    spec_version: '2.1',
    id: id(++counter, 'x-misp-attribute'),
    created: '2026-01-02T00:00:00.000Z',
    modified: '2026-01-02T00:00:00.000Z',
    created_by_ref: ISAC,
    labels: ['misp:type="btc"', 'misp:category="Financial fraud"', 'misp:to_ids="True"'],
    x_misp_category: 'Financial fraud',
    x_misp_type: 'btc',
    x_misp_value: BOAT,
    ...over,
  });

  it('reads an address of a coin', async () => {
    const { entries, refused } = await read(attribute(), isac);
    expect(refused).toEqual([]);
    expect(entries).toMatchObject([
      { kind: 'address', value: BOAT, claims: [{ authority: 'Example ISAC', listed: '2026-01-02' }] },
    ]);
  });

  it.each([
    [{ labels: ['misp:to_ids="False"'] }, BOAT, 'not-actionable'],
    [{ labels: undefined }, BOAT, 'not-actionable'],
    [{ x_misp_type: 'phone-number', x_misp_value: '+1 555 0100' }, 'phone-number', 'other-type'],
    [{ x_misp_value: 7 }, '', 'bad-value'],
  ])('leaves out %j', async (over, value, reason) => {
    const { entries, refused } = await read(attribute(over));
    expect(entries).toEqual([]);
    expect(refused).toMatchObject([{ value, reason }]);
  });
});

describe('stix: the file', () => {
  it.each([
    [bundle(), true],
    [JSON.stringify(bundle(), null, 2), true],
    [`\uFEFF${JSON.stringify(bundle())}`, true],
    // Some tools sort keys: then the type stands at the very end.
    [{ id: id(0, 'bundle'), objects: [indicator(domain('a.example'))], type: 'bundle' }, true],
    [{ type: 'bundle', id: id(0, 'bundle'), spec_version: '2.0', objects: [] }, true],
    [{ objects: [{ type: 'bundle' }] }, false],
    [{ data: { type: 'bundle' } }, false],
    [{ type: 'report', objects: [] }, false],
    [[bundle()], false],
    ['value,type\n"type":"bundle",x', false],
    ['', false],
  ])('%j is recognised: %s', (file, isOne) => {
    expect(stix.recognises(bytes(file), SOURCE)).toBe(isOne);
  });

  it('is read through the registry, whatever pieces it comes in', async () => {
    const whole = bytes(bundle(indicator(domain('bücher.example')), indicator(wallet(BOAT)), isac));
    for (const size of [1, 7, 64, whole.length]) {
      const pieces = Array.from({ length: Math.ceil(whole.length / size) }, (_, n) =>
        whole.slice(n * size, (n + 1) * size),
      );
      const result = await readList(bodyOf(...pieces), SOURCE);
      expect(result).toMatchObject({ ok: true, value: { format: 'stix', list: { entries: 2, refused: 0 } } });
    }
  });

  const items = async (file: unknown) => {
    const found: unknown[] = [];
    for await (const { value } of bundleItems(bodyOf(bytes(file)))) found.push(value);
    return found;
  };

  it.each([
    ['{"type":"bundle","objects":[]}', []],
    ['{"type":"bundle","objects":[ ]}', []],
    ['{"objects":[{"a":[1,2]},{"b":"],}["}]}', [{ a: [1, 2] }, { b: '],}[' }]],
    ['{"objects":[{"b":"\\"]"}]}', [{ b: '"]' }]],
    ['{"objects":[1,"x",null,[2]]}', [1, 'x', null, [2]]],
    ['{"x":[9],"objects":[1],"y":{"objects":[8]}}', [1]],
    ['{"title":"objects","x":[9],"objects":[1]}', [1]],
    ['{"x":{"objects":[9]},"objects":[]}', []],
    ['{"objects":[1],"objects":[]}', [1]],
  ])('%s', async (file, expected) => {
    expect(await items(file)).toEqual(expected);
  });

  it.each([
    ['{"objects":[{"a":1}', 'corrupt'],
    ['{"objects":[{"a":"', 'corrupt'],
    ['{"objects":[{"a":}]}', 'corrupt'],
    ['{"objects":[1,]}', 'corrupt'],
    ['{"objects":[,1]}', 'corrupt'],
    ['{"objects":[1}', 'corrupt'],
    ['{"type":"bundle"}', 'bad-format'],
    ['{"type":"bundle","objects":{"a":1}}', 'bad-format'],
    [`{"objects":[${'['.repeat(MAX_STIX_DEPTH)}`, 'bad-format'],
  ])('%s: %s', async (file, code) => {
    await expect(items(file)).rejects.toMatchObject({ code });
  });

  it('leaves out an object of any size without holding it', async () => {
    const big = indicator(domain('a.example'), { description: 'x'.repeat(MAX_STIX_OBJECT_BYTES) });
    const { entries, refused } = await read(big, indicator(domain('b.example')));
    expect(entries.map(({ value }) => value)).toEqual(['b.example']);
    expect(refused).toEqual([{ where: 'object 1', value: '', reason: 'too-long' }]);
  });

  it('items that are no objects are counted', async () => {
    const { refused } = await read(
      1,
      null,
      [],
      {},
      { type: 7 },
      { type: 'domain-name' },
      { type: 'url', value: {} },
    );
    expect(refused.map(({ reason }) => reason)).toEqual(Array(7).fill('bad-record'));
  });

  it('no secret comes through, not even in the report', async () => {
    // BIP-32, test vector 1.
    const secret =
      'xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi';
    const file = bundle(
      indicator(wallet(secret)),
      indicator(`${wallet(secret)} AND [a:b = 'c']`),
      indicator(domain('a.example')),
    );
    const result = await readList(bodyOf(bytes(file)), SOURCE);
    if (!result.ok) throw new Error(result.error.message);
    expect(result.value.list.refused).toBe(2);
    expect(JSON.stringify(result.value.refused)).not.toContain(secret.slice(0, 20));
  });
});

describe('stix: whatever a file holds', () => {
  const SPEAKING = ['indicator', 'x-misp-attribute'];
  const OBSERVABLES = ['domain-name', 'url', 'cryptocurrency-wallet'];
  const isTyped = (item: unknown): item is Fields & { type: string } =>
    typeof item === 'object' && item !== null && 'type' in item && typeof item.type === 'string';
  const words = fc.constantFrom(
    'indicator',
    'identity',
    'domain-name',
    'url',
    'cryptocurrency-wallet',
    'x-misp-attribute',
    'stix',
    'benign',
    'btc',
    domain('a.example'),
    wallet(BOAT),
    url('https://t.me/x'),
    '2026-01-01T00:00:00Z',
    'organization',
    '__proto__',
    '\ud800',
  );
  const keys = fc.constantFrom(
    'type',
    'id',
    'pattern',
    'pattern_type',
    'value',
    'address',
    'labels',
    'indicator_types',
    'confidence',
    'revoked',
    'modified',
    'valid_until',
    'created_by_ref',
    'external_references',
    'name',
    'identity_class',
    'x_misp_type',
    'x_misp_value',
    '__proto__',
    'toString',
  );
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      words,
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.string(),
      tie('list'),
      tie('object'),
    ),
    list: fc.array(tie('value'), { maxLength: 4 }),
    object: fc
      .array(fc.tuple(keys, tie('value')), { maxLength: 8 })
      .map((pairs) => Object.fromEntries(pairs)),
  }));
  const typed = fc
    .tuple(
      fc.constantFrom('indicator', 'domain-name', 'url', 'cryptocurrency-wallet', 'x-misp-attribute', 'note'),
      json.object,
    )
    .map(([type, object]) => ({ ...(object as Fields), type }));

  it('is accounted for, object by object', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(typed, json.value), { maxLength: 12 }), async (items) => {
        const objects = items.map((item, n) => (isTyped(item) ? { ...item, id: `x--${n}` } : item));
        const { entries, refused } = await read(...objects);
        const named = new Set([...entries, ...refused].map(({ where }) => where));
        for (const [n, item] of objects.entries()) {
          if (!isTyped(item)) expect(named).toContain(`object ${n + 1}`);
          // An observable that an indicator names is told by that indicator.
          else if (OBSERVABLES.includes(item.type))
            expect(named.has(`x--${n}`) || entries.length > 0).toBe(true);
          else expect(named.has(`x--${n}`)).toBe(SPEAKING.includes(item.type));
        }
        for (const { claims } of entries)
          expect(claims[0]).toMatchObject({ tier: 'reported', subject: null });
      }),
      { numRuns: 500 },
    );
  });

  it('any bytes are read or fail as a fault', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string().map(bytes)),
        fc.nat({ max: 30 }),
        async (tail, cut) => {
          const head = bytes('{"type":"bundle","objects":[{"type":"indicator"},');
          try {
            await stix.read(bodyOf(head.slice(0, head.length - cut), tail), SOURCE, gatherer().sink);
          } catch (error) {
            expect(error).toBeInstanceOf(FeedFault);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
