import type * as Fs from 'node:fs';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type * as FsPromises from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { MANIFEST, readManifest } from '#lib/feed/signed/manifest.ts';
import { writeContainer } from '#lib/watchlist/container.ts';
import { build } from '../../../../scripts/feed/build.ts';
import { pack } from '../../../../scripts/feed/pack.ts';
import { compiled, entry, listInfo } from '../../../support/entries.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { hearCommands } from './hear.ts';
import { get } from './support.ts';

/** Changes of the disk until the process is ended; whether the last file is there by half. */
const fuse = vi.hoisted(() => ({
  left: Number.POSITIVE_INFINITY,
  isTorn: true,
  /** Runs the change, or ends the process in its place. */
  burn<T>(change: () => T, half?: () => T): T {
    if (this.left-- > 0) return change();
    if (this.isTorn) half?.();
    throw new Error('killed');
  },
}));

type Change = (...args: never[]) => unknown;
const orEnd = vi.hoisted(
  () =>
    (change: Change): Change =>
    (...args) =>
      fuse.burn(() => change(...args)),
);

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof Fs>();
  return {
    ...fs,
    mkdirSync: orEnd(fs.mkdirSync),
    renameSync: orEnd(fs.renameSync),
    rmSync: orEnd(fs.rmSync),
    writeFileSync: (path: string, bytes: Uint8Array) =>
      fuse.burn(
        () => fs.writeFileSync(path, bytes),
        () => fs.writeFileSync(path, bytes.subarray(0, bytes.length / 2)),
      ),
  };
});

vi.mock('node:fs/promises', async (original) => {
  const fs = await original<typeof FsPromises>();
  const sync = await vi.importActual<typeof Fs>('node:fs');
  return {
    ...fs,
    mkdir: orEnd(fs.mkdir),
    rename: orEnd(fs.rename),
    rm: orEnd(fs.rm),
    writeFile: async (path: string, bytes: Uint8Array) =>
      fuse.burn(
        () => fs.writeFile(path, bytes),
        () => Promise.resolve(sync.writeFileSync(path, bytes.subarray(0, bytes.length / 2))),
      ),
  };
});

hearCommands();
let files: string;
beforeEach(() => {
  files = join(tempFolder(), 'files');
});

async function packOn(day: string, hosts: number, changesLeft = Number.POSITIVE_INFINITY) {
  const lists = tempFolder();
  for (const id of ['one', 'two']) {
    const entries = Array.from({ length: hosts }, (_, i) =>
      entry(`${id}-${i}.example.org`, { kind: 'domain' }),
    );
    const info = listInfo({ id, date: day, version: day });
    writeFileSync(join(lists, `${id}.almslist`), await writeContainer(compiled(entries, info)));
  }
  fuse.left = changesLeft;
  try {
    await pack.run([files, '--lists', lists, '--now', `${day}T06:00:00Z`]);
  } finally {
    fuse.left = Number.POSITIVE_INFINITY;
  }
}

const beside = () => readdirSync(dirname(files));
const standing = () =>
  readdirSync(files, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
    .map((path) => [path, readFileSync(path).toString('hex')]);

it('can be packed again wherever packing was cut off, and leads on from what was published', async () => {
  await packOn('2026-01-10', 10);
  await packOn('2026-01-11', 11);
  const undisturbed = standing();
  let cutOff = 0;
  for (let changes = 0; ; changes++) {
    for (const left of beside()) rmSync(join(dirname(files), left), { recursive: true });
    await packOn('2026-01-10', 10);
    const isDone = await packOn('2026-01-11', 11, changes).then(
      () => true,
      () => false,
    );
    if (isDone) break;
    cutOff++;
    await packOn('2026-01-11', 11);
    expect(standing(), `after ${changes} changes of the disk`).toEqual(undisturbed);
    expect(beside()).toEqual(['files']);
  }
  expect(cutOff).toBeGreaterThan(5);
  const { lists } = get(readManifest(readFileSync(join(files, MANIFEST))));
  expect(lists.map(({ deltas }) => deltas.length)).toEqual([1, 1]);
});

it.each([true, false])('never packs the half of a build that was cut off (in a file: %s)', async (isTorn) => {
  fuse.isTorn = isTorn;
  const data = tempFolder();
  const about = { title: 'T', publisher: 'P', licence: 'L', homepage: null, upstreams: [] };
  const named = ['one', 'two'].map((id) => ({ ...about, id, file: `${id}.csv` }));
  writeFileSync(join(data, 'lists.json'), JSON.stringify(named));
  for (const id of ['one', 'two']) writeFileSync(join(data, `${id}.csv`), `value\n${id}.example.org\n`);
  const now = ['--now', '2026-01-10T06:00:00Z'];
  let refused = 0;
  for (let changes = 0; ; changes++) {
    const lists = join(tempFolder(), 'lists');
    const built = async (changesLeft: number) => {
      fuse.left = changesLeft;
      const done = build.run(['--data', data, '--out', lists, ...now]);
      const isDone = await done.then(
        () => true,
        () => false,
      );
      fuse.left = Number.POSITIVE_INFINITY;
      return isDone;
    };
    const isDone = await built(changes);
    const packed = await pack.run([files, '--lists', lists, ...now]).catch((error: Error) => error.message);
    if (packed === 0) {
      expect(get(readManifest(readFileSync(join(files, MANIFEST)))).lists).toHaveLength(2);
    } else refused++;
    if (isDone) break;
    expect(await built(Number.POSITIVE_INFINITY)).toBe(true);
    expect(await pack.run([files, '--lists', lists, ...now])).toBe(0);
  }
  fuse.isTorn = true;
  expect(refused).toBeGreaterThan(1);
});
