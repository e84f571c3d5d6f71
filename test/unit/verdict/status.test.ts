import { describe, expect, it } from 'vitest';
import { statusAt, statusNow, warns } from '#lib/verdict/status.ts';
import { claim } from '../../support/entries.ts';

describe('statusAt', () => {
  const tornado = claim({ status: 'delisted', listed: '2022-08-08', delisted: '2025-03-21' });

  it.each([
    ['before it was listed', '2022-08-07', null],
    ['on the day of listing', '2022-08-08', 'active'],
    ['the day before the delisting', '2025-03-20', 'active'],
    ['on the day of delisting', '2025-03-21', 'delisted'],
    ['today', '2026-11-21', 'delisted'],
  ] as const)('%s', (_name, date, status) => {
    expect(statusAt(tornado, date)).toBe(status);
  });

  it('lets an order run to the end of its last day', () => {
    const order = claim({ validUntil: '2026-07-01' });
    expect(statusAt(order, '2026-07-01')).toBe('active');
    expect(statusAt(order, '2026-07-02')).toBe('expired');
  });

  it('lets the dates of an order overrule what a later list says of it', () => {
    const over = claim({ status: 'expired', listed: '2022-01-01', validUntil: '2026-07-01' });
    expect(statusAt(over, '2024-01-01')).toBe('active');
    expect(statusAt(over, '2026-11-21')).toBe('expired');
  });

  it.each(['disputed', 'withdrawn', 'expired', 'forfeited'] as const)(
    'makes nothing else of what is %s because it is to be taken off later',
    (status) => {
      const later = claim({ status, delisted: '2027-01-01' });
      expect(statusAt(later, '2026-11-21')).toBe(status);
      expect(statusAt(later, '2027-01-01')).toBe('delisted');
    },
  );

  it('lets an order end before the day on which it was taken off', () => {
    const order = claim({ status: 'delisted', validUntil: '2026-07-01', delisted: '2026-09-01' });
    const days = ['2026-07-01', '2026-07-02', '2026-09-01'];
    expect(days.map((day) => statusAt(order, day))).toEqual(['active', 'expired', 'delisted']);
  });

  it('keeps what the list says where no date decides', () => {
    expect(statusAt(claim({ status: 'disputed' }), '2026-11-21')).toBe('disputed');
    expect(statusAt(claim({ status: 'delisted', delisted: null }), '2026-11-21')).toBe('delisted');
  });
});

describe('statusNow', () => {
  const told = '2026-11-20';
  it.each([
    ['is listed on the day of its list', { listed: told }, 'active'],
    ['will be listed', { listed: '2026-11-21' }, null],
    ['was taken off on the day of its list', { status: 'delisted', delisted: told }, 'delisted'],
    ['is to be taken off', { status: 'delisted', delisted: '2026-11-21' }, 'active'],
    ['has an order until today', { validUntil: told }, 'active'],
    ['had an order', { validUntil: '2026-11-19' }, 'expired'],
    [
      'was taken off before an order ran out',
      { status: 'delisted', delisted: told, validUntil: '2026-01-01' },
      'delisted',
    ],
    ['is over by the word of its list', { status: 'expired', validUntil: '2027-01-01' }, 'expired'],
    ['is disputed', { status: 'disputed', validUntil: '2027-01-01' }, 'disputed'],
  ] as const)('of what %s', (_, over, status) => {
    expect(statusNow(claim(over), told)).toBe(status);
  });
});

describe('warns', () => {
  it('is true of active and forfeited claims alone', () => {
    const all = ['active', 'delisted', 'forfeited', 'expired', 'disputed', 'withdrawn'] as const;
    expect(all.filter(warns)).toEqual(['active', 'forfeited']);
  });
});
