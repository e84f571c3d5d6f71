/** OFAC's server with a list, its history, and what each publication changed. */
import { expect } from 'vitest';
import type { Entry } from '#lib/core/entry.ts';
import { ofacPullers } from '#lib/feed/pull/ofac.ts';
import { createPull } from '#lib/feed/pull/registry.ts';
import { knownOf, NOTHING, type Stored, storedOf } from '../../support/stored.ts';
import { advancedOf, deltaFile, type InventedParty } from './ofac-delta-files.ts';
import { createServer } from './opensanctions-pull-setup.ts';

export const OFAC = 'https://sanctionslistservice.ofac.treas.gov';
export const ADVANCED = `${OFAC}/api/PublicationPreview/exports/SDN_ADVANCED.XML`;
export const HISTORY = `${OFAC}/changes/history/2026`;
export const changesOf = (publication: number) => `${OFAC}/changes/${publication}`;
export const published = (...rows: (readonly [publicationID: number, datePublished: string])[]) =>
  JSON.stringify(rows.map(([publicationID, datePublished]) => ({ publicationID, datePublished })));

/** What stands under each address; nothing else is there. */
export type Site = Record<string, string>;

export async function pull(site: Site, stored: Stored = NOTHING, today = '2026-09-04', url = ADVANCED) {
  const { asked, get } = createServer(site);
  const source = { id: 'x', name: url, today };
  const result = await createPull(get, ofacPullers)({ url, source, known: knownOf(stored) });
  return { asked, result };
}

/** The list of 1 September 2026, publication 500, as a device has it that read the whole file. */
export async function storedWhole(parties: readonly InventedParty[]): Promise<Stored> {
  const { result } = await pull(
    { [HISTORY]: published([500, '2026-09-01T10:00:00']), [ADVANCED]: advancedOf(parties, '2026-09-01') },
    NOTHING,
    '2026-09-01',
  );
  if (!result.ok) throw new Error(result.error.message);
  return storedOf(result.value);
}

/** What publications 501 to 503 make of it, of one, two or three days. */
export async function update(stored: Stored, deltas: readonly string[], parties: readonly InventedParty[]) {
  const days = ['2026-09-02', '2026-09-03', '2026-09-04'].slice(-deltas.length);
  const rows = days.map((day, n) => [501 + n, `${day}T10:30:00.123`] as const);
  const { asked, result } = await pull(
    {
      [HISTORY]: published([500, '2026-09-01T10:00:00'], ...rows),
      [ADVANCED]: advancedOf(parties, '2026-09-04'),
      ...Object.fromEntries(deltas.map((delta, n) => [changesOf(501 + n), delta])),
    },
    stored,
  );
  if (!result.ok || result.value === 'unchanged') throw new Error('nothing came');
  return {
    isWhole: asked.includes(ADVANCED),
    asked,
    value: result.value,
    ...storedOf(result.value),
    refused: result.value.refused.map(({ where, value, reason }) => [where, value, reason]),
  };
}

/** Of changes of one day. */
export const changed = (
  stored: Stored,
  entities: readonly string[],
  parties: readonly InventedParty[] = [],
) => update(stored, [deltaFile(entities, { date: '2026-09-04' })], parties);

/** The list that the whole file of these parties makes, in no order. */
export async function wholeOf(parties: readonly InventedParty[]): Promise<string[]> {
  return told((await storedWhole(parties)).entries);
}

/** Everything that entries say, in no order. */
export function told(entries: readonly Entry[]): string[] {
  return entries
    .flatMap(({ claims, ...entry }) => claims.map((claim) => JSON.stringify({ ...entry, claim })))
    .sort();
}

/** These changes of a list with one party are not used: the whole file is asked for, and the list is what that one says. */
export async function expectWhole(
  party: InventedParty,
  after: readonly InventedParty[],
  deltas: readonly string[],
): Promise<void> {
  const { isWhole, entries, value } = await update(await storedWhole([party]), deltas, after);
  expect(isWhole).toBe(true);
  expect(told(entries)).toEqual(await wholeOf(after));
  expect(JSON.parse(value.cursor ?? '')).toMatchObject({ whole: '2026-09-04' });
}
