import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { wait } from '#lib/core/wait.ts';
import { compileList } from '#lib/watchlist/compile.ts';
import { writeContainer } from '#lib/watchlist/container.ts';
import { syntheticAddress } from '../../test/bench/synthetic.ts';
import { entry, listInfo } from '../../test/support/entries.ts';
import { ask, type Driver } from '../browser/driver.ts';

export interface KillCount {
  tried: number;
  /** Which version stood afterwards. */
  old: number;
  new: number;
  /** What broke the promise; has to be empty. */
  broken: string[];
}

/** The EIP-55 example address; both versions list it, whatever else they hold. */
export const HELD = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
/** Entries of the two versions beside it: few enough differ that neither is held back. */
const SIZES = [30_000, 32_000] as const;

/** What updates its lists and is ended meanwhile. */
export interface Victim {
  driver: Driver;
  /** Ends it, and gives what is asked afterwards. */
  end(driver: Driver): Promise<Driver>;
  /** Whether a page with `HELD` is judged by the list. */
  stillListed(driver: Driver): Promise<boolean>;
}

/**
 * Ends what updates a list after each of the delays, in milliseconds, in the middle of an update: downloading, reading,
 * storing; or when it is done. Whoever asks next must find the old version or the new one, whole.
 */
export async function killDuringUpdates(victim: Victim, delays: readonly number[]): Promise<KillCount> {
  let { driver } = victim;
  const versions = await Promise.all(SIZES.map(version));
  let turn = 0;
  const server = createServer((_request, response) => response.end(versions[turn]));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/list`;
  const count: KillCount = { tried: 0, old: 0, new: 0, broken: [] };
  try {
    const added = await ask(driver, { type: 'lists.add', url });
    if (!added.ok) throw new Error(added.error.message);
    for (const ms of delays) {
      const before = await entriesOf(driver, url);
      turn = before === SIZES[0] + 1 ? 1 : 0;
      const after = (SIZES[turn] as number) + 1;
      // The answer may never come: whoever was to give it is ended.
      const done = ask(driver, { type: 'lists.refresh', id: `url:${url}` }).catch(() => undefined);
      await Promise.race([done, wait(ms)]);
      driver = await victim.end(driver);
      const found = await entriesOf(driver, url);
      count.tried++;
      if (found === before) count.old++;
      else if (found === after) count.new++;
      else count.broken.push(`after ${ms} ms: ${found} entries`);
      if (!(await victim.stillListed(driver)))
        count.broken.push(`after ${ms} ms: the page is not judged by the list`);
    }
    return count;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function entriesOf(driver: Driver, url: string): Promise<number | undefined> {
  return (await ask(driver, { type: 'lists.get' })).lists.find((list) => list.url === url)?.entries;
}

async function version(size: number): Promise<Uint8Array> {
  const synthetic = Array.from({ length: size }, (_, i) => entry(syntheticAddress(i)));
  const held = entry(HELD);
  const claims = held.claims.map((claim) => ({ ...claim, id: 'held' }));
  const compiled = compileList(listInfo({ id: 'changing', version: String(size) }), [
    ...synthetic,
    { ...held, claims },
  ]);
  if (!compiled.ok) throw new Error(compiled.error.message);
  return writeContainer(compiled.value.list);
}
