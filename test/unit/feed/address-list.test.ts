import { describe, expect, it } from 'vitest';
import { MAX_FIELD_CHARS } from '#lib/core/limits.ts';
import { bodyOf } from '#lib/feed/body.ts';
import { addressList } from '#lib/feed/formats/address-list.ts';
import { OPEN_CLAIM } from '../../support/entries.ts';
import { gatherer } from '../../support/gatherer.ts';
import {
  BOAT,
  EVM,
  EVM_OTHER,
  encode,
  read,
  readDirt,
  SLOW,
  sourceOf,
  TRON,
  XPRV,
  XPUB,
} from './address-list-setup.ts';

describe('address-list: one address a line', () => {
  it('claims no more than that the list names it', async () => {
    const { format, info, entries, refused } = await read(`${BOAT}\n`, 'https://lists.example/my-list.txt');
    expect(format).toBe('address-list');
    expect(refused).toEqual([]);
    expect(entries).toMatchObject([{ kind: 'address', value: BOAT, chain: 'bitcoin', flags: [] }]);
    expect(entries[0]?.claims).toEqual([
      {
        ...OPEN_CLAIM,
        id: 'listed',
        authority: 'my-list.txt',
        tier: 'reported',
        confidence: 'community',
      },
    ]);
    expect(info).toMatchObject({
      id: 'own',
      title: 'my-list.txt',
      licence: 'not stated',
      date: '2026-11-21',
      // Nobody is named as a source, so it can corroborate nothing.
      upstreams: [],
    });
  });

  it('names the publisher, licence and upstream where the address of the list shows them', async () => {
    const { info, entries } = await read(
      BOAT,
      'https://raw.githubusercontent.com/0xB10C/ofac-sanctioned-digital-currency-addresses/lists/sanctioned_addresses_XBT.txt',
    );
    expect(info).toMatchObject({ publisher: '0xB10C', licence: 'MIT', upstreams: ['US Treasury OFAC'] });
    expect(entries[0]?.claims[0]).toMatchObject({ authority: '0xB10C', tier: 'reported' });
    // Somebody else's name in a path proves nothing.
    const forged = await read(BOAT, 'https://evil.example/raw.githubusercontent.com/0xB10C/ofac.txt');
    expect(forged.info.publisher).toBe('ofac.txt');
    expect((await read(BOAT, '')).info.publisher).toBe('own');
  });

  it.each([
    ['a byte order mark, CRLF and blank lines', `\uFEFF${BOAT}\r\n\r\n   \r\n${EVM}\r\n`],
    ['CR alone', `${BOAT}\r${EVM}\r`],
    ['remarks of both kinds', `# list\n// of mine\n${BOAT} # first\n${EVM} // second\n#${TRON}`],
    ['a second column', `${BOAT},Some Name\n${EVM};Another, Name`],
    ['quotes and a heading', `"address","name"\n"${BOAT}","Some Name"\n'${EVM}',x`],
    ['JSON', JSON.stringify([BOAT, EVM])],
    ['JSON over lines', `\uFEFF[\n  "${BOAT}",\n  "${EVM}"\n]\n`],
    ['one column of several, all of them addresses', `address,victim\n${BOAT},${TRON}\n${EVM},${TRON}`],
  ])('reads %s', async (_, text) => {
    const { entries, refused } = await read(text);
    expect(entries.map(({ value }) => value)).toEqual([BOAT, EVM]);
    expect(refused).toEqual([]);
  });

  it('keeps nothing of what stands beside an address', async () => {
    const { entries, refused } = await read(
      `${BOAT},Jane Doe,jane@mail.example,1980-01-02\n${BOAT},Jane Doe,1980-01-02`,
    );
    expect([entries.length, refused.length]).toEqual([1, 1]);
    expect(JSON.stringify([entries, refused])).not.toMatch(/Jane|mail|1980/);
  });

  it('lets the address decide its chain, whatever the file is called', async () => {
    const { entries } = await read(`${BOAT}\n${TRON}\n${EVM}`, 'sanctioned_addresses_XBT.txt');
    expect(entries.map(({ chain }) => chain)).toEqual(['bitcoin', 'tron', 'ethereum']);
  });

  it('takes from the file name what only a chain can tell', async () => {
    // Without a checksum: a NEAR account by name.
    expect((await readDirt('alice.near', 'NEAR_accounts.txt')).entries).toEqual(['alice.near']);
    expect((await read(`${XPUB}\n`)).entries).toMatchObject([{ kind: 'xpub', value: XPUB }]);
  });

  it('holds one line of two addresses as two, and one with other words as one', async () => {
    for (const between of [' ', ', ', ';', ' / ', '/'])
      expect((await read(`${BOAT}${between}${EVM}`)).entries.map(({ value }) => value)).toEqual([BOAT, EVM]);
    const { entries } = await read(`${BOAT} sent to ${EVM}`);
    expect(entries.map(({ value }) => value)).toEqual([BOAT]);
  });

  it.each([
    ['a Cyrillic letter', '1BoаtSLRHtKNngkdXEeobR76b53LETtpyT', 'foreign-letter'],
    ['a mistyped letter', '1BoatSLRHtKNngkdXEeobR76b53LETtpyX', 'bad-address'],
    ['a letter too many', `${EVM_OTHER}m`, 'bad-address'],
    ['lower case without 0x, which may be any hash', EVM_OTHER.slice(2).toLowerCase(), 'missing-prefix'],
    ['no 0x and capitals that do not fit', 'FB6916095ca1df60bB79Ce92cE3Ea74c37c5d359', 'missing-prefix'],
    // Listed by OFAC under XMR (feature of 2020-09-16): the hash of a transaction.
    ['a transaction', '5be5543ff73456ab9f2d207887e2af87322c651ea1a873c5b25b7ffae456c320', 'transaction-id'],
    ['the same in other capitals', EVM.toLowerCase(), 'duplicate'],
    ['the same in capitals that do not fit', '0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', 'duplicate'],
    ['the same once more', BOAT, 'duplicate'],
    ['a word', 'null', 'bad-address'],
    ['a mailbox', 'somebody@example.com', 'mailbox'],
    ['a mailbox with a dot in its name', 'some.body@example.com', 'mailbox'],
    ['a private key', XPRV, 'bad-address'],
    ['a line without an end', 'a'.repeat(MAX_FIELD_CHARS + 1), 'too-long'],
  ])('leaves out %s', async (_, line, reason) => {
    expect(await readDirt(line)).toEqual({ entries: [], refused: [reason] });
    // In a JSON array it is left out for the same reason.
    const json = await read(JSON.stringify([BOAT, EVM, TRON, line]));
    expect(json.refused.map((one) => one.reason)).toEqual([reason]);
  });

  it('takes a missing 0x where the capitals prove it', async () => {
    expect((await readDirt(EVM_OTHER.slice(2))).entries).toEqual([EVM_OTHER]);
  });

  it('does not take a transaction for a NEAR account in a Monero list', async () => {
    const id = '5be5543ff73456ab9f2d207887e2af87322c651ea1a873c5b25b7ffae456c320';
    expect(await readDirt(id, 'XMR.txt')).toEqual({ entries: [], refused: ['transaction-id'] });
  });

  it('keeps no secret, not even in the report', async () => {
    const phrase = Array(11).fill('abandon').join(' ').concat(' about');
    const { entries, refused } = await read(`${BOAT}\n${EVM}\n${TRON}\n${XPRV}\n${phrase}\n`);
    expect(refused).toHaveLength(2);
    expect(JSON.stringify([entries, refused])).not.toMatch(/xprv|abandon.+abandon/);
    const json = await read(JSON.stringify([BOAT, EVM, TRON, XPRV, phrase]));
    expect(json.refused).toHaveLength(2);
    expect(JSON.stringify([json.entries, json.refused])).not.toMatch(/xprv|abandon/);
  });

  it('holds a line that never ends no longer than a field', async () => {
    async function* endless() {
      yield encode(`${BOAT}\n`);
      for (let i = 0; i < 2_000; i++) yield encode('x'.repeat(50_000));
      yield encode(`\n${EVM}`);
    }
    const { sink, entries, refused } = gatherer();
    await addressList.read(endless(), sourceOf('a.txt'), sink);
    expect(entries.map(({ value }) => value)).toEqual([BOAT, EVM]);
    expect(refused).toMatchObject([{ where: 'line 2', reason: 'too-long' }]);
  });

  it('reads letters and line ends that were cut in two', SLOW, async () => {
    const bytes = encode(`1BoаtSLRHtKNngkdXEeobR76b53LETtpyT\r\n${BOAT}\r\n${EVM}`);
    for (let at = 1; at < bytes.length; at++) {
      const { sink, entries, refused } = gatherer();
      await addressList.read(bodyOf(bytes.slice(0, at), bytes.slice(at)), sourceOf('a.txt'), sink);
      expect(entries.map(({ where }) => where)).toEqual([2, 3]);
      expect(refused.map(({ value }) => value)).toEqual(['1BoаtSLRHtKNngkdXEeobR76b53LETtpyT']);
    }
  });

  it('reads lines wherever they stand in a long piece, and gives the piece back', async () => {
    // Four kilobytes are taken at once: the line end, a letter of two bytes and the address come to lie on that border.
    for (let before = 4_020; before < 4_100; before++) {
      const { sink, entries } = gatherer();
      const piece = encode(`#${'x'.repeat(before)} а\r\n${EVM}\r\n${BOAT}`);
      await addressList.read(bodyOf(piece), sourceOf('a.txt'), sink);
      expect(entries.map(({ value, where }) => [value, where])).toEqual([
        [EVM, 2],
        [BOAT, 3],
      ]);
      expect(piece).toHaveLength(0);
    }
  });
});
