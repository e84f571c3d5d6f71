import * as v from 'valibot';
import { hideSecrets } from '#lib/address/secrets.ts';
import type { Area } from '#lib/settings.ts';

/**
 * What the lookup page is opened with. Not a part of its address, which browsers keep in the history, in the
 * tabs of the last session, and copy to other devices: there stands a number that means nothing to anybody once it was
 * asked for. The text waits in `storage.session`, in memory alone, until the page takes it.
 */
const KEY = 'lookup.given';
const Given = v.object({ id: v.string(), text: v.string() });

/**
 * Where the page is that has been given a text, without the secrets in it. The newest takes the place of one that
 * nobody came for.
 */
export async function give(session: Area, text: string, id: string): Promise<string> {
  if (text === '') return 'lookup.html';
  await session.set({ [KEY]: { id, text: hideSecrets(text) } });
  return `lookup.html#${id}`;
}

/** The text that this page was given; it is given once. */
export async function take(session: Area, hash: string): Promise<string> {
  const given = v.safeParse(Given, (await session.get(KEY))[KEY]);
  if (!given.success || hash !== `#${given.output.id}`) return '';
  await session.remove(KEY);
  return given.output.text;
}
