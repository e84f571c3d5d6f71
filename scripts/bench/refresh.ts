import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { wait } from '#lib/core/wait.ts';
import { syntheticAddress, syntheticAddresses } from '../../test/bench/synthetic.ts';
import { type FeedServer, serveFeed } from '../../test/e2e/signed-feed.ts';
import { ask, type Driver } from '../browser/driver.ts';
import { launchBrowser } from '../browser/launch.ts';
import { bytesKept, sessionOf, type Watched, watchHeap } from './worker-heap.ts';

const ITEMS = 1_000_000;
/** Addresses that go with a version, and as many that come. */
const CHANGED = 5_000;
/** Milliseconds between two looks at what is waited for. */
const LOOK_MS = 20;
const START_MS = 30_000;
/** Lists of the tests' feed. */
const SIGNED = 'catalogue:signed-example';

export interface RefreshFigures {
  items: number;
  changed: number;
  steps: RefreshStep[];
}

export interface RefreshStep extends Watched {
  name: 'delta' | 'whole' | 'lines';
}

/** The whole extension in Chromium while lists of a million addresses are refreshed: what its worker holds at the most. */
export async function benchRefresh(): Promise<RefreshFigures> {
  const feed = await serveFeed();
  const lines = await serveLines();
  const driver = await launchBrowser('chromium', { feeds: feed.feeds });
  const watch = async (id: string) => {
    const session = await sessionOf(driver);
    // What the refresh before it left to be collected, up to 30 MB or nothing, is none of this one's.
    await bytesKept(session);
    return watchHeap(session, () => bring(driver, id));
  };
  try {
    const steps: RefreshStep[] = [];
    await release(feed, 0);
    await settle(driver);
    await bring(driver, SIGNED);
    await release(feed, 1);
    steps.push({ name: 'delta', ...(await watch(SIGNED)) });
    await release(feed, 2, true);
    steps.push({ name: 'whole', ...(await watch(SIGNED)) });
    const added = await ask(driver, { type: 'lists.add', url: lines.url });
    if (!added.ok) throw new Error(added.error.message);
    lines.turn();
    steps.push({ name: 'lines', ...(await watch(added.value.id)) });
    return { items: ITEMS, changed: 2 * CHANGED, steps };
  } finally {
    await driver.close();
    await feed.close();
    lines.close();
  }
}

function release(feed: FeedServer, version: number, whole = false): Promise<void> {
  return feed.releaseList(syntheticAddresses(ITEMS, version * CHANGED), { whole });
}

/** Until the extension has taken up the feed that it was built with. */
async function settle(driver: Driver): Promise<void> {
  const deadline = Date.now() + START_MS;
  const isThere = async () =>
    (await ask(driver, { type: 'lists.get' })).lists.some(({ id }) => id === SIGNED);
  while (!(await isThere())) {
    if (Date.now() > deadline) throw new Error('the feed was not taken up');
    await wait(LOOK_MS);
  }
}

async function bring(driver: Driver, id: string): Promise<void> {
  const version = async () => (await ask(driver, { type: 'lists.get' })).lists.find((list) => list.id === id);
  const before = await version();
  await ask(driver, { type: 'lists.refresh', id });
  const after = await version();
  if (after?.lastError || after?.entries !== ITEMS || after.content === before?.content) {
    throw new Error(`the list was not refreshed: ${after?.lastError?.message ?? 'nothing new'}`);
  }
}

/** A plain list, an address a line, of which `turn` brings the next version. */
async function serveLines() {
  let version = 0;
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/plain');
    const lines = Array.from({ length: ITEMS }, (_, n) => syntheticAddress(n + version * CHANGED));
    response.end(lines.join('\n'));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/ethereum.txt`,
    turn() {
      version += 1;
    },
    close: () => server.close(),
  };
}
