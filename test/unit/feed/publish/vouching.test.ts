import { sha256 } from '@noble/hashes/sha2.js';
import { createBase58check } from '@scure/base';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import type { Match } from '#lib/core/report.ts';
import { placeKeys } from '#lib/detect/place.ts';
import { type BuiltList, buildLists } from '#lib/feed/publish/build.ts';
import { newRecord } from '#lib/feed/record.ts';
import { judge } from '#lib/verdict/judge.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import { createWatchlist } from '#lib/watchlist/watchlist.ts';
import { claim, compiled, entry, listInfo } from '../../../support/entries.ts';
import { FIXTURE } from './fixture.ts';

const TODAY = '2026-11-21';
const PUBLISHED = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa';

const result = await buildLists(FIXTURE);
if (!result.ok) throw new Error(result.error.message);
const listOf = (id: string) => result.value.find(({ info }) => info.id === id) as BuiltList;

/** A device with the lists that vouch, and a list of somebody's that accuses these. */
async function device(accused: [kind: 'address' | 'domain' | 'page', value: string][]) {
  const store = createMemoryStore();
  for (const id of ['published-addresses', 'well-known']) {
    const { info, list } = listOf(id);
    await store.apply({ ...newRecord(`bundled:${id}`, 'bundled', null), generation: 1, info }, list);
  }
  const entries = accused.map(([kind, value]) =>
    entry(value, { kind, claims: [claim({ id: value, tier: 'reported', authority: 'Some Hunter' })] }),
  );
  const info = listInfo({ id: 'hunter' });
  await store.apply({ ...newRecord('url:h', 'remote', null), generation: 1, info }, compiled(entries, info));
  const watchlist = createWatchlist(() => store);
  await watchlist.load();
  const at = async (url: string) => judge(await watchlist.matchPlaces(placeKeys(url)), TODAY, null);
  const of = async (text: string, date = TODAY) => {
    const address = parseAddress(text);
    const matches: Match[] = address ? await watchlist.matchAddress(address) : [];
    return judge(matches, date, address);
  };
  return { at, of };
}

describe('published-addresses', () => {
  const { refused, info } = listOf('published-addresses');

  it('takes only what a page of the organisation itself was recently seen to show', () => {
    expect(refused.map(({ reason }) => reason)).toEqual([
      'no-first-hand-source',
      'no-site-of-its-own',
      'no-site-of-its-own',
      'no-site-of-its-own',
      'read-too-long-ago',
      'read-too-long-ago',
    ]);
    expect(info.date).toBe('2026-08-22');
  });

  it('says whose it is, where it stands and when that was read, and no more', async () => {
    const { of } = await device([]);
    const { level, reasons, claims } = await of(PUBLISHED);
    expect(level).toBe('verified');
    expect(reasons).toMatchObject([
      {
        code: 'published',
        params: {
          subject: 'Orchard School',
          page: 'https://www.orchard.example/give',
          read: '2026-08-22',
        },
      },
    ]);
    expect(claims[0]).toMatchObject({ bearing: 'for', url: 'https://www.orchard.example/give' });
    expect(JSON.stringify(listOf('published-addresses').list.refusals)).not.toContain('remark');
  });

  it('vouches for nothing before it was read, nor a year after', async () => {
    const { of } = await device([]);
    const levels = ['2026-08-21', '2026-08-22', '2027-08-22', '2027-08-23'].map(
      async (date) => (await of(PUBLISHED, date)).level,
    );
    expect(await Promise.all(levels)).toEqual(['none', 'verified', 'verified', 'none']);
  });

  it('stands before a report of somebody’s, and says so', async () => {
    const { of, at } = await device([
      ['address', PUBLISHED],
      ['domain', 'orchard.example'],
    ]);
    expect(await of(PUBLISHED)).toMatchObject({
      level: 'verified',
      reasons: [
        { code: 'published' },
        { code: 'conflict', params: { authority: 'Some Hunter', voucher: 'Almsguard' } },
      ],
    });
    expect(await at('https://orchard.example/give')).toMatchObject({
      level: 'none',
      reasons: [{ code: 'conflict' }],
    });
  });
});

describe('well-known', () => {
  it('stands on the device before every list that people add', async () => {
    const { at, of } = await device([
      ['domain', 'unicef.org'],
      ['domain', 'x.com'],
      ['address', '0x000000000000000000000000000000000000dEaD'],
    ]);
    for (const judged of [
      await at('https://www.unicef.org/donate'),
      await at('https://x.com/somebody'),
      await of('0x000000000000000000000000000000000000dEaD'),
    ]) {
      expect(judged).toMatchObject({ level: 'none', reasons: [{ code: 'conflict' }] });
    }
  });

  it('does not speak for pages and subdomains that people keep at a service', async () => {
    const { at } = await device([
      ['page', 't.me/somefund'],
      ['domain', 'somefund.wordpress.com'],
      ['domain', 'help.unicef.org'],
    ]);
    expect((await at('https://t.me/somefund')).level).toBe('reported');
    expect((await at('https://somefund.wordpress.com/')).level).toBe('reported');
    expect((await at('https://help.unicef.org/')).level).toBe('none');
  });

  it('does not take a contract of one network for an account of another', async () => {
    // The 20 bytes of the USDT contract on Ethereum, as somebody's address on TRON.
    const bytes = Uint8Array.from([0x41, ...Buffer.from('dac17f958d2ee523a2206206994597c13d831ec7', 'hex')]);
    const { of } = await device([]);
    expect((await of('0xdAC17F958D2ee523a2206206994597C13D831ec7')).claims).toHaveLength(1);
    expect((await of(createBase58check(sha256).encode(bytes))).claims).toEqual([]);
  });

  it('is part of the file that fails a build, whole', () => {
    const { refused, list } = listOf('well-known');
    expect(refused).toEqual([]);
    expect(list.entries).toBeGreaterThan(50);
  });
});
