import { describe, expect, it } from 'vitest';
import {
  BOAT,
  domain,
  EVM,
  type Fields,
  ISAC,
  id,
  indicator,
  isac,
  read,
  url,
  wallet,
} from './stix-setup.ts';

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
      indicator(domain('fine.example'), { id: id(70), indicator_types: ['benign'] }),
      {
        type: 'relationship',
        relationship_type: 'based-on',
        source_ref: id(70),
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
  let attributes = 0;
  const attribute = (over: Fields = {}) => ({
    type: 'x-misp-attribute',
    spec_version: '2.1',
    id: id(++attributes, 'x-misp-attribute'),
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
