import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Claim, Entry } from '#lib/core/entry.ts';
import { bodyOf } from '#lib/feed/body.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { readChunk } from '#lib/watchlist/compile.ts';

/** The folder with OFAC's file of the day that the bundled list was made from; it stands beside the repository. */
export const OFAC_DATA = resolve(import.meta.dirname, '../../../shared/data/feeds/ofac');
const BUNDLED = resolve(import.meta.dirname, '../../public/watchlist/ofac-sdn.almslist');

/** Every entry of the bundled list. */
export async function bundledEntries(): Promise<Entry[]> {
  const source = { id: 'x', name: BUNDLED, today: '2026-11-21' };
  const read = await readList(bodyOf(new Uint8Array(readFileSync(BUNDLED))), source);
  if (!read.ok) throw new Error(read.error.message);
  return read.value.list.chunks.flatMap(readChunk);
}

/** Claims with what they are on, by id; a cell that names several sites has one id for all of them. */
export type Told = Map<string, { entry: Pick<Entry, 'kind' | 'value' | 'chain' | 'flags'>; claim: Claim }>;

export function toldOf(entries: readonly Entry[]): Told {
  const told: Told = new Map();
  for (const { claims, ...entry } of entries) {
    for (const claim of claims) told.set(`${claim.id} ${entry.value}`, { entry, claim });
  }
  return told;
}

/**
 * What the file and the bundled list of its day do not agree on, as `field of id`. The bundled list also knows when
 * copies first showed a value, and for a party with a website but no address neither aliases nor legal basis.
 */
export function disagreements(file: Told, bundled: Told): string[] {
  const withAddress = new Set(
    [...bundled.values()].filter(({ entry }) => entry.kind === 'address').map(({ claim }) => partyOf(claim)),
  );
  return [...new Set([...file.keys(), ...bundled.keys()])].flatMap((id) => {
    const [ours, theirs] = [file.get(id), bundled.get(id)];
    if (!ours || !theirs) return `presence of ${id}, which is only in the ${ours ? 'file' : 'bundled list'}`;
    const found: Record<string, unknown> = { ...ours.entry, ...ours.claim };
    const { firstSeen, aliases, legalBasis, ...known } = { ...theirs.entry, ...theirs.claim };
    const wanted = withAddress.has(partyOf(ours.claim)) ? { ...known, aliases, legalBasis } : known;
    return Object.entries(wanted)
      .filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(found[field]))
      .map(([field]) => `${field} of ${id}`);
  });
}

function partyOf({ id }: Claim): string {
  return id.split('/')[0] ?? id;
}
