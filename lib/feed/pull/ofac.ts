import * as v from 'valibot';
import { daysBetween, isIsoDate } from '#lib/core/dates.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import { OFAC_WHOLE_DAYS } from '#lib/core/limits.ts';
import { ok } from '#lib/core/result.ts';
import { unlessBroken } from '../body.ts';
import type { Adapter, Sink } from '../formats/adapter.ts';
import { parseJson } from '../formats/json.ts';
import { ofacAdvanced } from '../formats/ofac-advanced.ts';
import { OFAC_SDN } from '../formats/ofac-party.ts';
import { ofacPlain } from '../formats/ofac-plain.ts';
import { applyOfacDeltas } from './ofac-delta.ts';
import { heldBy, type Publication, publishedSince, readHistory } from './ofac-history.ts';
import type { Puller, PullRequest } from './puller.ts';

const HOST = 'sanctionslistservice.ofac.treas.gov';

/** The publication that the stored version stands for, and the day on which the file was last read whole. */
const Cursor = v.object({
  publication: v.pipe(v.number(), v.safeInteger()),
  whole: v.pipe(v.string(), v.check(isIsoDate)),
});
type Cursor = v.InferOutput<typeof Cursor>;

/**
 * OFAC's own files. They are large and change a few times a week, so its history of publications is asked first: where
 * the newest is known nothing else is fetched, and otherwise what each publication since then changed. The file
 * itself comes where those changes do not tell all, such as the name of a party that gets its first address, and with
 * the first publication after so many days: what was read wrongly, or left out by OFAC, must not stand for ever.
 */
function createOfacPuller(file: string, adapter: Adapter, usesChanges: boolean): Puller {
  const path = new RegExp(`^/api/(PublicationPreview/exports|download)/${file}\\.XML$`, 'i');
  return {
    format: adapter.format,

    serves: ({ hostname, pathname }) => hostname === HOST && path.test(pathname),

    async pull(request, sink) {
      const { url, source, known, get } = request;
      const cursor = readCursor(known.cursor);
      const history = await readHistory(source.today, cursor?.publication ?? null, get);
      const newest = history?.at(-1);
      if (newest && newest.id === cursor?.publication) return ok('unchanged');

      if (usesChanges && cursor && history && newest) {
        const date = await changesSince(cursor, history, request, sink);
        if (date) return ok(pulled(date, { ...cursor, publication: newest.id }));
      }
      const read = await adapter.read(get(url), source, sink);
      if (!read.ok) return read;
      const { date } = read.value;
      // Without a cursor the file is asked for again.
      const held = history && heldBy(history, date, source.today);
      return ok(pulled(date, held ? { publication: held.id, whole: source.today } : null));
    },
  };
}

/** The changes tell what the advanced form says; of the plain one it is not known how it spells all of that. */
export const ofacPullers: readonly Puller[] = [
  createOfacPuller('SDN_ADVANCED', ofacAdvanced, true),
  createOfacPuller('SDN', ofacPlain, false),
];

/** Puts the list as it now stands into the sink; `null`, and nothing in the sink, where the whole file has to tell. */
async function changesSince(
  { publication, whole }: Cursor,
  history: readonly Publication[],
  request: PullRequest,
  sink: Sink,
): Promise<IsoDate | null> {
  const age = daysBetween(whole, request.source.today);
  const missed = publishedSince(history, publication);
  if (!missed || age < 0 || age >= OFAC_WHOLE_DAYS) return null;
  return unlessBroken(() => applyOfacDeltas(missed, request, sink));
}

function pulled(date: IsoDate, cursor: Cursor | null) {
  const version = cursor ? `${date}-${cursor.publication}` : date;
  return { info: { ...OFAC_SDN, date, version }, cursor: cursor && JSON.stringify(cursor) };
}

function readCursor(text: string | null): Cursor | null {
  const cursor = v.safeParse(Cursor, parseJson(text ?? ''));
  return cursor.success ? cursor.output : null;
}
