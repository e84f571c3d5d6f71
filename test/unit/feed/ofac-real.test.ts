import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bodyOf } from '#lib/feed/body.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { readChunk } from '#lib/watchlist/compile.ts';
import { bundledEntries, disagreements, OFAC_DATA, toldOf } from '../../support/ofac-bundled.ts';

/** Every party with an address, cut out of the file whole; `npm run bench -- ofac` reads all of it. */
const EXCERPT = join(OFAC_DATA, 'sdn_advanced_excerpt_crypto_parties_2025-11-19.xml');
const OF_TERRORISM = join(OFAC_DATA, 'sdn_advanced_excerpt_SDGT_crypto_2025-11-19.xml');
const hasData = existsSync(EXCERPT);

async function read(file: string) {
  const source = { id: 'x', name: file, today: '2026-11-21' };
  const result = await readList(bodyOf(new Uint8Array(readFileSync(file))), source);
  if (!result.ok) throw new Error(result.error.message);
  return { ...result.value, entries: result.value.list.chunks.flatMap(readChunk) };
}

describe.skipIf(!hasData)("OFAC's own file (skipped where ../shared/data is absent)", () => {
  it('says of every party with an address what the bundled list says', async () => {
    const { entries, refused, list } = await read(EXCERPT);
    expect(list.info.date).toBe('2025-11-19');
    expect(refused).toEqual([
      {
        where: 'sdn:29585/feature:36454',
        value: '5be5543ff73456ab9f2d207887e2af87322c651ea1a873c5b25b7ffae456c320',
        reason: 'impossible-value',
      },
    ]);
    const told = toldOf(entries);
    const parties = new Set([...told.keys()].map((id) => id.split('/')[0]));
    const bundled = new Map(
      [...toldOf(await bundledEntries())].filter(([id]) => parties.has(id.split('/')[0])),
    );
    expect(disagreements(told, bundled)).toEqual([]);
    expect(told.size).toBe(bundled.size);
    expect([...told.keys()].filter((id) => id.includes('/feature:'))).toHaveLength(760);
  });

  it('names the parties of four that are listed for terrorism', async () => {
    const { entries } = await read(OF_TERRORISM);
    const claims = entries.flatMap((entry) => entry.claims);
    expect(claims.every(({ category }) => category === 'terrorism')).toBe(true);
    expect(new Set(claims.map(({ subject }) => subject))).toEqual(
      new Set([
        'Gaza Now',
        'Buy Cash Money and Money Transfer Company',
        'Ansarallah',
        'FAYZIMATOV, Farrukh Furkatovitch',
      ]),
    );
    expect(claims.map(({ id }) => id)).toContain('sdn:47635/feature:70190');
  });
});
