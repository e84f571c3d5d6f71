import { DECIDED_STATES } from '#lib/core/review.ts';
import type { PageActions } from '#lib/core/review-page.ts';
import type { ReviewSharing } from '#lib/core/review-sharing.ts';
import { createLinks, type Links } from '#lib/review/links.ts';
import { overviewOf, plotOverTime } from '#lib/review/overview.ts';
import { createSearch } from '#lib/review/search.ts';
import type { Settings } from '#lib/settings.ts';
import { createDesk, type DeskDeps } from './review-desk.ts';
import { createFiles, type FileDeps } from './review-files.ts';
import { type SendDeps, sendCases } from './review-push.ts';

export interface PageDeps extends DeskDeps, Pick<FileDeps, 'extension' | 'give'> {
  settings: DeskDeps['settings'] & Pick<Settings, 'sharing' | 'setSharing'>;
  sharing: ReviewSharing;
  /** Titles of the lists, by their ids. */
  titles(): Promise<ReadonlyMap<string, string>>;
  allow: SendDeps['allow'];
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
  const files = createFiles({
    ...deps,
    sharing: async () => sharing,
    reasons: () => desk.actions.choices().reasons.reasons,
  });

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
    linksOf(id) {
      links ??= createLinks(live.all());
      return links.linksOf(id);
    },
    linesOf: (id) => store.linesOf(id),
    async decide({ id, decisions, evidence }, state, reason) {
      const ends = (DECIDED_STATES as readonly string[]).includes(state);
      const proof = ends && evidence !== null ? { hash: evidence, attachments: [] } : null;
      const done = await desk.outcome(
        desk.workspace().decide(id, state, reason, { inView: decisions, ...(proof && { proof }) }),
      );
      return done.ok ? { ok: true, value: !ends ? 'nothing' : proof ? 'earlier' : 'none' } : done;
    },

    save: files.save,
    merge: files.merge,
    print: files.print,
    verify: files.verify,
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
    push: (kind, cases) => sendCases(kind, cases, { ...deps, store, sharing }),
  };
}
