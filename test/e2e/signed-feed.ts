import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isoDate } from '#lib/core/dates.ts';
import type { Entry } from '#lib/core/entry.ts';
import { type Published, packLists } from '#lib/feed/publish/pack.ts';
import { MANIFEST, readManifest } from '#lib/feed/signed/manifest.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';
import { compiled, entry, listInfo } from '../support/entries.ts';
import {
  publish,
  putRoot,
  type Repo,
  type Ring,
  rootContent,
  signed,
  testRing,
} from '../support/trust-feed.ts';

const DAY = 86_400_000;
/** Hosts that every version holds, so that a change is a small part of it. */
const FILLING = 900;

export interface FeedServer {
  /** The file that an extension is built with. */
  feeds: string;
  url: string;
  /** Paths that were asked for since it was emptied. */
  asked: string[];
  /** Headers of the last request. */
  headers: Record<string, unknown>;
  /** Bytes instead of those of the repository, by path. */
  damage: Map<string, Uint8Array>;
  /** Publishes the next version of the one list: the filling and these. */
  release(values: string[], how?: { expires?: string; filling?: number }): Promise<void>;
  /** Publishes this as the next version; `whole`: without the changes that lead there. */
  releaseList(list: CompiledList, how?: { expires?: string; whole?: boolean }): Promise<void>;
  /** Of everything that was released last. */
  version(): number;
  /** What is served now, to go back to. */
  snapshot(): Repo;
  goBack(to: Repo): void;
  /** A new root with other keys below it; those of before are worth nothing. */
  rotate(ring: Ring): void;
  close(): Promise<void>;
}

/** A signed feed on this machine, with its list `example`. */
export async function serveFeed(): Promise<FeedServer> {
  const far = new Date(Date.now() + 30 * DAY).toISOString().replace(/\.\d+/, '');
  let ring = testRing();
  let roots = 1;
  let version = 0;
  let repo: Repo = new Map();
  const published = new Map<string, Published>();
  putRoot(repo, ring, 1, undefined, far);

  const server = createServer((request, response) => {
    const path = (request.url ?? '').slice(1);
    feed.asked.push(path);
    feed.headers = request.headers;
    const bytes = feed.damage.get(path) ?? repo.get(path);
    response.setHeader('content-type', 'application/octet-stream');
    if (bytes) response.end(bytes);
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const folder = await mkdtemp(join(tmpdir(), 'almsguard-feed-'));
  const feeds = join(folder, 'feeds.json');
  const list = {
    id: 'example',
    title: 'Example feed',
    publisher: 'Example publisher',
    licence: 'CC0-1.0',
    homepage: 'https://publisher.example/',
    supersedes: [],
  };
  const root = JSON.parse(new TextDecoder().decode(repo.get('1.root.json')));
  await writeFile(feeds, JSON.stringify([{ url, root, lists: [list] }]));

  const feed: FeedServer = {
    feeds,
    url,
    asked: [],
    headers: {},
    damage: new Map(),
    release(values, { expires = far, filling = FILLING } = {}) {
      const hosts: Entry[] = Array.from({ length: filling }, (_, i) =>
        entry(`host${i}.example`, { kind: 'domain' }),
      );
      return feed.releaseList(compiled([...hosts, ...values.map((value) => entry(value))]), { expires });
    },
    async releaseList(made, { expires = far, whole = false } = {}) {
      version += 1;
      const info = listInfo({ title: list.title, version: String(version), date: isoDate(Date.now()) });
      const next = { ...made, info };
      const files = await packLists({
        lists: [next],
        before: whole ? new Map() : published,
        bulk: new Set(),
        today: isoDate(Date.now()),
      });
      const manifest = readManifest(files.get(MANIFEST) as Uint8Array);
      const listed = manifest.ok && manifest.value.lists[0];
      if (!listed) throw new Error('the manifest names no list');
      published.set(listed.id, { listed, list: next, files });
      const until = { timestamp: expires, snapshot: far, targets: far };
      const numbers = { targets: version, snapshot: version, timestamp: version };
      publish(repo, { ...numbers, lists: Object.fromEntries(files), expires: until, ring });
    },
    version: () => version,
    snapshot: () => new Map(repo),
    goBack(to) {
      repo = new Map(to);
    },
    rotate(next) {
      roots += 1;
      repo.set(`${roots}.root.json`, signed(rootContent(next, roots, far), ring.root.keys.slice(0, 2)));
      ring = next;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return feed;
}
