import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { wait } from '#lib/core/wait.ts';
import { CATALOGUE, offerRecordId } from '#lib/feed/catalogue.ts';
import { ask, type Driver } from '../browser/driver.ts';
import { launchBrowser } from '../browser/launch.ts';
import type { WorkerSession } from '../browser/worker-session.ts';
import { sessionOf, type Watched, watchHeap } from './worker-heap.ts';

/** Milliseconds between two looks at how far the download has come, and for the extension to begin. */
const LOOK_MS = 250;
const START_MS = 30_000;

/** What a person is told meanwhile: how many different sizes so far. */
export interface OfacInBrowser extends Watched {
  entries: number;
  told: number;
}

/**
 * The whole extension in Chromium takes OFAC's file for the list that it subscribes to by itself: what it asks of OFAC
 * comes from a server of this machine, and nothing else is otherwise.
 */
export async function benchOfacInBrowser(file: string): Promise<OfacInBrowser> {
  const [offer] = CATALOGUE.filter(({ isDefault }) => isDefault);
  if (!offer) throw new Error('no list is offered to everybody');
  const id = offerRecordId(offer);
  const server = createServer((request, response) => {
    // Of the history of publications there is none.
    if (request.url !== new URL(offer.url).pathname) response.writeHead(404).end();
    else createReadStream(file).pipe(response.setHeader('content-type', 'text/xml'));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const driver = await launchBrowser('chromium');
  try {
    await settle(driver, id);
    const session = await sessionOf(driver);
    await lead(session, new URL(offer.url).origin, (server.address() as AddressInfo).port);
    const sizes = new Set<number>();
    const watched = await watchHeap(session, async () => {
      let isOver = false;
      const looking = (async () => {
        for (; !isOver; await wait(LOOK_MS)) sizes.add((await listOf(driver, id))?.fetched ?? 0);
      })();
      await ask(driver, { type: 'lists.refresh', id }).finally(() => {
        isOver = true;
      });
      await looking;
    });
    const list = await listOf(driver, id);
    if (!list?.entries)
      throw new Error(`the file was not taken: ${list?.lastError?.message ?? 'nothing came'}`);
    return { ...watched, entries: list.entries, told: sizes.size };
  } finally {
    await driver.close();
    server.close();
  }
}

async function listOf(driver: Driver, id: string) {
  return (await ask(driver, { type: 'lists.get' })).lists.find((list) => list.id === id);
}

async function settle(driver: Driver, id: string): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (!(await listOf(driver, id))) {
    if (Date.now() > deadline) throw new Error('the list was not subscribed to');
    await wait(LOOK_MS);
  }
}

/** What the worker asks of an origin is asked of a port of this machine, which the worker does not see. */
async function lead(session: WorkerSession, origin: string, port: number): Promise<void> {
  session.on<{ requestId: string; request: { url: string } }>(
    'Fetch.requestPaused',
    ({ requestId, request }) => {
      const url = `http://127.0.0.1:${port}${new URL(request.url).pathname}`;
      session.send('Fetch.continueRequest', { requestId, url }).catch(() => undefined);
    },
  );
  await session.send('Fetch.enable', { patterns: [{ urlPattern: `${origin}/*` }] });
}
