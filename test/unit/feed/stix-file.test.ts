import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_STIX_DEPTH, MAX_STIX_OBJECT_BYTES } from '#lib/core/limits.ts';
import { bodyOf } from '#lib/feed/body.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { stix } from '#lib/feed/formats/stix.ts';
import { bundleItems } from '#lib/feed/formats/stix-objects.ts';
import { readsOrFaults } from '../../support/any-bytes.ts';
import { anyJson } from '../../support/any-json.ts';
import {
  BOAT,
  bundle,
  bytes,
  domain,
  type Fields,
  id,
  indicator,
  isac,
  read,
  SOURCE,
  url,
  wallet,
} from './stix-setup.ts';

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
  const json = anyJson(words, keys);
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
    const head = bytes('{"type":"bundle","objects":[{"type":"indicator"},');
    const tails = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string().map(bytes));
    await readsOrFaults(stix, SOURCE, head, tails);
  });
});
