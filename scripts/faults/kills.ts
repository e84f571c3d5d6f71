import { wait } from '#lib/core/wait.ts';
import { ask, type Driver } from '../browser/driver.ts';
import type { Changing } from './changing.ts';

export interface KillCount {
  tried: number;
  /** Which version stood afterwards. */
  old: number;
  new: number;
  /** What broke the promise; has to be empty. */
  broken: string[];
}

/** What updates its lists and is ended meanwhile. */
export interface Victim {
  driver: Driver;
  /** Ends it, and gives what is asked afterwards. */
  end(driver: Driver): Promise<Driver>;
  /** Whether a page with the address that both versions list is judged by the list. */
  stillListed(driver: Driver): Promise<boolean>;
}

/**
 * Ends what updates a list after each of the delays, in milliseconds, in the middle of an update: downloading, reading,
 * storing; or when it is done. Whoever asks next must find the old version or the new one, whole, and the update that was
 * cut off must come when it is asked for again.
 */
export async function killDuringUpdates(
  victim: Victim,
  changing: Changing,
  delays: readonly number[],
): Promise<KillCount> {
  let { driver } = victim;
  const count: KillCount = { tried: 0, old: 0, new: 0, broken: [] };
  const id = await changing.subscribe(driver);
  const list = async () => (await ask(driver, { type: 'lists.get' })).lists.find((one) => one.id === id);
  for (const ms of delays) {
    const tell = (what: string) => count.broken.push(`after ${ms} ms: ${what}`);
    const before = (await list())?.entries;
    const after = await changing.turn();
    // The answer may never come: whoever was to give it is ended.
    const done = ask(driver, { type: 'lists.refresh', id }).catch(() => undefined);
    await Promise.race([done, wait(ms)]);
    driver = await victim.end(driver);
    const found = (await list())?.entries;
    count.tried++;
    if (found === before) count.old++;
    else if (found === after) count.new++;
    else tell(`${found} entries`);
    if (!(await victim.stillListed(driver))) tell('the page is not judged by the list');
    if (found === after) continue;
    await ask(driver, { type: 'lists.refresh', id });
    const now = await list();
    if (now?.entries !== after) tell(`the update does not come any more: ${now?.lastError?.message}`);
  }
  return count;
}
