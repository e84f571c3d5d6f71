import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { MAX_FEED_BYTES } from '#lib/core/limits.ts';
import { wait } from '#lib/core/wait.ts';
import { writeContainer } from '#lib/watchlist/container.ts';
import { compiled, entry, listInfo } from '../support/entries.ts';

/** EIP-55 example address, which the clean charity of the demo town shows. */
export const SHOWN = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
export const HEADER = 'value,subject,authority,tier,listed';
const LINE = `${HEADER}\n${SHOWN},Example Front,Example Authority,official,2026-01-01\n`;

/** Milliseconds from byte to byte of a server that never stalls and never comes to an end. */
const DRIP_MS = 1_000;

let packed: Promise<Buffer> | null = null;
/** A remark that does not end. Packed beside the other answers: on a busy machine it takes longer than a server may stall. */
function bomb(): Promise<Buffer> {
  const whole = () => Buffer.alloc(MAX_FEED_BYTES + 1, '#').fill(`${SHOWN}\n`, 0, SHOWN.length + 1);
  packed ??= promisify(gzip)(whole());
  return packed;
}

/** Answers of which no list is taken, whatever they hold. */
const ODD: Record<string, (response: ServerResponse) => unknown> = {
  '/page': (response) => response.setHeader('content-type', 'text/html').end(LINE),
  '/picture': (response) => response.setHeader('content-type', 'image/png').end(LINE),
  // This machine under another name, where a sound list would come from.
  '/away': (response) =>
    response.writeHead(302, { location: `http://localhost:${response.socket?.localPort}/a.csv` }).end(),
  '/bomb': async (response) => response.end(await bomb()),
  '/gone': (response) => response.writeHead(404).end(LINE),
  // A sound beginning, and nothing more.
  '/stalled': (response) => void response.write(LINE),
  '/drips': (response) => {
    response.write(LINE);
    const timer = setInterval(() => response.write('#'), DRIP_MS);
    response.on('close', () => clearInterval(timer));
  },
};

/** Files that a person adds in the options, by their address or from this machine. */
export const FILES: Record<string, string | Uint8Array> = {
  'own.csv': `value,subject,authority\n${SHOWN},Example Front,Some Hunter\nnonsense,,\n`,
  'letter.txt': 'Dear all,\nplease find the list attached.\n',
  'licensed.almslist': await writeContainer(
    compiled([entry(SHOWN)], listInfo({ title: 'Licensed list', licence: 'CC-BY-4.0' })),
  ),
};

/** A server of one list that changes, of files, and of answers that are none. */
export interface ListServer {
  /** Of the one list. */
  url: string;
  /** What it is answered with from now on, and after how many milliseconds. */
  body: string;
  type: string;
  answersAfter: number;
  /** Of every request. */
  asked: IncomingHttpHeaders[];
  /** Requests for the one list that are being answered, and the most of them that ever were. */
  open: { now: number; most: number };
  close(): void;
}

export async function serveLists(): Promise<ListServer> {
  const server = createServer(async (request, response) => {
    lists.asked.push(request.headers);
    const odd = ODD[request.url ?? ''];
    const file = FILES[(request.url ?? '').slice(1)];
    if (odd) odd(response);
    else if (file) response.setHeader('content-type', 'application/octet-stream').end(file);
    else {
      const { open } = lists;
      open.most = Math.max(open.most, ++open.now);
      await wait(lists.answersAfter);
      open.now--;
      response.setHeader('content-type', lists.type).end(lists.body);
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const lists: ListServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mine.csv`,
    body: '',
    type: 'text/csv',
    answersAfter: 0,
    asked: [],
    open: { now: 0, most: 0 },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return lists;
}
