import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { wait } from '#lib/core/wait.ts';
import { writeContainer } from '#lib/watchlist/container.ts';
import { syntheticAddress } from '../../test/bench/synthetic.ts';
import { serveFeed } from '../../test/e2e/signed-feed.ts';
import { claim, compiled, entry, listInfo } from '../../test/support/entries.ts';
import { ask, type Driver } from '../browser/driver.ts';

/** A list on this machine of which two versions come by turns: few enough entries differ that neither is held back. */
export interface Changing {
  /** What the extension has to be built with to know of it. */
  feeds?: string;
  /** Sees to it that one version is there, and gives the id of the subscription. */
  subscribe(driver: Driver): Promise<string>;
  /** Publishes the other version, and gives the number of its entries. */
  turn(): Promise<number>;
  close(): Promise<void>;
}

/** The EIP-55 example address; both versions list it, whatever else they hold. */
export const HELD = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
/** Entries of the two versions beside it. */
const SIZES = [30_000, 32_000] as const;
/** Of the tests' feed. */
const SIGNED = 'catalogue:signed-example';
/** Milliseconds for the extension to begin, and between two looks. */
const START_MS = 30_000;
const LOOK_MS = 100;

const listsOfBoth = () =>
  SIZES.map((size) =>
    compiled(
      [
        ...Array.from({ length: size }, (_, i) => entry(syntheticAddress(i))),
        entry(HELD, { claims: [claim({ id: 'held' })] }),
      ],
      listInfo({ id: 'changing', version: String(size) }),
    ),
  );

/** A file that a person added by its address. */
export async function servePlain(): Promise<Changing> {
  const files = await Promise.all(listsOfBoth().map((list) => writeContainer(list)));
  let turn = 0;
  const server = createServer((_request, response) => response.end(files[turn]));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/list`;
  return {
    async subscribe(driver) {
      const added = await ask(driver, { type: 'lists.add', url });
      if (!added.ok) throw new Error(added.error.message);
      return added.value.id;
    },
    async turn() {
      turn = 1 - turn;
      return entriesOf(turn);
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
  const lists = listsOfBoth();
  let turn = 0;
  const release = async () => {
    const list = lists[turn];
    if (list) await feed.releaseList(list, { whole: turn === 1 });
  };
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
      if (list?.entries !== entriesOf(turn))
        throw new Error(`the feed did not come: ${list?.lastError?.message}`);
      return SIGNED;
    },
    async turn() {
      turn = 1 - turn;
      await release();
      return entriesOf(turn);
    },
    close: feed.close,
  };
}

const entriesOf = (turn: number) => (SIZES[turn] ?? 0) + 1;

async function listIn(driver: Driver) {
  return (await ask(driver, { type: 'lists.get' })).lists.find(({ id }) => id === SIGNED);
}
