import { ok } from '#lib/core/result.ts';
import { bodyOf, FeedFault } from '#lib/feed/body.ts';
import { createLock } from '#lib/feed/lock.ts';
import { packLists } from '#lib/feed/publish/pack.ts';
import type { Pull } from '#lib/feed/pull/registry.ts';
import { type ListedVersion, MANIFEST, readManifest, writeManifest } from '#lib/feed/signed/manifest.ts';
import { createSignedPull } from '#lib/feed/signed/signed-pull.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';
import { piecesOf } from '#lib/watchlist/list-pieces.ts';
import { sealsOf } from '#lib/watchlist/seal.ts';
import { memoryStore, NOW, publish, putRoot, type Repo, testRing } from '../../test/support/trust-feed.ts';
import type { Kind } from './damage.ts';
import { LARGE, listOf, type SMALL } from './lists.ts';

const FEED = 'https://feed.example/';
/** Lists of the feed, all the same: one verification serves each of them once, so that a thousand faults take a minute. */
const TWINS = 48;

/** What the editors of a signed feed sign: the manifest, a list whole, and what changed of it. */
export async function signedKinds(size: typeof SMALL = LARGE): Promise<Kind[]> {
  const old = listOf(size.before, '1');
  const list = listOf(size.after, '2');
  const { files, listed } = await packed(old, list);
  const kinds: [name: string, file: string, from: CompiledList | null][] = [
    ['signed: manifest', MANIFEST, old],
    ['signed: list', listed.whole, null],
    ['signed: changes', listed.deltas[0]?.path ?? '', old],
  ];
  return Promise.all(kinds.map(([name, file, from]) => signedKind(name, file, files, listed, from)));
}

async function packed(old: CompiledList, list: CompiledList) {
  const first = await packLists({ lists: [old], before: new Map(), bulk: new Set(), today: '2026-01-09' });
  const before = new Map([[old.info.id, { listed: listedIn(first), list: old, files: first }]]);
  const files = await packLists({ lists: [list], before, bulk: new Set(['example']), today: '2026-01-10' });
  const listed = listedIn(files);
  const twins = Array.from({ length: TWINS }, (_, n) => ({ ...listed, id: `twin-${n}` }));
  return { files: new Map([...files, [MANIFEST, writeManifest(twins)]]), listed };
}

function listedIn(files: ReadonlyMap<string, Uint8Array>): ListedVersion {
  const manifest = readManifest(files.get(MANIFEST) ?? new Uint8Array());
  const listed = manifest.ok && manifest.value.lists[0];
  if (!listed) throw new Error('the manifest names no list');
  return listed;
}

/** A client that has `from`, or nothing, and is offered the next version. */
async function signedKind(
  file: string,
  path: string,
  files: ReadonlyMap<string, Uint8Array>,
  listed: ListedVersion,
  from: CompiledList | null,
): Promise<Kind> {
  const repo: Repo = new Map();
  putRoot(repo, testRing(), 1);
  publish(repo, { targets: 1, snapshot: 1, timestamp: 1, lists: Object.fromEntries(files) });
  const sound = files.get(path) ?? new Uint8Array();
  const at = [...repo].find(([, bytes]) => bytes === sound)?.[0] ?? '';
  const store = memoryStore();
  const client = () =>
    createSignedPull(async () => ok('unchanged'), [{ url: FEED, root: repo.get('1.root.json') ?? sound }], {
      store: () => store,
      async *get(url) {
        const bytes = repo.get(url.slice(FEED.length));
        if (!bytes) throw new FeedFault('not-found', url);
        yield* bodyOf(new Uint8Array(bytes));
      },
      lock: createLock(),
      now: () => NOW,
    });
  let pull: Pull = client();
  let twin = 0;
  /** Content hash of what came; `null` where nothing did. */
  async function come(bytes: Uint8Array): Promise<string | null> {
    repo.set(at, bytes);
    if (twin === TWINS) pull = client();
    twin %= TWINS;
    const pulled = await pull({
      url: `${FEED}#twin-${twin++}`,
      source: { id: 'x', name: 'x', today: '2026-01-10' },
      known: {
        cursor: from && 'an older manifest',
        async *entries() {},
        list: async () => from && piecesOf(from),
      },
    });
    if (!pulled.ok) return null;
    if (pulled.value === 'unchanged') throw new Error('the list of before was called the newest');
    return (await sealsOf(pulled.value.list)).content;
  }
  return {
    file,
    bytes: Uint8Array.from(sound),
    async meet(damaged) {
      const content = await come(damaged);
      if (content === null) return 'refused';
      // Damaged changes are passed over: the list comes whole.
      if (content === listed.content) return 'harmless';
      throw new Error('another list was read');
    },
    recovers: async () => (await come(sound)) === listed.content,
  };
}
