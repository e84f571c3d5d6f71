import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Entry } from '#lib/core/entry.ts';
import { writeContainer } from '#lib/watchlist/container.ts';
import { pack } from '../../../../scripts/feed/pack.ts';
import { claim, compiled, entry, listInfo } from '../../../support/entries.ts';
import { tempFolder } from './support.ts';

const BURN = '0x000000000000000000000000000000000000dEaD';
const host = (value: string, over: Partial<Entry> = {}) => entry(value, { kind: 'domain', ...over });

async function packed(entries: Entry[], bulk: boolean) {
  const lists = tempFolder();
  const files = join(tempFolder(), 'files');
  writeFileSync(
    join(lists, 'example.almslist'),
    await writeContainer(compiled(entries, listInfo(), { bulk })),
  );
  const done = pack.run([files, '--lists', lists, '--now', '2026-01-10T06:00:00Z']);
  const said = await done.then(String, (error: Error) => error.message);
  return { said, isThere: existsSync(join(files, 'manifest.json')) };
}

afterEach(() => {
  vi.restoreAllMocks();
});
beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});

it.each([false, true])('packs what accuses nobody whom the safelist protects (in bulk: %s)', async (bulk) => {
  const entries = [host('front.example.org'), host('facebook.com', { claims: [claim({ stance: 'safe' })] })];
  expect(await packed(entries, bulk)).toEqual({ said: '0', isThere: true });
});

it.each([false, true])('refuses a list that does, and names each hit (in bulk: %s)', async (bulk) => {
  const { said, isThere } = await packed([host('front.example.org'), host('unicef.fr'), entry(BURN)], bulk);
  expect(isThere).toBe(false);
  expect(said).toMatch(/example: .*unicef\.fr/);
  expect(said.toLowerCase()).toContain(BURN.toLowerCase());
  expect(said).not.toContain('front.example.org');
});
