import * as v from 'valibot';
import { MAX_LISTS } from '#lib/core/limits.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';
import { aboutList } from '#lib/watchlist/packed.ts';
import type { Body } from '../body.ts';
import type { Source } from '../formats/adapter.ts';
import { type ReadList, readList } from '../formats/registry.ts';
import { type BuiltList, sealList } from './build.ts';
import { conflictsOf, describeConflicts } from './conflicts.ts';
import { type Tell, tellingBytes } from './progress.ts';
import { withoutPersonal } from './refused-values.ts';

/** Names the source files of an organisation's own lists, and what is to be said of each list. */
export const LISTS = 'lists.json';

const about = v.pick(v.object(aboutList.info.entries), [
  'id',
  'title',
  'publisher',
  'licence',
  'homepage',
  'upstreams',
]).entries;

/** A feed is built by machines, too, from files of several people: none of them may have another file of that machine read. */
function isBelow(file: string): boolean {
  const parts = file.split(/[\\/]/);
  return !/[\p{Cc}:]/u.test(file) && parts.every((part) => part !== '' && part !== '.' && part !== '..');
}

const OwnLists = v.pipe(
  v.array(
    v.strictObject({
      /** Below the folder of lists.json; of any format that the extension reads. */
      file: v.pipe(v.string(), v.check(isBelow, 'it names no file below its own folder')),
      /** Whether addresses and hosts shrink to their keys (docs/adr/012-compact-lists.md). */
      bulk: v.optional(v.boolean(), false),
      ...about,
    }),
  ),
  v.minLength(1, 'it names no list'),
  // More of them no client takes from one feed (lib/feed/signed/manifest.ts).
  v.maxLength(MAX_LISTS, `it names more than ${MAX_LISTS} lists`),
  v.check((lists) => new Set(lists.map(({ id }) => id)).size === lists.length, 'two lists have the same id'),
);
export type OwnLists = v.InferOutput<typeof OwnLists>;

export interface OwnList extends Pick<BuiltList, 'bytes' | 'row'>, Omit<ReadList, 'bytes'> {
  file: string;
}

export type OwnErrorCode = 'bad-source' | 'conflict';

export function readOwnLists(text: string): Result<OwnLists, 'bad-source'> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail('bad-source', `${LISTS} is no JSON.`);
  }
  const parsed = v.safeParse(OwnLists, json);
  if (parsed.success) return ok(parsed.output);
  const [{ message }] = parsed.issues;
  const where = v.getDotPath(parsed.issues[0]);
  return fail('bad-source', `${LISTS} is not as expected${where ? ` at ${where}` : ''}: ${message}`);
}

/**
 * All lists or none: a file that cannot be read must not leave a feed without its list. None of them may accuse what
 * `vouching`, which every device has, or one of the others knows as harmless. Same files and day, same bytes.
 */
export async function buildOwnLists(
  lists: OwnLists,
  open: (file: string) => Body,
  today: string,
  vouching: readonly CompiledList[],
  tell: Tell = () => undefined,
): Promise<Result<OwnList[], OwnErrorCode>> {
  const built: OwnList[] = [];
  for (const { file, bulk, ...info } of lists) {
    tell(`${info.id}: reading ${file}`);
    const body = tellingBytes(open(file), file, tell);
    const read = await readOwn(body, { id: info.id, name: file, today }, bulk);
    if (!read.ok) return fail('bad-source', `${file}: ${read.error.message}`);
    const { date, closed } = read.value.list.info;
    const version = `${date}-${read.value.sha256.slice(0, 8)}`;
    const refusals = withoutPersonal(read.value.list.refusals);
    const list = { ...read.value.list, refusals, info: { ...info, date, closed, version } };
    const sealed = await sealList(list);
    if (!sealed.ok) return sealed;
    tell(`${info.id}: ${list.entries} entries, ${list.refused} left out`);
    built.push({ ...read.value, refused: withoutPersonal(read.value.refused), list, ...sealed.value, file });
  }
  const conflicts = await conflictsOf([...vouching, ...built.map(({ list }) => list)], today, tell);
  if (conflicts.length > 0) return fail('conflict', describeConflicts(conflicts));
  return ok(built);
}

/** A file that is not there, or may not be opened, throws as it is read. */
async function readOwn(body: Body, source: Source, bulk: boolean): Promise<Result<ReadList>> {
  try {
    return await readList(body, source, null, { bulk });
  } catch (error) {
    return fail('not-found', String(error));
  }
}
