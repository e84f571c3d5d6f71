import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf } from '#lib/feed/body.ts';
import { misp } from '#lib/feed/formats/misp.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { warns } from '#lib/verdict/status.ts';
import { readsOrFaults } from '../../support/any-bytes.ts';
import { anyJson } from '../../support/any-json.ts';
import { gatherer } from '../../support/gatherer.ts';
import { attribute, BOAT, bytes, EVENT, EVM, event, type Fields, read, SOURCE } from './misp-setup.ts';

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

  it('says when an attribute was changed, and nothing where its time is 0', async () => {
    const changedOf = async (timestamp: string) => {
      const { entries } = await read(event([attribute('domain', 'some.example', { timestamp })]));
      return entries[0]?.claims[0]?.changed;
    };
    expect(await changedOf('1772668800')).toBe('2026-03-05');
    expect(await changedOf('0')).toBeNull();
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
  const json = anyJson(words, keys);

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
    const head = bytes(`{"Event":{"uuid":"${EVENT}","Attribute":`);
    const tails = fc.oneof(fc.uint8Array({ maxLength: 100 }), fc.json().map(bytes));
    await readsOrFaults(misp, SOURCE, head, tails);
  });
});
