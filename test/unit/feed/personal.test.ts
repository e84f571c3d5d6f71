import { describe, expect, it } from 'vitest';
import { bodyOf } from '#lib/feed/body.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { readChunk } from '#lib/watchlist/compile.ts';
import { COLUMNS, row as cells, PERSON, TRON, table } from './nbctf-setup.ts';
import {
  advancedFile,
  alias,
  BITCOIN,
  feature,
  id,
  listing,
  party,
  plainFile,
  sdnEntry,
} from './ofac-files.ts';

async function read(text: string, name = 'list') {
  const source = { id: 'x', name, today: '2026-11-21' };
  const result = await readList(bodyOf(new TextEncoder().encode(text)), source);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
const XBT = 'Digital Currency Address - XBT';

describe('personal data that a list leaves behind', () => {
  it("is counted in OFAC's advanced form, over all parties", async () => {
    const text = advancedFile({
      parties: [
        party(
          101,
          [
            alias([[53, 'FRONT']]),
            alias([[53, 'OTHER NAME']], 'Primary="false" LowQuality="false"'),
            alias([[53, 'Weak Name']], 'Primary="false" LowQuality="true"'),
          ],
          [feature(1, 71, BITCOIN), feature(2, 74, '1970-01-01'), feature(3, 75, 'm@mail.example')],
        ),
        party(102, [alias([[51, 'ROE']]), alias([[51, 'DOE']])], [feature(4, 74, '1980-01-01')]),
      ],
      entries: [listing(101)],
    }).replace(
      '<DistinctParties>',
      '<IDRegDocuments><IDRegDocument ID="1"><IDRegistrationNo>P-999</IDRegistrationNo></IDRegDocument></IDRegDocuments><DistinctParties>',
    );
    const { personal, list } = await read(text);
    expect(list.entries).toBe(1);
    expect(personal).toEqual({
      address: 0,
      birth: 2,
      contact: 1,
      document: 1,
      name: 3,
      nationality: 0,
      trait: 0,
    });
  });

  it('is counted in the plain form', async () => {
    const passport = id(1, 'Passport', 'P-999').replace('</id>', '<idCountry>Nowhere</idCountry></id>');
    const text = plainFile({
      entries: [
        sdnEntry(
          101,
          '<lastName>ROE</lastName><title>Director</title>',
          `<idList>${passport}${id(131723, XBT, BITCOIN)}${id(3, 'Gender', 'Female')}${id(4, 'Secondary sanctions risk:', 'x')}</idList>`,
          '<akaList><aka><uid>2</uid><category>weak</category><lastName>Weak</lastName></aka></akaList>',
        ),
        sdnEntry(
          102,
          '<lastName>DOE</lastName>',
          `<idList>${id(5, 'Email Address', 'm@mail.example')}</idList>`,
          '<addressList><address><city>A</city></address><address><city>B</city></address></addressList>',
          '<dateOfBirthList><dateOfBirthItem><dateOfBirth>1970</dateOfBirth></dateOfBirthItem></dateOfBirthList>',
          '<placeOfBirthList><placeOfBirthItem><placeOfBirth>A</placeOfBirth></placeOfBirthItem></placeOfBirthList>',
          '<nationalityList><nationality><country>A</country></nationality></nationalityList>',
          '<citizenshipList><citizenship><country>A</country></citizenship></citizenshipList>',
        ),
      ],
    });
    expect((await read(text, 'SDN.XML')).personal).toEqual({
      address: 2,
      birth: 2,
      contact: 1,
      document: 1,
      name: 2,
      nationality: 2,
      trait: 2,
    });
  });

  it('is counted in the tables of seizure orders', async () => {
    const { personal, refused } = await read(
      table(
        { wallet_address: TRON, account_id: '361000000' },
        { ...PERSON, account_id: '361000001' },
        // A customer's number where an address should stand.
        { wallet_address: '361000002' },
      ),
    );
    expect(personal).toEqual({ account: 3, birth: 1, contact: 2, document: 1, name: 2 });
    expect(refused.map(({ reason }) => reason)).toEqual(['exchange-account', 'exchange-account']);
    const page = [
      'Order ID,Full name,ID No,Passport No,D.O.B (DD/MM/YYYY),Virtual currency address / User ID,Currency',
      'ASO 1/25,JANE EXAMPLE,912345678,,37828,361000000,',
      `ASO 44/21,JANE EXAMPLE,912345678,P-1,,${TRON},`,
    ].join('\n');
    expect((await read(page)).personal).toEqual({ account: 1, birth: 1, contact: 0, document: 3, name: 2 });
  });

  it('goes no further than its number', async () => {
    const text = `${COLUMNS}\n${cells(PERSON)}\n${cells({ wallet_address: TRON, name: PERSON.name })}\n`;
    const { list, ...rest } = await read(text);
    const told = JSON.stringify([list.info, list.refusals, list.chunks.flatMap(readChunk), rest]);
    expect(told).toContain(TRON);
    for (const said of Object.values(PERSON).filter((text) => text !== PERSON.schema))
      expect(told).not.toContain(said);
  });

  it('is not told of where a format looks at nothing but what entries say', async () => {
    expect(await read(`value\n${TRON}\n`)).not.toHaveProperty('personal');
  });
});
