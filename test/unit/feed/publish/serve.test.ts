import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FeedFault } from '#lib/feed/body.ts';
import { fetchFeed } from '#lib/feed/fetch.ts';
import { createFeedServer } from '#lib/feed/publish/serve.ts';
import { costOf } from '#lib/feed/publish/serve-cost.ts';
import { createTrust } from '#lib/feed/trust/trust.ts';
import { memoryStore } from '../../../support/trust-feed.ts';
import { get, makeKeys, NOW, publishedFeed } from './support.ts';

describe('serve', () => {
  let server: Server;
  let port: number;
  let served: string;

  beforeAll(async () => {
    ({ served } = await publishedFeed(await makeKeys()));
    writeFileSync(join(served, '..', 'secret.pem'), 'secret');
    server = createFeedServer(served).listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => server.close());

  /** A path as it is: `fetch` would take the steps upwards out of it. */
  const status = (path: string, method = 'GET') =>
    new Promise<number | undefined>((done) => {
      request({ port, host: '127.0.0.1', path, method }, (response) => {
        response.resume();
        done(response.statusCode);
      }).end();
    });

  it('is a feed for the extension', async () => {
    const trust = createTrust({
      root: readFileSync(join(served, '1.root.json')),
      store: memoryStore(),
      now: () => NOW,
      async *get(path) {
        try {
          yield* fetchFeed(`http://127.0.0.1:${port}/${path}`);
        } catch (error) {
          if (path === '2.root.json' && error instanceof FeedFault) throw new FeedFault('not-found', path);
          throw error;
        }
      },
    });
    const trusted = get(await trust.update());
    expect(new TextDecoder().decode(get(await trusted.open('lists/a.almslist')))).toBe('a list');
  });

  it('lets everything be kept but the timestamp', async () => {
    const cached = async (path: string) =>
      (await fetch(`http://127.0.0.1:${port}${path}`, { method: 'HEAD' })).headers.get('cache-control');
    expect(await cached('/timestamp.json')).toBe('no-cache');
    expect(await cached('/1.targets.json')).toBe('public, max-age=31536000, immutable');
  });

  it.each([
    '/',
    '/2.root.json',
    '/../secret.pem',
    '/%2e%2e/secret.pem',
    '/targets',
    '/targets/',
    '//etc/passwd',
    '/a\\..\\b',
  ])('has no %s', async (path) => expect(await status(path)).toBe(404));
  it('only gives', async () => expect(await status('/timestamp.json', 'PUT')).toBe(405));
});

describe('what serving costs', () => {
  it('is what each user fetches, times users and days', () => {
    const sizes = { timestamp: 600, snapshot: 500, targets: 1_000, files: 100_000 };
    // Quiet: a root that is not there and the timestamp. Changed: snapshot, targets and three files more.
    expect(costOf(sizes, 3, 1_000)).toEqual({
      quietDay: 600 + 2 * 700,
      changedDay: 600 + 500 + 1_000 + 100_000 + 7 * 700,
      gigabytes: (107_000 * 1_000 * 30) / 1e9,
      requests: 7 * 1_000 * 30,
      perSecond: 7_000 / 86_400,
    });
  });
});
