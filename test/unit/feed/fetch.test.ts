import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FeedFault, wholeBody } from '#lib/feed/body.ts';
import { fetchFeed, isFeedUrl } from '#lib/feed/fetch.ts';

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

  const limits = { bytes: 32 * 1024, totalMs: 1_000, stallMs: 200 };
  const outcome = async (path: string, hosts: string[] = [], url = base + path) => {
    try {
      return new TextDecoder().decode(await wholeBody(fetchFeed(url, hosts, fetch, limits)));
    } catch (error) {
      return error instanceof FeedFault ? error.code : error;
    }
  };

  it('brings the bytes', async () => expect(await outcome('/list.csv')).toBe('value\n'));
  it('says when there is no such file', async () => expect(await outcome('/none')).toBe('not-found'));
  it('refuses an error', async () => expect(await outcome('/broken')).toBe('http-error'));
  it('refuses a web page', async () => expect(await outcome('/page')).toBe('not-a-list'));
  it('refuses to be sent to another host', async () => expect(await outcome('/away')).toBe('redirected'));
  it('goes along to a host that the list names', async () =>
    expect(await outcome('/away', [`localhost:${port(server)}`])).toBe('value\n'));
  it('gives up on a body that drips', async () => expect(await outcome('/drip')).toBe('timeout'));
  it('stops at the size limit', async () => expect(await outcome('/big')).toBe('too-large'));
  it('gives up on a body that stalls', async () => expect(await outcome('/stuck')).toBe('timeout'));
  it('says when nobody answers', async () => {
    expect(await outcome('', [], 'http://127.0.0.1:1/list.csv')).toBe('offline');
  });
  it('asks for no credentials and no tag of an earlier answer', async () => {
    let init: RequestInit | undefined;
    const spy: typeof fetch = (url, options) => {
      init = options;
      return fetch(url, options);
    };
    await wholeBody(fetchFeed(`${base}/list.csv`, [], spy, limits));
    expect(init).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' });
  });
  it('tells the server nothing about the user', async () => {
    await outcome('/list.csv');
    expect(seen.at(-1)).not.toHaveProperty('cookie');
    expect(seen.at(-1)).not.toHaveProperty('referer');
  });
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

function port(server: Server): number {
  return (server.address() as AddressInfo).port;
}
