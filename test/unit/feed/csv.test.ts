import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf } from '#lib/feed/body.ts';
import type { Source } from '#lib/feed/formats/adapter.ts';
import { csv } from '#lib/feed/formats/csv.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { readChunk } from '#lib/watchlist/compile.ts';
import { writeContainer } from '#lib/watchlist/container.ts';
import { gatherer } from '../../support/gatherer.ts';

const SOURCE: Source = { id: 'own', name: 'own-list.csv', today: '2026-11-21' };
const BOAT = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const TRON = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t';

const encode = (text: string) => bodyOf(new TextEncoder().encode(text));

async function read(text: string) {
  const result = await readList(encode(text), SOURCE);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  const { list, refused } = result.value;
  return { list, refused, entries: list.chunks.flatMap(readChunk) };
}

describe("csv: a list of one's own", () => {
  it('reads every column, in any order', async () => {
    const { list, entries, refused } = await read(
      [
        'url,delisted,listed,relation,tier,programme,authority,subject,chain,value,kind,memo,status,valid_until,source_id',
        `https://authority.example/1,,2020-08-13,service,official,SDGT,Example Treasury,Some Front Ltd,bitcoin,${BOAT},address,77,disputed,2027-01-01,case-9`,
      ].join('\n'),
    );
    expect(refused).toEqual([]);
    expect(entries).toEqual([
      {
        kind: 'address',
        value: BOAT,
        chain: 'bitcoin',
        flags: [],
        claims: [
          {
            id: 'case-9',
            stance: 'warns',
            authority: 'Example Treasury',
            subject: 'Some Front Ltd',
            aliases: [],
            programmes: ['SDGT'],
            legalBasis: null,
            jurisdiction: null,
            category: null,
            relation: 'service',
            tier: 'official',
            confidence: 'official-list',
            status: 'disputed',
            listed: '2020-08-13',
            firstSeen: null,
            validUntil: '2027-01-01',
            delisted: null,
            memo: '77',
            urls: ['https://authority.example/1'],
          },
        ],
      },
    ]);
    expect(list.info).toMatchObject({
      id: 'own',
      title: 'own-list.csv',
      publisher: 'own-list.csv',
      date: '2026-11-21',
      upstreams: [],
    });
  });

  it('needs nothing but a value', async () => {
    const { entries, list } = await read(`value\n${BOAT}\n`);
    expect(entries[0]?.claims[0]).toMatchObject({
      id: 'line 2',
      authority: 'own-list.csv',
      subject: null,
      tier: 'reported',
      confidence: 'community',
      relation: 'direct',
      status: 'active',
    });
    // Nobody is named as a source, so it can corroborate nothing.
    expect(list.info.upstreams).toEqual([]);
  });

  const XPUB =
    'xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8';
  it.each([
    [BOAT, '', 'address', BOAT],
    [
      '0x52908400098527886e0f7030069857d2e4169ee7',
      '',
      'address',
      '0x52908400098527886E0F7030069857D2E4169EE7',
    ],
    [TRON, '', 'address', TRON],
    [XPUB, '', 'xpub', XPUB],
    [`wpkh(${XPUB}/0/*)`, '', 'descriptor', `wpkh(${XPUB}/0/*)`],
    ['https://www.facebook.com/SomePage', '', 'page', 'facebook.com/somepage'],
    ['charity.example/give', '', 'page', 'charity.example/give'],
    ['t.me/SomeChannel', '', 'handle', 't.me/somechannel'],
    ['https://t.me/s/SomeChannel', '', 'handle', 't.me/somechannel'],
    ['WWW.Example.com', '', 'domain', 'example.com'],
    ['https://example.com/', '', 'domain', 'example.com'],
    ['bücher.example', '', 'domain', 'xn--bcher-kva.example'],
    ['93.184.215.14', '', 'domain', '93.184.215.14'],
    ['LaizKtS5DUhPuP1nTQcc83MS7HwK6vk85z', 'litecoin', 'address', 'LaizKtS5DUhPuP1nTQcc83MS7HwK6vk85z'],
  ])('guesses the kind of %s (%s): %s', async (value, chain, kind, canonical) => {
    const { entries } = await read(`value,chain\n"${value}",${chain}`);
    expect(entries).toMatchObject([{ kind, value: canonical }]);
  });

  it.each([
    ['xpub', XPUB],
    ['zpub', XPUB],
    ['address', XPUB],
    ['descriptor', `wpkh(${XPUB}/0/*)`],
    ['verified', XPUB],
  ])('a line of kind %s brings what comes of its key', async (kind, value) => {
    const { entries, refused } = await read(`kind,value\n${kind},"${value}"`);
    expect(refused).toEqual([]);
    expect(entries).toMatchObject([{ kind: kind === 'descriptor' ? kind : 'xpub', value }]);
  });

  it('keeps no private key, not even in the report of what it left out', async () => {
    // BIP-32, test vector 1.
    const secret =
      'xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi';
    const { entries, refused } = await read(
      `kind,value\nxpub,${secret}\n,${secret}\ndescriptor,wpkh(${secret}/0/*)\naddress,${BOAT}`,
    );
    expect(entries.map(({ value }) => value)).toEqual([BOAT]);
    expect(refused.map(({ reason }) => reason)).toEqual(['bad-xpub', 'unknown-kind', 'bad-descriptor']);
    expect(JSON.stringify(refused)).not.toContain(secret.slice(0, 20));
  });

  it.each([
    ['hello', 'unknown-kind'],
    ['donate@charity.org', 'unknown-kind'],
    ['0.0.1319', 'unknown-kind'],
    ['javascript:alert(1)', 'unknown-kind'],
    ['__proto__', 'unknown-kind'],
    ['1BoatSLRHtKNngkdXEeobR76b53LETtpyX', 'unknown-kind'],
    ['https://www.youtube.com/watch?v=abcdefghijk', 'has-query'],
    ['facebook.com/groups', 'common-path'],
    ['co.uk', 'public-suffix'],
    ['someone.github.io/', null],
    ['github.io', 'public-suffix'],
    ['192.168.1.1', 'unknown-kind'],
  ])('%s alone on a line: %s', async (value, reason) => {
    const { refused } = await read(`value\n${value}\n${BOAT}`);
    expect(refused).toEqual(reason ? [{ where: 'line 2', value, reason }] : []);
  });

  it.each([
    ['address,,', 'missing-value'],
    ['wallet,x,', 'unknown-kind'],
    ['address,1BoatSLRHtKNngkdXEeobR76b53LETtpyX,bitcoin', 'bad-address'],
    ['address,nonsense,', 'bad-address'],
    ['domain,facebook.com/page,', 'has-path'],
    ['domain,192.168.1.1,', 'private-host'],
    ['domain,donate@charity.org,', 'bad-host'],
    ['page,example.com,', 'no-path'],
    ['xpub,xpub123,', 'bad-xpub'],
    ['descriptor,hello(world),', 'bad-descriptor'],
    ['widget,nowpayments,', 'bad-widget'],
    ['domain,a.example,,2020-02-30', 'bad-date'],
    ['domain,a.example,,13.08.2020', 'bad-date'],
    ['domain,a.example,,,,2020-13-01', 'bad-date'],
    ['domain,a.example,,,sure', 'bad-tier'],
    ['domain,a.example,,,corroborated', 'bad-tier'],
    ['domain,a.example,,,,,friend', 'bad-relation'],
    ['domain,a.example,,,,,,gone', 'bad-status'],
    ['domain,a.example,,,,2021-01-01,,active', 'bad-status'],
    ['domain,a.example,,,,,,,javascript:alert(1)', 'bad-url'],
    ['domain,a.example,,,,,,,not a url', 'bad-url'],
    [`domain,a.example,,,,,,,https://x.example/${'a'.repeat(2000)}`, 'too-long'],
    ['domain,a.example,,,,,,,,Some Front, Ltd', 'too-many-fields'],
    ['domain,a.example,,,,,,,,"Some Front', 'unreadable-quote'],
    ['domain,a.example,,,,,,,,"Some" Front', 'unreadable-quote'],
  ])('leaves out %s: %s', async (line, reason) => {
    const { refused, entries } = await read(
      `kind,value,chain,listed,tier,delisted,relation,status,url,subject\n${line}\ndomain,b.example\n`,
    );
    expect(refused).toMatchObject([{ where: 'line 2', reason }]);
    expect(entries.map((entry) => entry.value)).toEqual(['b.example']);
  });

  it('names the line of a refusal even where the line has an id of its own', async () => {
    const { refused } = await read('kind,value,source_id\ndomain,b.example,B\naddress,nonsense,A\n');
    expect(refused).toEqual([{ where: 'line 3', value: 'nonsense', reason: 'bad-address' }]);
  });

  it('believes the address where the chain column says otherwise', async () => {
    const { entries } = await read(`value,chain\n${TRON},XBT\n${BOAT},ethereum`);
    expect(entries.map(({ chain }) => chain)).toEqual(['tron', 'bitcoin']);
  });

  it('a delisting date makes a tombstone', async () => {
    const { entries } = await read(`value,delisted\n${BOAT},2025-03-21`);
    expect(entries[0]?.claims[0]).toMatchObject({ status: 'delisted', delisted: '2025-03-21' });
  });

  it('safe and verified lines speak for their entry', async () => {
    const { entries } = await read(
      `kind,value\nsafe,example.org\nverified,${BOAT}\nverified,t.me/charity\nsafe,https://x.com/charity`,
    );
    expect(entries.map(({ kind, claims }) => [kind, claims[0]?.stance])).toEqual([
      ['domain', 'safe'],
      ['address', 'verified'],
      ['handle', 'verified'],
      ['page', 'safe'],
    ]);
  });

  it('keeps one claim per line of the same value, whatever the spelling', async () => {
    const { entries } = await read(
      'value,authority\n0x52908400098527886E0F7030069857D2E4169EE7,A\n0x52908400098527886e0f7030069857d2e4169ee7,B',
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]?.claims.map(({ authority }) => authority)).toEqual(['A', 'B']);
  });

  it.each([
    ['byte order mark and CRLF', `\uFEFFvalue,subject\r\n${BOAT},A "quoted" name\r\n`, 'A "quoted" name'],
    ['semicolons', `value;subject\n${BOAT};Front, Ltd`, 'Front, Ltd'],
    ['tabs', `subject\tvalue\nFront, Ltd\t${BOAT}`, 'Front, Ltd'],
    ['comments and blank lines', `# mine\n\nVALUE , Subject\n# ${BOAT}\n\n${BOAT}, spaced `, 'spaced'],
    ['quotes doubled', `value,subject\n${BOAT},"the ""best"" one"`, 'the "best" one'],
    ['unknown columns', `score,value,subject\n9,${BOAT},X`, 'X'],
    ['direction marks that disguise', `value,subject\n${BOAT},abc\u202Edef`, 'abc def'],
    ['old Mac line ends', `value,subject\r${BOAT},X\r`, 'X'],
  ])('reads %s', async (_name, text, subject) => {
    const { entries, refused } = await read(text);
    expect(refused).toEqual([]);
    expect(entries.map((entry) => entry.claims[0]?.subject)).toEqual([subject]);
  });

  it('counts lines inside a quoted field', async () => {
    const { entries, refused } = await read(`value,subject\n${BOAT},"two\nlines"\nnonsense,x\n`);
    expect(entries[0]?.claims[0]?.subject).toBe('two lines');
    expect(refused).toMatchObject([{ where: 'line 4', reason: 'unknown-kind' }]);
  });

  it('one stray quote costs one line, not the rest of the list', async () => {
    const hosts = Array.from({ length: 50 }, (_, i) => `host${i}.example,x`);
    const { entries, refused } = await read(['value,subject', `${BOAT},"oops`, ...hosts].join('\n'));
    expect(refused).toMatchObject([{ where: 'line 2', reason: 'unreadable-quote' }]);
    expect(entries).toHaveLength(50);
  });

  it.each([
    ['no header', `${BOAT},bitcoin`, 'bad-format'],
    ['header without value', 'kind,address\naddress,x', 'bad-format'],
    ['a column twice', `value,value\n${BOAT},x`, 'bad-format'],
    ['nothing', '', 'bad-format'],
    ['a web page', '<!doctype html><title>value, kind</title>', 'bad-format'],
    ['a header only', 'value,kind\n', 'empty'],
    ['no readable line', 'value\nhello\nworld\n', 'empty'],
  ])('refuses %s', async (_name, text, code) => {
    expect(await readList(encode(text), SOURCE)).toMatchObject({ ok: false, error: { code } });
  });

  it('a file that was announced as CSV but has no header fails as such', async () => {
    expect(await csv.read(encode('a,b\n1,2'), SOURCE, gatherer().sink)).toMatchObject({
      error: { code: 'bad-header' },
    });
  });

  it('says how many records were left out of a list that came to nothing', async () => {
    const result = await readList(encode('value\nhello\nworld\n'), SOURCE);
    expect(!result.ok && result.error.message).toContain('2 records were left out');
  });

  it('the compiled form goes before CSV, and reads back', async () => {
    const { list } = await read(`value\n${BOAT}`);
    const result = await readList(bodyOf(await writeContainer(list)), SOURCE);
    expect(result).toMatchObject({ ok: true, value: { format: 'almsguard', list: { entries: 1 } } });
  });

  it('never throws and accounts for every line, whatever stands in it', async () => {
    const cell = fc.oneof(
      fc.constantFrom(
        '',
        BOAT,
        'a.example',
        '"',
        '""',
        '"a',
        'a"b',
        't.me/x',
        '2020-01-01',
        '__proto__',
        '#',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, '')),
    );
    const line = fc.array(cell, { minLength: 1, maxLength: 5 }).map((cells) => cells.join(','));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (lines) => {
        const text = ['value,kind,listed,subject', ...lines].join('\n');
        const { sink, entries, refused } = gatherer();
        const parsed = await csv.read(encode(text), SOURCE, sink);
        if (!parsed.ok) throw new Error('the header is fine');
        // A quoted field may join lines, so there may be fewer records than lines but never more.
        const written = lines.filter((one) => one.trim() !== '' && !one.startsWith('#')).length;
        expect(entries.length + refused.length).toBeLessThanOrEqual(written);
        if (!text.includes('"')) expect(entries.length + refused.length).toBe(written);
        for (const { where } of refused) expect(where).toMatch(/^line \d+$/);
      }),
      { numRuns: 200 },
    );
  });
});
