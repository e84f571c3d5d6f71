import { isDeepStrictEqual } from 'node:util';
import { gzipSync } from 'node:zlib';
import { daysBetween } from '#lib/core/dates.ts';
import { MAX_DELTAS } from '#lib/core/limits.ts';
import { ok } from '#lib/core/result.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';
import { writeContainer } from '#lib/watchlist/container.ts';
import { piecesOf } from '#lib/watchlist/list-pieces.ts';
import { sealsOf, sha256Hex } from '#lib/watchlist/seal.ts';
import { diffLists } from '../delta-diff.ts';
import { countChange, judgeChange } from '../sanity.ts';
import { type ListedVersion, MANIFEST, writeManifest } from '../signed/manifest.ts';
import type { Tell } from './progress.ts';

/** Letters of a hash in a file name. */
const NAME = 16;
/** Days for which a change of any size stays marked as meant: users who were away come to it late. */
const BULK_DAYS = 30;
/**
 * Days for which a list of which nothing but the date has changed stays as it was published: whoever dates their files by
 * the day of the build would ask editors and have every client fetch the whole each day. Well before it looks stale
 * (`STALE_DAYS`), for editors take their time.
 */
const REDATE_DAYS = 7;

/** A list as it was published before. */
export interface Published {
  listed: ListedVersion;
  list: CompiledList;
  /** Its own file, and those of the deltas that lead to it. */
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
  /** Told of each list whose change clients will hold back, and why they will. */
  held?: (id: string, why: string) => void;
}

/** The files that editors sign: every list whole, the deltas that lead to it, and the manifest. */
export async function packLists({
  lists,
  before,
  bulk,
  today,
  tell,
  held,
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
    const old = before.get(id);
    const isChanged = old !== undefined && old.listed.content !== content;
    const kept = old && !isChanged ? keptFile(old, list, today) : undefined;
    if (old && kept) files.set(old.listed.whole, kept);
    const whole = old && kept ? old.listed.whole : await put(await writeContainer(list), 'almslist');
    const deltas = [...(old?.listed.deltas ?? [])];
    for (const { path } of deltas) files.set(path, old?.files.get(path) as Uint8Array);
    if (isChanged) {
      const path = await put(await diffLists(old.list, list), 'almsdiff');
      deltas.push({ from: old.listed.content, to: content, path });
    }
    for (const { path } of deltas.splice(0, deltas.length - MAX_DELTAS)) files.delete(path);
    const judged = isChanged ? judgeChange(await countChange(await piecesOf(old.list), list)) : ok(null);
    const isHeld = !judged.ok && !bulk.has(id);
    if (isHeld) held?.(id, judged.error.message);
    // A small change leaves the mark, for whoever missed the large one meets both at once; another large one that nobody
    // meant must not pass under it.
    const carried = isHeld ? null : (old?.listed.bulk ?? null);
    const meant = bulk.has(id) ? today : carried;
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

/** The file of a list with the same entries, as it was published, where it says the same of them on a day not long ago. */
function keptFile({ listed, list: old, files }: Published, list: CompiledList, today: string) {
  const { date, version } = old.info;
  const saidOf = ({ info, entries, refused, refusals }: CompiledList) => [
    { ...info, date, version },
    entries,
    refused,
    refusals,
  ];
  if (!isDeepStrictEqual(saidOf(old), saidOf(list))) return undefined;
  // A date that goes back was put right.
  const isNew = list.info.date > date && daysBetween(date, today) < REDATE_DAYS;
  return isNew || list.info.date === date ? files.get(listed.whole) : undefined;
}

/**
 * The header (RFC 1952) names no time and no system: one and the same zlib makes the same bytes whenever it packs.
 * Another one may pack otherwise, which is why what has not changed is not packed again.
 */
function gzip(bytes: Uint8Array): Uint8Array {
  const packed = gzipSync(bytes, { level: 9 });
  packed.fill(0, 4, 8);
  packed[9] = 255;
  return packed;
}
