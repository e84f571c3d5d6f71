import { expect, it } from 'vitest';
import { MAX_DELTAS } from '#lib/core/limits.ts';
import { type Published, packLists } from '#lib/feed/publish/pack.ts';
import { verifyLists } from '#lib/feed/publish/verify-lists.ts';
import { chainOf, MANIFEST, readManifest } from '#lib/feed/signed/manifest.ts';
import { sealsOf } from '#lib/watchlist/seal.ts';
import { compiled, entry, listInfo } from '../../../support/entries.ts';
import { get } from './support.ts';

it('offers changes from no more versions than clients take, and has the files of these alone', async () => {
  const before = new Map<string, Published>();
  const contents: string[] = [];
  let files = new Map<string, Uint8Array>();
  for (let version = 0; version < MAX_DELTAS + 3; version++) {
    const hosts = Array.from({ length: version + 2 }, (_, n) =>
      entry(`host${n}.example`, { kind: 'domain' }),
    );
    const list = compiled(hosts, listInfo());
    files = await packLists({ lists: [list], before, bulk: new Set(), today: '2026-01-10' });
    const [listed] = get(readManifest(files.get(MANIFEST) ?? new Uint8Array())).lists;
    if (!listed) throw new Error('the manifest names no list');
    before.set('example', { listed, list, files });
    contents.push((await sealsOf(list)).content);
  }
  const listed = before.get('example')?.listed;
  if (!listed) throw new Error('no list');
  expect([...files.keys()].filter((path) => path.endsWith('.almsdiff.gz'))).toHaveLength(MAX_DELTAS);
  const [first = '', second = '', third = ''] = contents;
  const lengths = [first, second, third].map((from) => chainOf(listed, from, listed.content)?.length);
  expect(lengths).toEqual([undefined, undefined, MAX_DELTAS]);
  expect(
    await verifyLists(new Map([...files].map(([path, bytes]) => [path, Uint8Array.from(bytes)]))),
  ).toMatchObject({
    ok: true,
  });
});
