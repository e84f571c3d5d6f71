import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Claim, Entry } from '#lib/core/entry.ts';
import { bodyOf } from '#lib/feed/body.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { readChunk } from '#lib/watchlist/compile.ts';
import { OFAC_DATA } from '../../support/ofac-bundled.ts';
import { partiesOf } from '../../support/ofac-parties.ts';
import { changed, told } from './ofac-changes-setup.ts';
import {
  changedEntity,
  featureElement,
  features,
  type InventedFeature,
  type InventedParty,
  wholeEntity,
} from './ofac-delta-files.ts';

/** Every party with an address, cut out of OFAC's own file whole. */
const EXCERPT = join(OFAC_DATA, 'sdn_advanced_excerpt_crypto_parties_2025-11-19.xml');
const CURSOR = JSON.stringify({ publication: 500, whole: '2026-09-01' });

const isWallet = ({ type }: InventedFeature) => type.startsWith('Digital Currency Address');

describe.skipIf(!existsSync(EXCERPT))(
  "OFAC's own parties, as changes (skipped where ../shared/data is absent)",
  () => {
    let parties: InventedParty[];
    let entries: Entry[];

    beforeAll(async () => {
      const bytes = new Uint8Array(readFileSync(EXCERPT));
      parties = await partiesOf(bytes.slice());
      const source = { id: 'x', name: EXCERPT, today: '2026-09-04' };
      const read = await readList(bodyOf(bytes), source);
      if (!read.ok) throw new Error(read.error.message);
      entries = read.value.list.chunks.flatMap(readChunk);
      expect(parties).toHaveLength(79);
    });

    /** The list with some of its claims. */
    const only = (keep: (claim: Claim) => boolean) =>
      entries.flatMap(({ claims, ...entry }) => {
        const kept = claims.filter(keep);
        return kept.length > 0 ? [{ ...entry, claims: kept }] : [];
      });
    const has = (some: readonly InventedParty[]) => {
      const ids = new Set(some.map(({ id }) => `sdn:${id}/`));
      return ({ id }: Claim) => ids.has(id.slice(0, id.indexOf('/') + 1));
    };

    it('says the same of parties that are added', async () => {
      const isNew = has(parties.slice(5));
      const { isWhole, entries: after } = await changed(
        { cursor: CURSOR, entries: only((claim) => !isNew(claim)) },
        parties.slice(5).map((party) => wholeEntity('add', party)),
      );
      expect(isWhole).toBe(false);
      expect(told(after)).toEqual(told(entries));
    });

    it('forgets parties that are removed', async () => {
      const isGone = has(parties.filter((_, n) => n % 2 === 0));
      const { isWhole, entries: after } = await changed(
        { cursor: CURSOR, entries },
        parties.flatMap((party, n) => (n % 2 === 0 ? wholeEntity('remove', party) : [])),
      );
      expect(isWhole).toBe(false);
      expect(told(after)).toEqual(told(only((claim) => !isGone(claim))));
      expect(after.length).toBeLessThan(entries.length);
    });

    it.each(['add', 'remove'] as const)('follows addresses: %s', async (action) => {
      // Of each party all but the first.
      const moved = parties.map(({ id, features: all }) => ({ id, moved: all.filter(isWallet).slice(1) }));
      const ids = new Set(
        moved.flatMap(({ id, moved: some }) => some.map((one) => `sdn:${id}/feature:${one.id}`)),
      );
      const few = only(({ id }) => !ids.has(id));
      const [before, wanted] = action === 'add' ? [few, entries] : [entries, few];
      const { isWhole, entries: after } = await changed(
        { cursor: CURSOR, entries: before },
        moved.map(({ id, moved: some }) =>
          changedEntity(id, features(...some.map((one) => featureElement(one, action)))),
        ),
      );
      expect(isWhole).toBe(false);
      expect(told(after)).toEqual(told(wanted));
    });
  },
);
