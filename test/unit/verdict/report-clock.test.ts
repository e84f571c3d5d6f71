import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import type { Claim } from '#lib/core/entry.ts';
import type { Match, ReportList } from '#lib/core/report.ts';
import type { ReportInput } from '#lib/verdict/report.ts';
import { builtReport } from '../../support/built-report.ts';
import { claim, entry, listInfo } from '../../support/entries.ts';
import { candidate, frameScan } from '../../support/scans.ts';

const EVM = '0x52908400098527886E0F7030069857D2E4169EE7';
const LIST = listInfo({ date: '2026-11-20' });
const listOf = (date: string): ReportList => ({ ...LIST, date, freshUntil: null, problem: null, entries: 1 });
const met = (value: Parameters<typeof entry>): Match => ({
  how: 'exact',
  list: LIST,
  entry: entry(...value),
});

/** A report by a clock, over an address and a page of which one list of 20 November 2026 says the same. */
function at(today: string, over: Partial<Claim>, more: Partial<ReportInput> = {}) {
  const claims = [claim(over)];
  const address = parseAddress(EVM);
  if (!address) throw new Error('no address');
  const { addresses, page, notes } = builtReport({
    frames: [{ frameId: 0, url: 'https://a.example/', scan: frameScan({ candidates: [candidate(EVM)] }) }],
    resolved: new Map([[EVM, { address, matches: [met([EVM, { chain: 'ethereum', claims }])] }]]),
    places: new Map([[0, [met(['a.example', { kind: 'domain', claims }])]]]),
    watchlist: [listOf(LIST.date)],
    date: today,
    today,
    ...more,
  });
  const [found] = addresses;
  return {
    levels: [found?.level, page[0]?.level],
    claim: found?.claims[0],
    notes: notes.map(({ code }) => code),
  };
}
const both = (level: string) => [level, level];

describe('with a clock that is far ahead of every list, or with old lists', () => {
  const order = { validUntil: '2027-01-01' };

  it('goes on warning of what has no end, and says that the clock may be wrong', () => {
    const { levels, notes } = at('2031-05-01', {});
    expect(levels).toEqual(both('listed'));
    expect(notes).toEqual(['stale-or-clock']);
  });

  it('accuses nobody again by an order that ended, however old the list becomes', () => {
    const levelsOn = (day: string) => at(day, order).levels;
    expect(levelsOn('2027-01-01')).toEqual(both('listed'));
    for (const day of ['2027-01-02', '2027-11-15', '2027-11-16', '2031-05-01'])
      expect(levelsOn(day)).toEqual(both('delisted'));
  });

  it('shows the order that ended with its end, and says how old the list is', () => {
    const { claim, notes } = at('2031-05-01', order);
    expect(claim).toMatchObject({ status: 'expired', validUntil: '2027-01-01' });
    expect(notes).toEqual(['stale-or-clock']);
  });

  it('does not accuse again what was taken off after the day of the lists', () => {
    const taken = { status: 'delisted', delisted: '2026-12-01' } as const;
    expect(at('2031-05-01', taken).levels).toEqual(both('delisted'));
  });

  it('vouches no longer than by that clock', () => {
    const verified = { stance: 'verified', ...order } as const;
    expect(at('2027-01-01', verified).levels[0]).toBe('verified');
    expect(at('2027-01-02', verified).levels[0]).toBe('none');
  });
});

describe('with a clock that is behind the list', () => {
  const BEHIND = '2026-01-01';

  it('warns of what was listed since', () => {
    expect(at(BEHIND, { listed: '2026-11-01' }).levels).toEqual(both('listed'));
    expect(at(BEHIND, { listed: '2026-11-01' }, { asOf: BEHIND }).levels[0]).toBe('none');
  });

  it('accuses nothing that was taken off since, or that its list calls over', () => {
    const taken = { status: 'delisted', delisted: '2026-11-01' } as const;
    expect(at(BEHIND, taken).levels).toEqual(both('delisted'));
    expect(at(BEHIND, taken, { asOf: BEHIND }).levels).toEqual(both('listed'));
    expect(at(BEHIND, { status: 'expired', validUntil: '2026-11-01' }).levels).toEqual(both('delisted'));
  });

  it('accuses nobody by an order that had ended on the day of the list', () => {
    const order = { validUntil: '2026-11-19' };
    expect(at(BEHIND, order).levels).toEqual(both('delisted'));
    expect(at(BEHIND, order, { asOf: BEHIND }).levels).toEqual(both('listed'));
    expect(at(BEHIND, { validUntil: '2026-11-20' }).levels).toEqual(both('listed'));
  });

  it('vouches no longer than by the day of the list', () => {
    const verified = { stance: 'verified', validUntil: '2026-11-19' } as const;
    expect(at(BEHIND, verified).levels[0]).toBe('none');
    expect(at(BEHIND, verified, { asOf: BEHIND }).levels[0]).toBe('verified');
  });
});
