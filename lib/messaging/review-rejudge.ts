import { hasChildren } from '#lib/address/derive.ts';
import { parseAddress } from '#lib/address/registry.ts';
import { isoDate } from '#lib/core/dates.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import { MAX_PAGE_KEYS } from '#lib/core/limits.ts';
import type { Level, Match } from '#lib/core/report.ts';
import type { Seen, SeenItem } from '#lib/core/review.ts';
import { bySeverity, worst } from '#lib/core/severity.ts';
import type { Address } from '#lib/core/types.ts';
import { type PlaceKey, placeKeys } from '#lib/detect/place.ts';
import type { Lock } from '#lib/feed/lock.ts';
import type { Opened } from '#lib/review/open.ts';
import { type RejudgeCursor, rejudge } from '#lib/review/rejudge.ts';
import { placeItem, saidBy } from '#lib/review/seen.ts';
import type { Area, Settings } from '#lib/settings.ts';
import { type Judgement, judge } from '#lib/verdict/judge.ts';
import { judgingDay } from '#lib/verdict/judging-day.ts';
import { imitatesHost, imitatesPublished, isVouchedFor } from '#lib/verdict/lookalike.ts';
import type { Watchlist } from '#lib/watchlist/watchlist.ts';

type Judged = Pick<Opened, 'store' | 'changes'>;

export interface JudgeCasesDeps {
  open(): Promise<Judged>;
  /** Closes what this run could not work with, for the store may have been closed: the next one opens it anew. */
  again(failed: Judged): void;
  watchlist: Watchlist;
  settings: Pick<Settings, 'asOf' | 'review'>;
  /** Where it stands how far the cases have been judged. */
  area: Pick<Area, 'get' | 'set'>;
  lock: Lock;
  now(): number;
}

const CURSOR = 'review.rejudged';
/** How a thing is looked up; a list may hold the account of a page as a handle. */
const HOWS: Record<Exclude<SeenItem['kind'], 'address'>, PlaceKey['how']> = {
  host: 'domain',
  page: 'page',
  handle: 'page',
  widget: 'widget',
};

/** Judges decided cases again behind everything else, whenever the lists may have changed; nobody waits for it. */
export function createJudgeCases(deps: JudgeCasesDeps): () => Promise<void> {
  return () => deps.lock('review-rejudge', () => run(deps)).catch(() => undefined);
}

async function run(deps: JudgeCasesDeps): Promise<void> {
  const { settings, open, again } = deps;
  // Nobody reviews here; and what would be said for another day has not changed.
  if ((await settings.review()).reviewer === '' || (await settings.asOf()) !== null) return;
  const opened = await open();
  await judgeIn(opened, deps).catch(() => again(opened));
}

async function judgeIn({ store, changes }: Judged, { watchlist, area, now }: JudgeCasesDeps): Promise<void> {
  const versions = watchlist.lists().map(({ id, version }) => `${id} ${version}`);
  const { changed } = await rejudge({
    store,
    judge: (seen) => judgeSeen(seen, watchlist, now()),
    versions: versions.sort().join('\n'),
    lists: watchlist.lists().map(({ id, title, version, date }) => ({ id, title, version, date })),
    now: () => new Date(now()).toISOString(),
    newId: () => crypto.randomUUID(),
    cursor: {
      read: async () => ((await area.get(CURSOR))[CURSOR] as RejudgeCursor | undefined) ?? null,
      write: (cursor) => area.set({ [CURSOR]: cursor }),
    },
  });
  if (changed.length > 0) changes.tell(changed);
}

/** What lists say of one thing on the day for which a page is judged again. */
type JudgeOn = (matches: readonly Match[], address: Address | null) => Judgement;

/**
 * What a page showed, judged by the lists of now. It is not read again: what it told to do, and how things stood on it,
 * is as it was. `null` while there are no lists.
 */
export async function judgeSeen(seen: Seen, watchlist: Watchlist, now: number): Promise<Seen | null> {
  if (watchlist.lists().length === 0) return null;
  const date = judgingDay(isoDate(now), watchlist.ownDate());
  const judgeOn: JudgeOn = (matches, address) => judge(matches, date, address, true);
  const own = placeKeys(seen.finalUrl);
  const ownMatches = await watchlist.matchPlaces(own);
  const isOwn = ({ keys }: SeenItem) => keys.some((key) => own.some((place) => place.key === key));
  const keys = new Set<string>();
  const mayLookUp = ({ identity }: Address) => keys.size < MAX_PAGE_KEYS && Boolean(keys.add(identity));
  const items = await Promise.all(
    seen.items.map(async (item) => {
      if (item.kind === 'address') return addressAgain(item, date, judgeOn, watchlist, mayLookUp);
      const matches = isOwn(item) ? ownMatches : await placeMatches(item, watchlist);
      return settled(item, judgeOn(matches, null));
    }),
  );
  if (!seen.items.some(isOwn)) items.push(...newPlace(seen, ownMatches, judgeOn));
  const level = await hostLevel(seen, isVouchedFor(judgeOn(ownMatches, null)), date, watchlist);
  return {
    ...seen,
    date,
    level: worst([level, ...items.map((item) => item.level)]),
    items: items.sort((a, b) => bySeverity(a.level, b.level)),
  };
}

/** A key beyond those that are looked up stays as it was. */
async function addressAgain(
  item: SeenItem,
  date: IsoDate,
  judgeOn: JudgeOn,
  watchlist: Watchlist,
  mayLookUp: (key: Address) => boolean,
): Promise<SeenItem> {
  const address = parseAddress(item.text);
  if (!address || (hasChildren(address) && !mayLookUp(address))) return item;
  const matches = [...(await watchlist.matchAddress(address)), ...(await watchlist.matchChildren(address))];
  const judged = judgeOn(matches, address);
  // At a custodian the memo tells whose it is, and the address alone no longer says it.
  if (judged.reasons.some(({ code }) => code === 'memo-needed')) return item;
  const imitated = isVouchedFor(judged) ? [] : await watchlist.imitatedBy(address);
  return settled(item, judged, imitatesPublished(imitated, date, true)?.level);
}

function placeMatches({ kind, keys }: SeenItem, watchlist: Watchlist): Promise<Match[]> {
  return kind === 'address'
    ? Promise.resolve([])
    : watchlist.matchPlaces(keys.map((key) => ({ how: HOWS[kind], key })));
}

/** The page itself, where a list names it that did not. */
function newPlace({ finalUrl }: Seen, matches: readonly Match[], judgeOn: JudgeOn): SeenItem[] {
  const [first] = matches;
  if (!first) return [];
  const finding = {
    text: finalUrl,
    chain: null,
    canonical: first.entry.value,
    places: [],
    ...judgeOn(matches, null),
  };
  const item = placeItem(finding);
  return item.lists.length > 0 ? [item] : [];
}

/** How bad it is that the page's host looks like a charity's; whether it asks for money is not known any more. */
async function hostLevel({ finalUrl }: Seen, isVouched: boolean, date: IsoDate, watchlist: Watchlist) {
  const host = URL.parse(finalUrl)?.hostname ?? '';
  if (isVouched) return 'none';
  return imitatesHost(await watchlist.imitatedByHost(host), host, false, date, true)?.level ?? 'none';
}

/** The item as the lists see it now, and for the rest as it was seen. `beside`: what else is concluded from lists. */
function settled(item: SeenItem, { level, claims }: Judgement, beside?: Level): SeenItem {
  const { claims: _before, ...rest } = item;
  const said = saidBy(claims);
  const told = worst([level, beside ?? 'none']);
  return { ...rest, ...said, level: levelOf(item, told, said.lists.length > 0) };
}

function levelOf({ kind, level, lists }: SeenItem, told: Level, isListed: boolean): Level {
  if (level !== 'caution') return told;
  // Care that no list gave reason for is still due; what stood aside on the page still does.
  if (lists.length === 0) return worst([told, 'caution']);
  return isListed && kind !== 'address' ? 'caution' : told;
}
