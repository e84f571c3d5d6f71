import { DECIDED_STATES } from '#lib/core/review.ts';
import type { PageActions } from '#lib/core/review-page.ts';
import { type ReviewSharing, targetUrl } from '#lib/core/review-sharing.ts';
import type { Links } from '#lib/review/links.ts';
import { overviewOf, plotOverTime } from '#lib/review/overview.ts';
import { createSearch } from '#lib/review/search.ts';
import { hasPictures } from '#lib/review/workspace.ts';
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
/** Cases whose words are folded at once while nobody waits. */
const FOLDED_AT_ONCE = 200;

/** What the page of the review workspace does. */
export function createReviewPage(deps: PageDeps): PageActions {
  const { opened, live, settings } = deps;
  const { store } = opened;
  const desk = createDesk(deps);
  const search = createSearch();
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
  prepare();

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
    find: (query) => search.find(live.all(), query, desk.actions.choices().reviewer),
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
    linesOf: (id) => store.linesOf(id),
    async decide({ id, url, decisions, evidence }, state, reason) {
      const ends = (DECIDED_STATES as readonly string[]).includes(state);
      // What was shown with the case goes before what nobody may have looked at: a page in the back of a window.
      const now = ends ? await deps.openPage(url, evidence !== null).catch(() => null) : null;
      const earlier = ends && evidence !== null ? { hash: evidence, attachments: [] } : null;
      const proof = now ?? earlier;
      const done = await desk.outcome(
        desk.workspace().decide(id, state, reason, { inView: decisions, ...(proof && { proof }) }),
      );
      if (!done.ok) return done;
      if (done.value.length === 0) return { ok: true, value: 'as-it-was' };
      if (!ends) return { ok: true, value: 'nothing' };
      if (now) return { ok: true, value: hasPictures(now) ? 'pictures' : 'no-pictures' };
      return { ok: true, value: earlier ? 'earlier' : 'none' };
    },

    save: async (format, cases, withPictures) => (await files()).save(format, cases, withPictures),
    merge: async (file) => (await files()).merge(file),
    print: async (cases) => (await files()).print(cases),
    verify: async () => (await files()).verify(),
    log: async () => (await store.log()).sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : b.seq - a.seq)),

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
