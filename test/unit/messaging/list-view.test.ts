import { describe, expect, it } from 'vitest';
import type { LIST_STATES } from '#lib/core/lists.ts';
import { CATALOGUE, type Offer, offerRecordId } from '#lib/feed/catalogue.ts';
import { NO_POLICY } from '#lib/feed/managed.ts';
import { type Around, stateOf, viewOf, viewOffers } from '#lib/messaging/list-view.ts';
import type { ListRecord } from '#lib/watchlist/store.ts';
import { listInfo } from '../../support/entries.ts';
import { listRecord } from '../../support/records.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const around = (over: Partial<Around> = {}): Around => ({
  records: [],
  policy: NO_POLICY,
  underway: new Map(),
  now: NOW,
  ...over,
});
const [OFAC] = CATALOGUE.filter(({ isDefault }) => isDefault) as [Offer];
const fresh = listInfo({ date: '2026-11-20' });

describe('the state of a list', () => {
  const lastError = { code: 'offline', message: '' } as const;
  const old = listInfo({ date: '2026-11-06' });
  it.each<[(typeof LIST_STATES)[number], Partial<ListRecord>]>([
    ['current', { info: fresh }],
    ['current', { info: listInfo({ date: '2026-11-07' }) }],
    ['stale', { info: old }],
    ['current', { info: { ...old, closed: true } }],
    ['never', { info: null }],
    ['failed', { info: old, lastError }],
    ['failed', { info: null, lastError }],
    ['held-back', { info: fresh, lastError: { code: 'held-back', message: '' } }],
    ['off', { info: old, lastError, enabled: false }],
    // What the feed offered had run out; of a list that never came there is nothing to be stale.
    ['stale', { info: fresh, lastError: { code: 'expired', message: '' } }],
    ['failed', { info: null, lastError: { code: 'expired', message: '' } }],
  ])('is %s', (state, over) => {
    expect(stateOf(listRecord(over), new Map(), NOW)).toBe(state);
  });

  it('is "fetching" while it is fetched, whatever it was', () => {
    const record = listRecord({ enabled: false, lastError });
    expect(stateOf(record, new Map([[record.id, 0]]), NOW)).toBe('fetching');
    expect(stateOf(record, new Map([['other', 0]]), NOW)).toBe('off');
  });
});

describe('the word of a signed feed that there is nothing newer', () => {
  const SECOND = 1000;
  const seen = (freshUntil: number, over: Partial<ListRecord> = {}) =>
    viewOf(listRecord({ info: fresh, freshUntil, ...over }), around());

  it('makes the list stale from the moment on at which it runs out, however new the data', () => {
    expect(seen(NOW + SECOND)).toMatchObject({ state: 'current', lapsed: null });
    expect(seen(NOW)).toMatchObject({ state: 'stale', lapsed: '2026-11-21T12:00:00.000Z' });
  });

  it('runs out for a closed case too, whose editors may have corrected it', () => {
    expect(seen(NOW, { info: { ...fresh, closed: true } }).state).toBe('stale');
  });

  it('is told beside what went wrong', () => {
    const lastError = { code: 'offline', message: '' } as const;
    expect(seen(NOW, { lastError })).toMatchObject({ state: 'failed', lapsed: '2026-11-21T12:00:00.000Z' });
  });

  it('is nobody’s where an older extension stored the list', () => {
    const { freshUntil: _, ...older } = listRecord({ info: fresh });
    expect(viewOf(older as ListRecord, around())).toMatchObject({ state: 'current', lapsed: null });
  });
});

describe('a list as people see it', () => {
  it('has the names of the catalogue before it has brought its own', () => {
    const record = listRecord({ id: offerRecordId(OFAC), origin: 'remote', info: null, url: OFAC.url });
    expect(viewOf(record, around({ underway: new Map([[record.id, 7]]) }))).toMatchObject({
      title: OFAC.title,
      publisher: OFAC.publisher,
      licence: OFAC.licence,
      covers: OFAC.id,
      fetched: 7,
      state: 'fetching',
      removable: false,
    });
  });

  it('says of a bundled list what it holds, in words of its own where the same list is offered too', () => {
    const covers = (id: string, origin: ListRecord['origin']) =>
      viewOf(listRecord({ id, origin }), around()).covers;
    expect(covers('bundled:us-forfeitures', 'bundled')).toBe('us_forfeitures');
    expect(covers('bundled:ofac-sdn', 'bundled')).toBe('ofac_sdn_bundled');
    expect(covers('catalogue:ofac-sdn', 'remote')).toBe('ofac-sdn');
    // One that an older Almsguard brought, and the person's own, whatever they call themselves.
    expect(covers('bundled:long-gone', 'bundled')).toBeNull();
    expect(covers('file:ofac-sdn', 'file')).toBeNull();
    expect(covers('url:https://lists.example/us-forfeitures', 'remote')).toBeNull();
  });

  it('says which list speaks in its place', () => {
    const bundled = listRecord({
      id: 'bundled:x',
      origin: 'bundled',
      info: listInfo({ id: 'x', date: '2026-01-01' }),
    });
    const newer = listRecord({
      id: 'catalogue:x',
      info: { ...fresh, title: 'Newer' },
      entries: 1,
      supersedes: ['x'],
    });
    const seen = (records: ListRecord[]) => viewOf(bundled, around({ records })).replacedBy;
    expect(seen([bundled, newer])).toBe('Newer');
    expect(seen([bundled, { ...newer, enabled: false }])).toBeNull();
    expect(seen([bundled, { ...newer, supersedes: [] }])).toBeNull();
    expect(seen([bundled, { ...newer, info: { ...fresh, date: '2025-12-31' } }])).toBeNull();
  });

  it('can be removed only where it is the person’s own', () => {
    const removable = (id: string, origin: ListRecord['origin'], policy = NO_POLICY) =>
      viewOf(listRecord({ id, origin }), around({ policy })).removable;
    const locked = { ...NO_POLICY, states: [{ id: 'file:a', on: true, locked: true }] };
    expect(removable('file:a', 'file')).toBe(true);
    expect(removable('file:a', 'file', locked)).toBe(false);
    expect(removable('bundled:a', 'bundled')).toBe(false);
    expect(removable('policy:https://a.example/', 'remote')).toBe(false);
  });

  it('is no offer once it is subscribed to', () => {
    expect(viewOffers([])).toHaveLength(CATALOGUE.length);
    const left = viewOffers([{ id: offerRecordId(OFAC) }, { id: 'file:a' }]).map(({ id }) => id);
    expect(left).toEqual(CATALOGUE.map(({ id }) => id).filter((id) => id !== OFAC.id));
  });
});
