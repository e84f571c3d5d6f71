import { describe, expect, it } from 'vitest';
import { buildLists } from '#lib/feed/publish/build.ts';
import { readChunk } from '#lib/watchlist/compile.ts';
import { OPEN_CLAIM } from '../../../support/entries.ts';
import { built, entriesOf, listOf } from './built.ts';
import { FIXTURE } from './fixture.ts';

const entryOf = (id: string, value: string) => entriesOf(id).find((entry) => entry.value === value);

describe('ofac-sdn', () => {
  it('takes chains from addresses, merges spellings, refuses what it cannot read', () => {
    const addresses = entriesOf('ofac-sdn').filter(({ kind }) => kind === 'address');
    expect(addresses.map(({ value, chain, flags }) => [value, chain, ...flags])).toEqual([
      ['TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL', 'tron'],
      ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', 'ethereum'],
      ['LVg2kJoFNg45Nbpy53h7Fe1wKyeXVRhMH9', 'litecoin'],
      ['bnb136ns6lfw4zs5hg4n85vdthaad7hq5m4gtkgf23', 'cosmos', 'shared'],
    ]);
  });

  it('a claim says who, why, since when, and nothing personal', () => {
    const claims = entryOf('ofac-sdn', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed')?.claims;
    expect(claims).toEqual([
      {
        ...OPEN_CLAIM,
        id: 'sdn:101/feature:2',
        authority: 'US Treasury OFAC',
        subject: 'MAYAK, Example',
        aliases: ['МАЯК', 'MAYAK GROUP'],
        programmes: ['CYBER2', 'SDGT'],
        legalBasis: 'Executive Order 2; Executive Order 1',
        jurisdiction: 'US',
        category: 'terrorism',
        tier: 'official',
        confidence: 'official-list',
        listed: '2020-04-04',
        firstSeen: '2023-03-03',
        urls: ['https://sanctionssearch.ofac.treas.gov/Details.aspx?id=101'],
      },
      expect.objectContaining({ id: 'sdn:101/feature:3', firstSeen: null }),
    ]);
    expect(JSON.stringify(built.map(({ list }) => list.chunks.map(readChunk)))).not.toMatch(
      /1970|The Lamp|Individual/,
    );
  });

  it('a value that the first copy already held has no first day', () => {
    expect(entryOf('ofac-sdn', 'TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL')?.claims[0]?.firstSeen).toBeNull();
  });

  it('reads websites as people typed them', () => {
    const places = entriesOf('ofac-sdn').filter(({ kind }) => kind !== 'address');
    expect(places.map(({ kind, value, claims }) => [kind, value, claims.length])).toEqual([
      ['domain', 'mayak.com', 1],
      ['domain', 'front.com', 2],
      ['domain', 'slip.org', 1],
      ['domain', 'front.org', 1],
      ['page', 'facebook.com/frontpage', 1],
      ['domain', 'two.com', 1],
      ['domain', 'three.com', 1],
    ]);
    // The party is known from the address list, so its website carries the same facts.
    expect(places[0]?.claims[0]).toMatchObject({ subject: 'MAYAK, Example', legalBasis: expect.any(String) });
    expect(places[1]?.claims.map(({ id, subject }) => [id, subject])).toEqual([
      ['sdn:102/website:WWW.Front.COM', 'FRONT 102'],
      ['sdn:103/website:www.front.com', 'FRONT 103'],
    ]);
  });

  it('dates a party that is known by its websites alone from the list that blocks, the last that took it up', async () => {
    // VTB: on a lesser list of OFAC's since 2014, on this one since 2022-02-24.
    const listed = ['2022-02-24', '2014-07-29', '2014-10-10'];
    const sites = [{ profileId: 17012, name: 'VTB', programs: [], listed, websites: ['www.vtb.com'] }];
    const built = await buildLists({ ...FIXTURE, sdnWebsites: JSON.stringify(sites) });
    const entries = built.ok ? (built.value[0]?.list.chunks.flatMap(readChunk) ?? []) : [];
    expect(entries.find(({ value }) => value === 'vtb.com')?.claims[0]?.listed).toBe('2022-02-24');
  });

  it('names everything it left out', () => {
    const { refused, list } = listOf('ofac-sdn');
    expect(refused).toEqual([
      { where: 'sdn:101/feature:5', value: '0'.repeat(64), reason: 'impossible-value' },
      { where: 'sdn:101/feature:6', value: 'whatever', reason: 'unknown-chain' },
      { where: 'sdn:102/website:https://front.corn/', value: 'https://front.corn/', reason: 'unknown-tld' },
      { where: 'sdn:102/website:com', value: 'com', reason: 'bad-host' },
    ]);
    expect(list.refused).toBe(4);
  });
});

describe('us-forfeitures', () => {
  it('holds the addresses of the pack and the hosts of the cases, with their dockets', () => {
    expect(
      entriesOf('us-forfeitures').map(({ value, claims: [claim] }) => [
        value,
        claim?.id,
        claim?.status,
        claim?.subject,
        claim?.legalBasis,
        claim?.urls,
      ]),
    ).toEqual([
      [
        'group-a.net',
        '1:20-cv-02227 (D.D.C.)',
        'forfeited',
        'al-Qassam Brigades',
        'civil forfeiture; 1:20-cv-02227 (D.D.C.)',
        ['https://www.justice.gov/opa/pr/example'],
      ],
      ...['1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH', '3JvL6Ymt8MVWiCNHC7oWU6nLeHNJKLZGLN'].map((value) => [
        value,
        '1:20-cv-02228 (D.D.C.)',
        'forfeited',
        'al-Qaeda',
        'civil forfeiture, 18 USC 981(a)(1)(G)(i); 1:20-cv-02228 (D.D.C.)',
        [
          'https://justice.example/attachment',
          'https://www.justice.gov/opa/pr/example',
          'https://law.example/cases/1:2020cv02228/221004/12/',
        ],
      ]),
    ]);
  });

  it('leaves out a host that was no defendant, and addresses that nobody verified', () => {
    expect(listOf('us-forfeitures').refused).toMatchObject([
      { value: 'fund.group-a.net', reason: 'not-a-defendant' },
    ]);
    expect(entryOf('us-forfeitures', '17VZNX1SN5NtKa8UQFxwQbFeFc3iqRYhem')).toBeUndefined();
  });
});

describe('ofac-delisted', () => {
  it('holds one tombstone per address, with its last removal, and names a subject only where a source does', () => {
    expect(
      entriesOf('ofac-delisted').map(({ value, flags, claims }) => [value, flags, claims]),
    ).toMatchObject([
      [
        '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359',
        ['contract'],
        [
          {
            status: 'delisted',
            delisted: '2025-03-21',
            subject: 'Tornado Cash',
            listed: '2022-08-08',
            firstSeen: '2022-11-09',
            urls: [
              'https://ofac.treasury.gov/recent-actions/20250321',
              'https://treasury.example/recent-actions/20220808',
            ],
          },
        ],
      ],
      [
        '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB',
        [],
        [
          {
            status: 'delisted',
            delisted: '2024-01-12',
            subject: null,
            listed: null,
            firstSeen: null,
            urls: [],
          },
        ],
      ],
    ]);
  });

  it('does not bury what stands on the list today', () => {
    expect(listOf('ofac-delisted').refused).toMatchObject([{ reason: 'listed-again' }]);
  });
});

describe('ofac-later-copies', () => {
  it('holds only what the list itself does not, as a community report', () => {
    const rows = entriesOf('ofac-later-copies').map(({ value, chain, claims: [claim] }) => [
      value,
      chain,
      claim?.tier,
      claim?.subject,
      claim?.firstSeen,
    ]);
    expect(rows).toEqual([
      ['1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH', 'bitcoin', 'reported', null, '2026-07-14'],
      ['0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb', 'ethereum', 'reported', 'LATER, Example', '2026-06-25'],
      ['TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW', 'tron', 'reported', null, null],
      ['3h1zGmCwsRJnVk5BuRNMLsPaQu1y2aqXqXDWYCgrp5UG', 'solana', 'reported', null, null],
    ]);
    expect(listOf('ofac-later-copies').refused).toMatchObject([{ reason: 'impossible-value' }]);
  });

  it('shares its upstream with every list made from OFAC, so it corroborates none of them', () => {
    for (const id of ['ofac-sdn', 'ofac-delisted', 'ofac-later-copies']) {
      expect(listOf(id).info.upstreams).toContain('US Treasury OFAC');
    }
  });
});
