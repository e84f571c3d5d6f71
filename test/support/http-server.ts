import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}
export interface Answer {
  status: number;
  json?: unknown;
  headers?: Record<string, string>;
}
/**
 * What goes wrong with the next request: nothing, an answer instead of the work, a connection that breaks before it, or one that
 * breaks after it, so that the work is done and nobody hears of it.
 */
export type Fault = Answer | 'none' | 'broken' | 'lost';

/** A server on 127.0.0.1 over real HTTP, with faults that happen when the test wants them. */
export async function startServer(answer: (asked: Asked) => Answer, media = 'application/json') {
  const asked: Asked[] = [];
  const faults: Fault[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      const one = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
      asked.push(one);
      const fault = faults.shift();
      if (fault === 'broken') return void request.socket.destroy();
      const said = typeof fault === 'object' ? fault : answer(one);
      if (fault === 'lost') return void request.socket.destroy();
      response.writeHead(said.status, { 'content-type': media, ...said.headers });
      response.end(said.json === undefined ? '' : JSON.stringify(said.json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    faults,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Time that passes at once, and is written down. */
export function quickTime(start = Date.UTC(2026, 2, 3)) {
  const waits: number[] = [];
  let now = start;
  return {
    waits,
    now: () => now,
    wait: async (ms: number) => {
      waits.push(ms);
      now += ms;
    },
  };
}
