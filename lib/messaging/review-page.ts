import { PROVEN_STATES, type ReviewCase } from '#lib/core/review.ts';
import type { PageActions } from '#lib/core/review-page.ts';
import { type ReviewSharing, targetUrl } from '#lib/core/review-sharing.ts';
import { ANY_CASE, type CaseQuery } from '#lib/core/review-views.ts';
import type { Links } from '#lib/review/links.ts';
import { inOrder } from '#lib/review/order.ts';
import { overviewOf, plotOverTime } from '#lib/review/overview.ts';
import { picturesOf } from '#lib/review/proof.ts';
import { createSearch } from '#lib/review/search.ts';
import { whatChanged } from '#lib/review/what-changed.ts';
import type { Settings } from '#lib/settings.ts';
import type { createOpenPage } from './open-page.ts';
import { originOf } from './origin.ts';
import { createDesk, type DeskDeps } from './review-desk.ts';
import type { FileDeps } from './review-files.ts';

export interface PageDeps extends DeskDeps, Pick<FileDeps, 'extension' | 'give'> {
  settings: DeskDeps['settings'] & Pick<Settings, 'sharing' | 'setSharing'>;
  sharing: ReviewSharing;
  /** Titles of the lists, by their ids. */
  titles(): Promise<ReadonlyMap<string, string>>;
  /** Asks the person for these sites. */
  allow(origins: string[]): Promise<boolean>;
  /** Evidence of a page that is open in some tab. */
  openPage: ReturnType<typeof createOpenPage>;
  fetch: typeof fetch;
  now(): number;
  wait(ms: number): Promise<void>;
}

/** Days of a plot; beyond them it goes by weeks. */
const MAX_DAYS = 92;
/** Milliseconds without a change after which the beginning of the list is kept. */
const QUIET_MS = 500;
/** Cases whose words are folded at once while nobody waits. */
const FOLDED_AT_ONCE = 200;

/** What the page of the review workspace does. */
export function createReviewPage(deps: PageDeps): PageActions {
  const { opened, live, settings } = deps;
  const { store } = opened;
  const desk = createDesk(deps);
  const search = createSearch(deps.now);
  let sharing = deps.sharing;
  let links: Links | null = null;
  let titles: ReadonlyMap<string, string> = new Map();
  /** The list needs none of this, and stands before its code is there. */
  async function files() {
    const { createFiles } = await import('./review-files.ts');
    return createFiles({
      ...deps,
      sharing: async () => sharing,
      reasons: () => desk.actions.choices().reasons.reasons,
    });
  }

  function find(query: CaseQuery): ReviewCase[] {
    return search.find(live.all(), query, desk.actions.choices().reviewer);
  }

  /** Among the first rows, which stand in the order of the whole queue. */
  function findFirst(query: CaseQuery): readonly ReviewCase[] {
    const found = find(query);
    if (query.sort !== 'queue') return found;
    const there = new Set(found);
    return live.all().filter((one) => there.has(one));
  }

  live.subscribe((ids) => {
    for (const id of ids) {
      const one = live.get(id);
      if (one) links?.put(one);
      else links?.remove(id);
    }
  });
  deps.titles().then(
    (found) => {
      titles = found;
      desk.tell();
    },
    () => undefined,
  );
  live.whole.then(prepare).catch(() => undefined);
  let changes = 0;
  live.subscribe(keepFirst);
  if (live.isWhole()) keepFirst();

  /** The list begins with what it begins with now when it is opened next. */
  async function keepFirst(): Promise<void> {
    changes++;
    const until = changes;
    await deps.wait(QUIET_MS);
    if (until !== changes || !live.isWhole()) return;
    // Where the browser refuses it, the list comes later and nothing is lost.
    await store.keepFirst(desk.actions.choices().reviewer, find(ANY_CASE)).catch(() => undefined);
  }

  /** The first search must not be the one that folds everything. */
  async function prepare(): Promise<void> {
    const all = live.all();
    for (let at = 0; at < all.length; at += FOLDED_AT_ONCE) {
      await deps.wait(0);
      search.prepare(all.slice(at, at + FOLDED_AT_ONCE));
    }
  }

  return {
    ...desk.actions,
    listTitle: (id) => titles.get(id) ?? id,

    all: live.all,
    isWhole: live.isWhole,
    find: (query) => (live.isWhole() ? find(query) : findFirst(query)),
    count: overviewOf,
    plot(cases) {
      const buckets = plotOverTime(cases, 'day');
      return buckets.length <= MAX_DAYS
        ? { step: 'day', buckets }
        : { step: 'week', buckets: plotOverTime(cases, 'week') };
    },
    async linksOf(id) {
      const { createLinks } = await import('#lib/review/links.ts');
      links ??= createLinks(live.all());
      return links.linksOf(id);
    },
    linesOf: async (id) => inOrder(await store.linesOf(id)),
    async decide({ id, url, decisions, evidence }, state, reason) {
      const isProven = PROVEN_STATES.includes(state);
      // What was shown with the case goes before what nobody may have looked at: a page in the back of a window.
      const open = isProven ? await deps.openPage(url, evidence !== null).catch(() => null) : null;
      const now = open === 'late' ? null : open;
      const earlier = isProven && evidence !== null ? { hash: evidence, attachments: [] } : null;
      const proof = now ?? earlier;
      const done = await desk.outcome(
        desk.workspace().decide(id, state, reason, { inView: decisions, ...(proof && { proof }) }),
      );
      if (!done.ok) return done;
      if (done.value.length === 0) return { ok: true, value: 'as-it-was' };
      if (!isProven) return { ok: true, value: 'nothing' };
      if (now) return { ok: true, value: picturesOf(now) };
      return { ok: true, value: earlier ? 'earlier' : open === 'late' ? 'late' : 'none' };
    },

    save: async (format, cases, withPictures) => (await files()).save(format, cases, withPictures),
    merge: async (file) => (await files()).merge(file),
    print: async (cases) => (await files()).print(cases),
    verify: async () => (await files()).verify(),
    // By time, as everybody's clock said; but each chain in its own order, which its hashes vouch for, and no answer before
    // its question, which is in what the acts say. Times are only claims. The whole log and not case by case: where one
    // clock is behind, cases by themselves would pull a chain in ways that do not go together.
    log: async () => inOrder(await store.log()).reverse(),

    whatChanged,

    sharing: async () => sharing,
    async setSharing(change) {
      try {
        await settings.setSharing(change);
        sharing = await settings.sharing();
        desk.tell();
        return { ok: true, value: null };
      } catch {
        return { ok: false, problem: 'storage', again: null };
      }
    },
    async push(kind, cases) {
      const url = targetUrl(kind, sharing);
      const origin = url === null ? null : originOf(url);
      // Before anything is awaited: browsers ask the person only within a click.
      const allowed = origin === null ? Promise.resolve(false) : deps.allow([origin]);
      const { sendCases } = await import('./review-push.ts');
      return sendCases(kind, cases, { ...deps, store, sharing, allowed });
    },
  };
}
