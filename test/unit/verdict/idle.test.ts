import { describe, expect, it } from 'vitest';
import { withoutIdle } from '#lib/verdict/idle.ts';
import { isVouchedFor } from '#lib/verdict/lookalike.ts';
import { makeClaim, makeFinding, makeReport } from '../components/reports.tsx';

const idle = makeClaim({ id: 's', bearing: 'idle', authority: 'Some Register' });

describe('lists that know what nobody accuses', () => {
  it('are not told, nor is a page of which only they know', () => {
    const page = makeFinding({ level: 'none', chain: null, reasons: [], claims: [idle] });
    const listed = makeFinding({ claims: [makeClaim(), idle] });
    const told = withoutIdle(makeReport({ page: [page], addresses: [listed] }));
    expect(told.page).toEqual([]);
    expect(told.addresses.map(({ claims }) => claims.map(({ id }) => id))).toEqual([[makeClaim().id]]);
  });

  it('leave an address on the page, and every page of which more is said', () => {
    const address = makeFinding({ level: 'none', reasons: [], claims: [idle] });
    const caution = makeFinding({ reasons: [{ code: 'similar-host', params: {} }], claims: [idle] });
    const told = withoutIdle(makeReport({ page: [caution], addresses: [address] }));
    expect(told.addresses).toMatchObject([{ level: 'none', claims: [] }]);
    expect(told.page).toMatchObject([{ claims: [] }]);
  });

  it('keep what they know from being taken for an imitation', () => {
    expect(isVouchedFor({ claims: [idle] })).toBe(true);
    expect(isVouchedFor({ claims: [makeClaim({ bearing: 'outweighed' })] })).toBe(false);
    // What is known of one address that a key makes says nothing of the key.
    expect(isVouchedFor({ claims: [makeClaim({ bearing: 'for', match: 'parent' })] })).toBe(false);
  });
});
