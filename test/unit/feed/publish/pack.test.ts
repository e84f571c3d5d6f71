import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Entry, ListInfo } from '#lib/core/entry.ts';
import { verifyLists } from '#lib/feed/publish/verify-lists.ts';
import { MANIFEST, readManifest } from '#lib/feed/signed/manifest.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';
import { writeContainer } from '#lib/watchlist/container.ts';
import { pack } from '../../../../scripts/feed/pack.ts';
import { sign } from '../../../../scripts/feed/sign.ts';
import { claim, compiled, entry, listInfo } from '../../../support/entries.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { hearCommands } from './hear.ts';
import { get } from './support.ts';

const BURN = '0x000000000000000000000000000000000000dEaD';
const host = (value: string, over: Partial<Entry> = {}) => entry(value, { kind: 'domain', ...over });

const heard = hearCommands();

async function packed(entries: Entry[], bulk: boolean) {
  const lists = tempFolder();
  const files = join(tempFolder(), 'files');
  writeFileSync(
    join(lists, 'example.almslist'),
    await writeContainer(compiled(entries, listInfo(), { bulk })),
  );
  const done = pack.run([files, '--lists', lists, '--now', '2026-01-10T06:00:00Z']);
  const said = await done.then(String, (error: Error) => error.message);
  return { said, isThere: existsSync(join(files, 'manifest.json')) };
}

it.each([false, true])('packs what accuses nobody whom the safelist protects (in bulk: %s)', async (bulk) => {
  const entries = [host('front.example.org'), host('facebook.com', { claims: [claim({ stance: 'safe' })] })];
  expect(await packed(entries, bulk)).toEqual({ said: '0', isThere: true });
});

it.each([false, true])('refuses a list that does, and names each hit (in bulk: %s)', async (bulk) => {
  const { said, isThere } = await packed([host('front.example.org'), host('unicef.fr'), entry(BURN)], bulk);
  expect(isThere).toBe(false);
  expect(said).toMatch(/example: .*unicef\.fr/);
  expect(said.toLowerCase()).toContain(BURN.toLowerCase());
  expect(said).not.toContain('front.example.org');
});

describe('a list that is packed again', () => {
  let files: string;
  beforeEach(() => {
    files = join(tempFolder(), 'files');
  });

  /** Packs so many hosts on a day, and gives what the manifest says of them. */
  const packOn = (day: string, hosts: number, ...more: string[]) => packAs(day, hosts, {}, more);
  async function packAs(
    day: string,
    hosts: number,
    over: Partial<ListInfo & Pick<CompiledList, 'refused' | 'refusals'>>,
    more: string[] = [],
  ) {
    const lists = tempFolder();
    const entries = Array.from({ length: hosts }, (_, n) => host(`host${n}.example.org`));
    const { refused = 0, refusals = [], ...about } = over;
    const list = compiled(entries, listInfo({ date: day, version: `${day}-${hosts}`, ...about }));
    writeFileSync(join(lists, 'example.almslist'), await writeContainer({ ...list, refused, refusals }));
    heard.said = '';
    await pack.run([files, '--lists', lists, '--now', `${day}T06:00:00Z`, ...more]);
    const [listed] = get(readManifest(readFileSync(join(files, MANIFEST)))).lists;
    if (!listed) throw new Error('the manifest names no list');
    return listed;
  }

  /** What a client reads of what was packed. */
  async function verified() {
    const bytes = [...snapshotOf(files)].map(([path, hex]) => [
      path,
      Uint8Array.from(Buffer.from(hex, 'hex')),
    ]);
    return get(await verifyLists(new Map(bytes as [string, Uint8Array<ArrayBuffer>][])));
  }

  it('lets a large change pass that was meant, for those too who come to it with a small one', async () => {
    await packOn('2026-01-04', 1000);
    expect((await packOn('2026-01-05', 3000, '--bulk', 'example')).bulk).toBe('2026-01-05');
    expect((await packOn('2026-01-20', 2990)).bulk).toBe('2026-01-05');
    expect(heard.said).not.toContain('hold this version back');
  });

  it('lets it pass for thirty days, and no longer', async () => {
    await packOn('2026-01-04', 1000);
    await packOn('2026-01-05', 3000, '--bulk', 'example');
    expect((await packOn('2026-02-03', 2999)).bulk).toBe('2026-01-05');
    expect((await packOn('2026-02-04', 2998)).bulk).toBe(null);
  });

  it('names no time and no system in what it packed', async () => {
    await packOn('2026-01-04', 3);
    const { whole, deltas } = await packOn('2026-01-05', 4);
    expect(deltas).toHaveLength(1);
    for (const path of [whole, ...deltas.map((delta) => delta.path)]) {
      expect([...readFileSync(join(files, path)).subarray(4, 10)]).toEqual([0, 0, 0, 0, 2, 255]);
    }
  });

  it('lets no other large change pass with it: clients hold that back, as it says', async () => {
    await packOn('2026-01-04', 1000);
    await packOn('2026-01-05', 3000, '--bulk', 'example');
    expect((await packOn('2026-01-20', 300)).bulk).toBe(null);
    expect(heard.said).toContain(
      'example: clients will hold this version back. Of 3000 entries 2700 would go',
    );
    // Neither the next day, nor where a small change follows.
    expect((await packOn('2026-01-21', 300)).bulk).toBe(null);
    expect((await packOn('2026-01-22', 301)).bulk).toBe(null);
    expect((await packOn('2026-01-23', 3000, '--bulk', 'example')).bulk).toBe('2026-01-23');
  });

  it('stays as it was published for a week in which nothing but its date changes', async () => {
    const first = await packOn('2026-01-10', 3);
    // As another zlib packed it.
    writeFileSync(
      join(files, first.whole),
      gzipSync(gunzipSync(readFileSync(join(files, first.whole))), { level: 1 }),
    );
    const before = snapshotOf(files);
    for (const day of ['2026-01-10', '2026-01-11', '2026-01-16']) expect(await packOn(day, 3)).toEqual(first);
    expect(snapshotOf(files)).toEqual(before);
    expect(await verified()).toEqual([{ id: 'example', date: '2026-01-10', entries: 3, deltas: 0 }]);
    const redated = await packOn('2026-01-17', 3);
    expect(redated).toEqual({ ...first, whole: expect.not.stringContaining(first.whole) });
    expect((await packOn('2026-01-18', 3)).whole).toBe(redated.whole);
    expect(await verified()).toMatchObject([{ date: '2026-01-17' }]);
    expect([...snapshotOf(files).keys()].sort()).toEqual([redated.whole, MANIFEST].sort());
  });

  it('is led to by what changed since, from what stayed', async () => {
    await packOn('2026-01-10', 3);
    const { content } = await packOn('2026-01-11', 3);
    expect((await packOn('2026-01-12', 4)).deltas).toMatchObject([{ from: content }]);
    expect(await verified()).toEqual([{ id: 'example', date: '2026-01-12', entries: 4, deltas: 1 }]);
  });

  it('leads on from nothing that pack has not left there, and says what to do', async () => {
    const { whole } = await packOn('2026-01-10', 3);
    const sound = readFileSync(join(files, whole));
    const before = snapshotOf(files);
    writeFileSync(join(files, 'notes.txt'), 'not for everybody');
    await expect(packOn('2026-01-11', 4)).rejects.toThrow(/does not name .*: notes\.txt\..*Take it away/s);
    rmSync(join(files, 'notes.txt'));
    rmSync(join(files, whole));
    await expect(packOn('2026-01-11', 4)).rejects.toThrow(/almslist\.gz is not there.*Put back/s);
    const other = await writeContainer(compiled([host('other.example.org')], listInfo()));
    writeFileSync(join(files, whole), gzipSync(other));
    await expect(packOn('2026-01-11', 4)).rejects.toThrow(/holds another list than .*Put back/s);
    // Without the manifest nobody knows what any of it is.
    rmSync(join(files, MANIFEST));
    await expect(packOn('2026-01-11', 4)).rejects.toThrow(/does not name/);
    writeFileSync(join(files, MANIFEST), Buffer.from(before.get(MANIFEST) ?? '', 'hex'));
    writeFileSync(join(files, whole), sound);
    expect(snapshotOf(files)).toEqual(before);
    expect((await packOn('2026-01-11', 4)).deltas).toHaveLength(1);
  });

  it('is not the one that --bulk means where that is the id of no list', async () => {
    await packOn('2026-01-10', 3);
    const before = snapshotOf(files);
    await expect(packOn('2026-01-11', 4, '--bulk', 'exmaple')).rejects.toThrow(
      /no list exmaple .*--bulk takes the id of a list: example\./s,
    );
    expect(snapshotOf(files)).toEqual(before);
  });

  it('is staged for its editors with nothing that lies beside it', async () => {
    await packOn('2026-01-10', 3);
    writeFileSync(join(files, 'example', 'draft.csv'), 'value');
    const staged = sign.run([tempFolder(), '--files', files]);
    await expect(staged).rejects.toThrow(/does not name .*: example\/draft\.csv\..*Take it away/s);
  });

  it('stays for good where its file keeps its date, and only its version moves', async () => {
    const first = await packAs('2026-01-10', 3, { date: '2024-02-03' });
    expect(await packAs('2026-03-10', 3, { date: '2024-02-03' })).toEqual(first);
  });

  it.each<[string, Parameters<typeof packAs>[2]]>([
    ['another title', { title: 'Other words' }],
    ['a case that was closed', { closed: true }],
    [
      'more that was left out',
      { refused: 1, refusals: [{ where: 'line 4', value: '', reason: 'bad-address' }] },
    ],
    ['a date that was put right', { date: '2026-01-09' }],
  ])('is published anew with %s', async (_, over) => {
    const first = await packOn('2026-01-10', 3);
    const next = await packAs('2026-01-11', 3, over);
    expect(next.content).toBe(first.content);
    expect(next.whole).not.toBe(first.whole);
  });
});

/** Every file in a folder, in hex. */
function snapshotOf(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return new Map(
    names.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [relative(folder, path).replaceAll(sep, '/'), readFileSync(path, 'hex')];
    }),
  );
}
