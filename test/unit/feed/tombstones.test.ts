import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim, Entry, IsoDate } from '#lib/core/entry.ts';
import { MAX_TOMBSTONES } from '#lib/core/limits.ts';
import { keepsTombstones, tombstonesOf, withTombstones } from '#lib/feed/tombstones.ts';
import { statusAt, warns } from '#lib/verdict/status.ts';
import { readChunk } from '#lib/watchlist/compile.ts';
import { claim, compiled, entry, listInfo } from '../../support/entries.ts';
import { bundledEntries } from '../../support/ofac-bundled.ts';

const TODAY = '2026-11-21';
const OFAC_HOST = 'https://sanctionslistservice.ofac.treas.gov';
const site = (name: string, over: Partial<Claim> = {}): Entry =>
  entry(`${name}.example`, { kind: 'domain', claims: [claim(over)] });
const next = (entries: Entry[], date = '2026-11-20', refused: { where: string }[] = []) => ({
  date,
  entries,
  refused,
});
const old = (entries: Entry[], date = '2026-11-10') => ({ date, entries });
const dated = (entries: Entry[]) =>
  entries.map(({ value, claims }) => [value, ...claims.map(({ status, delisted }) => [status, delisted])]);

describe('what an official list leaves out', () => {
  it('goes on with all that was said of it, and does not warn', () => {
    const [gone, ...others] = tombstonesOf(next([site('b')]), [old([site('a'), site('b')])], TODAY);
    expect(others).toEqual([]);
    const { claims, ...thing } = site('a');
    const [before] = claims;
    expect(gone).toEqual({ ...thing, claims: [{ ...before, status: 'delisted', delisted: '2026-11-20' }] });
  });

  it('is carried on under the day on which it was first missing, until it is listed again', () => {
    const first = tombstonesOf(next([]), [old([site('a')])], TODAY);
    const then = tombstonesOf(next([], '2026-12-05'), [old(first, '2026-11-20')], '2026-12-06');
    expect(dated(then)).toEqual([['a.example', ['delisted', '2026-11-20']]]);
    expect(tombstonesOf(next([site('a')], '2026-12-05'), [old(first, '2026-11-20')], '2026-12-06')).toEqual(
      [],
    );
  });

  it('is told by what it is, however it is spelled and whoever holds it', () => {
    const wallet = '0x52908400098527886E0F7030069857D2E4169EE7';
    const lower = entry(wallet.toLowerCase(), { chain: 'ethereum' });
    const renamed = {
      ...entry(wallet, { chain: 'ethereum' }),
      claims: [claim({ id: 'x', subject: 'Other' })],
    };
    expect(tombstonesOf(next([renamed]), [old([lower])], TODAY)).toEqual([]);
    expect(tombstonesOf(next([]), [old([lower])], TODAY)).toHaveLength(1);
  });

  it('is not said to be taken off where the new file holds it in a form that cannot be read', () => {
    const unread = next([], undefined, [{ where: 'sdn:1/feature:2' }]);
    const listed = [site('a', { id: 'sdn:1/feature:2' }), site('b', { id: 'sdn:1/feature:3' })];
    expect(dated(tombstonesOf(unread, [old(listed)], TODAY))).toEqual([
      ['b.example', ['delisted', '2026-11-20']],
    ]);
  });

  it.each(['community', 'research', 'agency-notice', 'issuer-freeze', 'court-record'] as const)(
    'is just gone where the claim is of another kind: %s',
    (confidence) => {
      expect(tombstonesOf(next([]), [old([site('a', { confidence })])], TODAY)).toEqual([]);
    },
  );

  it.each<[string, IsoDate, IsoDate, IsoDate, unknown[]]>([
    ['a clock years ahead does not date it', '2026-11-10', '2026-11-20', '2031-01-01', ['2026-11-20']],
    ['nor one years behind', '2026-11-10', '2026-11-20', '2020-01-01', ['2026-11-10']],
    ['a file dated ahead is seen today', '2026-11-10', '2062-01-01', TODAY, [TODAY]],
    ['an older file tells nothing of it', '2026-11-20', '2026-11-10', TODAY, []],
    ['another file of the same day does', '2026-11-20', '2026-11-20', TODAY, ['2026-11-20']],
  ])('%s', (_, before, date, today, seen) => {
    const found = tombstonesOf(next([], date), [old([site('a')], before)], today);
    expect(found.flatMap(({ claims }) => claims.map(({ delisted }) => delisted))).toEqual(seen);
  });

  it('stays history when an older file comes, which tells nothing of the rest', () => {
    const stored = old([site('a', { status: 'delisted', delisted: '2026-11-01' }), site('b')], '2026-11-20');
    expect(dated(tombstonesOf(next([], '2026-11-10'), [stored], TODAY))).toEqual([
      ['a.example', ['delisted', '2026-11-01']],
    ]);
  });

  it('is one thing where two versions spoke: what the first says counts', () => {
    const both = [old([site('a', { subject: 'First' })]), old([site('a', { subject: 'Second' })])];
    const claims = tombstonesOf(next([]), both, TODAY).flatMap((one) => one.claims);
    expect(claims.map(({ subject }) => subject)).toEqual(['First']);
  });

  it('is bounded, and the oldest goes first', () => {
    const many = Array.from({ length: MAX_TOMBSTONES }, (_, n) => site(`n${n}`));
    const before = site('before', { status: 'delisted', delisted: '2025-03-21' });
    const kept = tombstonesOf(next([]), [old([before, ...many])], TODAY);
    expect(kept).toHaveLength(MAX_TOMBSTONES);
    expect(kept.map(({ value }) => value)).not.toContain('before.example');
  });

  it('is nothing of the bundled list beside itself', async () => {
    const entries = await bundledEntries();
    expect(entries.length).toBeGreaterThan(1000);
    expect(tombstonesOf(next(entries), [old(entries)], TODAY)).toEqual([]);
  });
});

const day = fc
  .integer({ min: 0, max: 4000 })
  .map((n) => new Date(Date.UTC(2024, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
const anyClaim = fc.record({
  status: fc.constantFrom<Claim['status'][]>(
    'active',
    'delisted',
    'forfeited',
    'expired',
    'disputed',
    'withdrawn',
  ),
  confidence: fc.constantFrom<Claim['confidence'][]>('official-list', 'community'),
  delisted: fc.option(day),
  validUntil: fc.option(day),
  listed: fc.option(day),
});
const anyEntry = fc
  .tuple(fc.integer({ min: 0, max: 9 }), fc.array(anyClaim, { minLength: 1, maxLength: 3 }))
  .map(([n, claims]): Entry => ({ ...site(`n${n}`), claims: claims.map((over) => claim(over)) }));
const entries = fc.uniqueArray(anyEntry, { selector: ({ value }) => value });

describe('for any two versions', () => {
  it('tombstones are all that is gone, nothing that is listed, and never warn from the day of the version on', () => {
    fc.assert(
      fc.property(entries, entries, day, day, day, day, (before, after, from, to, today, later) => {
        const stones = tombstonesOf(next(after, to), [old(before, from)], today);
        const listed = new Set(after.map(({ value }) => value));
        const gone = before.filter(
          ({ value, claims }) =>
            !listed.has(value) && claims.some(({ confidence }) => confidence === 'official-list'),
        );
        const names = stones.map(({ value }) => value).sort();
        if (to >= from) expect(names).toEqual(gone.map(({ value }) => value).sort());
        else expect(gone.map(({ value }) => value)).toEqual(expect.arrayContaining(names));

        for (const { confidence, delisted, ...one } of stones.flatMap(({ claims }) => claims)) {
          expect(confidence).toBe('official-list');
          if (!delisted) throw new Error('without a day');
          if (to >= from) expect(delisted <= ([from, today].sort().at(-1) ?? '')).toBe(true);
          const when = [delisted, later].sort().at(-1) as IsoDate;
          expect(warns(statusAt({ ...one, confidence, delisted }, when) ?? 'withdrawn')).toBe(false);
        }
        // A day that has come stays as it is, refresh for refresh.
        const hasCome = stones.every(({ claims }) =>
          claims.every(({ delisted }) => (delisted ?? '') <= today),
        );
        if (hasCome) expect(tombstonesOf(next(after, to), [old(stones, to)], today)).toEqual(stones);
      }),
    );
  });
});

describe('a list with tombstones', () => {
  it('has them behind all that it lists, and counts what it lists', () => {
    const list = compiled([site('a'), site('b')]);
    const whole = withTombstones(list, list.chunks.flatMap(readChunk), [
      site('z', { status: 'delisted', delisted: TODAY }),
    ]);
    expect(whole).toMatchObject({ entries: 2, rows: 3, info: list.info, refused: 0 });
    expect(whole.chunks.flatMap(readChunk).map(({ value }) => value)).toEqual([
      'a.example',
      'b.example',
      'z.example',
    ]);
    expect(withTombstones(list, [], [])).toBe(list);
  });

  it('is one that came first-hand, and no compiled feed', () => {
    const info = listInfo({ id: 'ofac-sdn', publisher: 'US Treasury OFAC' });
    const kept = (url: string | null, format = 'ofac-plain') => keepsTombstones(url, format, info);
    expect(kept(`${OFAC_HOST}/api/PublicationPreview/exports/SDN.XML`)).toBe(true);
    expect(kept(`${OFAC_HOST}/x`, 'almsguard')).toBe(false);
    expect(kept('https://mirror.example/SDN.XML')).toBe(false);
    expect(kept(null)).toBe(false);
  });
});
