import type * as Fs from 'node:fs';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { MANIFEST, readManifest } from '#lib/feed/signed/manifest.ts';
import { writeContainer } from '#lib/watchlist/container.ts';
import { pack } from '../../../../scripts/feed/pack.ts';
import { compiled, entry, listInfo } from '../../../support/entries.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { hearCommands } from './hear.ts';
import { get } from './support.ts';

/** Endings of what the system does not let anybody put elsewhere, and its word for why. */
const held = vi.hoisted(() => ({ from: '', code: '' }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof Fs>();
  return {
    ...fs,
    renameSync(from: string, to: string) {
      if (held.from !== '' && from.endsWith(held.from))
        throw Object.assign(new Error(`${held.code}: rename '${from}'`), {
          code: held.code,
          syscall: 'rename',
        });
      fs.renameSync(from, to);
    },
  };
});

hearCommands();
let home: string;
beforeEach(() => {
  held.from = '';
  home = tempFolder();
});

async function packInto(files: string, hosts: number) {
  const lists = tempFolder();
  const day = `2026-01-${10 + hosts}`;
  const entries = Array.from({ length: hosts }, (_, n) => entry(`h${n}.example.org`, { kind: 'domain' }));
  const list = compiled(entries, listInfo({ date: day, version: day }));
  writeFileSync(join(lists, 'example.almslist'), await writeContainer(list));
  return pack.run([files, '--lists', lists, '--now', `${day}T06:00:00Z`]);
}
const deltasIn = (files: string) =>
  get(readManifest(readFileSync(join(files, MANIFEST)))).lists.map(({ deltas }) => deltas.length);

it.each([
  ['a mount point', '/files', 'EBUSY'],
  ['a folder of an image, which is of another system of files', '/files', 'EXDEV'],
  ['a folder that cannot be made', '.coming', 'EACCES'],
])('leaves %s as it was, and says what to do', async (_, from, code) => {
  const files = join(home, 'files');
  await packInto(files, 1);
  Object.assign(held, { from, code });
  await expect(packInto(files, 2)).rejects.toThrow(
    new RegExp(`which is as it was: ${code}.*not a mount point.*A folder inside it`, 's'),
  );
  expect(deltasIn(files)).toEqual([0]);
  expect(readdirSync(home)).toEqual(['files']);
});

it.skipIf(process.platform === 'win32')(
  'packs into a folder that is a link, and leaves the link',
  async () => {
    const real = join(tempFolder(), 'disk', 'packed');
    const files = join(home, 'files');
    mkdirSync(dirname(real));
    symlinkSync(real, files);
    // At first it leads to nothing.
    await packInto(files, 1);
    await packInto(files, 2);
    expect(deltasIn(real)).toEqual([1]);
    expect(readlinkSync(files)).toBe(real);
    expect(readdirSync(dirname(real))).toEqual(['packed']);
    // Cut off between two renamings.
    renameSync(real, `${real}.going`);
    await packInto(files, 3);
    expect(deltasIn(real)).toEqual([2]);
    expect(lstatSync(files).isSymbolicLink()).toBe(true);
  },
);

it.skipIf(process.platform === 'win32')('follows a link by what it says from where it stands', async () => {
  const below = join(home, 'below');
  mkdirSync(join(below, 'there'), { recursive: true });
  symlinkSync(below, join(home, 'short'));
  symlinkSync('../below/there', join(below, 'files'));
  await packInto(join(home, 'short', 'files'), 1);
  expect(deltasIn(join(below, 'there'))).toEqual([0]);
  expect(readdirSync(home).sort()).toEqual(['below', 'short']);
});

it.skipIf(process.platform === 'win32')('is no folder where links go round in circles', async () => {
  symlinkSync(join(home, 'other'), join(home, 'files'));
  symlinkSync(join(home, 'files'), join(home, 'other'));
  await expect(packInto(join(home, 'files'), 1)).rejects.toThrow('ELOOP');
});
