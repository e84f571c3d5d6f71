import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { bodyOf, wholeBody } from '#lib/feed/body.ts';
import { unpacked } from '#lib/feed/gzip.ts';
import { LIST_EXTENSION } from '#lib/feed/publish/build.ts';
import { VOUCHING } from '#lib/feed/publish/lists.ts';
import type { Published } from '#lib/feed/publish/pack.ts';
import { readIfThere } from '#lib/feed/publish/repository.ts';
import { MANIFEST, readManifest } from '#lib/feed/signed/manifest.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';
import { readContainer } from '#lib/watchlist/container.ts';
import { orRefuse, Refusal } from './command.ts';

/** Where the lists stand that come with the extension. */
export const BUNDLED = resolve(import.meta.dirname, '../../public/watchlist');

/** Every compiled list in a folder, as `build` writes them. */
export async function readLists(folder: string): Promise<CompiledList[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(LIST_EXTENSION)).sort();
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
  const packed = await readPacked(folder);
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

/** What a folder of packed lists holds; nothing where there is none yet. */
export async function readPacked(folder: string): Promise<Map<string, Published>> {
  const published = new Map<string, Published>();
  const bytes = await readIfThere(join(folder, MANIFEST));
  if (!bytes) return published;
  for (const listed of orRefuse(readManifest(bytes), `${folder}: `).lists) {
    const whole = new Uint8Array(await readFile(join(folder, listed.whole)));
    const list = orRefuse(
      await readContainer(await wholeBody(await unpacked(bodyOf(whole)))),
      `${listed.whole}: `,
    );
    const files = new Map<string, Uint8Array>([[listed.whole, whole]]);
    for (const { path } of listed.deltas) files.set(path, new Uint8Array(await readFile(join(folder, path))));
    published.set(listed.id, { listed, list, files });
  }
  return published;
}

/** Writes what is packed now, and takes away what was packed before and is not any more; nothing else is touched. */
export async function writePacked(
  folder: string,
  files: ReadonlyMap<string, Uint8Array>,
  before: ReadonlyMap<string, Published>,
): Promise<void> {
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  const old = [...before.values()].flatMap(({ listed }) => [
    listed.whole,
    ...listed.deltas.map(({ path }) => path),
  ]);
  for (const path of old) if (!files.has(path)) await rm(join(folder, path), { force: true });
}
