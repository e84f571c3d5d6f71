import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { packLists } from '#lib/feed/publish/pack.ts';
import { createMemoryStore } from '#lib/watchlist/memory-store.ts';
import type { ListStore } from '#lib/watchlist/store.ts';
import { answeredFrom, type Background, launchBackground } from '../../support/background.ts';
import { compiled, entry, listInfo } from '../../support/entries.ts';
import { LATER, NOW, publish, putRoot, type Repo, testRing } from '../../support/trust-feed.ts';

const FEED = 'https://feed.example/repo/';
const ID = 'catalogue:signed-example';

vi.mock('#lib/feed/signed/feeds.json', async () => {
  const { putRoot, testRing } = await import('../../support/trust-feed.ts');
  const repo = new Map<string, Uint8Array>();
  putRoot(repo, testRing(), 1);
  const list = {
    id: 'example',
    title: 'Example feed',
    publisher: 'Example publisher',
    licence: 'CC0-1.0',
    homepage: 'https://publisher.example/',
    supersedes: [],
  };
  const root = JSON.parse(new TextDecoder().decode(repo.get('1.root.json')));
  return { default: [{ url: 'https://feed.example/repo/', root, lists: [list] }] };
});
const disk = vi.hoisted(() => ({ store: null as ListStore | null }));
vi.mock('#lib/watchlist/db.ts', () => ({ openStore: async () => disk.store }));

/** That the background gives the client of signed feeds what it is to work with. */
describe('a signed feed of the background', () => {
  let repo: Repo;
  /** Where the answer for a path comes from, if not from where it was asked for. */
  let ends: Map<string, string>;
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW });
    disk.store = { ...createMemoryStore(), persistent: true };
    repo = new Map();
    ends = new Map();
    putRoot(repo, testRing(), 1);
    await release(1, 3);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  async function release(version: number, hosts: number): Promise<void> {
    const entries = Array.from({ length: hosts }, (_, i) => entry(`host${i}.example`, { kind: 'domain' }));
    const files = await packLists({
      lists: [compiled(entries, listInfo({ version: String(version) }))],
      before: new Map(),
      bulk: new Set(),
      today: '2026-01-10',
    });
    const plan = { targets: version, snapshot: version, timestamp: version };
    publish(repo, { ...plan, lists: Object.fromEntries(files) });
  }
  const start = async () => {
    const answer = (url: string) => {
      const path = url.slice(FEED.length);
      const bytes = repo.get(path);
      if (!bytes) return new Response('', { status: 404 });
      return answeredFrom(ends.get(path) ?? url, new Response(Uint8Array.from(bytes)));
    };
    const background = launchBackground({ answer });
    await background.subscribed();
    return background;
  };
  async function refresh(background: Background) {
    await background.ask({ type: 'lists.refresh', id: ID });
    const view = (await background.lists()).find(({ id }) => id === ID);
    return { entries: view?.entries, code: view?.lastError?.code };
  }
  const pathOf = (part: string) => [...repo.keys()].find((path) => path.includes(part)) as string;

  it('is the one that the build names', async () => {
    const background = await start();
    expect(await refresh(background)).toEqual({ entries: 3, code: undefined });
    await release(2, 4);
    expect(await refresh(background)).toEqual({ entries: 4, code: undefined });
  });

  it('is judged by the clock of the device', async () => {
    const background = await start();
    vi.setSystemTime(Date.parse(LATER));
    expect(await refresh(background)).toEqual({ entries: 0, code: 'expired' });
  });

  it('cannot go back, not even for the next worker', async () => {
    const old: Repo = new Map(repo);
    await release(2, 4);
    await refresh(await start());
    repo = old;
    expect(await refresh(await start())).toEqual({ entries: 4, code: 'older' });
  });

  it.each(['timestamp.json', '1.snapshot.json', '1.targets.json', 'manifest.json', '.almslist.gz'])(
    'is not brought further than it may be: %s',
    async (part) => {
      const path = pathOf(part);
      // The largest of the limits is that of the targets.
      repo.set(path, new Uint8Array(5 * 1024 * 1024).fill(0x20));
      expect(await refresh(await start())).toEqual({ entries: 0, code: 'too-large' });
    },
  );

  it.each(['2.root.json', 'timestamp.json', '1.targets.json', '.almslist.gz'])(
    'is refused where another host or plain http brings %s',
    async (part) => {
      putRoot(repo, testRing(), 2);
      const path = pathOf(part);
      const background = await start();
      for (const folder of ['https://elsewhere.example/repo/', 'http://feed.example/repo/']) {
        ends.set(path, folder + path);
        expect(await refresh(background)).toEqual({ entries: 0, code: 'redirected' });
      }
      ends.clear();
      expect(await refresh(background)).toEqual({ entries: 3, code: undefined });
    },
  );
});
