import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { bodyOf, wholeBody } from '#lib/feed/body.ts';
import { unpacked } from '#lib/feed/gzip.ts';
import { INDEX, LIST_EXTENSION } from '#lib/feed/publish/build.ts';
import { VOUCHING } from '#lib/feed/publish/lists.ts';
import type { Published } from '#lib/feed/publish/pack.ts';
import { readIfThere } from '#lib/feed/publish/repository.ts';
import { type ListedVersion, MANIFEST, readManifest } from '#lib/feed/signed/manifest.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';
import { readContainer } from '#lib/watchlist/container.ts';
import { sealsOf } from '#lib/watchlist/seal.ts';
import { bringBack, putFolder } from '../put-folder.ts';
import { orRefuse, Refusal } from './command.ts';

/** Where the lists stand that come with the extension. */
export const BUNDLED = resolve(import.meta.dirname, '../../public/watchlist');

/** Every compiled list in a folder, as `build` writes them; where an index names lists, all of those. */
export async function readLists(folder: string): Promise<CompiledList[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(LIST_EXTENSION)).sort();
  const index = await readIfThere(join(folder, INDEX));
  const named: { file: string }[] = index ? JSON.parse(index.toString()) : [];
  const missing = named.map(({ file }) => file).filter((file) => !names.includes(file));
  if (missing.length > 0)
    throw new Refusal(
      `The ${INDEX} of ${folder} names what is not there: ${missing.join(', ')}.\n` +
        'A build that was cut off leaves it so, and the feed would lose those lists. Build again.',
    );
  if (names.length === 0) throw new Refusal(`There are no lists (*${LIST_EXTENSION}) in ${folder}.`);
  return Promise.all(
    names.map(async (name) =>
      orRefuse(await readContainer(new Uint8Array(await readFile(join(folder, name)))), `${name}: `),
    ),
  );
}

/** The lists that an earlier build left in a folder, or packed ones, by their ids; `null` where there are none. */
export async function readEarlier(folder: string): Promise<Map<string, CompiledList> | null> {
  if (!existsSync(folder)) return null;
  const packed = existsSync(join(folder, MANIFEST)) ? await readPacked(folder) : new Map<string, Published>();
  const isBuilt = (await readdir(folder)).some((name) => name.endsWith(LIST_EXTENSION));
  if (packed.size === 0 && !isBuilt) return null;
  const lists = packed.size > 0 ? [...packed.values()].map(({ list }) => list) : await readLists(folder);
  return new Map(lists.map((list) => [list.info.id, list]));
}

/** The lists of every device that know something as harmless. */
export async function readVouching(): Promise<CompiledList[]> {
  const lists = await readLists(BUNDLED);
  return lists.filter(({ info }) => VOUCHING.includes(info.id));
}

/** Every file of a folder by its path from there, written with slashes. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'))
    .sort();
}

/** What a folder of packed lists holds, and nothing but that; nothing where there is none yet. */
export async function readPacked(folder: string): Promise<Map<string, Published>> {
  const published = new Map<string, Published>();
  bringBack(folder);
  if (!existsSync(folder)) return published;
  const bytes = await readIfThere(join(folder, MANIFEST));
  const { lists } = bytes ? orRefuse(readManifest(bytes), `${folder}: `) : { lists: [] };
  const there = await filesIn(folder);
  refuseStrange(folder, there, lists);
  const missing = lists.flatMap(pathsOf).filter((path) => !there.includes(path));
  if (missing.length > 0) throw new Refusal(changed(folder, `${missing.join(', ')} is not there`));
  for (const listed of lists) {
    const whole = new Uint8Array(await readFile(join(folder, listed.whole)));
    const list = orRefuse(
      await readContainer(await wholeBody(await unpacked(bodyOf(whole)))),
      `${listed.whole}: `,
    );
    if ((await sealsOf(list)).content !== listed.content)
      throw new Refusal(changed(folder, `${listed.whole} holds another list than its ${MANIFEST} says`));
    const files = new Map<string, Uint8Array>([[listed.whole, whole]]);
    for (const { path } of listed.deltas) files.set(path, new Uint8Array(await readFile(join(folder, path))));
    published.set(listed.id, { listed, list, files });
  }
  return published;
}

/** All that lies there is signed: what no pack has put there would be, too. */
export function refuseStrange(
  folder: string,
  there: readonly string[],
  lists: readonly ListedVersion[],
): void {
  const known = new Set([MANIFEST, ...lists.flatMap(pathsOf)]);
  const strange = there.filter((path) => !known.has(path));
  if (strange.length === 0) return;
  throw new Refusal(
    `Its ${MANIFEST} does not name what lies in ${folder}: ${strange.join(', ')}.\n` +
      'Editors would sign it with the lists. Take it away, or name a folder of its own for what is packed.',
  );
}

const pathsOf = ({ whole, deltas }: ListedVersion) => [whole, ...deltas.map(({ path }) => path)];

const changed = (folder: string, how: string) =>
  `${folder} is not as pack left it: ${how}.\n` +
  'What leads on from it would fit nobody. Put back what was published last, or pack into an empty folder: then clients fetch the lists whole.';

/** Puts what is packed now in the place of what was packed before: a run that is cut off leaves the one or the other whole. */
export function writePacked(folder: string, files: ReadonlyMap<string, Uint8Array>): void {
  putFolder(folder, (coming) => {
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(coming, path)), { recursive: true });
      writeFileSync(join(coming, path), bytes);
    }
  });
}
