import { type Published, packLists } from '#lib/feed/publish/pack.ts';
import { MANIFEST, readManifest } from '#lib/feed/signed/manifest.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';
import { type Plan, publish, putRoot, type Repo, testRing } from '../../../support/trust-feed.ts';

export type Publisher = ReturnType<typeof createPublisher>;

/** Publishes versions of one list, one after the other, each with its manifest, signed. */
export function createPublisher() {
  const repo: Repo = new Map();
  const published = new Map<string, Published>();
  let version = 0;
  putRoot(repo, testRing(), 1);

  async function release(
    list: CompiledList,
    bulk = false,
    change = (files: Map<string, Uint8Array>) => files,
    expires: Plan['expires'] = {},
  ) {
    const files = await packLists({
      lists: [list],
      before: published,
      bulk: new Set(bulk ? [list.info.id] : []),
      today: '2026-01-10',
    });
    const manifest = readManifest(files.get(MANIFEST) as Uint8Array);
    if (!manifest.ok) throw new Error(manifest.error.message);
    const [listed] = manifest.value.lists;
    if (!listed) throw new Error('the manifest names no list');
    published.set(list.info.id, { listed, list, files });
    version += 1;
    const lists = Object.fromEntries(change(files));
    publish(repo, { targets: version, snapshot: version, timestamp: version, lists, expires });
    return listed;
  }

  return { repo, published, release };
}
