import { describe, expect, it } from 'vitest';
import { sinceOf } from '#lib/core/claim-act.ts';
import type { Claim } from '#lib/core/entry.ts';
import type { ReportClaim } from '#lib/core/report.ts';
import { claimOf, type Order } from '#lib/feed/formats/nbctf-order.ts';
import { judge } from '#lib/verdict/judge.ts';
import { claim, entry, listInfo } from '../../support/entries.ts';
import { makeClaim, words } from './reports.tsx';

const said = (changes: Partial<ReportClaim>) => sinceOf(makeClaim(changes), words);

/** What a card says of a claim as a list makes it. */
function saidOf(one: Claim, date: string): string {
  const match = { how: 'exact', list: listInfo(), entry: entry('x.example', { claims: [one] }) } as const;
  const [told] = judge([match], date, null).claims;
  return told ? sinceOf(told, words) : '';
}

describe('what the date of a claim is the date of', () => {
  it('a listing: OFAC', () => {
    expect(said({})).toBe('Listed 27 March 2024, as GAZA NOW.');
    expect(said({ subject: null })).toBe('Listed 27 March 2024.');
    expect(said({ listed: null })).toBe('Listed as GAZA NOW.');
    expect(said({ listed: null, subject: null })).toBe('');
  });

  it('a filing, where a court record says so: the US Department of Justice', () => {
    const filed = { status: 'forfeited', confidence: 'court-record', subject: 'al-Qaeda' } as const;
    expect(said({ ...filed, listed: '2020-08-13' })).toBe(
      'Filed in court on 13 August 2020, in a case about al-Qaeda.',
    );
    expect(said({ ...filed, listed: null })).toBe('In a court case about al-Qaeda.');
  });

  const order: Order = { id: 'ASO 5/24', start: '2024-01-15', end: '2026-01-14', forfeiture: '', links: [] };

  it('an order of an authority, in force until its end: NBCTF', () => {
    const words = 'In force from 15 January 2024 until 14 January 2026 at the latest.';
    expect(saidOf(claimOf(order, null), '2025-06-01')).toBe(words);
    expect(saidOf(claimOf(order, null), '2026-06-01')).toBe(words);
  });

  it('an order of an authority for good, which no court need have seen: NBCTF', () => {
    expect(saidOf(claimOf({ ...order, forfeiture: 'FO 3/26' }, null), '2026-06-01')).toBe(
      'Seized by order of Israeli Ministry of Defense (NBCTF) since 15 January 2024.',
    );
  });

  it('either, where the list does not say: a CSV file', () => {
    const seized = claim({
      tier: 'official',
      confidence: 'official-list',
      status: 'forfeited',
      jurisdiction: null,
    });
    expect(saidOf({ ...seized, subject: 'Some Name', listed: '2024-05-01' }, '2026-06-01')).toBe(
      'Seized or claimed, in an order or case of 1 May 2024 that names Some Name.',
    );
  });

  it('a report, which lists nobody: MISP, STIX', () => {
    const report = claim({ tier: 'reported', confidence: 'community', subject: null, listed: '2024-05-01' });
    expect(saidOf({ ...report, validUntil: '2027-01-01' }, '2026-06-01')).toBe(
      'The report is dated 1 May 2024.',
    );
    expect(saidOf({ ...report, subject: 'Some Name' }, '2026-06-01')).toBe(
      'The report is dated 1 May 2024 and names Some Name.',
    );
    expect(saidOf({ ...report, subject: 'Some Name', listed: null }, '2026-06-01')).toBe(
      'The report names Some Name.',
    );
  });
});
