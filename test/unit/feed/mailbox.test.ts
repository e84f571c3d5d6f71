import { describe, expect, it } from 'vitest';
import { readList } from '#lib/feed/formats/registry.ts';
import { compileList, readChunk } from '#lib/watchlist/compile.ts';
import { encode } from '../../support/csv-lists.ts';
import { entry, listInfo } from '../../support/entries.ts';

// Of a host that takes mail and may answer as a Lightning address (LUD-16), and of one that only takes mail.
const MAILBOX = 'someone@charity.example';
const MAIL_ONLY = 'someone@gmail.com';
const BOAT = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const OTHER = '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH';

async function read(text: string, name = 'own-list.csv') {
  const source = { id: 'own', name, today: '2026-11-21' };
  const result = await readList(encode(text), source);
  if (!result.ok) throw new Error(result.error.message);
  const { entries, refused, refusals } = result.value.list;
  return { entries, refused, refusals };
}

const misp = (type: string, value: string) => {
  const attribute = (type: string, value: string) => ({ type, value, to_ids: true });
  return JSON.stringify({
    Event: {
      uuid: '5e0f1b8a-0000-4000-8000-000000000001',
      info: 'Example',
      date: '2026-01-01',
      Attribute: [attribute('btc', BOAT), attribute(type, value)],
    },
  });
};

const graphsense = (currency: string, value: string) => `title: Example
creator: Example
label: x
source: https://a.example/
abuse: scam
tags:
  - address: ${BOAT}
    currency: BTC
  - address: ${value}
    currency: ${currency}
`;

describe('a value that is written like a mailbox', () => {
  it.each([
    ['CSV', `value,subject\n${BOAT},X\n${MAILBOX},Anna\n`, undefined],
    ['CSV that calls it an address', `kind,value\naddress,${BOAT}\naddress,${MAILBOX}\n`, undefined],
    ['CSV of another chain', `value,chain\n${BOAT},bitcoin\n${MAILBOX},bitcoin\n`, undefined],
    ['CSV that vouches for it', `kind,value\nsafe,${BOAT}\nsafe,${MAILBOX}\n`, undefined],
    [
      'CSV of mail only',
      `kind,value,chain\naddress,${BOAT},bitcoin\naddress,${MAIL_ONLY},lightning\n`,
      undefined,
    ],
    ['a plain list', `${BOAT}\n${OTHER}\n${MAILBOX}\n`, 'mine.txt'],
    ['a plain list of another chain', `${BOAT}\n${OTHER}\n${MAILBOX}\n`, 'bitcoin.txt'],
    ['MISP', misp('btc', MAILBOX), 'event.json'],
    ['GraphSense', graphsense('BTC', MAILBOX), 'pack.yaml'],
    ['a link of mail', `value\n${BOAT}\nmailto:${MAILBOX}\n`, undefined],
    ['a link to Lightning of mail only', `value\n${BOAT}\nlightning:${MAIL_ONLY}\n`, undefined],
    ['a link to another chain', `value\n${BOAT}\nbitcoin:${MAILBOX}\n`, undefined],
  ])('is left out of a list, counted, and kept nowhere: %s', async (_, text, name) => {
    const { entries, refused, refusals } = await read(text, name);
    expect({ entries: entries > 0, refused }).toEqual({ entries: true, refused: 1 });
    expect(refusals).toEqual([{ where: expect.any(String), value: '', reason: 'mailbox' }]);
  });

  it('is no other address where it begins as a link to Lightning', async () => {
    const { entries, refusals } = await read(`kind,value\naddress,${BOAT}\naddress,lightning:${BOAT}\n`);
    expect(entries).toBe(1);
    expect(refusals).toMatchObject([{ reason: 'bad-address' }]);
  });

  it.each([
    ['as a site', `kind,value\naddress,${BOAT}\ndomain,${MAILBOX}\n`],
    ['two in one cell', `value,chain\n${BOAT},bitcoin\n${MAILBOX} / ${MAIL_ONLY},bitcoin\n`],
    ['with the sign of another width', `value,chain\n${BOAT},bitcoin\nsomeone＠charity.example,bitcoin\n`],
  ])('is kept nowhere, whatever it is refused for: %s', async (_, text) => {
    const { entries, refusals } = await read(text);
    expect(entries).toBe(1);
    expect(refusals.map(({ value }) => value)).toEqual(['']);
  });

  it.each([
    ['the column of a CSV file', `value,chain\n${MAILBOX},Lightning\n`, undefined],
    ['the column of a CSV file that vouches', `kind,value,chain\nverified,${MAILBOX},lightning\n`, undefined],
    ['the name of a plain list', `${MAILBOX}\n`, 'lightning_addresses.txt'],
    ['the currency of a tag', graphsense('lightning', MAILBOX), 'pack.yaml'],
    ['a link in CSV', `value\nlightning:${MAILBOX}\n`, undefined],
    ['a link in CSV that calls it an address', `kind,value\naddress,LIGHTNING:${MAILBOX}\n`, undefined],
    ['a link in CSV that vouches', `kind,value\nverified,lightning:${MAILBOX}\n`, undefined],
    [
      'a link in CSV of the coin that it is paid in',
      `value,chain\nlightning:${MAILBOX},bitcoin\n`,
      undefined,
    ],
    ['a link in a plain list', `${BOAT}\nlightning:${MAILBOX}\n`, 'mine.txt'],
    ['a link in MISP', misp('btc', `lightning:${MAILBOX}`), 'event.json'],
    ['a link in a tag', graphsense('BTC', `lightning:${MAILBOX}`), 'pack.yaml'],
  ])('is a Lightning address where the list says so: %s', async (_, text, name) => {
    const { entries, refusals } = await read(text, name);
    expect(refusals).toEqual([]);
    expect(entries).toBeGreaterThan(0);
  });

  it('stands on the list as the address that the link leads to, once', () => {
    const result = compileList(listInfo(), [
      entry(`lightning:${MAILBOX}`, { chain: null }),
      entry(MAILBOX, { chain: 'lightning' }),
    ]);
    if (!result.ok) throw new Error(result.error.message);
    const [first] = result.value.list.chunks.flatMap((chunk) => readChunk(chunk));
    expect(result.value.list.entries).toBe(1);
    expect(first).toMatchObject({ kind: 'address', value: MAILBOX, chain: 'lightning' });
  });

  it('is no address in a list of a form that nobody has thought of yet', () => {
    const compiled = (chain: 'lightning' | 'bitcoin' | null) => {
      const result = compileList(listInfo(), [entry(MAILBOX, { chain })]);
      return result.ok && { entries: result.value.list.entries, refused: result.value.refused };
    };
    const refused = [{ where: 'test:1', value: '', reason: 'mailbox' }];
    expect(compiled(null)).toEqual({ entries: 0, refused });
    expect(compiled('bitcoin')).toEqual({ entries: 0, refused });
    expect(compiled('lightning')).toEqual({ entries: 1, refused: [] });
  });
});
