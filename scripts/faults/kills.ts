import { wait } from '#lib/core/wait.ts';
import { ask, type Driver } from '../browser/driver.ts';
import type { Changing } from './changing.ts';
import { differences, isWholly, type Standing, type Version } from './versions.ts';

/** Milliseconds until whoever was begun anew must have its lists, and between two questions. */
const READY_MS = 30_000;
const LOOK_MS = 100;

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
  const { id, version } = await changing.subscribe(driver);
  let before = version;
  for (const ms of delays) {
    const tell = (what: string) => count.broken.push(`after ${ms} ms: ${what}`);
    const after = await changing.turn();
    // The answer may never come: whoever was to give it is ended.
    const done = ask(driver, { type: 'lists.refresh', id }).catch(() => undefined);
    await Promise.race([done, wait(ms)]);
    driver = await victim.end(driver);
    const found = await standing(driver, id, after);
    count.tried++;
    if (!(await victim.stillListed(driver))) tell('the page is not judged by the list');
    if (isWholly(found, after)) {
      count.new++;
      before = after;
      continue;
    }
    if (isWholly(found, before)) count.old++;
    else tell(`neither version is whole: ${found.entries} entries, ${unlike(found, before, after)}`);
    await ask(driver, { type: 'lists.refresh', id });
    const now = await standing(driver, id, after);
    if (isWholly(now, after)) before = after;
    else tell(`the update does not come any more: ${now.entries} entries, ${unlike(now, before, after)}`);
  }
  return count;
}

/** The list as the options show it, and what the extension says of each address that a version is asked for. */
async function standing(driver: Driver, id: string, { says }: Version): Promise<Standing> {
  const addresses = [...says.keys()];
  const shown = async () => {
    const { lists } = await ask(driver, { type: 'lists.get' });
    return lists.find((one) => one.id === id)?.entries ?? 0;
  };
  const deadline = Date.now() + READY_MS;
  for (let before = await shown(); ; await wait(LOOK_MS)) {
    const checked = await ask(driver, { type: 'lookup.text', text: addresses.join('\n') });
    const entries = await shown();
    // An update that reached nobody is asked for again by itself, and may come between two answers.
    if (checked.ok && entries === before) {
      const rows = new Map(checked.value.rows.map((row) => [row.text, row]));
      const said = (address: string) => {
        const { level, claims = [] } = rows.get(address) ?? {};
        return level === 'listed' ? claims.map(({ subject }) => subject).join(', ') : null;
      };
      return { entries, says: new Map(addresses.map((address) => [address, said(address)])) };
    }
    if (Date.now() > deadline)
      throw new Error(checked.ok ? 'The list goes on changing.' : checked.error.message);
    before = entries;
  }
}

function unlike(found: Standing, before: Version, after: Version): string {
  const [old, fresh] = [before, after].map((version) => differences(found, version));
  return `${old} of ${found.says.size} addresses unlike the old version, ${fresh} unlike the new one`;
}
