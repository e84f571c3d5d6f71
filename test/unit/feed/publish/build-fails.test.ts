import { describe, expect, it } from 'vitest';
import { buildLists } from '#lib/feed/publish/build.ts';
import { FIXTURE } from './fixture.ts';

describe('a build fails', () => {
  const withWallet = (address: string, currency = 'ETH') => {
    const sdn = JSON.parse(FIXTURE.sdn);
    sdn.parties[0].wallets.push({ currency, address, featureId: 99 });
    return { ...FIXTURE, sdn: JSON.stringify(sdn) };
  };
  const withSite = (website: string) => ({
    ...FIXTURE,
    sdnWebsites: JSON.stringify([
      { profileId: 1, name: 'X', programs: [], listed: ['2020-01-01'], websites: [website] },
    ]),
  });

  it.each([
    ['a big host', withSite('https://www.facebook.com/')],
    ['the host above a protected one', withSite('unicef.fr')],
    ['the zero address', withWallet('0x0000000000000000000000000000000000000000')],
    ['a burn address in another spelling', withWallet('0x000000000000000000000000000000000000dead')],
    ['a token contract', withWallet('TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', 'USDT')],
    ['a site below one that is nobody else’s', withSite('help.unicef.org')],
    ['a page there', withSite('https://www.unicef.org/appeal')],
    ['an address that a charity publishes', withWallet('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'XBT')],
  ])('that would accuse %s', async (_name, inputs) => {
    expect(await buildLists(inputs)).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });

  it.each([
    ['a page on a big host', withSite('www.facebook.com/somepage')],
    ['a subdomain that people keep there', withSite('somefund.wordpress.com')],
  ])('but %s is fine', async (_name, inputs) => {
    expect(await buildLists(inputs)).toMatchObject({ ok: true });
  });

  it.each([
    ['is no JSON', { sdn: '{' }],
    ['lacks a field', { sdn: '{"dateOfIssue":"2025-11-19"}' }],
    ['has a date that does not exist', { sdn: FIXTURE.sdn.replace('2025-11-19', '2025-02-30') }],
    ['is a tag pack without tags', { forfeited: 'source: https://x.example/\n' }],
  ])('where a source %s', async (_name, over) => {
    expect(await buildLists({ ...FIXTURE, ...over })).toMatchObject({
      ok: false,
      error: { code: 'bad-source' },
    });
  });
});
