import { describe, expect, it } from 'vitest';
import { changed, storedWhole, told, update, wholeOf } from './ofac-changes-setup.ts';
import {
  changedEntity,
  company,
  deltaFile,
  featureElement,
  features,
  type InventedName,
  type InventedParty,
  nameElement,
  wallet,
  website,
  wholeEntity,
} from './ofac-delta-files.ts';
import { BITCOIN, BITCOIN_2, EVM, TRON } from './ofac-files.ts';

const WEAK: InventedName = {
  id: 303,
  isPrimary: false,
  isWeak: true,
  spellings: [{ id: 48, parts: [[65, 'Nickname', 'Zz']] }],
};
const STRONG: InventedName = {
  id: 301,
  isPrimary: false,
  spellings: [
    { id: 50, script: 'Greek', parts: [[70, 'Nickname', 'Ζ']] },
    { id: 47, parts: [[69, 'Nickname', 'Zeddy']] },
  ],
};
/** Names in two scripts; ids in another order than types, scripts and legal bases have. */
const PERSON: InventedParty = {
  id: 30,
  names: [
    {
      id: 305,
      isPrimary: true,
      spellings: [
        {
          id: 52,
          script: 'Arabic',
          parts: [
            [74, 'Last Name', 'ر'],
            [75, 'First Name', 'ن'],
          ],
        },
        {
          id: 51,
          parts: [
            [71, 'Last Name', 'Doe'],
            [72, 'First Name', 'Zed'],
            [73, 'Middle Name', 'A & B'],
          ],
        },
      ],
    },
    STRONG,
    {
      id: 302,
      isPrimary: false,
      spellings: [
        {
          id: 49,
          parts: [
            [66, 'First Name', 'Juan'],
            [67, 'Patronymic', 'P'],
            [68, 'Matronymic', 'M'],
          ],
        },
      ],
    },
    WEAK,
  ],
  programmes: ['SDGT', 'CYBER2'],
  bases: [
    [32, 'Alpha Order'],
    [31, 'Zeta Act'],
  ],
  listed: '2026-09-04',
  features: [
    { id: 97, type: 'Birthdate', value: '01 Jan 1970' },
    wallet(96, EVM, 'ETH'),
    wallet(95, BITCOIN),
    website(94, 'WWW.Zed.example.org'),
    wallet(93, `${BITCOIN} ${TRON}`),
  ],
};
const ONE = company(10, [wallet(1, BITCOIN), wallet(2, EVM, 'ETH')]);
const TWO = company(20, [wallet(3, TRON, 'TRX'), website(4, 'two.example.com')]);

describe("OFAC's changes: the list is what the whole file makes of it", () => {
  it('a party that is added', async () => {
    const { isWhole, entries, value } = await changed(await storedWhole([ONE]), [wholeEntity('add', PERSON)]);
    expect(isWhole).toBe(false);
    expect(told(entries)).toEqual(await wholeOf([ONE, PERSON]));
    expect(
      entries.flatMap(({ claims }) => claims).find(({ id }) => id === 'sdn:30/feature:96'),
    ).toMatchObject({
      subject: 'Doe, Zed A & B',
      aliases: ['Zeddy', 'Ζ', 'P M, Juan', 'ر, ن'],
      programmes: ['CYBER2', 'SDGT'],
      category: 'terrorism',
      legalBasis: 'Zeta Act; Alpha Order',
      listed: '2026-09-04',
      urls: ['https://sanctionssearch.ofac.treas.gov/Details.aspx?id=30'],
    });
    expect(value.list.info).toMatchObject({ id: 'ofac-sdn', date: '2026-09-04', version: '2026-09-04-501' });
    expect(JSON.parse(value.cursor ?? '')).toEqual({ publication: 501, whole: '2026-09-01' });
  });

  it.each<[string, Partial<InventedParty>]>([
    ['on another day than it is published', { listed: '2025-01-31' }],
    ['for nothing in particular', { bases: [], programmes: [] }],
    ['with a name that is odd', { names: PERSON.names.map((name) => ({ ...name, isWeak: true })) }],
  ])('a party that is listed %s', async (_, over) => {
    const party = { ...PERSON, ...over };
    const { isWhole, entries } = await changed(await storedWhole([ONE]), [wholeEntity('add', party)]);
    expect(isWhole).toBe(false);
    expect(told(entries)).toEqual(await wholeOf([ONE, party]));
  });

  it('a party that is removed, and the address that it shares with another', async () => {
    const stored = await storedWhole([ONE, TWO, PERSON]);
    const { isWhole, entries } = await changed(stored, [wholeEntity('remove', PERSON)]);
    expect(isWhole).toBe(false);
    expect(told(entries)).toEqual(await wholeOf([ONE, TWO]));
  });

  it('addresses and websites that a party gets and loses', async () => {
    const after = company(10, [
      wallet(2, EVM, 'ETH'),
      wallet(5, TRON, 'USDT'),
      website(6, 'one.example.org'),
    ]);
    const { isWhole, entries } = await changed(await storedWhole([ONE, TWO]), [
      changedEntity(
        10,
        features(
          featureElement(wallet(1, BITCOIN), 'remove'),
          featureElement(wallet(5, TRON, 'USDT'), 'add'),
          featureElement(website(6, 'one.example.org'), 'add'),
        ),
      ),
    ]);
    expect(isWhole).toBe(false);
    expect(told(entries)).toEqual(await wholeOf([after, TWO]));
  });

  it('publications one after another, in their order', async () => {
    const first = deltaFile([wholeEntity('remove', TWO), wholeEntity('add', company(40, []))], {
      date: '2026-09-02',
    });
    const second = deltaFile(
      [
        changedEntity(40, features(featureElement(wallet(8, BITCOIN_2), 'add'))),
        changedEntity(10, features(featureElement(wallet(9, TRON, 'TRX'), 'add'))),
      ],
      { date: '2026-09-03' },
    );
    const third = deltaFile(
      [
        wholeEntity('add', TWO),
        changedEntity(10, features(featureElement(wallet(9, TRON, 'TRX'), 'remove'))),
      ],
      { date: '2026-09-04' },
    );
    const { isWhole, entries, value, asked } = await update(
      await storedWhole([ONE, TWO]),
      [first, second, third],
      [],
    );
    expect(isWhole).toBe(false);
    expect(asked.slice(1).map((url) => url.split('/').at(-1))).toEqual(['501', '502', '503']);
    expect(told(entries)).toEqual(await wholeOf([ONE, TWO, company(40, [wallet(8, BITCOIN_2)])]));
    expect(JSON.parse(value.cursor ?? '')).toMatchObject({ publication: 503 });
  });

  it('a party that comes and goes', async () => {
    const { isWhole, entries } = await update(
      await storedWhole([ONE]),
      [
        deltaFile([wholeEntity('add', TWO)], { date: '2026-09-03' }),
        deltaFile([wholeEntity('remove', TWO)], { date: '2026-09-04' }),
      ],
      [],
    );
    expect(isWhole).toBe(false);
    expect(told(entries)).toEqual(await wholeOf([ONE]));
  });

  it('changes that it holds already change nothing', async () => {
    const after = [company(10, [wallet(2, EVM, 'ETH'), wallet(5, TRON, 'USDT')]), PERSON];
    const { isWhole, entries } = await changed(await storedWhole(after), [
      wholeEntity('add', PERSON),
      wholeEntity('remove', TWO),
      changedEntity(
        10,
        features(
          featureElement(wallet(1, BITCOIN), 'remove'),
          featureElement(wallet(5, TRON, 'USDT'), 'add'),
        ),
      ),
    ]);
    expect(isWhole).toBe(false);
    expect(told(entries)).toEqual(await wholeOf(after));
  });

  it('what no entry says of a party', async () => {
    const street = '<addresses><address id="1" action="add"><country>Nowhere</country></address></addresses>';
    const { isWhole, entries } = await changed(await storedWhole([ONE, TWO]), [
      changedEntity(
        10,
        street,
        '<generalInfo><title action="update" oldValue="Clerk">Chief</title></generalInfo>',
        '<identityDocuments><identityDocument id="1" action="add"><documentNumber>7</documentNumber></identityDocument></identityDocuments>',
        '<relationships><relationship id="1" action="unheard-of" /></relationships>',
        '<sanctionsTypes><sanctionsType id="1" action="add">Block</sanctionsType></sanctionsTypes>',
        features(
          featureElement({ id: 7, type: 'Email Address', value: 'a@example.org' }, 'add'),
          '<feature id="8"><type>Birthdate</type><value action="update" oldValue="1970">1971</value></feature>',
          // What stands by without an action is as it was.
          featureElement(wallet(2, TRON, 'TRX')),
        ),
        `<names>${nameElement(WEAK, 'add')}${nameElement(STRONG)}</names>`,
      ),
      // Nobody here knows them.
      changedEntity(
        99,
        '<sanctionsPrograms><sanctionsProgram id="1" action="add">IRAN</sanctionsProgram></sanctionsPrograms>',
        `<names>${nameElement(STRONG, 'add')}</names>`,
        features(featureElement(wallet(77, EVM, 'ETH'), 'remove')),
      ),
      wholeEntity('remove', company(98, [])),
      wholeEntity('add', company(97, [wallet(78, EVM, 'ETH')]), 'Consolidated List'),
      wholeEntity('remove', company(96, [wallet(79, EVM, 'ETH')]), 'Consolidated List'),
      wholeEntity('add', company(95, [{ id: 80, type: 'Email Address', value: 'b@example.org' }])),
    ]);
    expect(isWhole).toBe(false);
    expect(told(entries)).toEqual(await wholeOf([ONE, TWO]));
  });

  it('leaves out what it cannot read, with the reason', async () => {
    const { isWhole, refused } = await changed(await storedWhole([ONE]), [
      wholeEntity(
        'add',
        company(50, [wallet(1, 'unheard-of', 'NEWCOIN'), website(2, 'https://front.corn/')]),
      ),
      changedEntity(10, features(featureElement(wallet(9, 'not-one'), 'add'))),
    ]);
    expect(isWhole).toBe(false);
    expect(refused.toSorted()).toEqual([
      ['sdn:10/feature:9', 'not-one', 'impossible-value'],
      ['sdn:50/feature:1', 'unheard-of', 'unknown-chain'],
      ['sdn:50/website:https://front.corn/', 'https://front.corn/', 'unknown-tld'],
    ]);
  });
});
