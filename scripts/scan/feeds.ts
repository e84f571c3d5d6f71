import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { ask, type Driver } from '../browser/driver.ts';
import { type Feed, UsageError } from './options.ts';

/** Puts the feeds in place of the installed lists, and sets the date to judge by. */
export async function prepareWatchlist(driver: Driver, feeds: Feed[], now: string | null): Promise<void> {
  if (feeds.length > 0) {
    const { lists } = await ask(driver, { type: 'lists.get' });
    for (const { id } of lists) await ask(driver, { type: 'lists.enable', id, enabled: false });
  }
  for (const feed of feeds) await addFeed(driver, feed);
  if (now === null) return;
  const set = await ask(driver, { type: 'settings.asOf', date: now });
  if (!set.ok) throw new UsageError(`--now ${now}: ${set.error.message}`);
}

/** Adds a list beside those that are there. A file's `name` becomes the list's title. */
export async function addFeed(
  driver: Driver,
  feed: Feed,
  name = feed.kind === 'file' ? basename(feed.path) : feed.url,
): Promise<void> {
  const reply =
    feed.kind === 'url'
      ? await ask(driver, { type: 'lists.add', url: feed.url })
      : await ask(driver, {
          type: 'lists.import',
          name,
          base64: (await readFile(feed.path)).toString('base64'),
        });
  if (!reply.ok)
    throw new UsageError(`The feed ${name} was refused: ${reply.error.message} (${reply.error.code})`);
  const { title, entries, refused, refusals } = reply.value;
  process.stderr.write(`Using ${title}: ${entries} entries${refused > 0 ? `, ${refused} left out` : ''}\n`);
  for (const { where, value, reason } of refusals) process.stderr.write(`  ${where}: ${reason} ${value}\n`);
}
