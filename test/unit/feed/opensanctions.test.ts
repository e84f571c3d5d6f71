import { describe, expect, it } from 'vitest';
import { bodyOf } from '#lib/feed/body.ts';
import { opensanctions } from '#lib/feed/formats/opensanctions.ts';
import { WARNING_TOPICS } from '#lib/feed/formats/opensanctions-words.ts';
import { OFAC } from '#lib/feed/sources.ts';
import { statusAt } from '#lib/verdict/status.ts';
import { EVM, entity, linesOf, readAll, SOURCE, TRON, wallet } from './opensanctions-setup.ts';

describe('opensanctions: wallets and those who hold them', () => {
  const holder = entity(
    'NK-group',
    'Organization',
    { name: ['Some Group'], topics: ['sanction'], birthDate: ['1970-01-01'], email: ['group@mail.example'] },
    { caption: 'Some Group' },
  );
  const order = entity('ofac-order', 'Sanction', {
    entity: ['NK-group'],
    programId: ['US-DPRK'],
    listingDate: ['2019-09-13'],
    sourceUrl: ['https://sanctionssearch.ofac.treas.gov/Details.aspx?id=27307'],
  });
  const held = wallet('ofac-wallet', { currency: ['ETH'], holder: ['NK-group'], topics: ['sanction'] });

  it.each([
    ['before', [holder, order, held]],
    ['after', [held, order, holder]],
  ])('knows a holder who stands %s the wallet', async (_, lines) => {
    const { entries, refused, info } = await readAll(...lines);
    expect(refused).toEqual([]);
    expect(entries).toEqual([
      {
        kind: 'address',
        value: EVM,
        chain: 'ethereum',
        flags: [],
        where: `line ${lines.indexOf(held) + 1}`,
        claims: [
          {
            id: 'ofac-wallet/NK-group',
            stance: 'warns',
            authority: `OpenSanctions (${OFAC})`,
            subject: 'Some Group',
            aliases: [],
            programmes: ['US-DPRK'],
            legalBasis: null,
            jurisdiction: null,
            category: 'sanction',
            relation: 'direct',
            tier: 'official',
            confidence: 'official-list',
            status: 'active',
            listed: '2019-09-13',
            firstSeen: '2023-04-20',
            validUntil: null,
            delisted: null,
            changed: '2025-01-01',
            memo: null,
            urls: [
              'https://sanctionssearch.ofac.treas.gov/Details.aspx?id=27307',
              'https://www.opensanctions.org/entities/ofac-wallet/',
            ],
          },
        ],
      },
    ]);
    expect(info).toEqual({
      ok: true,
      value: {
        id: 'os',
        title: 'OpenSanctions: sanctions',
        publisher: 'OpenSanctions',
        licence: 'CC BY-NC 4.0',
        homepage: 'https://www.opensanctions.org/datasets/sanctions/',
        upstreams: ['OpenSanctions', OFAC],
        date: '2026-11-20',
        closed: false,
      },
    });
  });

  it('names nobody who only holds a listed wallet', async () => {
    const person = entity('NK-person', 'Person', { name: ['Jane Example'] }, { caption: 'Jane Example' });
    const { entries } = await readAll(
      person,
      wallet('w', { holder: ['NK-person'], topics: ['crime.terror'] }),
    );
    expect(entries[0]?.claims[0]).toMatchObject({ subject: null, category: 'terrorism' });
    expect(JSON.stringify(entries)).not.toContain('Jane');
  });

  it('warns of the wallet of somebody who is listed', async () => {
    expect((await readAll(wallet('w', { holder: ['NK-group'] }), holder)).claim).toMatchObject({
      subject: 'Some Group',
      category: 'sanction',
      tier: 'official',
    });
  });

  it('was changed when anything was that is told of it: the wallet, its holder, an order', async () => {
    const on = (last_change: string) => ({ last_change: `${last_change}T00:00:00` });
    const group = { ...holder, ...on('2025-02-02') };
    const order = entity('o', 'Sanction', { entity: ['NK-group'] }, on('2025-03-03'));
    const changedOf = async (...others: object[]) =>
      (await readAll(wallet('w', { holder: ['NK-group'] }, on('2025-01-01')), ...others)).claim?.changed;
    expect(await changedOf(group)).toBe('2025-02-02');
    expect(await changedOf(group, order)).toBe('2025-03-03');
    expect(await changedOf(group, order, { ...order, id: 'o2', ...on('2025-04-04') })).toBe('2025-04-04');
    expect(await changedOf({ ...group, ...on('2024-02-02') })).toBe('2025-01-01');
  });

  it('keeps nothing of a person but the published name', async () => {
    const { entries, info } = await readAll(holder, held);
    const kept = JSON.stringify([entries, info]);
    for (const text of ['1970', 'mail.example']) expect(kept).not.toContain(text);
  });

  it('never takes a day of tomorrow for the date of its data', async () => {
    const { info } = await readAll({ ...held, last_seen: '2031-01-01T00:00:00' });
    expect(info).toMatchObject({ value: { date: SOURCE.today } });
  });

  it('knows nothing of a file that is not theirs by its name', async () => {
    const read = await opensanctions.read(
      bodyOf(linesOf([held])),
      { ...SOURCE, name: 'entities.ftm.json' },
      {
        entry: () => undefined,
        refuse: () => undefined,
      },
    );
    expect(read).toMatchObject({
      value: { title: 'OpenSanctions', licence: 'CC BY-NC 4.0', homepage: 'https://www.opensanctions.org/' },
    });
  });
});

describe('opensanctions: topics', () => {
  it.each(WARNING_TOPICS.map(([topic]) => topic))('warns of %s', async (topic) => {
    expect((await readAll(wallet('w', { topics: [topic] }))).entries).toHaveLength(1);
  });

  it.each([
    'sanction.linked',
    'sanction.counter',
    'debarment',
    'asset.frozen',
    'poi',
    'role.pep',
    'role.rca',
    'corp.offshore',
    'reg.warn',
    'fin.bank',
    'constructor',
  ])('does not warn of %s', async (topic) => {
    const listed = entity('h', 'Company', { topics: [topic] });
    const { entries, refused } = await readAll(wallet('w', { topics: [topic], holder: ['h'] }), listed);
    expect(entries).toEqual([]);
    expect(refused).toEqual([{ where: 'line 1', value: '', reason: 'no-warning-topic' }]);
  });

  it('takes the gravest of several', async () => {
    expect(
      (await readAll(wallet('w', { topics: ['crime.fin', 'sanction', 'crime.terror'] }))).claim?.category,
    ).toBe('terrorism');
  });
});

describe('opensanctions: whose word it is', () => {
  it('is official where the dataset is the list of an authority, and a report where it is not', async () => {
    const { entries } = await readAll(
      wallet('a', { topics: ['crime.terror'], publicKey: [TRON] }, { datasets: ['il_mod_crypto'] }),
      wallet('b', { topics: ['crime.theft'] }, { datasets: ['ransomwhere', 'some_new_list'] }),
    );
    expect(entries.map(({ claims }) => claims[0])).toMatchObject([
      { tier: 'official', confidence: 'official-list', authority: 'OpenSanctions (NBCTF)' },
      { tier: 'reported', confidence: 'research', authority: 'OpenSanctions (Ransomwhere, some_new_list)' },
    ]);
  });

  it.each([
    ['a notice of an agency', ['us_fbi_lazarus_crypto'], 'agency-notice', 'OpenSanctions (FBI)'],
    [
      'a list beside a notice',
      ['us_fbi_lazarus_crypto', 'us_ofac_sdn'],
      'official-list',
      `OpenSanctions (FBI, ${OFAC})`,
    ],
    [
      'a list beside what restates it',
      ['ransomwhere', 'us_ofac_sdn'],
      'official-list',
      `OpenSanctions (${OFAC})`,
    ],
  ])('says how sure it is: %s', async (_, datasets, confidence, authority) => {
    const { claim } = await readAll(wallet('w', { topics: ['crime.theft'] }, { datasets }));
    expect(claim).toMatchObject({ tier: 'official', confidence, authority });
  });

  it('goes by the list of whoever carries the topic', async () => {
    const listed = entity('h', 'Person', { topics: ['wanted'] }, { datasets: ['some_list'] });
    const { claim, info } = await readAll(
      wallet('w', { holder: ['h'] }, { datasets: ['il_mod_crypto'] }),
      listed,
    );
    // Who spoke against the holder is a source of the list, too: it must not confirm itself.
    expect(info).toMatchObject({ value: { upstreams: ['OpenSanctions', 'NBCTF', 'some_list'] } });
    expect(claim).toMatchObject({ tier: 'reported', authority: 'OpenSanctions (some_list)' });
  });

  it('names every source that it hands on, so that it corroborates none of them', async () => {
    const { info } = await readAll(
      wallet('a', { topics: ['sanction'] }, { datasets: ['us_ofac_sdn', 'us_ofac_cons'] }),
      wallet(
        'b',
        { topics: ['sanction'], publicKey: [TRON] },
        { datasets: ['il_mod_crypto', 'ransomwhere'] },
      ),
      // Left out, and so its list is no source.
      wallet('c', { topics: ['poi'] }, { datasets: ['some_list'] }),
    );
    expect(info).toMatchObject({ value: { upstreams: ['OpenSanctions', OFAC, 'NBCTF', 'Ransomwhere'] } });
  });
});

describe('opensanctions: orders', () => {
  const ended = (endDate: string[]) =>
    entity(`s${endDate}`, 'Sanction', { entity: ['w'], startDate: ['2024-01-10'], endDate });
  const claimOf = async (...lines: unknown[]) => {
    const { claim } = await readAll(wallet('w', { topics: ['crime.terror'] }), ...lines);
    if (!claim) throw new Error('no claim');
    return claim;
  };

  it('ends with the last of them', async () => {
    const claim = await claimOf(ended(['2025-01-10']), ended(['2026-01-10']), ended(['2024-06-10']));
    expect([statusAt(claim, '2026-01-10'), statusAt(claim, '2026-01-11')]).toEqual(['active', 'expired']);
  });

  it('does not end while an order against the holder stands', async () => {
    const held = wallet('w', { topics: ['sanction'], holder: ['h'] });
    const against = entity('s', 'Sanction', { entity: ['h'] });
    const { claim } = await readAll(held, ended(['2025-01-10']), against);
    expect(claim?.validUntil).toBeNull();
  });

  it('does not end where one of them does not', async () => {
    for (const orders of [
      [ended([]), ended(['2025-01-10'])],
      [ended(['2025-01-10']), ended([])],
      [ended(['2025'])],
    ]) {
      expect(statusAt(await claimOf(...orders), '2026-11-21')).toBe('active');
    }
  });
});
