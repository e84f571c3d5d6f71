import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { wait } from '#lib/core/wait.ts';
import { writeContainer } from '#lib/watchlist/container.ts';
import { serveFeed } from '../../test/e2e/signed-feed.ts';
import { ask, type Driver } from '../browser/driver.ts';
import { bothVersions, type Version } from './versions.ts';

/** A list on this machine of which two versions come by turns. */
export interface Changing {
  /** What the extension has to be built with to know of it. */
  feeds?: string;
  /** Sees to it that one version is there, and gives the id of the subscription. */
  subscribe(driver: Driver): Promise<{ id: string; version: Version }>;
  /** Publishes the other version, and gives it. */
  turn(): Promise<Version>;
  close(): Promise<void>;
}

/** Of the tests' feed. */
const SIGNED = 'catalogue:signed-example';
/** Milliseconds for the extension to begin, and between two looks. */
const START_MS = 30_000;
const LOOK_MS = 100;

/** A file that a person added by its address. */
export async function servePlain(): Promise<Changing> {
  const versions = bothVersions();
  const files = await Promise.all(versions.map(({ list }) => writeContainer(list)));
  let turn: 0 | 1 = 0;
  const server = createServer((_request, response) => response.end(files[turn]));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/list`;
  return {
    async subscribe(driver) {
      const added = await ask(driver, { type: 'lists.add', url });
      if (!added.ok) throw new Error(added.error.message);
      return { id: added.value.id, version: versions[turn] };
    },
    async turn() {
      turn = turn === 0 ? 1 : 0;
      return versions[turn];
    },
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A list of a signed feed, which comes by what changed and whole by turns. */
export async function serveSigned(): Promise<Changing> {
  const feed = await serveFeed();
  const versions = bothVersions();
  let turn: 0 | 1 = 0;
  const release = () => feed.releaseList(versions[turn].list, { whole: turn === 1 });
  return {
    feeds: feed.feeds,
    async subscribe(driver) {
      await release();
      const deadline = Date.now() + START_MS;
      for (; !(await listIn(driver)); await wait(LOOK_MS)) {
        if (Date.now() > deadline) throw new Error('the feed was not subscribed to');
      }
      await ask(driver, { type: 'lists.refresh', id: SIGNED });
      const list = await listIn(driver);
      if (list?.entries !== versions[turn].entries)
        throw new Error(`the feed did not come: ${list?.lastError?.message}`);
      return { id: SIGNED, version: versions[turn] };
    },
    async turn() {
      turn = turn === 0 ? 1 : 0;
      await release();
      return versions[turn];
    },
    close: feed.close,
  };
}

async function listIn(driver: Driver) {
  return (await ask(driver, { type: 'lists.get' })).lists.find(({ id }) => id === SIGNED);
}
