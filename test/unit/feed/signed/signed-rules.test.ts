import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_METADATA_BYTES, MAX_WHOLE_BYTES } from '#lib/core/limits.ts';
import { ok } from '#lib/core/result.ts';
import { bodyOf, FeedFault } from '#lib/feed/body.ts';
import { createLock } from '#lib/feed/lock.ts';
import { packLists } from '#lib/feed/publish/pack.ts';
import type { Pull } from '#lib/feed/pull/registry.ts';
import { createSignedPull, type SignedDeps } from '#lib/feed/signed/signed-pull.ts';
import { compiled, entry } from '../../../support/entries.ts';
import { memoryStore, NOW, publish, putRoot, type Repo, testRing } from '../../../support/trust-feed.ts';

const FEED = 'https://feed.example/repo/';
const LIST = compiled([entry('host.example', { kind: 'domain' })]);
const MINUTE = 60_000;

/** A list file whose header goes on for longer than a file may be. */
function bombOf(list: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(MAX_WHOLE_BYTES + 1).fill(0x20);
  bytes.set(list.subarray(0, 8));
  new DataView(bytes.buffer).setUint32(8, MAX_WHOLE_BYTES, true);
  return Uint8Array.from(gzipSync(bytes));
}

describe('the client of a signed feed', () => {
  let repo: Repo;
  let requests: string[];
  let now: number;
  let deps: SignedDeps;
  beforeEach(async () => {
    repo = new Map();
    requests = [];
    now = NOW;
    putRoot(repo, testRing(), 1);
    await release();
    const store = memoryStore();
    deps = {
      store: () => store,
      async *get(url) {
        const path = url.slice(FEED.length);
        requests.push(path);
        const bytes = repo.get(path);
        if (!bytes) throw new FeedFault('not-found', path);
        yield* bodyOf(new Uint8Array(bytes));
      },
      lock: createLock(),
      now: () => now,
    };
  });
  async function release(change = (files: Map<string, Uint8Array>) => files): Promise<void> {
    const files = await packLists({ lists: [LIST], before: new Map(), bulk: new Set(), today: '2026-01-10' });
    publish(repo, { targets: 1, snapshot: 1, timestamp: 1, lists: Object.fromEntries(change(files)) });
  }
  const client = (over: Partial<SignedDeps> = {}) =>
    createSignedPull(
      async () => ok('unchanged'),
      [{ url: FEED, root: repo.get('1.root.json') as Uint8Array }],
      {
        ...deps,
        ...over,
      },
    );
  const come = (pull: Pull, id = 'example') =>
    pull({
      url: `${FEED}#${id}`,
      source: { id: 'x', name: 'x', today: '2026-01-10' },
      known: { cursor: null, async *entries() {}, list: async () => null },
    });

  it('is one at a time, whatever worker or page it runs in', async () => {
    const names: string[] = [];
    const lock: SignedDeps['lock'] = (name, work) => {
      names.push(name);
      return deps.lock(name, work);
    };
    await Promise.all([come(client({ lock })), come(client({ lock }), 'other')]);
    expect(names).toEqual([`trust ${FEED}`, `trust ${FEED}`]);
    // Nothing was asked for outside of its turn: the second one found the first one's answers stored.
    expect(requests.filter((path) => path === '1.snapshot.json')).toHaveLength(1);
  });

  it('lets nothing be fetched that is longer than was signed, or than its kind may be', async () => {
    const limits = new Map<string, number>();
    const pull = client({
      get(url, maxBytes) {
        limits.set(url.slice(FEED.length), maxBytes);
        return deps.get(url, maxBytes);
      },
    });
    expect(await come(pull)).toMatchObject({ ok: true });
    const sizes = [...limits].filter(([path]) => repo.has(path) && path !== 'timestamp.json');
    expect(sizes).toEqual(sizes.map(([path]) => [path, repo.get(path)?.length]));
    expect(sizes).toHaveLength(4);
    expect(limits.get('2.root.json')).toBe(MAX_METADATA_BYTES.root);
    expect(limits.get('timestamp.json')).toBe(MAX_METADATA_BYTES.timestamp);
  });

  it('unpacks no more than fits, even of what the editors signed', async () => {
    await release((files) => {
      for (const [path, bytes] of files) if (path.endsWith('.gz')) files.set(path, bombOf(gunzipSync(bytes)));
      return files;
    });
    expect(await come(client())).toMatchObject({ ok: false, error: { code: 'too-large' } });
  });

  it.each([
    ['a moment later', MINUTE / 2, false],
    ['a minute later', MINUTE, true],
    ['years later', 1e12, true],
    ['years before, when a wrong clock was set right', -1e12, true],
  ])('verifies anew for the next list %s: %s', async (_, later, isAnew) => {
    const pull = client();
    await come(pull);
    requests.length = 0;
    now += later;
    await come(pull, 'other');
    expect(requests.includes('2.root.json')).toBe(isAnew);
  });
});
