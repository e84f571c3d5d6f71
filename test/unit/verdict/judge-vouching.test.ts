import { describe, expect, it } from 'vitest';
import type { EntryKind, Relation } from '#lib/core/entry.ts';
import type { Match, MatchHow } from '#lib/core/report.ts';
import { judge } from '#lib/verdict/judge.ts';
import { claim, entry, listInfo } from '../../support/entries.ts';
import { address, codes, level, match, TODAY } from './judge-setup.ts';

describe('judge', () => {
  it('lets a safelist silence a community list and not an official one', () => {
    const safe = match({ id: 's', stance: 'safe', tier: 'reported', subject: 'UNICEF' });
    expect(level(safe, match({ tier: 'reported' }))).toBe('none');
    expect(codes(safe, match({ tier: 'reported' }))).toEqual(['conflict']);
    expect(level(safe, match())).toBe('listed');
  });

  it('names both sources of a conflict, and accuses nobody', () => {
    const safe = match({ id: 's', stance: 'safe', authority: 'Some Safelist', subject: 'UNICEF' });
    const reports = ['a', 'b'].map((id) => {
      const list = listInfo({ id, publisher: id, upstreams: [id] });
      return match({ id, tier: 'reported', authority: `Hunter ${id}` }, 'exact', list);
    });
    const { level, reasons, claims } = judge([safe, ...reports], TODAY, address);
    expect(level).toBe('none');
    expect(
      reasons.map(({ code, params }) => [code, params.authority, params.voucher, params.subject]),
    ).toEqual([
      ['conflict', 'Hunter a', 'Some Safelist', 'UNICEF'],
      ['conflict', 'Hunter b', 'Some Safelist', 'UNICEF'],
    ]);
    expect(claims.map(({ bearing }) => bearing)).toEqual(['for', 'outweighed', 'outweighed']);
  });

  it('shows both where an official list accuses what a safelist knows, and warns', () => {
    const safe = match({ id: 's', stance: 'safe', authority: 'Some Safelist', subject: 'UNICEF' });
    const { level, reasons, claims } = judge([safe, match()], TODAY, address);
    expect(level).toBe('listed');
    expect(reasons.map(({ code }) => code)).toEqual(['sanctioned', 'official-counts']);
    expect(reasons[1]?.params).toMatchObject({
      authority: 'Example Authority',
      voucher: 'Some Safelist',
      subject: 'UNICEF',
    });
    expect(claims.map(({ bearing }) => bearing)).toEqual(['against', 'for']);
    // Of another address of the same key the official list says nothing.
    expect(codes(safe, match({}, 'same-key'))).toEqual(['same-key']);
  });

  it('counts what a charity published itself as known, beside a report', () => {
    const verified = match({ id: 'v', stance: 'verified', subject: 'Some Charity' });
    expect(level(verified, match({ tier: 'reported' }))).toBe('verified');
    expect(codes(verified, match({ tier: 'reported' }))).toEqual(['verified', 'conflict']);
    const key = match({ id: 'v', stance: 'verified' }, 'same-key');
    expect(codes(key, match({ tier: 'reported' }))).toEqual(['reported']);
  });

  it('lets a safelist that was withdrawn, or a published address that is out of date, silence nobody', () => {
    const withdrawn = match({ id: 's', stance: 'safe', status: 'withdrawn' });
    const old = match({ id: 'v', stance: 'verified', validUntil: '2026-11-20' });
    expect(codes(withdrawn, match({ tier: 'reported' }))).toEqual(['reported']);
    expect(codes(old, match({ tier: 'reported' }))).toEqual(['reported']);
    expect(level(old)).toBe('none');
    expect(codes(withdrawn, match())).toEqual(['sanctioned']);
    // What is history is no conflict any more.
    const safe = match({ id: 's', stance: 'safe' });
    expect(codes(safe, match({ tier: 'reported', delisted: '2025-03-21' }))).toEqual(['delisted']);
  });

  it('lets a service vouch for its own host, and not for what people keep there', () => {
    const at = (kind: EntryKind, how: MatchHow, value: string, over: Parameters<typeof claim>[0]): Match => ({
      how,
      list: listInfo(),
      entry: entry(value, { kind, claims: [claim(over)] }),
    });
    const accused = [
      at('domain', 'domain', 'press.example', { tier: 'reported' }),
      at('domain', 'domain', 'blog.press.example', { tier: 'reported' }),
      at('page', 'page', 'press.example/fund', { tier: 'reported' }),
      at('handle', 'handle', 'press.example/fund', { tier: 'reported' }),
    ];
    const levels = (relation: Relation) => {
      const host = at('domain', 'domain', 'press.example', { id: 's', stance: 'safe', relation });
      return accused.map((one) => judge([host, one], TODAY, null).level);
    };
    expect(levels('service')).toEqual(['none', 'reported', 'reported', 'reported']);
    // A site of somebody's own is theirs with all that lies below it.
    expect(levels('direct')).toEqual(['none', 'none', 'none', 'none']);
  });

  it('lets whoever vouches speak only where there is something to answer', () => {
    const safe = match({ id: 's', stance: 'safe' });
    const bearings = (...some: Match[]) => judge(some, TODAY, address).claims.map(({ bearing }) => bearing);
    expect(bearings(safe)).toEqual(['idle']);
    expect(bearings(safe, match({ tier: 'reported' }))).toEqual(['for', 'outweighed']);
    // Another one's delisting is no accusation.
    expect(bearings(match({ delisted: '2025-03-21' }), safe)).toEqual(['against', 'idle']);
    expect(bearings(match({ stance: 'verified' }))).toEqual(['for']);
    // That a charity once published it is history, and stays.
    expect(bearings(match({ stance: 'verified', validUntil: '2025-01-01' }))).toEqual(['for']);
  });
});
