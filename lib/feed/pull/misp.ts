import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '#lib/core/bytes.ts';
import type { Entry } from '#lib/core/entry.ts';
import {
  MAX_MISP_BYTES,
  MAX_MISP_BYTES_A_REFRESH,
  MAX_MISP_EVENTS_A_REFRESH,
  MAX_MISP_FAULTS,
} from '#lib/core/limits.ts';
import { inFile } from '#lib/core/problem-details.ts';
import { fail, ok } from '#lib/core/result.ts';
import { createTurn, inTurns } from '#lib/core/turns.ts';
import { bodyText, FeedFault, wholeBody } from '../body.ts';
import type { ReadInfo, Sink, Source } from '../formats/adapter.ts';
import { publisherOf } from '../formats/community-list.ts';
import { dayOfTime, newestDay } from '../formats/days.ts';
import { parseJson } from '../formats/json.ts';
import { eventOf, readEvent } from '../formats/misp-event.ts';
import { isUnfinished, readCursor, writeCursor } from './misp-cursor.ts';
import { type Listed, readManifest } from './misp-manifest.ts';
import type { Known, Puller, PullRequest } from './puller.ts';

/**
 * A MISP feed: `manifest.json` and beside it one file for each event. Only events that are new or have changed are
 * fetched, newest first and so many a time; the others are taken from the stored version. `hashes.csv` is of no use:
 * its hashes tell where a value stands that one knows already.
 */
export const mispFeed: Puller = {
  format: 'misp',

  // Nothing else in a URL tells a MISP feed; where the content is something else, it is refused as such.
  serves: ({ pathname }) => pathname.endsWith('/manifest.json'),

  async pull(request, sink) {
    const { url, source, known, get } = request;
    const listed = readManifest(parseJson(await bodyText(get(url), MAX_MISP_BYTES)), sink);
    if (!listed)
      return fail('bad-format', `${source.name} is no manifest of a MISP feed.`, {
        detail: inFile('manifest.json'),
      });
    const before = readCursor(known.cursor);
    const done = new Set(listed.map(({ version }) => version).filter((version) => before?.has(version)));
    const owed = listed.filter(({ version }) => !done.has(version));
    const wasUnfinished = isUnfinished(known.cursor);
    if (before && owed.length === 0 && done.size === before.size && !wasUnfinished) return ok('unchanged');

    const { read, tried } = await readOwed(owed, request, sink);
    for (const { version } of read) done.add(version);
    // An event that is owed still stands as it stood: its new version comes later.
    const fetched = new Set(read.map(({ uuid }) => uuid));
    const kept = new Set(listed.map(({ uuid }) => uuid).filter((uuid) => !fetched.has(uuid)));
    if (before) await keepEntries(known, kept, sink);
    // Where none of them could be read, asking soon would bring no more.
    const moreToCome = read.length > 0 && tried < owed.length;
    const isPartial = owed.length > 0 && (before === null || wasUnfinished || moreToCome);
    const info = { ...infoOf(listed, source, url), version: versionOf(writeCursor(done)) };
    return ok({ info, cursor: writeCursor(done, moreToCome), isPartial, moreToCome });
  },
};

/** Puts the events into the sink and answers which of them it could read, and how many it tried. */
async function readOwed(
  owed: readonly Listed[],
  { url, source, get }: PullRequest,
  sink: Sink,
): Promise<{ read: Listed[]; tried: number }> {
  const read: Listed[] = [];
  let tried = 0;
  let faults = 0;
  let bytes = 0;
  const turn = createTurn();
  for (const event of owed.slice(0, MAX_MISP_EVENTS_A_REFRESH)) {
    if (bytes >= MAX_MISP_BYTES_A_REFRESH) break;
    tried++;
    try {
      const file = await wholeBody(get(new URL(`${event.uuid}.json`, url).href), MAX_MISP_BYTES);
      bytes += file.length;
      const found = eventOf(parseJson(new TextDecoder().decode(file)));
      if (found?.about.uuid !== event.uuid) {
        throw new FeedFault(
          'corrupt',
          `The file of event ${event.uuid} holds another event or none.`,
          inFile(`${event.uuid}.json`),
        );
      }
      await inTurns(readEvent(found, source, sink), turn);
      read.push(event);
    } catch (error) {
      // One event that is missing must not hold up all others; a server that is gone does.
      if (!(error instanceof FeedFault) || GONE.includes(error.code) || ++faults > MAX_MISP_FAULTS)
        throw error;
      sink.refuse(`misp:${event.uuid}`, '', 'unreadable-event');
    }
  }
  return { read, tried };
}

/** Faults of the way to the server, not of one file. */
const GONE: readonly string[] = ['offline', 'timeout', 'redirected', 'not-a-list'];

/** What the stored version holds of these events. */
async function keepEntries(known: Known, events: ReadonlySet<string>, sink: Sink): Promise<void> {
  for await (const entry of known.entries()) {
    const claims = entry.claims.filter(({ id }) => events.has(eventIdOf(id)));
    if (claims.length > 0) sink.entry({ ...entry, claims });
  }
}

/** `misp:EVENT/ATTRIBUTE`. */
function eventIdOf(claim: Entry['claims'][number]['id']): string {
  return /^misp:([^/]+)\//.exec(claim)?.[1] ?? '';
}

function infoOf(listed: readonly Listed[], source: Source, url: string): ReadInfo {
  const { host, pathname } = new URL(url);
  const organisations = new Set(listed.map(({ organisation }) => organisation));
  const only = organisations.size === 1 ? listed[0]?.organisation : null;
  return {
    id: source.id,
    ...publisherOf(source),
    title: `${host}${pathname.replace(/\/manifest\.json$/, '')}`,
    publisher: only ?? host,
    date: newestDay(
      listed.map(({ timestamp }) => dayOfTime(timestamp * 1000)),
      source.today,
    ),
    closed: false,
  };
}

/** Of a list in so many files none has a hash that speaks for all. */
function versionOf(cursor: string): string {
  return toHex(sha256(new TextEncoder().encode(cursor))).slice(0, 16);
}
