import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '#lib/core/entry.ts';
import { MAX_WHOLE_BYTES } from '#lib/core/limits.ts';
import { ok, type Result } from '#lib/core/result.ts';
import { bodyOf, FeedFault } from '#lib/feed/body.ts';
import { diffLists } from '#lib/feed/delta-diff.ts';
import { createLock } from '#lib/feed/lock.ts';
import { packLists } from '#lib/feed/publish/pack.ts';
import type { Pull, PulledList } from '#lib/feed/pull/registry.ts';
import { MANIFEST, readManifest } from '#lib/feed/signed/manifest.ts';
import { createSignedPull } from '#lib/feed/signed/signed-pull.ts';
import { type ListPieces, piecesOf } from '#lib/watchlist/list-pieces.ts';
import { Damage } from '#lib/watchlist/loaded-list.ts';
import { sealsOf } from '#lib/watchlist/seal.ts';
import { compiled, entry, listInfo } from '../../../support/entries.ts';
import { listRecord } from '../../../support/records.ts';
import { memoryStore, NOW, publish, type Repo, utf8 } from '../../../support/trust-feed.ts';
import { createPublisher, type Publisher } from './publisher.ts';

const FEED = 'https://feed.example/repo/';
const URL = `${FEED}#example`;
const hosts = (count: number): Entry[] =>
  Array.from({ length: count }, (_, i) => entry(`host${i}.example`, { kind: 'domain' }));
const listOf = (count: number, version: string) => compiled(hosts(count), listInfo({ version }));

/** So many that a file of nothing, packed, is smaller than they are. */
const MANY = 30_000;

/** A sound delta, whose header is followed by more blanks than a file may have bytes. */
function withLongHeader(delta: Uint8Array): Uint8Array {
  const start = 12;
  const length = new DataView(delta.buffer, delta.byteOffset).getUint32(start - 4, true);
  const bytes = new Uint8Array(delta.length + MAX_WHOLE_BYTES).fill(0x20);
  bytes.set(delta.subarray(0, start + length));
  bytes.set(delta.subarray(start + length), start + length + MAX_WHOLE_BYTES);
  new DataView(bytes.buffer).setUint32(start - 4, length + MAX_WHOLE_BYTES, true);
  return bytes;
}

/** Publishes versions of one list, one after the other, and a client that comes by between them. */
describe('a list of a signed feed', () => {
  let publisher: Publisher;
  let repo: Repo;
  let requests: string[];
  let pull: Pull;
  let stored: PulledList | null;
  let vouched: string[];
  /** What storage makes of what it was given. */
  let rot: (pieces: ListPieces) => ListPieces;

  beforeEach(() => {
    publisher = createPublisher();
    ({ repo } = publisher);
    requests = [];
    stored = null;
    vouched = [];
    rot = (pieces) => pieces;
    const store = memoryStore();
    pull = createSignedPull(
      async () => ok('unchanged'),
      [{ url: FEED, root: repo.get('1.root.json') as Uint8Array }],
      {
        store: () => store,
        async *get(url) {
          const path = url.slice(FEED.length);
          requests.push(path);
          const bytes = repo.get(path);
          if (!bytes) throw new FeedFault('not-found', path);
          yield* bodyOf(new Uint8Array(bytes));
        },
        lock: createLock(),
        now: () => NOW,
      },
    );
  });

  const release = (...asked: Parameters<Publisher['release']>) => publisher.release(...asked);

  async function come(url = URL): Promise<Result<PulledList | 'unchanged'>> {
    requests = [];
    const held = url === URL ? stored : null;
    const pulled = await pull({
      url,
      source: { id: 'x', name: url, today: '2026-01-10' },
      known: {
        cursor: held?.cursor ?? null,
        async *entries() {},
        list: async () => held && rot(await piecesOf(held.list)),
      },
      onVouched: (until) => vouched.push(new Date(until).toISOString()),
    });
    if (url === URL && pulled.ok && pulled.value !== 'unchanged') stored = pulled.value;
    return pulled;
  }
  const contentOf = async () => stored && (await sealsOf(stored.list)).content;
  const files = (kind: string) => requests.filter((path) => path.endsWith(kind));

  it('comes whole at first, then by what changed, and not again while nothing did', async () => {
    await release(listOf(900, '1'));
    expect(await come()).toMatchObject({ ok: true, value: { format: 'almsguard', isMeant: false } });
    expect(stored?.list).toMatchObject({ entries: 900, info: { id: 'example', version: '1' } });
    expect(await come()).toEqual(ok('unchanged'));
    expect(files('.gz')).toEqual([]);

    const listed = await release(listOf(905, '2'));
    await come();
    expect(files('.almsdiff.gz')).toHaveLength(1);
    expect(files('.almslist.gz')).toEqual([]);
    expect(await contentOf()).toBe(listed.content);
    expect(stored?.list).toMatchObject({ entries: 905, info: { version: '2' } });
  });

  it('catches up over several changes', async () => {
    await release(listOf(900, '1'));
    await come();
    await release(listOf(903, '2'));
    await release(listOf(902, '3'));
    const listed = await release(listOf(906, '4'));
    await come();
    expect(files('.almsdiff.gz')).toHaveLength(3);
    expect(files('.almslist.gz')).toEqual([]);
    expect(await contentOf()).toBe(listed.content);
  });

  it('comes whole where no changes lead from the version that is here, or they are no shorter', async () => {
    await release(listOf(900, '1'));
    await come();
    publisher.published.clear();
    await release(listOf(905, '2'));
    await come();
    expect(files('.almsdiff.gz')).toEqual([]);
    expect(stored?.list.entries).toBe(905);
    await release(compiled([entry('other.example', { kind: 'domain' })], listInfo({ version: '3' })));
    await come();
    expect(files('.almsdiff.gz')).toEqual([]);
    expect(stored?.list.entries).toBe(1);
  });

  it('comes whole where what is stored is not what the note of it says', async () => {
    await release(listOf(900, '1'));
    await come();
    if (stored) stored = { ...stored, list: listOf(800, '0') };
    const listed = await release(listOf(905, '2'));
    await come();
    expect(files('.almslist.gz')).toHaveLength(1);
    expect(await contentOf()).toBe(listed.content);
  });

  it('comes whole where storage lost a piece of what a delta starts from', async () => {
    await release(listOf(900, '1'));
    await come();
    const record = { ...listRecord({}), info: listInfo() };
    rot = (pieces) => ({
      ...pieces,
      chunks: () => ({
        [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Damage(record)) }),
      }),
    });
    const listed = await release(listOf(905, '2'));
    await come();
    expect(files('.almsdiff.gz')).toHaveLength(1);
    expect(files('.almslist.gz')).toHaveLength(1);
    expect(await contentOf()).toBe(listed.content);
  });

  it.each<[string, number, (delta: Uint8Array) => Promise<Uint8Array> | Uint8Array]>([
    ['is none', 900, () => utf8('no delta')],
    ['is cut off', 900, (delta) => delta.subarray(0, delta.length / 2)],
    ['unpacks to more than fits', MANY, (delta) => gzipSync(withLongHeader(gunzipSync(delta)))],
    [
      'leads elsewhere than the manifest says',
      900,
      async () => gzipSync(await diffLists(listOf(900, '1'), listOf(906, '2'))),
    ],
  ])('comes whole where a signed delta %s', async (_, size, broken) => {
    await release(listOf(size, '1'));
    await come();
    const delta = await diffLists(listOf(size, '1'), listOf(size + 5, '2'));
    const instead = await broken(gzipSync(delta));
    const listed = await release(listOf(size + 5, '2'), false, (all) => {
      for (const path of all.keys()) if (path.endsWith('.almsdiff.gz')) all.set(path, instead);
      return all;
    });
    expect(await come()).toMatchObject({ ok: true });
    expect(files('.almsdiff.gz')).toHaveLength(1);
    expect(files('.almslist.gz')).toHaveLength(1);
    expect(await contentOf()).toBe(listed.content);
    // Its publisher has to know, and nobody else can tell.
    expect(stored?.faultyDelta).toBe(listed.deltas[0]?.path);
  });

  it('names the changes of several that lead elsewhere', async () => {
    const elsewhere = gzipSync(await diffLists(listOf(900, '1'), listOf(906, '2')));
    await release(listOf(900, '1'));
    await come();
    const second = await release(listOf(905, '2'), false, (all) => {
      for (const path of all.keys()) if (path.endsWith('.almsdiff.gz')) all.set(path, elsewhere);
      return all;
    });
    await release(listOf(910, '3'));
    expect(await come()).toMatchObject({ ok: true });
    expect(stored?.faultyDelta).toBe(second.deltas.at(-1)?.path);
  });

  it('names none where a server lost what was signed', async () => {
    await release(listOf(900, '1'));
    await come();
    await release(listOf(905, '2'));
    for (const path of repo.keys()) if (path.endsWith('.almsdiff.gz')) repo.delete(path);
    expect(await come()).toMatchObject({ ok: true });
    expect(files('.almslist.gz')).toHaveLength(1);
    expect(stored?.faultyDelta).toBe(null);
  });

  it('takes a list that nobody packed', async () => {
    const listed = await release(listOf(900, '1'), false, (all) => {
      for (const [path, bytes] of all) {
        if (path.endsWith('.almslist.gz')) all.set(path, new Uint8Array(gunzipSync(bytes)));
      }
      return all;
    });
    await come();
    expect(await contentOf()).toBe(listed.content);
  });

  it('refuses a list that is not the version which the manifest names', async () => {
    const other = await packLists({
      lists: [listOf(10, '9')],
      before: new Map(),
      bulk: new Set(),
      today: '2026-01-10',
    });
    const wrong = [...other].find(([path]) => path.endsWith('.almslist.gz'))?.[1] as Uint8Array;
    await release(listOf(900, '1'), false, (all) => {
      for (const path of all.keys()) if (path.endsWith('.almslist.gz')) all.set(path, wrong);
      return all;
    });
    expect(await come()).toMatchObject({ ok: false, error: { code: 'corrupt' } });
  });

  it('says that a change of any size is meant where the editors say so, for a month', async () => {
    await release(listOf(900, '1'));
    await come();
    const listed = await release(listOf(100, '2'), true);
    expect(listed.bulk).toBe('2026-01-10');
    expect(await come()).toMatchObject({ ok: true, value: { isMeant: true } });
    const later = async (today: string) => {
      const packed = await packLists({
        lists: [listOf(101, '3')],
        before: publisher.published,
        bulk: new Set(),
        today,
      });
      const manifest = readManifest(packed.get(MANIFEST) as Uint8Array);
      return manifest.ok && manifest.value.lists[0]?.bulk;
    };
    expect(await later('2026-02-08')).toBe('2026-01-10');
    expect(await later('2026-02-09')).toBe(null);
  });

  it('says so when the feed holds no such list any more, or no manifest that it can read', async () => {
    await release(listOf(900, '1'));
    await come();
    expect(await come(`${FEED}#gone`)).toMatchObject({ ok: false, error: { code: 'no-list' } });
    await release(
      listOf(900, '2'),
      false,
      (all) => all.set(MANIFEST, utf8('{"format":2,"lists":[]}')) && all,
    );
    expect(await come()).toMatchObject({ ok: false, error: { code: 'newer-format' } });
    await release(listOf(900, '3'), false, (all) => all.set(MANIFEST, utf8('[]')) && all);
    expect(await come()).toMatchObject({ ok: false, error: { code: 'bad-format' } });
  });

  it('says with each answer until when the feed vouches for it: until the first file runs out', async () => {
    const same = (files: Map<string, Uint8Array>) => files;
    const [early, late] = ['2026-01-15T00:00:00Z', '2026-01-20T00:00:00Z'];
    await release(listOf(900, '1'), false, same, { timestamp: early, snapshot: late });
    await come();
    await come();
    expect(vouched).toEqual(['2026-01-15T00:00:00.000Z', '2026-01-15T00:00:00.000Z']);
    // Nothing new but the dates.
    publish(repo, {
      targets: 1,
      snapshot: 1,
      timestamp: 2,
      lists: Object.fromEntries(publisher.published.get('example')?.files ?? []),
      expires: { timestamp: '2026-01-17T00:00:00Z', snapshot: late },
    });
    expect(await come()).toEqual(ok('unchanged'));
    expect(vouched.at(-1)).toBe('2026-01-17T00:00:00.000Z');
  });

  it('leaves other lists to how they come', async () => {
    await release(listOf(900, '1'));
    expect(await come('https://lists.example/a.csv')).toEqual(ok('unchanged'));
    expect(requests).toEqual([]);
  });

  it('verifies the feed once for all its lists, and anew for a list that asks again', async () => {
    await release(listOf(900, '1'));
    await come();
    await come(`${FEED}#other`);
    expect(requests).toEqual([expect.stringMatching(/manifest\.json$/)]);
    await come(`${FEED}#other`);
    expect(requests).toContain('timestamp.json');
  });

  it('brings what a list says of itself, such as its title, where its entries are the same', async () => {
    await release(listOf(900, '1'));
    await come();
    await release(compiled(hosts(900), listInfo({ title: 'Other words', version: '2' })));
    expect(await come()).toMatchObject({
      ok: true,
      value: { list: { info: { title: 'Other words', version: '2' } } },
    });
  });

  it('is packed into the same bytes from the same lists', async () => {
    const pack = () =>
      packLists({ lists: [listOf(50, '1')], before: new Map(), bulk: new Set(), today: '2026-01-10' });
    expect([...(await pack())]).toEqual([...(await pack())]);
  });
});
