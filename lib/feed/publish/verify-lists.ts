import { fail, ok, type Result } from '#lib/core/result.ts';
import { readContainer } from '#lib/watchlist/container.ts';
import { readPacked } from '#lib/watchlist/packed.ts';
import { sealsOf } from '#lib/watchlist/seal.ts';
import { attempt, bodyOf, wholeBody } from '../body.ts';
import { DELTA_FORMAT, DELTA_MAGIC, DeltaHeader } from '../delta.ts';
import { unpacked } from '../gzip.ts';
import { chainOf, type ListedVersion, MANIFEST, readManifest } from '../signed/manifest.ts';
import type { Tell } from './progress.ts';

/** A list of the feed that was read whole. */
export interface VerifiedList {
  id: string;
  date: string;
  entries: number;
  deltas: number;
}

/**
 * Whether what was signed can be read: a signature says who meant a file, not that it is a list. `null` where the feed
 * has no manifest, and so no lists. Deltas are not applied, for the versions they start from are not in the feed.
 */
export async function verifyLists(
  files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
  tell: Tell = () => undefined,
): Promise<Result<VerifiedList[] | null>> {
  const bytes = files.get(MANIFEST);
  if (!bytes) return ok(null);
  const manifest = readManifest(bytes);
  if (!manifest.ok) return manifest;
  const lists: VerifiedList[] = [];
  for (const listed of manifest.value.lists) {
    tell(`${listed.id}: checking the list and ${listed.deltas.length} deltas`);
    const list = await verifyWhole(listed, files);
    if (!list.ok) return list;
    const deltas = await verifyDeltas(listed, files);
    if (!deltas.ok) return deltas;
    lists.push(list.value);
  }
  return ok(lists);
}

async function verifyWhole(
  { id, content, whole, deltas }: ListedVersion,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<Result<VerifiedList>> {
  const bytes = await openPacked(whole, files);
  if (!bytes.ok) return bytes;
  const list = await readContainer(bytes.value);
  if (!list.ok) return fail(list.error.code, `${whole}: ${list.error.message}`);
  const { info, entries } = list.value;
  if (info.id !== id) return fail('wrong-list', `${whole} is the list "${info.id}", not "${id}".`);
  if ((await sealsOf(list.value)).content !== content) {
    return fail('wrong-content', `${whole} is not the version that the manifest names.`);
  }
  return ok({ id, date: info.date, entries, deltas: deltas.length });
}

async function verifyDeltas(
  listed: ListedVersion,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<Result<null>> {
  for (const { path, from, to } of listed.deltas) {
    const bytes = await openPacked(path, files);
    if (!bytes.ok) return bytes;
    const delta = readPacked(bytes.value, DELTA_MAGIC, DeltaHeader, DELTA_FORMAT);
    if (!delta.ok) return fail(delta.error.code, `${path}: ${delta.error.message}`);
    const { base, content, info } = delta.value.header;
    if (info.id !== listed.id) return fail('wrong-list', `${path} is of the list "${info.id}".`);
    if (base !== from || content !== to) {
      return fail('wrong-delta', `${path} does not lead where the manifest says.`);
    }
    if (!chainOf(listed, from, listed.content)) {
      return fail('wrong-delta', `${path}: from there no deltas lead to the newest version.`);
    }
  }
  return ok(null);
}

async function openPacked(
  path: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const packed = files.get(path);
  if (!packed) return fail('no-target', `The manifest names ${path}, which nobody signed.`);
  const bytes = await attempt(async () => ok(await wholeBody(await unpacked(bodyOf(packed)))));
  return bytes.ok ? bytes : fail(bytes.error.code, `${path}: ${bytes.error.message}`);
}
