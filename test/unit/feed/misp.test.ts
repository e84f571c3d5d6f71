import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf, FeedFault } from '#lib/feed/body.ts';
import type { Source } from '#lib/feed/formats/adapter.ts';
import { misp } from '#lib/feed/formats/misp.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { warns } from '#lib/verdict/status.ts';
import { gatherer } from '../../support/gatherer.ts';

const SOURCE: Source = { id: 'event', name: 'event.json', today: '2026-11-21' };
const BOAT = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const EVM = '0x52908400098527886E0F7030069857D2E4169EE7';
const XMR = '4AdUndXHHZ6cfufTMvppY6JwXNouMBzSkbLYfpAV5Usx3skxNgYeYTRj5UzqtReoS44qo9mtmXCqY45DJ852K5Jv2684Rge';
const DASH = 'XpESxaUmonkq8RaLLp46Brx2K39ggQe226';
const EVENT = '5f0c9b3e-1c2d-4a5b-8c7d-0123456789ab';
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

type Fields = Record<string, unknown>;
let counter = 0;
/** An attribute as PyMISP writes it into a feed. */
function attribute(type: string, value: unknown, over: Fields = {}): Fields {
  return {
    uuid: uuid(++counter),
    type,
    value,
    category: 'Network activity',
    to_ids: true,
    deleted: false,
    timestamp: '1700000000',
    comment: 'A person by name',
    ...over,
  };
}

function event(Attribute: unknown, over: Fields = {}) {
  return {
    Event: {
      uuid: EVENT,
      info: 'Fund-raising sites',
      date: '2026-03-04',
      timestamp: '1772668800',
      analysis: '2',
      threat_level_id: '3',
      published: true,
      Orgc: { name: 'Example CERT', uuid: uuid(0) },
      Org: { name: 'Somebody who passed it on' },
      Tag: [{ name: 'tlp:white' }],
      Attribute,
      Object: [],
      ...over,
    },
  };
}

const object = (name: string, ...Attribute: Fields[]) => ({
  name,
  uuid: uuid(++counter),
  deleted: false,
  Attribute,
});
const part = (relation: string, type: string, value: unknown, over: Fields = {}) =>
  attribute(type, value, { object_relation: relation, ...over });
const bytes = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

async function read(file: unknown) {
  const { sink, entries, refused } = gatherer();
  const info = await misp.read(bodyOf(bytes(file)), SOURCE, sink);
  if (!info.ok) throw new Error(info.error.message);
  return { info: info.value, entries, refused };
}

describe('misp: an event', () => {
  it('says who reports what', async () => {
    const one = attribute('btc', BOAT, { category: 'Financial fraud' });
    const link = attribute('link', 'https://cert.example/report', {
      category: 'External analysis',
      to_ids: false,
    });
    const { info, entries, refused } = await read(event([one, link]));
    expect(entries).toEqual([
      {
        kind: 'address',
        value: BOAT,
        chain: 'bitcoin',
        flags: [],
        where: `misp:${EVENT}/${one.uuid}`,
        claims: [
          {
            id: `misp:${EVENT}/${one.uuid}`,
            stance: 'warns',
            authority: 'Example CERT',
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
            listed: '2026-03-04',
            firstSeen: null,
            validUntil: null,
            delisted: null,
            memo: null,
            urls: ['https://cert.example/report'],
          },
        ],
      },
    ]);
    expect(refused).toEqual([{ where: `misp:${EVENT}/${link.uuid}`, value: 'link', reason: 'other-type' }]);
    // 1772668800 is 2026-03-05T00:00:00Z.
    expect(info).toMatchObject({
      id: 'event',
      title: 'Fund-raising sites',
      publisher: 'Example CERT',
      upstreams: [],
      date: '2026-03-05',
      closed: false,
    });
  });

  it.each([
    [attribute('btc', BOAT), 'address', BOAT],
    // The type is only a hint: an address says itself where it belongs.
    [attribute('btc', EVM), 'address', EVM],
    [attribute('xmr', XMR), 'address', XMR],
    [attribute('dash', DASH), 'address', DASH],
    [attribute('domain', 'Evil.example'), 'domain', 'evil.example'],
    [attribute('hostname', 'pay.evil.example'), 'domain', 'pay.evil.example'],
    [attribute('domain|ip', 'evil.example|93.184.215.14'), 'domain', 'evil.example'],
    [attribute('hostname|port', 'evil.example|8080'), 'domain', 'evil.example'],
    [attribute('url', 'https://evil.example/'), 'domain', 'evil.example'],
    // What lies on somebody's host accuses the page, not the host.
    [
      attribute('url', 'https://good.example/wp-content/pay.html'),
      'page',
      'good.example/wp-content/pay.html',
    ],
    [attribute('url', 'https://www.facebook.com/SomePage'), 'page', 'facebook.com/somepage'],
    [attribute('url', 'https://t.me/SomeChannel'), 'handle', 't.me/somechannel'],
    [attribute('btc', BOAT, { to_ids: 1, deleted: 0 }), 'address', BOAT],
    [attribute('btc', BOAT, { to_ids: '1', deleted: '0' }), 'address', BOAT],
  ])('reads %j', async (one, kind, value) => {
    const { entries, refused } = await read(event([one]));
    expect(refused).toEqual([]);
    expect(entries).toMatchObject([{ kind, value }]);
  });

  it.each([
    [attribute('domain', 'victim.example', { to_ids: false }), 'victim.example', 'not-actionable'],
    [attribute('domain', 'some.example', { to_ids: undefined }), 'some.example', 'not-actionable'],
    [attribute('domain', 'some.example', { to_ids: 'yes' }), 'some.example', 'not-actionable'],
    [attribute('domain', 'some.example', { deleted: true }), 'some.example', 'deleted'],
    [attribute('domain', 'some.example', { deleted: '1' }), 'some.example', 'deleted'],
    [attribute('domain', 'youtube.com'), 'youtube.com', 'shared-host'],
    [attribute('url', 'https://www.facebook.com/'), 'https://www.facebook.com/', 'shared-host'],
    [attribute('url', 'https://x.example/a?b=c'), 'https://x.example/a?b=c', 'has-query'],
    [attribute('url', 'hxxp://evil.example/a'), 'hxxp://evil.example/a', 'bad-host'],
    [attribute('url', 'https://192.168.1.1/'), 'https://192.168.1.1/', 'private-host'],
    [attribute('domain', 'evil.example/page'), 'evil.example/page', 'has-path'],
    [
      attribute('btc', '1BoatSLRHtKNngkdXEeobR76b53LETtpyX'),
      '1BoatSLRHtKNngkdXEeobR76b53LETtpyX',
      'bad-address',
    ],
    [attribute('xmr', 'a'.repeat(64)), 'a'.repeat(64), 'transaction-id'],
    [attribute('btc', 7), '', 'bad-value'],
    [attribute('btc', 'x'.repeat(2_001)), '', 'bad-value'],
    [{ uuid: uuid(1), value: BOAT }, '', 'bad-record'],
    // Values that are none of a list's business are not even named in the report: there are people among them.
    [attribute('email-src', 'person@mail.example'), 'email-src', 'other-type'],
    [attribute('full-name', 'Jane Q. Public'), 'full-name', 'other-type'],
    [attribute('iban', 'GB33BUKB20201555555555'), 'iban', 'other-type'],
    [attribute('ip-dst', '93.184.215.14'), 'ip-dst', 'other-type'],
    [attribute('text', BOAT), 'text', 'other-type'],
    [attribute('link', 'https://news.example/story'), 'link', 'other-type'],
    [attribute('__proto__', BOAT), '__proto__', 'other-type'],
  ])('%j accuses nobody', async (one, value, reason) => {
    const { entries, refused } = await read(event([one]));
    expect(entries).toEqual([]);
    expect(refused).toEqual([{ where: `misp:${EVENT}/${one.uuid}`, value, reason }]);
  });

  it('a proposal that nobody has accepted accuses nobody', async () => {
    const proposed = [attribute('domain', 'some.example')];
    const { entries } = await read(
      event([attribute('btc', BOAT, { ShadowAttribute: proposed })], { ShadowAttribute: proposed }),
    );
    expect(entries.map(({ value }) => value)).toEqual([BOAT]);
  });
});

describe('misp: objects', () => {
  it.each([
    [object('coin-address', part('address', 'btc', BOAT)), [BOAT]],
    [object('coin-address', part('address-xmr', 'xmr', XMR)), [XMR]],
    [
      object(
        'coin-address',
        part('address-crypto', 'text', EVM),
        part('symbol', 'text', 'ETH', { to_ids: false }),
      ),
      [EVM],
    ],
    [object('btc-wallet', part('wallet-address', 'btc', BOAT), part('balance_BTC', 'float', '1.5')), [BOAT]],
    [
      object('domain-ip', part('domain', 'domain', 'evil.example'), part('ip', 'ip-dst', '93.184.215.14')),
      ['evil.example'],
    ],
    [object('phishing', part('url', 'url', 'https://evil.example/x')), ['evil.example/x']],
    // The parts of a URL beside it would accuse the host that it lies on.
    [
      object(
        'url',
        part('url', 'url', 'https://good.example/x'),
        part('domain', 'domain', 'good.example'),
        part('host', 'hostname', 'good.example'),
      ),
      ['good.example/x'],
    ],
    [object('victim', part('domain', 'domain', 'victim.example')), []],
    [object('microblog', part('url', 'url', 'https://blog.example/post')), []],
    [object('phishing', part('hostname', 'hostname', 'sites.example')), []],
    [object('btc-transaction', part('btc-address', 'btc', BOAT)), []],
    [object('something-new', part('domain', 'domain', 'some.example')), []],
    [object('coin-address', part('address-crypto', 'text', EVM, { to_ids: false })), []],
    [{ ...object('coin-address', part('address', 'btc', BOAT)), deleted: true }, []],
  ])('%j', async (one, values) => {
    const { entries, refused } = await read(event([], { Object: [one] }));
    expect(entries.map(({ value }) => value)).toEqual(values);
    expect(entries.length + refused.length).toBe(one.Attribute.length);
    expect(
      refused.every(({ reason }) =>
        ['other-object', 'other-type', 'deleted', 'not-actionable'].includes(reason),
      ),
    ).toBe(true);
  });

  it('the symbol of a coin tells what a form without a checksum is', async () => {
    // 64 hex digits: an implicit NEAR account, or a transaction of any other coin.
    const bare = '98793cd91a3f870fb126f66285808c7e094afcfc4eda8a970f6648cdf0dbd6de';
    const coin = (symbol: string) =>
      object(
        'coin-address',
        part('address-crypto', 'text', bare),
        part('symbol', 'text', symbol, { to_ids: false }),
      );
    const { entries, refused } = await read(event([], { Object: [coin('NEAR'), coin('XMR')] }));
    expect(entries.map(({ value, chain }) => [value, chain])).toEqual([[bare, 'near']]);
    expect(refused.filter(({ value }) => value === bare).map(({ reason }) => reason)).toEqual([
      'transaction-id',
    ]);
  });
});

describe('misp: what qualifies a report', () => {
  const statusOf = async (over: Fields, Tag: Fields[] = []) => {
    const { entries } = await read(event([attribute('domain', 'some.example', over)], { Tag }));
    const [claim] = entries[0]?.claims ?? [];
    return claim && { status: claim.status, validUntil: claim.validUntil, confidence: claim.confidence };
  };

  it.each([
    [{ Sighting: [{ type: '1', date_sighting: '1772668800' }] }],
    [{ Sighting: [{ type: 0 }, { type: 1 }] }],
    [{ Tag: [{ name: 'false-positive:risk="high"' }] }],
    [{ Tag: [{ name: 'False-Positive:confirmed="True"' }] }],
  ])('%j disputes it, and it warns of nothing', async (over) => {
    const found = await statusOf(over);
    expect(found?.status).toBe('disputed');
    expect(found && warns(found.status)).toBe(false);
  });

  it('a tag of the event is one of all its attributes', async () => {
    expect(await statusOf({}, [{ name: 'false-positive:risk="high"' }])).toMatchObject({
      status: 'disputed',
    });
    expect(await statusOf({}, [{ name: 'osint:source-type="technical-report"' }])).toMatchObject({
      status: 'active',
      confidence: 'research',
    });
  });

  it.each([
    [{ Sighting: [{ type: '0' }] }],
    [{ Tag: [{ name: 'false-positive:risk="low"' }] }],
    [{ Tag: [{ name: 'tlp:red' }] }],
    [{ Sighting: 'none', Tag: 'tlp:red' }],
    [{ first_seen: '2019-01-01T00:00:00+00:00', last_seen: '2020-01-01T00:00:00+00:00' }],
  ])('%j does not', async (over) => {
    expect(await statusOf(over)).toEqual({ status: 'active', validUntil: null, confidence: 'community' });
  });

  it('a sighting of type 2 is when it ends', async () => {
    const Sighting = [
      { type: '2', date_sighting: '1772755200' },
      { type: '2', date_sighting: '1772668800' },
    ];
    expect(await statusOf({ Sighting })).toMatchObject({ validUntil: '2026-03-05' });
    expect(await statusOf({ Sighting: [{ type: '2', date_sighting: 'soon' }] })).toMatchObject({
      validUntil: null,
    });
  });

  it('links only to what is written about it, and never to what it warns of', async () => {
    const link = (value: string, over: Fields = {}) =>
      attribute('link', value, { category: 'External analysis', to_ids: false, ...over });
    const { entries } = await read(
      event([
        attribute('domain', 'evil.example'),
        link('https://cert.example/1'),
        link('https://www.evil.example/login'),
        link('https://cert.example/deleted', { deleted: true }),
        link('https://tickets.example/internal', { category: 'Internal reference' }),
        link('ftp://cert.example/2'),
        attribute('url', 'https://other.example/x', { category: 'External analysis' }),
      ]),
    );
    expect(entries.map(({ claims }) => claims[0]?.urls)).toEqual([
      ['https://cert.example/1'],
      ['https://cert.example/1', 'https://www.evil.example/login'],
    ]);
  });

  it.each([
    [{ Orgc: undefined }, 'event.json'],
    [{ Orgc: { name: 7 } }, 'event.json'],
    [{ Orgc: { name: 'A\u202Egro' } }, 'A gro'],
  ])('%j is told as %s', async (over, authority) => {
    const { entries, info } = await read(event([attribute('btc', BOAT)], over));
    expect(entries[0]?.claims[0]?.authority).toBe(authority);
    expect(info.publisher).toBe(authority);
  });

  it.each([
    ['2026-02-30', null],
    ['yesterday', null],
    [20260304, null],
  ])('a date of %s is none', async (date, listed) => {
    const { entries } = await read(event([attribute('btc', BOAT)], { date }));
    expect(entries[0]?.claims[0]?.listed).toBe(listed);
  });

  it('an event from the future is of today', async () => {
    expect((await read(event([], { timestamp: '99999999999' }))).info.date).toBe('2026-11-21');
    expect((await read(event([], { timestamp: {} }))).info.date).toBe('2026-11-21');
  });
});

describe('misp: the file', () => {
  it.each([
    [event([]), true],
    [JSON.stringify(event([]), null, 2), true],
    [`\uFEFF ${JSON.stringify(event([]))}`, true],
    [{ Event: [] }, false],
    [{ response: [event([])] }, false],
    [{ x: 1, Event: {} }, false],
    ['value\n"Event"', false],
  ])('%j is recognised: %s', (file, isOne) => {
    expect(misp.recognises(bytes(file), SOURCE)).toBe(isOne);
  });

  it('is read through the registry, thousands of attributes too', async () => {
    const many = Array.from({ length: 5_000 }, (_, n) => attribute('domain', `evil-${n}.example`));
    const result = await readList(bodyOf(bytes(event(many))), SOURCE);
    expect(result).toMatchObject({
      ok: true,
      value: { format: 'misp', list: { entries: 5_000, refused: 0 } },
    });
  });

  it.each([
    ['{"Event":{"uuid":"../../etc/passwd"}}'],
    ['{"Event":{}}'],
    ['{"Event":{"uuid":"'],
    [`{"Event":{"uuid":"${EVENT}","x":${'['.repeat(100_000)}`],
    [`{"Event":{"uuid":"${EVENT}","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`],
    ['null'],
  ])('%.60s is refused whole', async (file) => {
    expect(await misp.read(bodyOf(bytes(file)), SOURCE, gatherer().sink)).toMatchObject({
      ok: false,
      error: { code: 'bad-format' },
    });
  });

  it('no secret comes through, not even in the report', async () => {
    // BIP-32, test vector 1.
    const secret =
      'xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi';
    const result = await readList(
      bodyOf(bytes(event([attribute('btc', secret), attribute('btc', BOAT)]))),
      SOURCE,
    );
    if (!result.ok) throw new Error(result.error.message);
    expect(result.value.list.refused).toBe(1);
    expect(JSON.stringify(result.value.refused)).not.toContain(secret.slice(0, 20));
  });

  const words = fc.constantFrom(
    'btc',
    'domain',
    'url',
    'text',
    'coin-address',
    'address',
    'symbol',
    'evil.example',
    BOAT,
    EVM,
    '1',
    'tlp:red',
    'link',
    'External analysis',
    '__proto__',
    '\ud800',
  );
  const keys = fc.constantFrom(
    'uuid',
    'type',
    'value',
    'to_ids',
    'deleted',
    'Tag',
    'Sighting',
    'date_sighting',
    'name',
    'object_relation',
    'category',
    'Attribute',
    '__proto__',
    'toString',
    'valueOf',
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

  it('accounts for every attribute, whatever it holds', async () => {
    const Attribute = fc.array(json.value, { maxLength: 8 });
    const held = fc.record({ name: fc.oneof(words, json.value), Attribute });
    const about = fc.record({
      Orgc: json.value,
      info: json.value,
      date: json.value,
      timestamp: json.value,
      Tag: json.value,
    });
    await fc.assert(
      fc.asyncProperty(Attribute, fc.array(held, { maxLength: 3 }), about, async (own, objects, over) => {
        const { entries, refused } = await read(event(own, { ...over, Object: objects }));
        expect(entries.length + refused.length).toBe(
          own.length + objects.reduce((sum, one) => sum + one.Attribute.length, 0),
        );
        for (const { claims } of entries)
          expect(claims[0]).toMatchObject({ tier: 'reported', subject: null, stance: 'warns' });
      }),
      { numRuns: 500 },
    );
  });

  it('any bytes are read or fail, never otherwise', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.uint8Array({ maxLength: 100 }), fc.json().map(bytes)),
        fc.nat({ max: 60 }),
        async (tail, cut) => {
          const head = bytes(`{"Event":{"uuid":"${EVENT}","Attribute":`);
          try {
            await misp.read(bodyOf(head.slice(0, head.length - cut), tail), SOURCE, gatherer().sink);
          } catch (error) {
            expect(error).toBeInstanceOf(FeedFault);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
