import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf } from '#lib/feed/body.ts';
import { ofacPlain } from '#lib/feed/formats/ofac-plain.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { readChunk } from '#lib/watchlist/compile.ts';
import { readsOrFaults } from '../../support/any-bytes.ts';
import { OPEN_CLAIM } from '../../support/entries.ts';
import {
  advancedFile,
  BITCOIN,
  BITCOIN_2,
  EVM,
  id,
  PLAIN_NAMESPACE,
  plainFile,
  sdnEntry,
  TRON,
} from './ofac-files.ts';
import { bytes, readWith } from './ofac-setup.ts';

const SOURCE = { id: 'x', name: 'https://ofac.example/exports/SDN.XML', today: '2026-11-21' };
const XBT = 'Digital Currency Address - XBT';

const read = (text: string, name = SOURCE.name) => readWith(ofacPlain, { ...SOURCE, name }, text);

const ids = (...items: string[]) => `<idList>${items.join('')}</idList>`;
const FRONT = '<lastName>EXAMPLE FRONT</lastName>';

describe('ofac-plain', () => {
  it('an entry says who and why, and nothing else of the party', async () => {
    const { result, entries, refused } = await read(
      plainFile({
        entries: [
          sdnEntry(
            101,
            '<firstName>Example</firstName><lastName>MAYAK</lastName><title>Director</title><sdnType>Individual</sdnType>',
            '<remarks>(Linked To: SOMEBODY ELSE)</remarks>',
            '<programList><program>SDGT</program><program>CYBER2</program><program>SDGT</program></programList>',
            ids(id(16376, 'Passport', 'P-999'), id(131723, XBT, BITCOIN), id(12, 'Email Address', 'm@x.com')),
            '<akaList>',
            '<aka><uid>1</uid><type>a.k.a.</type><category>strong</category><lastName>MAYAK GROUP</lastName></aka>',
            '<aka><uid>2</uid><type>a.k.a.</type><category>weak</category><lastName>The Lamp</lastName></aka>',
            '</akaList>',
            '<dateOfBirthList><dateOfBirthItem><dateOfBirth>1970</dateOfBirth></dateOfBirthItem></dateOfBirthList>',
          ),
        ],
      }),
    );
    expect(refused).toEqual([]);
    expect(entries).toEqual([
      {
        kind: 'address',
        value: BITCOIN,
        chain: 'bitcoin',
        flags: [],
        // 131723 here is feature 31723 of the advanced form: OFAC's real pair of ids for one address.
        where: 'sdn:101/feature:31723',
        claims: [
          {
            ...OPEN_CLAIM,
            id: 'sdn:101/feature:31723',
            authority: 'US Treasury OFAC',
            subject: 'MAYAK, Example',
            aliases: ['MAYAK GROUP'],
            programmes: ['CYBER2', 'SDGT'],
            jurisdiction: 'US',
            category: 'terrorism',
            tier: 'official',
            confidence: 'official-list',
            urls: ['https://sanctionssearch.ofac.treas.gov/Details.aspx?id=101'],
          },
        ],
      },
    ]);
    expect(result).toMatchObject({
      ok: true,
      value: { id: 'ofac-sdn', title: 'OFAC sanctions list (SDN)', date: '2026-09-03' },
    });
  });

  it('cells with several addresses, mistakes and websites', async () => {
    const { entries, refused } = await read(
      plainFile({
        entries: [
          sdnEntry(
            7,
            FRONT,
            ids(
              id(100_001, XBT, ` ${BITCOIN}, ${TRON} `),
              id(100_002, 'Digital Currency Address - NEW', EVM),
              id(100_003, 'Digital Currency Address - NEW', 'unheard-of'),
              id(5, XBT, BITCOIN_2),
              id(6, 'Website', 'www.front.com'),
              id(7, XBT, ''),
            ),
          ),
          sdnEntry('not a number', FRONT),
        ],
      }),
    );
    expect(entries.map(({ value, chain, where }) => [value, chain, where])).toEqual([
      [BITCOIN, 'bitcoin', 'sdn:7/feature:1'],
      [TRON, 'tron', 'sdn:7/feature:1'],
      [EVM, 'ethereum', 'sdn:7/feature:2'],
      [BITCOIN_2, 'bitcoin', 'sdn:7/id:5'],
      ['www.front.com', null, 'sdn:7/website:www.front.com'],
    ]);
    expect(refused).toEqual([
      ['sdn:7/feature:3', 'unheard-of', 'unknown-chain'],
      ['sdn:7/id:7', '', 'missing-value'],
    ]);
  });

  it('an alias without a category is not kept: it might be a weak one', async () => {
    const { entries } = await read(
      plainFile({
        entries: [
          sdnEntry(
            7,
            FRONT,
            '<akaList><aka><lastName>LAMP</lastName></aka></akaList>',
            ids(id(1, XBT, BITCOIN)),
          ),
        ],
      }),
    );
    expect(entries[0]?.claims[0]?.aliases).toEqual([]);
  });

  it('the namespace that older files have is read too', async () => {
    const text = plainFile({ namespace: 'http://tempuri.org/sdnList.xsd' });
    expect((await read(text)).result.ok).toBe(true);
  });

  it.each([
    ['another namespace', plainFile({ namespace: 'urn:x' }), 'bad-format'],
    ['no date', `<sdnList xmlns="${PLAIN_NAMESPACE}"></sdnList>`, 'bad-format'],
    ['a date in the order of other countries', plainFile({ date: '23/09/2026' }), 'bad-format'],
    ['no end', plainFile().slice(0, -11), 'corrupt'],
    [
      'a party without a number',
      plainFile({ entries: [sdnEntry('x', ids(id(1, XBT, BITCOIN)))] }),
      'corrupt',
    ],
    ['the advanced form', advancedFile(), 'bad-format'],
  ])('fails with a clear word on a file with %s', async (_, text, code) => {
    expect((await read(text)).result).toMatchObject({ ok: false, error: { code } });
  });

  it.each([
    [
      'https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/CONSOLIDATED.XML?x=1',
      false,
    ],
    ['consolidated.xml', false],
    ['cons_prim.xml', false],
    ['https://consulting.example/SDN.XML', true],
    ['sdn.xml', true],
  ])('the list of those who are not blocked is another one: %s', async (name, isRead) => {
    expect((await read(plainFile(), name)).result).toMatchObject(
      isRead ? { ok: true } : { ok: false, error: { code: 'bad-format' } },
    );
  });

  it('is told from the beginning of a file and read like every list', async () => {
    expect(ofacPlain.recognises(bytes(plainFile().slice(0, 300)), SOURCE)).toBe(true);
    expect(ofacPlain.recognises(bytes(advancedFile()), SOURCE)).toBe(false);
    const text = plainFile({ entries: [sdnEntry(7, FRONT, ids(id(1, XBT, BITCOIN)))] });
    const result = await readList(bodyOf(bytes(text)), SOURCE);
    if (!result.ok) throw new Error(result.error.message);
    expect(result.value.format).toBe('ofac-plain');
    expect(result.value.list.chunks.flatMap(readChunk)).toMatchObject([{ value: BITCOIN }]);
  });

  it('accounts for every cell, whatever stands in it', async () => {
    const write = (text: string) =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const cell = fc.oneof(
      fc.constantFrom(BITCOIN, EVM, `${TRON} ${BITCOIN}`, '-----'),
      fc
        .string({ unit: 'grapheme', maxLength: 60 })
        .filter((text) => !/[\p{Cc}\uFFFE\uFFFF\uD800-\uDFFF]/u.test(text) && text.trim() !== ''),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 6 }), async (cells) => {
        const items = cells.map((text, n) => id(100_001 + n, XBT, write(text)));
        const { result, entries, refused } = await read(
          plainFile({ entries: [sdnEntry(7, FRONT, ids(...items))] }),
        );
        expect(result.ok).toBe(true);
        const told = new Set([...entries.map(({ where }) => where), ...refused.map(([where]) => where)]);
        expect(told).toEqual(new Set(cells.map((_, n) => `sdn:7/feature:${n + 1}`)));
      }),
    );
  });

  it('is read, or fails as a fault, whatever bytes come', async () => {
    const sound = bytes(plainFile({ entries: [sdnEntry(7, FRONT, ids(id(1, XBT, BITCOIN)))] }));
    await readsOrFaults(ofacPlain, SOURCE, sound, fc.uint8Array({ maxLength: 80 }));
  });
});
