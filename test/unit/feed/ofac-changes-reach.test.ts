import { describe, expect, it } from 'vitest';
import { addDays } from '#lib/core/dates.ts';
import type { Entry } from '#lib/core/entry.ts';
import { MAX_OFAC_DELTAS, OFAC_WHOLE_DAYS } from '#lib/core/limits.ts';
import { FeedFault } from '#lib/feed/body.ts';
import { ofacPullers } from '#lib/feed/pull/ofac.ts';
import { createPull } from '#lib/feed/pull/registry.ts';
import { type Stored, storedOf } from '../../support/stored.ts';
import {
  ADVANCED,
  changesOf,
  HISTORY,
  OFAC,
  published,
  pull,
  type Site,
  storedWhole,
} from './ofac-changes-setup.ts';
import { advancedOf, company, deltaFile, wallet, wholeEntity } from './ofac-delta-files.ts';
import { BITCOIN, BITCOIN_2, EVM } from './ofac-files.ts';
import { createServer } from './opensanctions-pull-setup.ts';

const ONE = company(10, [wallet(1, BITCOIN)]);
const TWO = company(20, [wallet(2, EVM, 'ETH')]);
const BEFORE = [500, '2026-09-01T10:00:00'] as const;

async function come(site: Site, stored: Stored, today = '2026-09-04') {
  const { asked, result } = await pull(
    { [ADVANCED]: advancedOf([ONE], '2026-09-03'), ...site },
    stored,
    today,
  );
  if (!result.ok || result.value === 'unchanged') throw new Error('nothing came');
  const { cursor, entries } = storedOf(result.value);
  return {
    isWhole: asked.includes(ADVANCED),
    asked: asked.map((url) => url.replace(`${OFAC}/`, '')),
    cursor: cursor === null ? null : JSON.parse(cursor),
    values: entries.map(({ value }) => value),
  };
}

const site = (...rows: (readonly [number, string])[]): Site => ({
  [HISTORY]: published(...rows),
  ...Object.fromEntries(
    rows.map(([id, date]) => [changesOf(id), deltaFile([], { date: date.slice(0, 10) })]),
  ),
});
const cursorOf = (publication: number, whole: string) => JSON.stringify({ publication, whole });

describe("OFAC's changes: how far they reach", () => {
  it('asks for what was published since then and for nothing else', async () => {
    const { asked, cursor, values } = await come(
      site([499, '2026-08-28'], BEFORE, [503, '2026-09-02'], [507, '2026-09-03']),
      await storedWhole([ONE, TWO]),
    );
    expect(asked).toEqual(['changes/history/2026', 'changes/503', 'changes/507']);
    expect(cursor).toEqual({ publication: 507, whole: '2026-09-01' });
    expect(values).toEqual([BITCOIN, EVM]);
  });

  it.each<[string, (readonly [number, string])[]]>([
    ['does not name the known publication', [[501, '2026-09-03']]],
    ['goes back in time', [BEFORE, [501, '2026-09-03'], [502, '2026-09-02'], [503, '2026-09-03']]],
    ['names a publication twice', [BEFORE, [501, '2026-09-02'], [501, '2026-09-03']]],
    ['does not say when', [BEFORE, [501, 'soon'], [502, '2026-09-03']]],
    [
      'does not say when, from the known one on',
      [
        [500, 'soon'],
        [501, 'soon'],
        [502, '2026-09-03'],
      ],
    ],
  ])('reads the file whole where the history %s', async (_, rows) => {
    const { isWhole, values } = await come(site(...rows), await storedWhole([ONE, TWO]));
    expect([isWhole, values]).toEqual([true, [BITCOIN]]);
  });

  it('takes what stood before the known publication as it is', async () => {
    const odd = [498, 'soon'] as const;
    const { isWhole } = await come(site(odd, BEFORE, [501, '2026-09-03']), await storedWhole([ONE]));
    expect(isWhole).toBe(false);
  });

  it('does not catch up with more publications than the whole file is worth', async () => {
    const stored = await storedWhole([ONE, TWO]);
    const rows = (count: number) =>
      Array.from({ length: count }, (_, n) => [501 + n, addDays('2026-09-02', n)] as const);
    const isWhole = async (count: number) =>
      (await come(site(BEFORE, ...rows(count)), stored, '2026-09-25')).isWhole;
    expect(await isWhole(MAX_OFAC_DELTAS)).toBe(false);
    expect(await isWhole(MAX_OFAC_DELTAS + 1)).toBe(true);
  });

  it('reads the file whole now and then, whatever the changes say', async () => {
    const { entries } = await storedWhole([ONE, TWO]);
    const today = '2026-09-04';
    const isWhole = async (whole: string) =>
      (await come(site(BEFORE, [501, '2026-09-03']), { entries, cursor: cursorOf(500, whole) }, today))
        .isWhole;
    expect(await isWhole(addDays(today, 1 - OFAC_WHOLE_DAYS))).toBe(false);
    expect(await isWhole(addDays(today, -OFAC_WHOLE_DAYS))).toBe(true);
    // A clock that went wrong must not put it off for ever.
    expect(await isWhole('2062-01-01')).toBe(true);
    expect(await isWhole('soon')).toBe(true);
  });

  it('goes on from the day of the whole file that came in between', async () => {
    const { cursor } = await come(site(BEFORE, [501, '2026-09-03']), { entries: [], cursor: null });
    expect(cursor).toEqual({ publication: 501, whole: '2026-09-04' });
  });

  it('in January also asks for the year before', async () => {
    const { entries } = await storedWhole([ONE, TWO]);
    const january = {
      [HISTORY]: published([500, '2026-12-18'], [501, '2026-12-29']),
      [`${OFAC}/changes/history/2027`]: published([502, '2027-01-05']),
      [changesOf(501)]: deltaFile([wholeEntity('remove', TWO)], { date: '2026-12-29' }),
      [changesOf(502)]: deltaFile([wholeEntity('add', company(30, [wallet(3, BITCOIN_2)]))], {
        date: '2027-01-05',
      }),
    };
    const since = (publication: number, today: string) =>
      come(january, { entries, cursor: cursorOf(publication, '2026-12-18') }, today);
    expect(await since(500, '2027-01-06')).toMatchObject({
      asked: ['changes/history/2027', 'changes/history/2026', 'changes/501', 'changes/502'],
      cursor: { publication: 502 },
      values: [BITCOIN, BITCOIN_2],
    });
    // Where this year's names the known one, that of the year before is not needed.
    january[`${OFAC}/changes/history/2027`] = published([501, '2027-01-04'], [502, '2027-01-05']);
    expect((await since(501, '2027-01-06')).asked).toEqual(['changes/history/2027', 'changes/502']);
  });

  it.each<[string, string, number | null]>([
    // A server may still hand out what was made between the two of that day.
    ['of the day of two publications, on that day', '2026-09-03', 502],
    ['of that day, a day later', '2026-09-04', 503],
  ])('knows what a file surely holds: %s', async (_, today, publication) => {
    const rows = [BEFORE, [502, '2026-09-03T09:00:00'], [503, '2026-09-03T15:00:00']] as const;
    const { cursor } = await come(site(...rows), { entries: [], cursor: null }, today);
    expect(cursor).toEqual({ publication, whole: today });
  });

  it('goes on from what an older file holds', async () => {
    const rows = [BEFORE, [504, '2026-09-04']] as const;
    const { cursor } = await come(site(...rows), { entries: [], cursor: null });
    expect(cursor).toEqual({ publication: 500, whole: '2026-09-04' });
  });

  it('has nothing to apply changes to where storage lost the list', async () => {
    const { cursor } = await storedWhole([ONE]);
    const { isWhole, values } = await come(site(BEFORE, [501, '2026-09-03']), { cursor, entries: [] });
    expect([isWhole, values]).toEqual([true, [BITCOIN]]);
  });

  it('has nothing to apply changes to in a list that was made otherwise', async () => {
    const { cursor, entries } = await storedWhole([ONE]);
    const others = entries.map((entry) => ({
      ...entry,
      claims: entry.claims.map((claim) => ({ ...claim, id: 'line 12' })),
    }));
    expect((await come(site(BEFORE, [501, '2026-09-03']), { cursor, entries: others })).isWhole).toBe(true);
  });

  it('reads the whole where what is stored cannot be read', async () => {
    const { cursor } = await storedWhole([ONE]);
    const { asked, get } = createServer({
      ...site(BEFORE, [501, '2026-09-03']),
      [ADVANCED]: advancedOf([ONE], '2026-09-03'),
    });
    async function* entries(): AsyncGenerator<Entry, void> {
      yield* [];
      throw new FeedFault('superseded', 'A piece of the list is lost.');
    }
    const result = await createPull(
      get,
      ofacPullers,
    )({
      url: ADVANCED,
      source: { id: 'x', name: ADVANCED, today: '2026-09-04' },
      known: { cursor, entries, list: async () => null },
    });
    expect(result).toMatchObject({ ok: true });
    expect(asked).toEqual([HISTORY, ADVANCED]);
  });

  it('reads the plain file whole: how it spells what changes say is not known', async () => {
    const plain = `${OFAC}/api/PublicationPreview/exports/SDN.XML`;
    const stored = await storedWhole([ONE]);
    const { asked } = await pull(site(BEFORE, [501, '2026-09-03']), stored, '2026-09-04', plain);
    expect(asked).toEqual([HISTORY, plain]);
  });
});
