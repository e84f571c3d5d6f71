import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { MIN_FEED_RATE } from '#lib/core/limits.ts';
import { isFeedUrl } from '#lib/core/web-url.ts';
import { type Body, FeedFault, wholeBody } from '#lib/feed/body.ts';
import { fetchFeed } from '#lib/feed/fetch.ts';

describe('fetchFeed', () => {
  let server: Server;
  let base: string;
  const seen: Record<string, string | string[] | undefined>[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push(request.headers);
      switch (request.url) {
        case '/list.csv':
          return response.setHeader('content-type', 'text/csv').end('value\n');
        case '/page':
          return response.setHeader('content-type', 'text/html; charset=utf-8').end('<h1>Sign in</h1>');
        case '/away':
          return response.writeHead(302, { location: `http://localhost:${port(server)}/list.csv` }).end();
        case '/big':
          response.writeHead(200);
          for (let i = 0; i < 64; i++) response.write('x'.repeat(1024));
          return response.end();
        case '/xhtml':
          return response.setHeader('content-type', 'application/xhtml+xml').end('<html/>');
        case '/steady': {
          let pieces = 0;
          const sending = setInterval(() => {
            if (++pieces <= 8) response.write('x'.repeat(MIN_FEED_RATE / 4));
            else response.end();
          }, 150);
          return response.on('close', () => clearInterval(sending));
        }
        case '/silent':
          return;
        case '/drip': {
          const dripping = setInterval(() => response.write('v'), 50);
          return response.on('close', () => clearInterval(dripping));
        }
        case '/stuck':
          return response.writeHead(200).write('v');
        case '/broken':
          return response.writeHead(503).end();
        default:
          return response.writeHead(404).end();
      }
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    base = `http://127.0.0.1:${port(server)}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  /** The machine may be busy: who is not asked about patience has much. */
  const limits = { bytes: 32 * 1024, totalMs: 600_000, stallMs: 20_000 };
  const outcome = (path: string, hosts: string[] = [], url = base + path, within = limits) =>
    outcomeOf(fetchFeed(url, hosts, fetch, within));

  it('brings the bytes', async () => expect(await outcome('/list.csv')).toBe('value\n'));
  it('says when there is no such file', async () => expect(await outcome('/none')).toBe('not-found'));
  it('refuses an error', async () => expect(await outcome('/broken')).toBe('http-error'));
  it.each(['/page', '/xhtml'])('refuses a web page: %s', async (path) =>
    expect(await outcome(path)).toBe('not-a-list'),
  );
  it('refuses to be sent to another host', async () => expect(await outcome('/away')).toBe('redirected'));
  it('goes along to a host that the list names', async () =>
    expect(await outcome('/away', [`localhost:${port(server)}`])).toBe('value\n'));
  it('gives up on a body that drips', async () =>
    expect(await outcome('/drip', [], undefined, { ...limits, totalMs: 1_000 })).toBe('timeout'));
  it('stops at the size limit', async () => expect(await outcome('/big')).toBe('too-large'));
  it.each(['/stuck', '/silent'])('gives up on a server that stalls, long before the last: %s', async (path) =>
    expect(await outcome(path, [], undefined, { ...limits, stallMs: 200 })).toBe('timeout'),
  );
  it('lets a body take its time that goes on coming fast enough', async () => {
    // It takes 1.2 seconds, and brings what may take two.
    const within = { ...limits, bytes: 1024 * 1024, totalMs: 1_000 };
    expect(await outcome('/steady', [], undefined, within)).toHaveLength(2 * MIN_FEED_RATE);
  });
  it('does not count the time of who reads', async () => {
    let size = 0;
    const within = { ...limits, bytes: 1024 * 1024, totalMs: 1_000 };
    for await (const chunk of fetchFeed(`${base}/big`, [], fetch, within)) {
      if (size === 0) await new Promise((resolve) => setTimeout(resolve, 1_100));
      size += chunk.length;
    }
    expect(size).toBe(64 * 1024);
  });
  it('lets others work in between, however fast it comes', async () => {
    const body = new ReadableStream({ pull: (control) => control.enqueue(new Uint8Array(1)) });
    // Who reads works for twenty milliseconds on each piece.
    let now = 0;
    onTestFinished(() => void vi.restoreAllMocks());
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    let worked = false;
    setTimeout(() => {
      worked = true;
    }, 0);
    let pieces = 0;
    for await (const _ of fetchFeed(`${base}/endless`, [], async () => new Response(body), limits)) {
      if (worked || ++pieces === 10) break;
      now += 20;
    }
    expect(pieces).toBe(3);
  });
  it('wants no more of it when who reads stops', async () => {
    let signal: AbortSignal | null | undefined;
    const spy: typeof fetch = (url, options) => {
      signal = options?.signal;
      return fetch(url, options);
    };
    for await (const _ of fetchFeed(`${base}/drip`, [], spy, limits)) break;
    expect(signal?.aborted).toBe(true);
  });
  it.each(['http://lists.example/list.csv', 'file:///list.csv', 'list.csv'])(
    'does not even ask for %s',
    async (url) => {
      const asked: unknown[] = [];
      const spy = async (...request: unknown[]) => asked.push(request) as never;
      expect(await outcomeOf(fetchFeed(url, [], spy, limits))).toBe('bad-url');
      expect(asked).toEqual([]);
    },
  );
  it('says when nobody answers', async () => {
    expect(await outcome('', [], 'http://127.0.0.1:1/list.csv')).toBe('offline');
  });
  it('asks for no credentials, in no language, and with no tag of an earlier answer', async () => {
    let init: RequestInit | undefined;
    const spy: typeof fetch = (url, options) => {
      init = options;
      return fetch(url, options);
    };
    await wholeBody(fetchFeed(`${base}/list.csv`, [], spy, limits));
    expect(init).toMatchObject({
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      headers: { 'accept-language': '*' },
      cache: 'no-store',
    });
  });
  it('tells the server nothing about the user', async () => {
    await outcome('/list.csv');
    expect(seen.at(-1)).not.toHaveProperty('cookie');
    expect(seen.at(-1)).not.toHaveProperty('referer');
  });
});

it.each([
  ['image/png', 'bad-format'],
  ['Video/mp4', 'bad-format'],
  ['multipart/mixed; boundary=x', 'bad-format'],
  ['application/pdf', 'bad-format'],
  ['text/javascript; charset=utf-8', 'bad-format'],
  ['text/plain', 'value\n'],
  ['application/json', 'value\n'],
  ['application/octet-stream', 'value\n'],
  ['application/gzip', 'value\n'],
  ['', 'value\n'],
])('what calls itself "%s" is: %s', async (type, expected) => {
  const typed: typeof fetch = async () => new Response('value\n', { headers: { 'content-type': type } });
  expect(await outcomeOf(fetchFeed('https://lists.example/a.csv', [], typed))).toBe(expected);
});

it.each<[string, string[], string]>([
  ['https://lists.example/a.csv', [], 'value\n'],
  ['https://lists.example/another', [], 'value\n'],
  ['https://files.example/a.csv', ['files.example'], 'value\n'],
  ['https://files.example/a.csv', [], 'redirected'],
  ['https://files.example.evil.example/a.csv', ['files.example'], 'redirected'],
  ['https://lists.example:8443/a.csv', [], 'redirected'],
  // The very hosts that may answer, without anybody vouching for what they say.
  ['http://lists.example/a.csv', [], 'redirected'],
  ['http://files.example/a.csv', ['files.example'], 'redirected'],
])('an answer that comes from %s beside %j is: %s', async (end, hosts, expected) => {
  const redirected: typeof fetch = async () =>
    Object.defineProperty(new Response('value\n'), 'url', { value: end });
  expect(await outcomeOf(fetchFeed('https://lists.example/a.csv', hosts, redirected))).toBe(expected);
});

it.each([
  ['https://lists.example/a.csv', true],
  ['http://127.0.0.1:8080/a.csv', true],
  ['http://localhost/a.csv', true],
  ['http://lists.example/a.csv', false],
  ['http://127.0.0.1.evil.example/a.csv', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['lists.example', false],
])('isFeedUrl(%s) is %s', (url, expected) => expect(isFeedUrl(url)).toBe(expected));

async function outcomeOf(body: Body): Promise<unknown> {
  try {
    return new TextDecoder().decode(await wholeBody(body));
  } catch (error) {
    return error instanceof FeedFault ? error.code : error;
  }
}

function port(server: Server): number {
  return (server.address() as AddressInfo).port;
}
