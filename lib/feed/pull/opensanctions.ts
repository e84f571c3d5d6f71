import * as v from 'valibot';
import { daysBetween, isIsoDate } from '#lib/core/dates.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import {
  MAX_NAME_CHARS,
  MAX_NAMED_SOURCES,
  MAX_OPENSANCTIONS_DELTAS,
  MAX_OPENSANCTIONS_INDEX_BYTES,
  OPENSANCTIONS_WHOLE_DAYS,
} from '#lib/core/limits.ts';
import { inFile } from '#lib/core/problem-details.ts';
import { fail, ok } from '#lib/core/result.ts';
import { bodyText, FeedFault, unlessBroken } from '../body.ts';
import type { Source } from '../formats/adapter.ts';
import { parseJson } from '../formats/json.ts';
import { datasetOf, infoOf, readEntities } from '../formats/opensanctions.ts';
import { applyDeltas } from './opensanctions-delta.ts';
import type { Pulled, Puller, PullRequest } from './puller.ts';

const FILE = 'entities.ftm.json';

/** `20260629141001-mek`: the time of the build; versions sort as they were made. */
const Version = v.pipe(
  v.string(),
  v.regex(/^\d{14}-[a-z0-9]{1,10}$/),
  v.check((version) => isIsoDate(dayOfVersion(version))),
);
/** index.json of a dataset. */
const Index = v.object({
  version: Version,
  delta_url: v.nullish(v.string()),
  resources: v.array(v.object({ name: v.string(), url: v.string() })),
});
/** delta.json: the newest hundred versions that changed anything, each with the file of its changes. */
const Deltas = v.object({ versions: v.record(Version, v.string()) });
/** The version that is stored, the one that was last read whole, and whose records the list hands on. */
const Cursor = v.object({ version: Version, whole: Version, sources: v.array(v.string()) });
type Cursor = v.InferOutput<typeof Cursor>;

/**
 * A list of OpenSanctions: a file of every entity, and one of changes for each version (opensanctions.org/faq/80).
 * The same few URLs for everybody, and nothing is ever asked for by address.
 */
export const opensanctionsPuller: Puller = {
  format: 'opensanctions-ftm',

  serves: ({ href }) => datasetOf(href) !== null,

  async pull(request, sink) {
    const { url, source, known, get } = request;
    const index = v.safeParse(Index, await readJson(new URL('index.json', url).href, get));
    if (!index.success)
      return fail('bad-format', 'The index of the list is not as expected.', {
        detail: inFile('index.json'),
      });
    const { version, delta_url: deltaUrl, resources } = index.output;
    const cursor = readCursor(known.cursor);
    if (cursor?.version === version) return ok('unchanged');

    if (cursor && deltaUrl && isNear(cursor, version)) {
      // A network that is down will say so on the way to the whole, too.
      const changed = await unlessBroken(async () => {
        const urls = await changesBetween(cursor.version, version, here(deltaUrl, url), request);
        return urls && applyDeltas(urls.map(get), known.entries(), sink);
      });
      const sources = changed && together(cursor.sources, changed.sources);
      if (sources) return ok(pulled(source, { version, whole: cursor.whole, sources }));
    }
    const file = resources.find(({ name }) => name === FILE)?.url ?? url;
    const { sources } = await readEntities(get(here(file, url)), sink);
    return ok(pulled(source, { version, whole: version, sources }));
  },
};

/**
 * Whether changes may lead there. A version of days that have not come, from an index that was damaged or wrong, would
 * otherwise be the newest for ever.
 */
function isNear({ version: from, whole }: Cursor, version: string): boolean {
  const age = daysBetween(dayOfVersion(whole), dayOfVersion(version));
  return from < version && age >= 0 && age < OPENSANCTIONS_WHOLE_DAYS;
}

function pulled(source: Source, cursor: Cursor): Pulled {
  const { version, sources } = cursor;
  return {
    info: { ...infoOf(source, sources, dayOfVersion(version)), version },
    cursor: JSON.stringify(cursor),
  };
}

/** Files of the changes after one version up to another, oldest first; `null` where they do not reach so far back. */
async function changesBetween(
  from: string,
  to: string,
  deltaUrl: string,
  { url, get }: PullRequest,
): Promise<string[] | null> {
  const deltas = v.safeParse(Deltas, await readJson(deltaUrl, get));
  if (!deltas.success) return null;
  const versions = Object.entries(deltas.output.versions).sort(([a], [b]) => (a < b ? -1 : 1));
  // A version that changed nothing is not named. That an older one is named shows that none is missing.
  const reaches = versions.some(([version]) => version <= from);
  const missed = versions.filter(([version]) => version > from && version <= to);
  if (!reaches || missed.length > MAX_OPENSANCTIONS_DELTAS) return null;
  return missed.map(([, file]) => here(file, url));
}

async function readJson(url: string, get: PullRequest['get']): Promise<unknown> {
  return parseJson(await bodyText(get(url), MAX_OPENSANCTIONS_INDEX_BYTES));
}

/** An index may name nothing but files beside it. */
function here(file: string, url: string): string {
  const named = URL.parse(file);
  if (named?.origin === new URL(url).origin) return file;
  const server = named?.host.slice(0, MAX_NAME_CHARS);
  throw new FeedFault(
    'redirected',
    'The index of the list names a file on another host.',
    server ? { code: 'server', params: { server } } : inFile('index.json'),
  );
}

function readCursor(text: string | null): Cursor | null {
  const cursor = v.safeParse(Cursor, parseJson(text ?? ''));
  return cursor.success ? cursor.output : null;
}

/** A list that names no source stays one: it may be a copy of anything. */
function together(before: readonly string[], after: readonly string[]): string[] {
  const names = [...new Set([...before, ...after])];
  return before.length === 0 || names.length > MAX_NAMED_SOURCES ? [] : names;
}

function dayOfVersion(version: string): IsoDate {
  return `${version.slice(0, 4)}-${version.slice(4, 6)}-${version.slice(6, 8)}`;
}
