import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_FIELD_CHARS, MAX_JSON_DEPTH, SNIFF_BYTES } from '#lib/core/limits.ts';
import { bodyOf, FeedFault } from '#lib/feed/body.ts';
import { addressList } from '#lib/feed/formats/address-list.ts';
import { ADAPTERS, readList } from '#lib/feed/formats/registry.ts';
import { readChunk } from '#lib/watchlist/compile.ts';
import { gatherer } from '../../support/gatherer.ts';
import { refusalCounts } from '../../support/refusal-counts.ts';

/** Hundreds of cases each; the machine may be busy. */
const SLOW = { timeout: 60_000 };

const BOAT = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const TRON = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t';
/** EIP-55, test cases. */
const EVM = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
const EVM_OTHER = '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359';
const DOMAIN = 'listed.example.com';
/** BIP-32, test vector 1. */
const XPUB =
  'xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8';
const XPRV =
  'xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi';

const encode = (text: string) => new TextEncoder().encode(text);
const sourceOf = (name: string) => ({ id: 'own', name, today: '2026-11-21' });

async function read(text: string, name = 'list.txt') {
  const result = await readList(bodyOf(encode(text)), sourceOf(name));
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  const { format, list, refused } = result.value;
  return { format, info: list.info, refused, entries: list.chunks.flatMap(readChunk) };
}

/** What the adapter says of lines that no list may consist of alone. */
async function readDirt(text: string, name = 'list.txt') {
  const { entries, refused } = await read(`${BOAT}\n${EVM}\n${TRON}\n${text}`, name);
  return {
    entries: entries.map(({ value }) => value).filter((value) => ![BOAT, EVM, TRON].includes(value)),
    refused: refused.map(({ reason }) => reason),
  };
}

describe('address-list: one address a line', () => {
  it('claims no more than that the list names it', async () => {
    const { format, info, entries, refused } = await read(`${BOAT}\n`, 'https://lists.example/my-list.txt');
    expect(format).toBe('address-list');
    expect(refused).toEqual([]);
    expect(entries).toMatchObject([{ kind: 'address', value: BOAT, chain: 'bitcoin', flags: [] }]);
    expect(entries[0]?.claims).toEqual([
      {
        id: 'listed',
        stance: 'warns',
        authority: 'my-list.txt',
        subject: null,
        aliases: [],
        programmes: [],
        legalBasis: null,
        jurisdiction: null,
        category: null,
        relation: 'direct',
        tier: 'reported',
        confidence: 'community',
        status: 'active',
        listed: null,
        firstSeen: null,
        validUntil: null,
        delisted: null,
        memo: null,
        urls: [],
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
    ['a mailbox', 'somebody@example.com', 'bad-address'],
    ['a mailbox with a dot in its name', 'some.body@example.com', 'bad-address'],
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
      expect(entries.map(({ where }) => where)).toEqual(['line 2', 'line 3']);
      expect(refused.map(({ value }) => value)).toEqual(['1BoаtSLRHtKNngkdXEeobR76b53LETtpyT']);
    }
  });
});

describe('address-list: one host a line', () => {
  it.each([
    ['Listed.Example.COM', 'domain', DOMAIN],
    ['www.listed.example.com', 'domain', DOMAIN],
    ['listed.example.com.', 'domain', DOMAIN],
    ['https://listed.example.com', 'domain', DOMAIN],
    ['http://listed.example.com:80/', 'domain', DOMAIN],
    ['bücher.example.com', 'domain', 'xn--bcher-kva.example.com'],
    ['xn--bcher-kva.example.com', 'domain', 'xn--bcher-kva.example.com'],
    ['some_name.example.com', 'domain', 'some_name.example.com'],
    ['93.184.215.14', 'domain', '93.184.215.14'],
    ['http://[2001:db8::1]/', 'domain', '[2001:db8::1]'],
    ['listed.example.com/a/page', 'page', 'listed.example.com/a/page'],
    ['https://t.me/SomeChannel', 'handle', 't.me/somechannel'],
    ['facebook.com/SomePage', 'page', 'facebook.com/somepage'],
    ['"listed.example.com"', 'domain', DOMAIN],
    [`${DOMAIN}\t2024-01-06`, 'domain', DOMAIN],
    [`0.0.0.0 ${DOMAIN} # reported`, 'domain', DOMAIN],
    [`127.0.0.1\t${DOMAIN}`, 'domain', DOMAIN],
  ])('reads %s as a %s', async (line, kind, value) => {
    const { entries, refused } = await read(`example.org\nexample.net\nexample.edu\n${line}`);
    expect(refused).toEqual([]);
    expect(entries[3]).toMatchObject({ kind, value, chain: null });
  });

  it.each([
    ['*.example.com', 'wildcard'],
    ['https://*.example.com/', 'wildcard'],
    ['example.com:8443', 'has-port'],
    ['https://example.com:8443/x', 'has-port'],
    ['https://user:word@example.com', 'bad-host'],
    ['https://user@example.com/page', 'bad-host'],
    ['a..example.com', 'bad-host'],
    ['hop.example.exchange%2C', 'bad-host'],
    ['https://999.1.1.1/', 'bad-host'],
    ['http://1.2.3/', 'bad-host'],
    ['http://0x5db8d70e/', 'bad-host'],
    ['192.168.1.1', 'private-host'],
    ['https://10.0.0.138/login', 'private-host'],
    ['http://[fe80::1]/', 'private-host'],
    ['100.64.0.1', 'private-host'],
    ['224.0.0.1', 'private-host'],
    ['http://[ff02::1]/', 'private-host'],
    ['255.255.255.255', 'private-host'],
    ['router.lan', 'private-host'],
    ['co.uk', 'public-suffix'],
    ['github.io', 'public-suffix'],
    ['https://www.youtube.com/watch?v=abcdefghijk', 'has-query'],
    ['facebook.com/groups', 'common-path'],
    ['localhost', 'bad-address'],
    ['0.0.0.0 localhost', 'bad-address'],
    ['0.0.0.0 0.0.0.0', 'private-host'],
    [`example.com/${XPRV}`, 'secret'],
    ['EXAMPLE.org', 'duplicate'],
  ])('leaves out %s', async (line, reason) => {
    const { entries, refused } = await read(`example.org\nexample.net\nexample.edu\n${line}`);
    expect(entries).toHaveLength(3);
    expect(refused.map((one) => one.reason)).toEqual([reason]);
    expect(JSON.stringify(refused)).not.toContain('xprv');
  });

  it('lists every host of a line of a hosts file', async () => {
    const { entries } = await read('0.0.0.0 a.example.com b.example.com\n::1 c.example.com');
    expect(entries.map(({ value }) => value)).toEqual(['a.example.com', 'b.example.com', 'c.example.com']);
  });
});

describe('address-list: what is none', () => {
  it.each([
    ['nothing', ''],
    ['prose', 'Dear reader,\nsee example.com for more.\nYours'],
    ['a page', '<!doctype html>\n<p>example.com</p>'],
    ['a table without a heading', 'AFG,example.com,1\nALB,example.org,2'],
    ['YAML', '- name: example.com\n  url: http://example.com\n'],
    ['names under no top-level domain', 'צ.ת 1/1\nצ.ת 2/2\nצ.ת 3/3'],
    ['JSON of another kind', JSON.stringify({ addresses: [BOAT] })],
    ['a JSON array of objects', JSON.stringify([{ address: BOAT }])],
    ['a JSON array of arrays', JSON.stringify([[BOAT]])],
    ['a JSON array of numbers first', JSON.stringify([1, BOAT])],
    ['a JSON array of words', JSON.stringify(['alpha', 'beta', BOAT])],
    ['a JSON array of nothing', '[]'],
    ['a JSON array of arrays over lines', JSON.stringify([[BOAT, EVM, TRON]], null, 2)],
    ['a JSON object over lines', JSON.stringify({ a: [BOAT, EVM, TRON, BOAT] }, null, 2)],
    ['a page of hosts', '<pre>\nexample.com\nexample.org\nexample.net'],
    ['mostly words', `${BOAT}\nalpha\nbeta\n`],
    ['a private key', XPRV],
  ])('is not %s', async (_, text) => {
    const head = encode(text);
    expect(ADAPTERS.filter((one) => one.recognises(head, sourceOf('list.txt')))).toEqual([]);
  });

  it('fails whole when its JSON is broken or too deep', async () => {
    const depth = MAX_JSON_DEPTH + 1;
    for (const text of [`["${BOAT}"`, `["${BOAT}",${'['.repeat(depth)}${']'.repeat(depth)}]`]) {
      const { sink, entries } = gatherer();
      expect(await addressList.read(bodyOf(encode(text)), sourceOf('a.json'), sink)).toMatchObject({
        error: { code: 'bad-format' },
      });
      expect(entries).toEqual([]);
    }
  });

  it('takes brackets inside of a text for no depth', async () => {
    const text = JSON.stringify([
      BOAT,
      EVM,
      TRON,
      '['.repeat(MAX_JSON_DEPTH + 1),
      `\\"${'{'.repeat(MAX_JSON_DEPTH + 1)}`,
    ]);
    const { entries, refused } = await read(text);
    expect([entries.length, refused.length]).toEqual([3, 2]);
  });

  it('refuses what is no text, one by one', async () => {
    const { sink, entries, refused } = gatherer();
    const text = `["${BOAT}",null,7,{"__proto__":{"toString":1}},["${EVM}"],"\\ud800","${EVM}"]`;
    await addressList.read(bodyOf(encode(text)), sourceOf('a.json'), sink);
    expect(entries.map(({ value }) => value)).toEqual([BOAT, EVM]);
    expect(refused.map(({ reason }) => reason)).toEqual([
      'no-text',
      'no-text',
      'no-text',
      'no-text',
      'bad-address',
    ]);
  });
});

describe('address-list, whatever it is given', () => {
  const token = fc.oneof(
    fc.constantFrom(BOAT, EVM, TRON, XPUB, DOMAIN, '0.0.0.0', '#', '//', '*.a.com', '__proto__', 'null'),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.domain(),
    fc.webUrl(),
    fc.ipV4(),
  );

  it('accounts for every value of an array and never throws', SLOW, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(token, fc.jsonValue())), async (values) => {
        const { sink, entries, refused } = gatherer();
        const result = await addressList.read(
          bodyOf(encode(`["${BOAT}",${JSON.stringify(values).slice(1)}`.replace(/,\]$/, ']'))),
          sourceOf('a.json'),
          sink,
        );
        expect(result.ok).toBe(true);
        expect(entries.length + refused.length).toBe(values.length + 1);
      }),
    );
  });

  it('accounts for every line of one word', SLOW, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(token), async (tokens) => {
        const lines = tokens.filter(
          (one) => !/[\s,;|#"'/\p{Cc}\u200B\u202A-\u202E\u2066-\u2069\uFEFF]/u.test(one),
        );
        const { sink, entries, refused } = gatherer();
        await addressList.read(bodyOf(encode(lines.join('\n'))), sourceOf('a.txt'), sink);
        expect(entries.length + refused.length).toBe(lines.filter(Boolean).length);
      }),
    );
  });

  it('never throws anything but a fault', SLOW, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 200 })), fc.string(), async (chunks, name) => {
        const { sink } = gatherer();
        addressList.recognises(chunks[0] ?? new Uint8Array(), sourceOf(name));
        await addressList.read(bodyOf(...chunks), sourceOf(name), sink).catch((error) => {
          expect(error).toBeInstanceOf(FeedFault);
        });
      }),
    );
  });
});

const REAL = resolve(import.meta.dirname, '../../../../shared/data/feeds');

describe.skipIf(!existsSync(REAL))('address-list: the real files (skipped where they are absent)', () => {
  it.each([
    // One of the 522 is a TRON address.
    ['ofac/later_2026/XBT_nhamilton1_2026-07-14.txt', 522, {}],
    ['ofac/later_2026/EVM_ultrasoundmoney_2026-06-25.csv', 97, {}],
    ['ofac/later_2026/TRX_0xB10C_17121db.txt', 184, {}],
    ['ofac/later_2026/SOL_0xB10C_17121db.txt', 3, {}],
    ['ofac/later_2026/DOGE_0xB10C_PR25_2026-07-24.txt', 2, {}],
    ['ofac/by_currency_2025-11-19/XMR.txt', 7, { 'transaction-id': 1 }],
    ['ofac/by_currency_2025-11-19/USDT.txt', 93, {}],
    ['forta/phishing_scams.csv', 6_205, { duplicate: 521 }],
  ])('%s', async (file, entries, reasons) => {
    const bytes = new Uint8Array(readFileSync(resolve(REAL, file)));
    const result = await readList(bodyOf(bytes), sourceOf(file));
    if (!result.ok) throw new Error(result.error.message);
    expect(result.value.format).toBe('address-list');
    expect(result.value.list.entries).toBe(entries);
    expect(refusalCounts(result.value.refused)).toEqual(reasons);
  });

  it('352,600 hosts with a date each', SLOW, async () => {
    const file = 'scamsniffer/domains_union_of_daily_archive.txt';
    const { sink, entries, refused } = gatherer();
    const start = performance.now();
    await addressList.read(bodyOf(new Uint8Array(readFileSync(resolve(REAL, file)))), sourceOf(file), sink);
    const ms = performance.now() - start;
    process.stdout.write(
      `${file}: left out ${JSON.stringify(refusalCounts(refused))} (${ms.toFixed(0)} ms)\n`,
    );
    expect(entries.length + refused.length).toBe(352_600);
    expect(refused.filter(({ reason }) => reason !== 'duplicate').length).toBeLessThan(20);
  });

  it.each([
    'cryptoscamdb/urls.yaml',
    'phantom/blocklist.yaml',
    'graphsense/ofac.yaml',
    'il_nbctf/releases.csv',
    'legit/legit_donation_addresses.json',
    'eth-phishing-detect/LICENSE',
    'MANIFEST.md',
  ])('is not %s', (file) => {
    const head = new Uint8Array(readFileSync(resolve(REAL, file))).subarray(0, SNIFF_BYTES);
    expect(addressList.recognises(head, sourceOf(file))).toBe(false);
  });
});
