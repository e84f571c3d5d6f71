import * as v from 'valibot';
import { addDays, daysBetween, isIsoDate } from '#lib/core/dates.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import { MAX_OFAC_HISTORY_BYTES, STALE_DAYS } from '#lib/core/limits.ts';
import { ok } from '#lib/core/result.ts';
import { bodyText, FeedFault } from '../body.ts';
import type { Adapter } from '../formats/adapter.ts';
import { ofacAdvanced } from '../formats/ofac-advanced.ts';
import { ofacPlain } from '../formats/ofac-plain.ts';
import type { Puller, PullRequest } from './puller.ts';

const HOST = 'sanctionslistservice.ofac.treas.gov';

/** Publications of one year, as `/changes/history/YEAR` tells them (OFAC's API documentation, "List Changes"). */
const History = v.array(
  v.object({
    publicationID: v.pipe(v.number(), v.safeInteger()),
    /** Begins with the day in Washington. */
    datePublished: v.string(),
  }),
);

interface Publication {
  id: string;
  date: IsoDate;
}

/**
 * OFAC's own files. They are large and change a few times a week, so its history of publications is asked first and
 * the file is left alone where the newest is known. Its delta files are not used: of a party that changed they hold
 * what changed only, and so no name for the first address of a party that had none.
 */
function createOfacPuller(file: string, adapter: Adapter): Puller {
  const path = new RegExp(`^/api/(PublicationPreview/exports|download)/${file}\\.XML$`, 'i');
  return {
    format: adapter.format,

    serves: ({ hostname, pathname }) => hostname === HOST && path.test(pathname),

    async pull({ url, source, known, get }, sink) {
      const newest = await newestPublication(source.today, get);
      if (newest && newest.id === known.cursor) return ok('unchanged');
      const read = await adapter.read(get(url), source, sink);
      if (!read.ok) return read;
      const { date } = read.value;
      // A server may still hand out the file from before; then it is asked again.
      const cursor = newest && newest.date <= date ? newest.id : null;
      const version = cursor ? `${date}-${cursor}` : date;
      return ok({ info: { ...read.value, version }, cursor });
    },
  };
}

export const ofacPullers: readonly Puller[] = [
  createOfacPuller('SDN_ADVANCED', ofacAdvanced),
  createOfacPuller('SDN', ofacPlain),
];

/** `null` where the history does not help: then the file itself has to tell. */
async function newestPublication(today: IsoDate, get: PullRequest['get']): Promise<Publication | null> {
  const earliest = addDays(today, -STALE_DAYS);
  const [year, before] = [today, earliest].map((date) => date.slice(0, 4));
  const newest =
    (await readHistory(`${year}`, get)) ?? (before === year ? null : await readHistory(`${before}`, get));
  // A history that stands still for so long may be what is broken.
  return newest && daysBetween(newest.date, today) <= STALE_DAYS ? newest : null;
}

async function readHistory(year: string, get: PullRequest['get']): Promise<Publication | null> {
  try {
    const text = await bodyText(get(`https://${HOST}/changes/history/${year}`), MAX_OFAC_HISTORY_BYTES);
    const history = v.parse(History, JSON.parse(text));
    const newest = history.toSorted((a, b) => a.publicationID - b.publicationID).at(-1);
    const date = newest?.datePublished.slice(0, 10) ?? '';
    return newest && isIsoDate(date) ? { id: String(newest.publicationID), date } : null;
  } catch (error) {
    if (error instanceof FeedFault || error instanceof SyntaxError || v.isValiError(error)) return null;
    throw error;
  }
}
