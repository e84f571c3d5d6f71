import { describe, expect, it } from 'vitest';
import { DOMAIN, read, XPRV } from './address-list-setup.ts';

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
