import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PostOffice {
  /** Where a form is sent to. */
  url: string;
  /** What came, as a browser wrote it: method, path, type and body. */
  readonly received: string[];
  close(): Promise<void>;
}

/** A server that keeps what forms send. The type is told without the boundary, which is another one each time. */
export async function openPostOffice(): Promise<PostOffice> {
  const received: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      const { method, url, headers } = request;
      if (url?.startsWith('/give')) {
        received.push([`${method} ${url}`, headers['content-type']?.split(';')[0] ?? '', body].join('\n'));
      }
      response.setHeader('content-type', 'text/html').end('<!doctype html><title>Thanks</title>');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/give`,
    received,
    close: () => new Promise((done) => server.close(() => done())),
  };
}
