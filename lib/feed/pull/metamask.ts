import * as v from 'valibot';
import { daysBetween, isoDate } from '#lib/core/dates.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import { MAX_CHANGES_DAYS } from '#lib/core/limits.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { createTurn, inTurns } from '#lib/core/turns.ts';
import { bodyText } from '../body.ts';
import type { ReadErrorCode, Sink } from '../formats/adapter.ts';
import { communityInfo, publisherOf } from '../formats/community-list.ts';
import { dayOfTime, newestDay } from '../formats/days.ts';
import { parseJson } from '../formats/json.ts';
import { type Diff, Diffs, Stalelist } from './metamask-api.ts';
import { applyDiffs, emitSites, type Sites, takeEntry, takeList } from './metamask-sites.ts';
import type { Puller, PullRequest } from './puller.ts';

const DAY_SECONDS = 86_400;

/** How far the stored version goes: form of the stalelist, and when its last change was made. */
interface Cursor {
  version: number;
  last: number;
}

/**
 * MetaMask's phishing detection: a whole list that is made anew now and then, and the changes since any second
 * (MetaMask/core, packages/phishing-controller).
 */
export const metamask: Puller = {
  format: 'metamask-phishing',

  serves: ({ hostname, pathname }) =>
    hostname === 'phishing-detection.api.cx.metamask.io' && /^\/v\d+\/stalelist\/?$/.test(pathname),

  async pull({ url, source, known, get }, sink) {
    const sites: Sites = new Map();
    let from = readCursor(known.cursor, source.today);
    const stored = from !== null;
    if (!from) {
      const whole = await wholeList(url, get, sites, sink);
      if (!whole.ok) return whole;
      from = whole.value;
    }
    const { version, last } = from;
    const diffs = await changesSince(last, url, get);
    if (!diffs.ok) return diffs;
    const newest = Math.max(last, diffs.value.at(-1)?.timestamp ?? 0);
    if (stored && newest === last) return ok('unchanged');
    if (stored) for await (const entry of known.entries()) takeEntry(entry, sites);
    const turn = createTurn();
    await inTurns(applyDiffs(diffs.value, last, sites, sink), turn);
    await inTurns(emitSites(sites, publisherOf(source), sink), turn);
    const cursor = `${version}:${newest}`;
    const date = newestDay([dayOfTime(newest * 1000)], source.today);
    return ok({ info: { ...communityInfo(source), date, version: cursor }, cursor });
  },
};

/** Where to go on from; `null` where that lies so far back, or ahead, that the whole list is the better beginning. */
function readCursor(cursor: string | null, today: IsoDate): Cursor | null {
  const [, version, last] = /^(\d{1,9}):(\d{1,12})$/.exec(cursor ?? '') ?? [];
  if (last === undefined) return null;
  const age = daysBetween(isoDate(Number(last) * 1000), today);
  // A server's clock may be a day ahead of this one's.
  return age >= -1 && age <= MAX_CHANGES_DAYS ? { version: Number(version), last: Number(last) } : null;
}

async function wholeList(
  url: string,
  get: PullRequest['get'],
  sites: Sites,
  sink: Sink,
): Promise<Result<Cursor, ReadErrorCode>> {
  const parsed = v.safeParse(Stalelist, parseJson(await bodyText(get(url))));
  if (!parsed.success) return fail('bad-format', `The list is not as expected: ${parsed.issues[0].message}`);
  const { version, lastUpdated, blocklist, blocklistPaths, allowlist } = parsed.output.data;
  const turn = createTurn();
  await inTurns(takeList(blocklist, 'blocklist', sites, sink), turn);
  await inTurns(takeList(blocklistPaths, 'blocklistPaths', sites, sink), turn);
  await inTurns(takeList(allowlist, 'allowlist', sites, sink), turn);
  return ok({ version, last: lastUpdated });
}

/**
 * Changes in the order in which they were made. They are asked for from the beginning of a day on: taking some of
 * them twice ends the same, and one second of many would tell a user from the others.
 */
async function changesSince(
  last: number,
  url: string,
  get: PullRequest['get'],
): Promise<Result<Diff[], ReadErrorCode>> {
  const day = Math.floor(last / DAY_SECONDS) * DAY_SECONDS;
  const json = parseJson(await bodyText(get(new URL(`/v2/diffsSince/${day}`, url).href)));
  const parsed = v.safeParse(Diffs, json);
  // One change left out could leave an accusation standing that was taken back.
  if (!parsed.success)
    return fail('bad-format', `The changes are not as expected: ${parsed.issues[0].message}`);
  return ok(parsed.output.data.sort((a, b) => a.timestamp - b.timestamp));
}
