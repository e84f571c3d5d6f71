import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import type { Match, MatchHow } from '#lib/core/report.ts';
import { judge } from '#lib/verdict/judge.ts';
import { claim, entry, listInfo } from '../../support/entries.ts';
import { address, codes, EVM, level, match, TODAY } from './judge-setup.ts';

describe('judge', () => {
  it('says nothing where nothing matched', () => {
    expect(judge([], TODAY, address)).toEqual({ level: 'none', reasons: [], claims: [] });
  });

  it('calls an official, active, exact match listed', () => {
    expect(level(match())).toBe('listed');
    expect(codes(match())).toEqual(['sanctioned']);
  });

  it('tells when a record was changed last, but of no day that has not come', () => {
    const toldOf = (changed: string | null) =>
      judge([match({ changed })], '2026-11-21', address).claims[0]?.changed;
    expect(toldOf('2026-11-21')).toBe('2026-11-21');
    expect(toldOf('2026-11-22')).toBeNull();
    expect(toldOf(null)).toBeNull();
  });

  it('says how the same key was met', () => {
    const { level, reasons } = judge([match({}, 'same-key')], TODAY, parseAddress(EVM));
    expect(level).toBe('same-key');
    expect(reasons[0]).toMatchObject({ code: 'same-key', params: { valueChain: 'ethereum', value: EVM } });
  });

  it('keeps a community report out of pages', () => {
    expect(level(match({ tier: 'reported' }))).toBe('reported');
    expect(level(match({ tier: 'reported' }, 'same-key'))).toBe('reported');
  });

  it('never lets a cluster accuse, nor be told as a listing', () => {
    expect(level(match({ relation: 'cluster' }))).toBe('reported');
    expect(codes(match({ relation: 'cluster' }))).toEqual(['cluster']);
  });

  it('does not call the address of a listed key listed', () => {
    expect(codes(match({}, 'same-key'))).toEqual(['same-key']);
    expect(codes(match({ tier: 'reported' }, 'same-key'))).toEqual(['same-key']);
  });

  it('does not take the same publisher for two, nor a charity at its word about a key', () => {
    const from = (id: string, upstreams: string[]) =>
      match({ id, tier: 'reported' }, 'exact', listInfo({ id, publisher: 'one', upstreams }));
    expect(level(from('a', ['x']), from('b', ['y']))).toBe('reported');
    expect(level(match({ stance: 'verified', tier: 'reported' }, 'same-key'))).toBe('none');
  });

  it('does not warn of a delisted, expired, disputed or withdrawn entry', () => {
    expect(level(match({ delisted: '2025-03-21' }))).toBe('delisted');
    expect(level(match({ validUntil: '2025-01-01' }))).toBe('delisted');
    expect(level(match({ status: 'disputed' }))).toBe('delisted');
    expect(codes(match({ status: 'withdrawn' }))).toEqual(['withdrawn']);
  });

  it('does not know a claim before its day', () => {
    expect(judge([match()], '2020-08-12', address)).toEqual({ level: 'none', reasons: [], claims: [] });
  });

  it('lets the active claim win over the delisted one and shows both, worst first', () => {
    const judged = judge([match({ id: 'a', delisted: '2025-03-21' }), match({ id: 'b' })], TODAY, address);
    expect(judged.level).toBe('listed');
    expect(judged.claims.map(({ id, status }) => [id, status])).toEqual([
      ['b', 'active'],
      ['a', 'delisted'],
    ]);
  });

  it('speaks of a forfeited address and of a seized site', () => {
    expect(codes(match({ status: 'forfeited' }))).toEqual(['forfeited']);
    const site: Match = {
      ...match(),
      how: 'domain',
      entry: entry('mask.example', { kind: 'domain', claims: [claim({ status: 'forfeited' })] }),
    };
    expect(judge([site], TODAY, null)).toMatchObject({ level: 'listed', reasons: [{ code: 'seized-site' }] });
  });

  it('never matches a shared or memo-bound address alone', () => {
    const shared = match();
    shared.entry.flags = ['shared'];
    for (const one of [shared, match({ memo: '12345' })]) {
      const judged = judge([one], TODAY, address);
      expect(judged.level).toBe('none');
      expect(judged.claims.map(({ bearing }) => bearing)).toEqual(['neither']);
      expect(judged.reasons.map(({ code }) => code)).toEqual(['memo-needed']);
    }
  });

  it('tells a derived address by the key it comes from, and leaves a report or a conclusion a report', () => {
    expect(level(match({}, 'derived'))).toBe('derived');
    expect(codes(match({}, 'derived'))).toEqual(['derived']);
    expect(level(match({ tier: 'reported' }, 'derived'))).toBe('reported');
    expect(codes(match({ tier: 'reported' }, 'derived'))).toEqual(['derived']);
    expect(level(match({ relation: 'cluster' }, 'derived'))).toBe('reported');
    expect(level(match({ delisted: '2025-03-21' }, 'derived'))).toBe('delisted');
  });

  it('takes an attached key for no more than a reason to look, whoever lists the other address', () => {
    const judged = judge([match({}, 'member')], TODAY, address);
    expect(judged).toMatchObject({
      level: 'caution',
      reasons: [{ code: 'related', params: { value: EVM, subject: 'Example Front' } }],
      claims: [{ match: 'member', bearing: 'neither' }],
    });
    expect(level(match({ tier: 'reported' }, 'member'))).toBe('caution');
    expect(level(match({ relation: 'cluster' }, 'member'))).toBe('caution');
    expect(judge([match({ delisted: '2025-03-21' }, 'member')], TODAY, address)).toMatchObject({
      level: 'none',
      reasons: [],
    });
  });

  it('lets nobody corroborate, silence or vouch through another address', () => {
    const from = (id: string, how: MatchHow) =>
      match({ id, tier: 'reported' }, how, listInfo({ id, publisher: id, upstreams: [id] }));
    expect(level(from('a', 'derived'), from('b', 'derived'))).toBe('reported');
    const safe = match({ id: 's', stance: 'safe', tier: 'reported' }, 'member');
    expect(level(safe, match({ tier: 'reported' }))).toBe('reported');
    expect(level(match({ stance: 'verified' }, 'derived'))).toBe('none');
  });

  it('takes what two copies of a list say alike for one claim', () => {
    const refreshed = match({ firstSeen: '2021-01-01', urls: [] });
    expect(judge([match(), refreshed], TODAY, address).claims).toHaveLength(1);
    const other = match({}, 'exact', listInfo({ id: 'other' }));
    expect(judge([match(), other], TODAY, address).claims).toHaveLength(2);
  });

  it.each<[string, Parameters<typeof claim>[0]]>([
    ['taken back', { status: 'delisted', delisted: '2025-03-21' }],
    ['run out', { validUntil: '2025-01-01' }],
    ['for one customer', { memo: '1' }],
    ['vouching', { stance: 'safe' }],
    ['a link only', { relation: 'cluster' }],
    ['no official one', { tier: 'reported' }],
  ])('lets no claim be hushed by one of the same name that is %s', (_, over) => {
    expect(level(match(over), match())).toBe('listed');
  });

  it('gives one claim of every list, and says which speak against the finding', () => {
    const all = judge(
      [match({ id: 'a' }), match({ id: 's', stance: 'safe' }), match({ id: 'v', stance: 'verified' })],
      TODAY,
      address,
    );
    expect(all.claims.map(({ id, bearing }) => [id, bearing])).toEqual([
      ['a', 'against'],
      ['v', 'for'],
      ['s', 'for'],
    ]);
  });

  it('calls a forfeited key forfeited, not a site', () => {
    const key: Match = {
      ...match(),
      entry: entry('xpub', { kind: 'xpub', claims: [claim({ status: 'forfeited' })] }),
    };
    expect(judge([key], TODAY, address).reasons.map(({ code }) => code)).toEqual(['forfeited']);
  });

  it('keeps what one list removed as history while another goes on listing it', () => {
    const from = (id: string, over: Parameters<typeof claim>[0]) =>
      match({ id, ...over }, 'exact', listInfo({ id, title: id }));
    const { level, claims } = judge(
      [
        from('removed', { delisted: '2025-03-21' }),
        from('stays', {}),
        from('expired', { validUntil: '2024-01-01' }),
      ],
      TODAY,
      address,
    );
    expect(level).toBe('listed');
    expect(claims.map(({ list, status }) => [list, status])).toEqual([
      ['stays', 'active'],
      ['removed', 'delisted'],
      ['expired', 'expired'],
    ]);
  });

  it.each([
    ['delisted', { delisted: '2025-03-21' }],
    ['expired', { validUntil: '2024-01-01' }],
    ['disputed', { status: 'disputed' as const }],
    ['withdrawn', { status: 'withdrawn' as const }],
  ])('keeps a claim that is %s, without a warning', (status, over) => {
    for (const tier of ['official', 'reported'] as const) {
      const judged = judge([match({ ...over, tier })], TODAY, address);
      expect(judged).toMatchObject({ level: 'delisted', claims: [{ status }] });
    }
  });

  it('says whose page showed it and when that was read, where both are known', () => {
    const page = 'https://charity.example/donate';
    const read = match({ id: 'v', stance: 'verified', firstSeen: '2026-08-22', listed: null, urls: [page] });
    const [told] = judge([read], TODAY, address).reasons;
    expect(told).toMatchObject({ code: 'published', params: { page, read: '2026-08-22' } });
    expect(codes(match({ id: 'v', stance: 'verified', urls: [] }))).toEqual(['verified']);
  });

  it('shows claims of one weight in the order of the lists', () => {
    const from = (id: string) => match({ id }, 'exact', listInfo({ id }));
    const lists = (...some: Match[]) => judge(some, TODAY, address).claims.map(({ list }) => list);
    expect(lists(from('b'), from('a'))).toEqual(['b', 'a']);
    expect(lists(from('a'), from('b'))).toEqual(['a', 'b']);
  });

  it('shows what a charity publishes, unless a list speaks against it', () => {
    const verified = match({ id: 'v', stance: 'verified', tier: 'reported' });
    expect(level(verified)).toBe('verified');
    expect(level(verified, match())).toBe('listed');
  });

  it('corroborates two reports only from publishers that name different sources', () => {
    const from = (id: string, upstreams: string[]) =>
      match({ id, tier: 'reported' }, 'exact', listInfo({ id, publisher: id, upstreams }));
    expect(level(from('a', ['x']), from('b', ['y']))).toBe('listed');
    expect(level(from('a', ['x']), from('b', ['x', 'y']))).toBe('reported');
    expect(level(from('a', []), from('b', []))).toBe('reported');
    expect(level(from('a', ['x']))).toBe('reported');
  });

  it('counts a claim once though two copies of its list hold it', () => {
    expect(judge([match(), match()], TODAY, address).claims).toHaveLength(1);
  });

  it('notes a wrong checksum', () => {
    const wrong = parseAddress('0x52908400098527886e0F7030069857D2E4169EE7');
    expect(judge([], TODAY, wrong).reasons).toEqual([{ code: 'wrong-checksum-case', params: {} }]);
  });
});
