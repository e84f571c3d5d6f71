import { describe, expect, it } from 'vitest';
import { gistOf } from '#lib/core/gist.ts';
import { makeClaim, makeFinding, makePlace, makeReport } from '../../support/report-views.ts';

const inFrame = makeFinding({ chain: null, places: [makePlace({ frame: 1 })] });

describe('the gist of a report', () => {
  it('is as small for a page of ten thousand addresses as for a page of one', () => {
    const one = makeReport();
    const many = { ...one, addresses: Array.from({ length: 10_000 }, () => makeFinding()) };
    const size = (report: typeof one) => JSON.stringify(gistOf(report)).length;
    expect(gistOf(many)).toMatchObject({ addresses: 10_000, worst: 10_000 });
    expect(size(many) - size(one)).toBe(8);
  });

  it('names who says so of the worst alone, and nobody of what only touches it', () => {
    const says = (claims = [makeClaim()], level = 'listed' as const) =>
      gistOf(makeReport({ addresses: [makeFinding({ claims, level })] })).says;
    expect(says()).toEqual({ tier: 'official', authority: 'US Treasury OFAC' });
    expect(says([makeClaim({ bearing: 'for' })])).toBeNull();
    expect(gistOf(makeReport({ level: 'caution', addresses: [] })).says).toBeNull();
    expect(gistOf(makeReport({ state: 'unreadable' })).says).toBeNull();
  });

  it('tells a frame aside from the page itself', () => {
    const aside = { ...inFrame, aside: true as const };
    expect(gistOf(makeReport({ page: [aside], addresses: [], level: 'caution' }))).toMatchObject({
      aside: 'listed',
      itself: null,
    });
    expect(gistOf(makeReport({ page: [inFrame], addresses: [] }))).toMatchObject({
      aside: null,
      itself: null,
    });
  });

  it('takes no reason for care of the page itself for a frame', () => {
    const careful = makeFinding({ chain: null, places: [], level: 'caution' });
    expect(gistOf(makeReport({ page: [careful], addresses: [], level: 'caution' })).aside).toBeNull();
  });

  it('is as old as the lists that are not closed, and as the closed ones where there are no others', () => {
    const [list] = makeReport().watchlist;
    if (!list) throw new Error('no list');
    const dated = (date: string, closed = false) => ({ ...list, date, closed });
    const datesOf = (...watchlist: (typeof list)[]) => gistOf(makeReport({ watchlist })).dates;
    expect(datesOf(dated('2026-02-01'), dated('2020-08-13', true), dated('2026-01-01'))).toEqual([
      '2026-01-01',
      '2026-02-01',
    ]);
    expect(datesOf(dated('2020-08-13', true))).toEqual(['2020-08-13', '2020-08-13']);
    expect(datesOf()).toBeNull();
  });
});
