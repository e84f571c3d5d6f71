import { type Dirent, existsSync, mkdirSync, writeFileSync } from 'node:fs';
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
import { orRefuse, Refusal, tell } from './command.ts';

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

/** What systems put into a folder because somebody looked into it, or copied it: nobody means it, and nobody can help it. */
const OF_SYSTEM = /^(\.DS_Store|\._.*|Thumbs\.db|desktop\.ini)$/i;

/** Every file of a folder by its path from there, written with slashes. What a system left there is left out, and told. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const pathOf = ({ parentPath, name }: Dirent) =>
    relative(folder, join(parentPath, name)).split(sep).join('/');
  const files = entries.filter((entry) => entry.isFile());
  const ofSystem = files.filter(({ name }) => OF_SYSTEM.test(name));
  if (ofSystem.length > 0)
    tell(`Left out, for a system put it there and not you: ${ofSystem.map(pathOf).sort().join(', ')}`);
  return files
    .filter((entry) => !ofSystem.includes(entry))
    .map(pathOf)
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
  requireWhole(folder, there, lists);
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

/** All that lies there is signed: what no pack has put there would be, too, and what is missing would be missed by clients. */
export function requireWhole(
  folder: string,
  there: readonly string[],
  lists: readonly ListedVersion[],
): void {
  const known = new Set([MANIFEST, ...lists.flatMap(pathsOf)]);
  const strange = there.filter((path) => !known.has(path));
  if (strange.length > 0)
    throw new Refusal(
      `Its ${MANIFEST} does not name what lies in ${folder}: ${strange.join(', ')}.\n` +
        'Editors would sign it with the lists. Take it away, or name a folder of its own for what is packed.',
    );
  const missing = lists.flatMap(pathsOf).filter((path) => !there.includes(path));
  if (missing.length > 0) throw new Refusal(changed(folder, `${missing.join(', ')} is not there`));
}

const pathsOf = ({ whole, deltas }: ListedVersion) => [whole, ...deltas.map(({ path }) => path)];

const changed = (folder: string, how: string) =>
  `${folder} is not as pack left it: ${how}.\n` +
  'What leads on from it would fit nobody. Put back what was published last, or pack into an empty folder: then clients fetch the lists whole.';

/** Puts what is packed now in the place of what was packed before: a run that is cut off leaves the one or the other whole. */
export function writePacked(folder: string, files: ReadonlyMap<string, Uint8Array>): void {
  try {
    putFolder(folder, (coming) => {
      for (const [path, bytes] of files) {
        mkdirSync(dirname(join(coming, path)), { recursive: true });
        writeFileSync(join(coming, path), bytes);
      }
    });
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new Refusal(
      `What was packed could not be put in the place of ${folder}, which is as it was: ${error.message}\n` +
        'It is written beside that folder and takes its place whole, so it must be one that can be renamed: not a mount point, not one that\n' +
        'a program holds open, and not in a folder to which you may not write. A folder inside it will do.',
    );
  }
}
