import { gzipSync } from 'node:zlib';
import { daysBetween } from '#lib/core/dates.ts';
import { MAX_DELTAS } from '#lib/core/limits.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';
import { writeContainer } from '#lib/watchlist/container.ts';
import { sealsOf, sha256Hex } from '#lib/watchlist/seal.ts';
import { diffLists } from '../delta-diff.ts';
import { type ListedVersion, MANIFEST, writeManifest } from '../signed/manifest.ts';
import type { Tell } from './progress.ts';

/** Letters of a hash in a file name. */
const NAME = 16;
/** Days for which a change of any size stays marked as meant: users who were away come to it late. */
const BULK_DAYS = 30;

/** A list as it was published before. */
export interface Published {
  listed: ListedVersion;
  list: CompiledList;
  /** Files of the deltas that lead to it. */
  files: ReadonlyMap<string, Uint8Array>;
}

export interface Packing {
  lists: readonly CompiledList[];
  before: ReadonlyMap<string, Published>;
  /** Ids whose change is meant, however large. */
  bulk: ReadonlySet<string>;
  /** `YYYY-MM-DD`. */
  today: string;
  tell?: Tell;
}

/** The files that editors sign: every list whole, the deltas that lead to it, and the manifest. Same lists, same bytes. */
export async function packLists({
  lists,
  before,
  bulk,
  today,
  tell,
}: Packing): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const manifest: ListedVersion[] = [];
  for (const list of lists) {
    const { id } = list.info;
    tell?.(`${id}: packing ${list.entries} entries`);
    const { content } = await sealsOf(list);
    /** Named by its bytes: what a list says of itself may change where its entries do not. */
    const put = async (bytes: Uint8Array<ArrayBuffer>, extension: string) => {
      const path = `${id}/${(await sha256Hex(bytes)).slice(0, NAME)}.${extension}.gz`;
      files.set(path, gzip(bytes));
      return path;
    };
    const whole = await put(await writeContainer(list), 'almslist');
    const old = before.get(id);
    const deltas = [...(old?.listed.deltas ?? [])];
    for (const { path } of deltas) files.set(path, old?.files.get(path) as Uint8Array);
    if (old && old.listed.content !== content) {
      const path = await put(await diffLists(old.list, list), 'almsdiff');
      deltas.push({ from: old.listed.content, to: content, path });
    }
    for (const { path } of deltas.splice(0, deltas.length - MAX_DELTAS)) files.delete(path);
    const meant = bulk.has(id) ? today : (old?.listed.bulk ?? null);
    manifest.push({
      id,
      content,
      whole,
      deltas,
      bulk: meant && daysBetween(meant, today) < BULK_DAYS ? meant : null,
    });
  }
  files.set(MANIFEST, writeManifest(manifest));
  return files;
}

/** The header (RFC 1952) names no time and no system: the same bytes whenever and wherever they are packed. */
function gzip(bytes: Uint8Array): Uint8Array {
  const packed = gzipSync(bytes, { level: 9 });
  packed.fill(0, 4, 8);
  packed[9] = 255;
  return packed;
}
