import { describe, expect, it } from 'vitest';
import { readCsv } from '../../support/csv-lists.ts';

const BOAT = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const TRON = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t';
const XPUB =
  'xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8';

describe("csv: what a line of one's own list says", () => {
  it('reads every column, in any order', async () => {
    const { list, entries, refused } = await readCsv(
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
            changed: null,
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
    const { entries, list } = await readCsv(`value\n${BOAT}\n`);
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
    const { entries } = await readCsv(`value,chain\n"${value}",${chain}`);
    expect(entries).toMatchObject([{ kind, value: canonical }]);
  });

  it.each([
    ['xpub', XPUB],
    ['zpub', XPUB],
    ['address', XPUB],
    ['descriptor', `wpkh(${XPUB}/0/*)`],
    ['verified', XPUB],
  ])('a line of kind %s brings what comes of its key', async (kind, value) => {
    const { entries, refused } = await readCsv(`kind,value\n${kind},"${value}"`);
    expect(refused).toEqual([]);
    expect(entries).toMatchObject([{ kind: kind === 'descriptor' ? kind : 'xpub', value }]);
  });

  it('keeps no private key, not even in the report of what it left out', async () => {
    // BIP-32, test vector 1.
    const secret =
      'xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi';
    const { entries, refused } = await readCsv(
      `kind,value\nxpub,${secret}\n,${secret}\ndescriptor,wpkh(${secret}/0/*)\naddress,${BOAT}`,
    );
    expect(entries.map(({ value }) => value)).toEqual([BOAT]);
    expect(refused.map(({ reason }) => reason)).toEqual(['bad-xpub', 'unknown-kind', 'bad-descriptor']);
    expect(JSON.stringify(refused)).not.toContain(secret.slice(0, 20));
  });

  it.each([
    ['hello', 'unknown-kind'],
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
    const { refused } = await readCsv(`value\n${value}\n${BOAT}`);
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
    const { refused, entries } = await readCsv(
      `kind,value,chain,listed,tier,delisted,relation,status,url,subject\n${line}\ndomain,b.example\n`,
    );
    expect(refused).toMatchObject([{ where: 'line 2', reason }]);
    expect(entries.map((entry) => entry.value)).toEqual(['b.example']);
  });

  it('believes the address where the chain column says otherwise', async () => {
    const { entries } = await readCsv(`value,chain\n${TRON},XBT\n${BOAT},ethereum`);
    expect(entries.map(({ chain }) => chain)).toEqual(['tron', 'bitcoin']);
  });

  it('a delisting date makes a tombstone', async () => {
    const { entries } = await readCsv(`value,delisted\n${BOAT},2025-03-21`);
    expect(entries[0]?.claims[0]).toMatchObject({ status: 'delisted', delisted: '2025-03-21' });
  });

  it('safe and verified lines speak for their entry', async () => {
    const { entries } = await readCsv(
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
    const { entries } = await readCsv(
      'value,authority\n0x52908400098527886E0F7030069857D2E4169EE7,A\n0x52908400098527886e0f7030069857d2e4169ee7,B',
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]?.claims.map(({ authority }) => authority)).toEqual(['A', 'B']);
  });
});
