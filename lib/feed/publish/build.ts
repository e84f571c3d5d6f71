import type { ListInfo, Refusal } from '#lib/core/entry.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { compileList, readChunk } from '#lib/watchlist/compile.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';
import { readContainer, sha256Hex, writeContainer } from '#lib/watchlist/container.ts';
import type { PersonalCounts } from '../formats/personal.ts';
import { conflictsOf, describeConflicts } from './conflicts.ts';
import { editionOf, INPUTS, type InputName, type Inputs } from './inputs.ts';
import { planLists } from './lists.ts';
import type { Tell } from './progress.ts';

/** Extension of a compiled list's file name. */
export const LIST_EXTENSION = '.almslist';
/** Names the lists of a build. */
export const INDEX = 'index.json';

/** What the background reads to know which lists came with the extension. */
export interface IndexRow {
  id: string;
  file: string;
  sha256: string;
  entries: number;
  date: string;
}

export interface BuiltList {
  info: ListInfo;
  list: CompiledList;
  refused: Refusal[];
  /** Records of the source that stand on the list; with those refused, all there were. */
  records: number;
  bytes: Uint8Array<ArrayBuffer>;
  row: IndexRow;
  /** `edition`: what the file says of itself, where it does. */
  sources: { path: string; sha256: string; edition: string | null }[];
  /** `null` where nothing of the kind is counted. */
  personal: PersonalCounts | null;
}

export type BuildErrorCode = 'bad-source' | 'conflict' | 'too-many-entries' | 'empty';

/** All bundled lists from the texts of their sources. Same texts, same bytes. */
export async function buildLists(
  inputs: Inputs,
  tell: Tell = () => undefined,
): Promise<Result<BuiltList[], BuildErrorCode>> {
  const hashes = new Map<InputName, string>();
  for (const name of Object.keys(inputs) as InputName[]) {
    hashes.set(name, await sha256Hex(new TextEncoder().encode(inputs[name])));
  }
  const built: BuiltList[] = [];
  try {
    for (const plan of planLists(inputs)) {
      tell(`${plan.info.id}: reading ${plan.inputs.length} files`);
      const sources = plan.inputs.map((name) => ({
        path: INPUTS[name],
        sha256: hashes.get(name) ?? '',
        edition: editionOf(name, inputs),
      }));
      const digest = await sha256Hex(new TextEncoder().encode(sources.map(({ sha256 }) => sha256).join()));
      const info = { ...plan.info, version: `${plan.info.date}-${digest.slice(0, 8)}` };
      const one = await buildList(info, plan.gather(), sources);
      if (!one.ok) return one;
      built.push(one.value);
      tell(`${plan.info.id}: ${one.value.list.entries} entries, ${one.value.refused.length} left out`);
    }
  } catch (error) {
    return fail('bad-source', `A source file is not as expected: ${String(error)}`);
  }
  const newest =
    built
      .map(({ info }) => info.date)
      .toSorted()
      .at(-1) ?? '';
  const conflicts = await conflictsOf(
    built.map(({ list }) => list),
    newest,
    tell,
  );
  if (conflicts.length > 0) return fail('conflict', describeConflicts(conflicts));
  return ok(built);
}

async function buildList(
  info: ListInfo,
  gathered: ReturnType<ReturnType<typeof planLists>[number]['gather']>,
  sources: BuiltList['sources'],
): Promise<Result<BuiltList, BuildErrorCode>> {
  const compiled = compileList(info, gathered.entries, gathered.refused);
  if (!compiled.ok) return compiled;
  const { list, refused } = compiled.value;
  if (list.entries === 0) return fail('empty', `"${info.id}" would be empty.`);
  const sealed = await sealList(list);
  if (!sealed.ok) return sealed;
  const records = list.chunks.flatMap(readChunk).reduce((sum, entry) => sum + entry.claims.length, 0);
  const personal = gathered.personal ?? null;
  return ok({ info, list, refused, records, ...sealed.value, sources, personal });
}

/** A list as the bytes of its file, read back before anybody relies on them, and its row in the index. */
export async function sealList(
  list: CompiledList,
): Promise<Result<Pick<BuiltList, 'bytes' | 'row'>, 'bad-source'>> {
  const { id, date } = list.info;
  const bytes = await writeContainer(list);
  const readBack = await readContainer(bytes);
  if (!readBack.ok) return fail('bad-source', `"${id}" cannot be read back: ${readBack.error.message}`);
  const file = id + LIST_EXTENSION;
  return ok({ bytes, row: { id, file, sha256: await sha256Hex(bytes), entries: list.entries, date } });
}

/** The files of the snapshot: each list, and the index that names them. */
export function snapshotFiles(built: readonly Pick<BuiltList, 'bytes' | 'row'>[]): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>(built.map(({ row, bytes }) => [row.file, bytes]));
  const index = `${JSON.stringify(
    built.map(({ row }) => row),
    null,
    2,
  )}\n`;
  return files.set(INDEX, new TextEncoder().encode(index));
}
