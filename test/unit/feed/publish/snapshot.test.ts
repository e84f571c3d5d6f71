import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import type { Entry } from '#lib/core/entry.ts';
import { bodyOf } from '#lib/feed/body.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { type BuiltList, buildLists, snapshotFiles } from '#lib/feed/publish/build.ts';
import { INPUTS, type Inputs } from '#lib/feed/publish/inputs.ts';
import { describeSnapshot } from '#lib/feed/publish/report.ts';
import { readChunk } from '#lib/watchlist/compile.ts';

const ROOT = resolve(import.meta.dirname, '../../../..');
const SNAPSHOT = join(ROOT, 'public/watchlist');
/** The source files stand beside the repository; they are not part of it. */
const DATA = resolve(ROOT, '../shared/data');
const hasData = Object.values(INPUTS).every((path) => existsSync(join(DATA, path)));
const dataFile = (path: string) => readFileSync(join(DATA, path), 'utf8');

describe('the committed snapshot', () => {
  const index = JSON.parse(readFileSync(join(SNAPSHOT, 'index.json'), 'utf8')) as {
    id: string;
    file: string;
    entries: number;
  }[];

  it.each(index)('$id can be read and holds $entries entries', async ({ id, file, entries }) => {
    const bytes = new Uint8Array(readFileSync(join(SNAPSHOT, file)));
    const result = await readList(bodyOf(bytes), { id: 'x', name: file, today: '2026-11-21' });
    expect(result).toMatchObject({ ok: true, value: { list: { entries, info: { id } } } });
  });

  it('holds nothing but the index and what it names', () => {
    expect(readdirSync(SNAPSHOT).toSorted()).toEqual(
      ['index.json', ...index.map(({ file }) => file)].toSorted(),
    );
  });
});

describe.skipIf(!hasData)('a fresh build (skipped where the source files are absent)', async () => {
  const texts = Object.entries(INPUTS).map(([name, path]) => [name, hasData ? dataFile(path) : '']);
  const result = hasData ? await buildLists(Object.fromEntries(texts) as Inputs) : null;
  if (result && !result.ok) throw new Error(result.error.message);
  const built: BuiltList[] = result?.value ?? [];
  const listOf = (id: string) => built.find(({ info }) => info.id === id) as BuiltList;
  const entriesOf = (id: string): Entry[] => listOf(id).list.chunks.flatMap(readChunk);

  it('equals the committed snapshot byte for byte, report included', () => {
    for (const [file, bytes] of snapshotFiles(built)) {
      expect(Buffer.compare(readFileSync(join(SNAPSHOT, file)), bytes), file).toBe(0);
    }
    // What it changed is about the build before as well.
    const [report] = readFileSync(join(ROOT, 'docs/WATCHLIST.md'), 'utf8').split(
      '\n## What this build changed\n',
    );
    expect(report).toBe(describeSnapshot(built));
  });

  it('accounts for all 761 address features and 1,157 websites', () => {
    const { refused } = listOf('ofac-sdn');
    const ids = [
      ...entriesOf('ofac-sdn').flatMap(({ claims }) => claims.map(({ id }) => id)),
      ...refused.map(({ where }) => where),
    ];
    expect(ids.filter((id) => id.includes('/feature:'))).toHaveLength(761);
    expect(ids.filter((id) => id.includes('/website:'))).toHaveLength(1157);
    expect(refused.map(({ reason }) => reason).toSorted()).toEqual(['impossible-value', 'unknown-tld']);
  });

  it('holds each of the 745 addresses that stand in the lists by currency, but for the one impossible value', () => {
    const folder = 'feeds/ofac/by_currency_2025-11-19';
    const lines = readdirSync(join(DATA, folder)).flatMap((file) =>
      dataFile(`${folder}/${file}`).trim().split('\n'),
    );
    const addresses = new Set(lines.map((line) => line.trim()));
    expect(addresses.size).toBe(745);
    const held = new Set(entriesOf('ofac-sdn').map(({ value }) => value));
    const missing = [...addresses].filter(
      (address) => !held.has(parseAddress(address)?.canonical ?? address),
    );
    expect(missing).toEqual(['5be5543ff73456ab9f2d207887e2af87322c651ea1a873c5b25b7ffae456c320']);
  });

  it('holds the 155 forfeited addresses and the four hosts', () => {
    const pack = dataFile(INPUTS.forfeited);
    const values = new Set(entriesOf('us-forfeitures').map(({ value }) => value));
    const addresses = [...pack.matchAll(/^- address: (\S+)$/gm)].map((match) => match[1] as string);
    expect(new Set(addresses).size).toBe(155);
    expect(addresses.filter((address) => !values.has(address))).toEqual([]);
    for (const host of ['facemaskcenter.com', 'alqassam.net', 'alqassam.ps', 'qassam.ps']) {
      expect(values).toContain(host);
    }
    expect(values.size).toBe(159);
  });

  it('holds the 90 addresses that went on 21 March 2025 as history that does not warn', () => {
    const gone = entriesOf('ofac-delisted').filter(({ claims }) => claims[0]?.delisted === '2025-03-21');
    expect(gone).toHaveLength(90);
    expect(gone.every(({ claims }) => claims.every(({ status }) => status === 'delisted'))).toBe(true);
    expect(gone.filter(({ claims }) => claims[0]?.subject === 'Tornado Cash')).toHaveLength(37);
    const current = new Set(entriesOf('ofac-sdn').map(({ value }) => value));
    expect(entriesOf('ofac-delisted').filter(({ value }) => current.has(value))).toEqual([]);
  });

  it('a real pair of one key on two networks meets', () => {
    const keysOf = (text: string) => parseAddress(text)?.keys;
    const values = entriesOf('ofac-sdn').map(({ value }) => value);
    expect(values).toContain('TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW');
    expect(values).toContain('0xE950DC316b836e4EeFb8308bf32Bf7C72a1358FF');
    expect(keysOf('TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW')).toEqual(
      keysOf('0xE950DC316b836e4EeFb8308bf32Bf7C72a1358FF'),
    );
  });
});
