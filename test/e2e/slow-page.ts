import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SlowPage {
  url: string;
  /** Lets the script come that the page waits for. */
  finish(): void;
  close(): void;
}

/** A page with a frame, which stays in the middle of loading until it is let go. */
export async function serveSlowPage(): Promise<SlowPage> {
  let waiting: ServerResponse[] = [];
  const server = createServer((request, response) => {
    if (request.url === '/wait.js') {
      waiting.push(response);
      return;
    }
    const body =
      request.url === '/frame'
        ? '<title>Frame</title><p>In a frame</p>'
        : '<title>Slow</title><p>Slow</p><iframe src="/frame"></iframe><script src="/wait.js"></script><p>End</p>';
    response.setHeader('content-type', 'text/html').end(`<!doctype html>${body}`);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    finish() {
      for (const response of waiting) response.setHeader('content-type', 'text/javascript').end();
      waiting = [];
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
