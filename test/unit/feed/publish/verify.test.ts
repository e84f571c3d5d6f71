import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Published, packLists } from '#lib/feed/publish/pack.ts';
import type { Tell } from '#lib/feed/publish/progress.ts';
import type { Repository } from '#lib/feed/publish/repository.ts';
import { signOnline } from '#lib/feed/publish/sign-online.ts';
import { verifyFolder } from '#lib/feed/publish/verify.ts';
import { MANIFEST, type Manifest, readManifest } from '#lib/feed/signed/manifest.ts';
import { writeContainer } from '#lib/watchlist/container.ts';
import { compiled, entry, listInfo } from '../../../support/entries.ts';
import { hash } from '../../../support/trust-feed.ts';
import {
  DAY,
  get,
  type KeyBox,
  makeKeys,
  NOW,
  publishedFeed,
  releaseTargets,
  rootedFeed,
  utf8,
} from './support.ts';

let box: KeyBox;
beforeAll(async () => {
  box = await makeKeys();
});

async function verify({ served }: Repository, now = NOW) {
  const result = await verifyFolder(served, readFileSync(join(served, '1.root.json')), now);
  return result.ok ? 'verified' : result.error.code;
}
const LIST = `targets/lists/${hash(utf8('a list'))}.a.almslist`;

describe('verify', () => {
  it('reads a feed as the extension does, every file of it', async () => {
    const repository = await publishedFeed(box);
    const { served } = repository;
    const { trusted, read, lists } = get(
      await verifyFolder(served, readFileSync(join(served, '1.root.json')), NOW),
    );
    expect([trusted.version, trusted.targets.get('lists/a.almslist')?.custom]).toEqual([1, { kind: 'list' }]);
    // Without a manifest there are no lists, and that is fine.
    expect(lists).toBeNull();
    expect(read.map(({ path }) => path)).toEqual([
      'timestamp.json',
      '1.snapshot.json',
      '1.targets.json',
      LIST,
      `targets/${hash(utf8('{}'))}.readme.json`,
    ]);
  });

  it('sees that it is stale', async () => {
    const repository = await publishedFeed(box);
    expect(await verify(repository, NOW + 7 * DAY - 1)).toBe('verified');
    expect(await verify(repository, NOW + 7 * DAY)).toBe('expired');
  });

  it('sees a list that was changed, and one that is missing', async () => {
    const repository = await publishedFeed(box);
    writeFileSync(join(repository.served, LIST), 'A list');
    expect(await verify(repository)).toBe('mismatch');
    rmSync(join(repository.served, LIST));
    expect(await verify(repository)).toBe('not-found');
  });

  it('refuses a root of somebody else', async () => {
    const ours = await publishedFeed(box);
    const theirs = await publishedFeed(await makeKeys());
    const root = readFileSync(join(theirs.served, '1.root.json'));
    expect(await verifyFolder(ours.served, root, NOW)).toMatchObject({ error: { code: 'unsigned' } });
  });
});

const listOf = (count: number, id = 'example') =>
  compiled(
    Array.from({ length: count }, (_, n) => entry(`host${n}.example`, { kind: 'domain' })),
    listInfo({ id, date: `2026-01-0${count}` }),
  );

/** The third version of a list, with the deltas that lead to it. */
async function threeVersions() {
  const before = new Map<string, Published>();
  let files = new Map<string, Uint8Array>();
  for (const count of [2, 3, 4]) {
    const list = listOf(count);
    const today = '2026-01-10';
    files = await packLists({ lists: [list], before, bulk: new Set(), today });
    const [listed] = get(readManifest(files.get(MANIFEST) as Uint8Array)).lists;
    if (listed) before.set('example', { listed, list, files });
  }
  return files;
}

/** What verify says of a feed with these files, which enough editors signed. */
async function verifySigned(files: ReadonlyMap<string, Uint8Array>, tell?: Tell) {
  const repository = await rootedFeed(box);
  await releaseTargets(
    repository,
    box,
    [...files].map(([path, bytes]) => ({ path, bytes })),
  );
  get(await signOnline(repository, [box.keys.snapshot, box.keys.timestamp], NOW));
  const { served } = repository;
  return verifyFolder(served, readFileSync(join(served, '1.root.json')), NOW, tell);
}

describe('verify reads what was signed', () => {
  let files: Map<string, Uint8Array>;
  let manifest: Manifest;
  let whole: string;
  let deltas: Manifest['lists'][number]['deltas'];
  beforeEach(async () => {
    files = await threeVersions();
    manifest = get(readManifest(files.get(MANIFEST) as Uint8Array));
    whole = manifest.lists[0]?.whole ?? '';
    deltas = manifest.lists[0]?.deltas ?? [];
  });
  const sayInManifest = (over: Partial<Manifest['lists'][number]>) =>
    files.set(
      MANIFEST,
      utf8(JSON.stringify({ ...manifest, lists: manifest.lists.map((list) => ({ ...list, ...over })) })),
    );
  const replaceWhole = async (list = listOf(4)) => files.set(whole, gzipSync(await writeContainer(list)));
  const refusal = async () => {
    const verified = await verifySigned(files);
    return verified.ok ? 'verified' : verified.error;
  };

  it('and says which lists there are, and before that what it is reading', async () => {
    const told: string[] = [];
    const verified = get(await verifySigned(files, (line) => told.push(line)));
    expect(verified.lists).toEqual([{ id: 'example', date: '2026-01-04', entries: 4, deltas: 2 }]);
    expect(told).toEqual(['Reading 4 files', 'example: checking the list and 2 deltas']);
  });

  it('refuses a manifest that is none', async () => {
    files.set(MANIFEST, utf8('{"format":1}'));
    expect(await refusal()).toMatchObject({ code: 'bad-format' });
  });

  it('refuses a list that is broken, and names it', async () => {
    const broken = await writeContainer(listOf(4));
    broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1;
    files.set(whole, gzipSync(broken));
    expect(await refusal()).toMatchObject({ code: 'corrupt', message: expect.stringContaining(whole) });
    files.set(whole, (files.get(whole) as Uint8Array).subarray(0, 40));
    expect(await refusal()).toMatchObject({ code: 'corrupt', message: expect.stringContaining(whole) });
    files.set(whole, utf8('no list'));
    expect(await refusal()).toMatchObject({ code: 'bad-format', message: expect.stringContaining(whole) });
  });

  it('refuses a list that is sound and not the one that the manifest names', async () => {
    await replaceWhole(listOf(3));
    expect(await refusal()).toMatchObject({ code: 'wrong-content' });
    await replaceWhole(listOf(4, 'other'));
    expect(await refusal()).toMatchObject({ code: 'wrong-list' });
  });

  it('refuses a manifest that names files which nobody signed', async () => {
    files.delete(whole);
    expect(await refusal()).toMatchObject({ code: 'no-target', message: expect.stringContaining(whole) });
    await replaceWhole();
    const path = deltas[0]?.path ?? '';
    files.delete(path);
    expect(await refusal()).toMatchObject({ code: 'no-target', message: expect.stringContaining(path) });
  });

  it('refuses deltas that are broken, or lead from or to another version than the manifest says', async () => {
    const [first, second] = deltas;
    if (!first || !second) throw new Error('there should be two deltas');
    const sound = files.get(second.path) as Uint8Array;
    files.set(second.path, utf8('no delta'));
    expect(await refusal()).toMatchObject({
      code: 'bad-format',
      message: expect.stringContaining(second.path),
    });
    files.set(second.path, sound);
    expect(await refusal()).toBe('verified');
    sayInManifest({ deltas: [{ ...second, from: first.from }] });
    expect(await refusal()).toMatchObject({ code: 'wrong-delta' });
    sayInManifest({ deltas: [{ ...first, to: second.to }] });
    expect(await refusal()).toMatchObject({ code: 'wrong-delta' });
    sayInManifest({ deltas: [first] });
    expect(await refusal()).toMatchObject({
      code: 'wrong-delta',
      message: expect.stringContaining('newest'),
    });
  });
});
