import { describe, expect, it } from 'vitest';
import { OPEN_CLAIM } from '../../support/entries.ts';
import { attribute, BOAT, DASH, EVENT, EVM, event, object, part, read, uuid, XMR } from './misp-setup.ts';

describe('misp: an event', () => {
  it('says who reports what', async () => {
    const one = attribute('btc', BOAT, { category: 'Financial fraud' });
    const link = attribute('link', 'https://cert.example/report', {
      category: 'External analysis',
      to_ids: false,
    });
    const { info, entries, refused } = await read(event([one, link]));
    expect(entries).toEqual([
      {
        kind: 'address',
        value: BOAT,
        chain: 'bitcoin',
        flags: [],
        where: `misp:${EVENT}/${one.uuid}`,
        claims: [
          {
            ...OPEN_CLAIM,
            id: `misp:${EVENT}/${one.uuid}`,
            authority: 'Example CERT',
            tier: 'reported',
            confidence: 'community',
            listed: '2026-03-04',
            // 1700000000
            changed: '2023-11-14',
            urls: ['https://cert.example/report'],
          },
        ],
      },
    ]);
    expect(refused).toEqual([{ where: `misp:${EVENT}/${link.uuid}`, value: 'link', reason: 'other-type' }]);
    // 1772668800 is 2026-03-05T00:00:00Z.
    expect(info).toMatchObject({
      id: 'event',
      title: 'Fund-raising sites',
      publisher: 'Example CERT',
      upstreams: [],
      date: '2026-03-05',
      closed: false,
    });
  });

  it.each([
    [attribute('btc', BOAT), 'address', BOAT],
    // The type is only a hint: an address says itself where it belongs.
    [attribute('btc', EVM), 'address', EVM],
    [attribute('xmr', XMR), 'address', XMR],
    [attribute('dash', DASH), 'address', DASH],
    [attribute('domain', 'Evil.example'), 'domain', 'evil.example'],
    [attribute('hostname', 'pay.evil.example'), 'domain', 'pay.evil.example'],
    [attribute('domain|ip', 'evil.example|93.184.215.14'), 'domain', 'evil.example'],
    [attribute('hostname|port', 'evil.example|8080'), 'domain', 'evil.example'],
    [attribute('url', 'https://evil.example/'), 'domain', 'evil.example'],
    // What lies on somebody's host accuses the page, not the host.
    [
      attribute('url', 'https://good.example/wp-content/pay.html'),
      'page',
      'good.example/wp-content/pay.html',
    ],
    [attribute('url', 'https://www.facebook.com/SomePage'), 'page', 'facebook.com/somepage'],
    [attribute('url', 'https://t.me/SomeChannel'), 'handle', 't.me/somechannel'],
    [attribute('btc', BOAT, { to_ids: 1, deleted: 0 }), 'address', BOAT],
    [attribute('btc', BOAT, { to_ids: '1', deleted: '0' }), 'address', BOAT],
  ])('reads %j', async (one, kind, value) => {
    const { entries, refused } = await read(event([one]));
    expect(refused).toEqual([]);
    expect(entries).toMatchObject([{ kind, value }]);
  });

  it.each([
    [attribute('domain', 'victim.example', { to_ids: false }), 'victim.example', 'not-actionable'],
    [attribute('domain', 'some.example', { to_ids: undefined }), 'some.example', 'not-actionable'],
    [attribute('domain', 'some.example', { to_ids: 'yes' }), 'some.example', 'not-actionable'],
    [attribute('domain', 'some.example', { deleted: true }), 'some.example', 'deleted'],
    [attribute('domain', 'some.example', { deleted: '1' }), 'some.example', 'deleted'],
    [attribute('domain', 'youtube.com'), 'youtube.com', 'shared-host'],
    [attribute('url', 'https://www.facebook.com/'), 'https://www.facebook.com/', 'shared-host'],
    [attribute('url', 'https://x.example/a?b=c'), 'https://x.example/a?b=c', 'has-query'],
    [attribute('url', 'hxxp://evil.example/a'), 'hxxp://evil.example/a', 'bad-host'],
    [attribute('url', 'https://192.168.1.1/'), 'https://192.168.1.1/', 'private-host'],
    [attribute('domain', 'evil.example/page'), 'evil.example/page', 'has-path'],
    [
      attribute('btc', '1BoatSLRHtKNngkdXEeobR76b53LETtpyX'),
      '1BoatSLRHtKNngkdXEeobR76b53LETtpyX',
      'bad-address',
    ],
    [attribute('xmr', 'a'.repeat(64)), 'a'.repeat(64), 'transaction-id'],
    [attribute('btc', 7), '', 'bad-value'],
    [attribute('btc', 'x'.repeat(2_001)), '', 'bad-value'],
    [{ uuid: uuid(1), value: BOAT }, '', 'bad-record'],
    // Values that are none of a list's business are not even named in the report: there are people among them.
    [attribute('email-src', 'person@mail.example'), 'email-src', 'other-type'],
    [attribute('full-name', 'Jane Q. Public'), 'full-name', 'other-type'],
    [attribute('iban', 'GB33BUKB20201555555555'), 'iban', 'other-type'],
    [attribute('ip-dst', '93.184.215.14'), 'ip-dst', 'other-type'],
    [attribute('text', BOAT), 'text', 'other-type'],
    [attribute('link', 'https://news.example/story'), 'link', 'other-type'],
    [attribute('__proto__', BOAT), '__proto__', 'other-type'],
  ])('%j accuses nobody', async (one, value, reason) => {
    const { entries, refused } = await read(event([one]));
    expect(entries).toEqual([]);
    expect(refused).toEqual([{ where: `misp:${EVENT}/${one.uuid}`, value, reason }]);
  });

  it('a proposal that nobody has accepted accuses nobody', async () => {
    const proposed = [attribute('domain', 'some.example')];
    const { entries } = await read(
      event([attribute('btc', BOAT, { ShadowAttribute: proposed })], { ShadowAttribute: proposed }),
    );
    expect(entries.map(({ value }) => value)).toEqual([BOAT]);
  });
});

describe('misp: objects', () => {
  it.each([
    [object('coin-address', part('address', 'btc', BOAT)), [BOAT]],
    [object('coin-address', part('address-xmr', 'xmr', XMR)), [XMR]],
    [
      object(
        'coin-address',
        part('address-crypto', 'text', EVM),
        part('symbol', 'text', 'ETH', { to_ids: false }),
      ),
      [EVM],
    ],
    [object('btc-wallet', part('wallet-address', 'btc', BOAT), part('balance_BTC', 'float', '1.5')), [BOAT]],
    [
      object('domain-ip', part('domain', 'domain', 'evil.example'), part('ip', 'ip-dst', '93.184.215.14')),
      ['evil.example'],
    ],
    [object('phishing', part('url', 'url', 'https://evil.example/x')), ['evil.example/x']],
    // The parts of a URL beside it would accuse the host that it lies on.
    [
      object(
        'url',
        part('url', 'url', 'https://good.example/x'),
        part('domain', 'domain', 'good.example'),
        part('host', 'hostname', 'good.example'),
      ),
      ['good.example/x'],
    ],
    [object('victim', part('domain', 'domain', 'victim.example')), []],
    [object('microblog', part('url', 'url', 'https://blog.example/post')), []],
    [object('phishing', part('hostname', 'hostname', 'sites.example')), []],
    [object('btc-transaction', part('btc-address', 'btc', BOAT)), []],
    [object('something-new', part('domain', 'domain', 'some.example')), []],
    [object('coin-address', part('address-crypto', 'text', EVM, { to_ids: false })), []],
    [{ ...object('coin-address', part('address', 'btc', BOAT)), deleted: true }, []],
  ])('%j', async (one, values) => {
    const { entries, refused } = await read(event([], { Object: [one] }));
    expect(entries.map(({ value }) => value)).toEqual(values);
    expect(entries.length + refused.length).toBe(one.Attribute.length);
    expect(
      refused.every(({ reason }) =>
        ['other-object', 'other-type', 'deleted', 'not-actionable'].includes(reason),
      ),
    ).toBe(true);
  });

  it('the symbol of a coin tells what a form without a checksum is', async () => {
    // 64 hex digits: an implicit NEAR account, or a transaction of any other coin.
    const bare = '98793cd91a3f870fb126f66285808c7e094afcfc4eda8a970f6648cdf0dbd6de';
    const coin = (symbol: string) =>
      object(
        'coin-address',
        part('address-crypto', 'text', bare),
        part('symbol', 'text', symbol, { to_ids: false }),
      );
    const { entries, refused } = await read(event([], { Object: [coin('NEAR'), coin('XMR')] }));
    expect(entries.map(({ value, chain }) => [value, chain])).toEqual([[bare, 'near']]);
    expect(refused.filter(({ value }) => value === bare).map(({ reason }) => reason)).toEqual([
      'transaction-id',
    ]);
  });
});
