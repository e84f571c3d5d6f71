import * as v from 'valibot';
import { addDays, asIsoDate, daysBetween } from '#lib/core/dates.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import { MAX_OFAC_DELTAS, MAX_OFAC_HISTORY_BYTES, OFAC_WHOLE_DAYS, STALE_DAYS } from '#lib/core/limits.ts';
import { bodyText, FeedFault } from '../body.ts';
import type { PullRequest } from './puller.ts';

/** Publications of one year, as `/changes/history/YEAR` tells them (OFAC's API documentation, "List Changes"). */
const History = v.array(
  v.object({
    publicationID: v.pipe(v.number(), v.safeInteger()),
    /** Begins with the day in Washington. */
    datePublished: v.string(),
  }),
);

export interface Publication {
  id: number;
  /** `null` where the history says none that can be read. */
  date: IsoDate | null;
}

/** Where OFAC's history of publications and its files of changes are asked for. */
const CHANGES = 'https://sanctionslistservice.ofac.treas.gov/changes';

/** Address of what one publication changed; OFAC's server sends on to the file. */
export function deltaUrl({ id }: Publication): string {
  return `${CHANGES}/${id}`;
}

/**
 * The publications, oldest first: of this year, and of the year before where the known one or the newest may be of
 * that. `null` where the history does not help: then the file itself has to tell.
 */
export async function readHistory(
  today: IsoDate,
  known: number | null,
  get: PullRequest['get'],
): Promise<Publication[] | null> {
  const [year, before] = [today, addDays(today, -OFAC_WHOLE_DAYS)].map((date) => date.slice(0, 4));
  let history = await readYear(`${year}`, get);
  const isThere = history.length > 0 && (known === null || history.some(({ id }) => id === known));
  if (!isThere && before !== year) history = [...(await readYear(`${before}`, get)), ...history];
  const newest = history.at(-1)?.date ?? null;
  // A history that stands still for so long may be what is broken.
  return newest && daysBetween(newest, today) <= STALE_DAYS ? history : null;
}

/**
 * What was published after the known publication, oldest first; `null` where there is too much of it or something odd.
 * That the known one is named shows that none is missing after it.
 */
export function publishedSince(history: readonly Publication[], known: number): Publication[] | null {
  const from = history.findIndex(({ id }) => id === known);
  if (from < 0 || history.length - from - 1 > MAX_OFAC_DELTAS) return null;
  const all = history.slice(from);
  const isOdd = all.some(({ id, date }, n) => {
    const last = all[n - 1];
    // What one of two publications of a day changed cannot be told from the other by its file.
    return last && (last.id >= id || (last.date ?? '') >= (date ?? ''));
  });
  return isOdd ? null : all.slice(1);
}

/**
 * The newest publication that a file of that date surely holds. Of several on one day it is the first while the day
 * lasts: a server may still hand out the file from between them.
 */
export function heldBy(
  history: readonly Publication[],
  date: IsoDate,
  today: IsoDate,
): Publication | undefined {
  const first = date < today ? undefined : history.find((one) => one.date === date);
  return first ?? history.findLast((one) => one.date !== null && one.date <= date);
}

async function readYear(year: string, get: PullRequest['get']): Promise<Publication[]> {
  try {
    const text = await bodyText(get(`${CHANGES}/history/${year}`), MAX_OFAC_HISTORY_BYTES);
    return v
      .parse(History, JSON.parse(text))
      .map(({ publicationID: id, datePublished }) => ({ id, date: asIsoDate(datePublished.slice(0, 10)) }))
      .sort((a, b) => a.id - b.id);
  } catch (error) {
    if (error instanceof FeedFault || error instanceof SyntaxError || v.isValiError(error)) return [];
    throw error;
  }
}
