import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { MANIFEST, readManifest } from '#lib/feed/signed/manifest.ts';
import { writeContainer } from '#lib/watchlist/container.ts';
import { Refusal } from '../../../../scripts/feed/command.ts';
import { pack } from '../../../../scripts/feed/pack.ts';
import { sign } from '../../../../scripts/feed/sign.ts';
import { compiled, entry, listInfo } from '../../../support/entries.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { hearCommands } from './hear.ts';
import { get } from './support.ts';

const TIME = '2026-01-10T06:00:00Z';
/** By macOS, for looking into it and for copying it to a stick; by Windows, for pictures and for a folder's icon. */
const OF_SYSTEMS = ['.DS_Store', '._manifest.json', 'Thumbs.db', 'desktop.ini'];

let feed: string;
const heard = hearCommands();
beforeEach(() => {
  feed = tempFolder();
});

const stage = (folder: string) => sign.run([feed, '--files', folder, '--now', TIME]);
const staged = () =>
  Object.keys(JSON.parse(readFileSync(join(feed, 'staged', 'targets.json'), 'utf8')).signed.targets);

async function builtLists(): Promise<string> {
  const lists = tempFolder();
  const list = compiled([entry('front.example.org', { kind: 'domain' })], listInfo());
  writeFileSync(join(lists, 'example.almslist'), await writeContainer(list));
  return lists;
}

async function packedFiles(): Promise<string> {
  const files = join(tempFolder(), 'files');
  await pack.run([files, '--lists', await builtLists(), '--now', TIME]);
  return files;
}

it('stages nothing that a system put there, and says so', async () => {
  const files = await packedFiles();
  const [whole = ''] = get(readManifest(readFileSync(join(files, MANIFEST)))).lists.map((list) => list.whole);
  for (const name of OF_SYSTEMS) writeFileSync(join(files, name), '');
  writeFileSync(join(files, 'example', 'THUMBS.DB'), '');
  expect(await stage(files)).toBe(0);
  expect(staged()).toEqual([whole, MANIFEST]);
  for (const name of [...OF_SYSTEMS, 'example/THUMBS.DB']) expect(heard.told).toContain(name);
  // Nor does it keep anybody from packing, which leaves nothing of it.
  expect(await pack.run([files, '--lists', await builtLists(), '--now', TIME])).toBe(0);
  expect(readdirSync(files).sort()).toEqual(['example', MANIFEST]);
});

it('stages no lists of which one is missing, before anybody has signed them', async () => {
  const files = await packedFiles();
  rmSync(join(files, 'example'), { recursive: true });
  await expect(stage(files)).rejects.toThrow(/almslist\.gz is not there.*Put back/s);
});

it('stages no lists that were not packed', async () => {
  await expect(stage(await builtLists())).rejects.toThrow(/no manifest\.json, .*Pack them/s);
  const below = tempFolder();
  mkdirSync(join(below, 'lists'));
  writeFileSync(join(below, 'lists', 'example.almslist'), '');
  await expect(stage(below)).rejects.toThrow(/no manifest\.json, .*Pack them/s);
  // What was packed, and has lost the very file that names it.
  const packed = await packedFiles();
  rmSync(join(packed, MANIFEST));
  await expect(stage(packed)).rejects.toThrow(/no manifest\.json, .*Pack them/s);
  expect(readdirSync(feed)).toEqual([]);
});

it('signs beside hashes what somebody says, and where that cannot be read says how to write it', async () => {
  const files = await packedFiles();
  const custom = join(tempFolder(), 'custom.json');
  const withCustom = () => sign.run([feed, '--files', files, '--custom', custom, '--now', TIME]);
  for (const broken of ['{"manifest.json": {', '[]', 'null', '{"manifest.json": "checked"}']) {
    writeFileSync(custom, broken);
    await expect(withCustom()).rejects.toThrow(
      /custom\.json is not as --custom needs it.*Write JSON.*manifest/s,
    );
    await expect(withCustom()).rejects.toThrow(Refusal);
  }
  rmSync(custom);
  await expect(withCustom()).rejects.toThrow(/^ENOENT.*custom\.json/);
  expect(readdirSync(feed)).toEqual([]);
  writeFileSync(custom, '{"manifest.json": {"note": "checked"}}');
  expect(await withCustom()).toBe(0);
  const { targets } = JSON.parse(readFileSync(join(feed, 'staged', 'targets.json'), 'utf8')).signed;
  expect(targets[MANIFEST].custom).toEqual({ note: 'checked' });
});

it('says where files have no manifest, for a feed may hold other things than lists', async () => {
  const files = tempFolder();
  writeFileSync(join(files, 'notes.txt'), 'for everybody');
  expect(await stage(files)).toBe(0);
  expect(staged()).toEqual(['notes.txt']);
  expect(heard.told).toMatch(/There is no manifest\.json in .*no lists/);
  heard.told = '';
  await stage(await packedFiles());
  expect(heard.told).not.toContain('There is no manifest.json');
});
