import type { ReportPlace } from '#lib/core/report.ts';
import { PROVEN_STATES, type ReviewCase } from '#lib/core/review.ts';
import type { Decision, KeptWith, Outcome, PanelActions } from '#lib/core/review-panel.ts';
import { ANY_CASE } from '#lib/core/review-views.ts';
import { caseId, caseUrl } from '#lib/review/case-id.ts';
import { proofOf } from '#lib/review/evidence.ts';
import { createGatherer } from '#lib/review/intake/gatherer.ts';
import { pageAddress } from '#lib/review/intake/page-address.ts';
import { type Proof, picturesOf } from '#lib/review/proof.ts';
import { nextAfter, queueOf } from '#lib/review/queue.ts';
import { createSearch } from '#lib/review/search.ts';
import { seenOf } from '#lib/review/seen.ts';
import { gatherInTime, type Looked, type Wait } from './in-time.ts';
import type { About } from './open-page.ts';
import { bare, createDesk, type DeskDeps } from './review-desk.ts';
import type { ReviewTab, Tab } from './review-tab.ts';

export interface PanelDeps extends DeskDeps {
  tab: ReviewTab;
  /** Address of the page for the overview. */
  overview: string;
  onWanted: PanelActions['onWanted'];
  /** The tab that the person looks at. */
  front(): Promise<Tab | null>;
  allow(): Promise<boolean>;
  /** Opens the page that keeps what a tab shows. */
  openEvidence(tabId: number): Promise<unknown>;
  about: About;
  wait: Wait;
  now(): number;
}

/** What the side panel does: reads and acts through the workspace, and looks through the tab beside it. */
export function createPanel({ tab, ...deps }: PanelDeps): PanelActions {
  const { live } = deps;
  const { actions, outcome, workspace } = createDesk(deps);
  const search = createSearch(deps.now);
  const nobody: readonly ReviewCase[] = [];
  let queue = { all: nobody, cases: nobody, reviewer: '' };

  /** Put in order once, until a case is another. */
  function waiting(): readonly ReviewCase[] {
    const all = live.all();
    const { reviewer } = actions.choices();
    if (queue.all !== all || queue.reviewer !== reviewer) {
      queue = { all, reviewer, cases: queueOf(all, reviewer, deps.now()) };
    }
    return queue.cases;
  }

  /** What is on the screen right now. The tab may show another page by now, or none: then there is nothing to keep. */
  async function look(url: string, pageUrl: string): Promise<Looked | null> {
    const now = await tab.now(pageUrl);
    return now && { ...(await deps.about(now.tabId)), ...now, url };
  }
  async function prove(url: string, pageUrl: string): Promise<Proof | 'late' | null> {
    const shown = await gatherInTime(look(url, pageUrl), tab.pictures, deps.wait);
    return shown === 'late' || shown === null ? shown : proofOf(shown);
  }

  async function decide(
    { id, url, decisions }: ReviewCase,
    state: Decision,
    reason: string | null,
    pageUrl: string | null,
  ): Promise<Outcome<KeptWith>> {
    const isProven = PROVEN_STATES.includes(state);
    const proven = isProven && pageUrl !== null ? await prove(url, pageUrl).catch(() => null) : null;
    const proof = proven === 'late' ? null : proven;
    const done = await outcome(
      workspace().decide(id, state, reason, { inView: decisions, ...(proof && { proof }) }),
    );
    if (!done.ok) return done;
    if (done.value.length === 0) return { ok: true, value: 'as-it-was' };
    if (!isProven) return { ok: true, value: 'nothing' };
    if (!proof) return { ok: true, value: proven === 'late' ? 'late' : 'no-page' };
    return { ok: true, value: picturesOf(proof) };
  }

  return {
    ...actions,
    overview: deps.overview,
    onWanted: deps.onWanted,

    find(text, all) {
      const cases = all ? live.all() : waiting();
      // They stand in their order already.
      if (!all && text.trim() === '') return cases;
      return search.find(cases, { ...ANY_CASE, text }, actions.choices().reviewer);
    },
    next(current, passed) {
      const queue = waiting();
      const fresh = queue.filter(({ id }) => id === current || !passed.has(id));
      return nextAfter(fresh, current) ?? nextAfter(queue, current);
    },

    async bringPage() {
      const front = await deps.front();
      // Without the permission for a site the browser does not tell what a tab shows.
      if (front?.url === undefined) return { ok: false, problem: 'no-tab', id: null };
      const url = caseUrl(front.url);
      const one = url === null ? null : live.get(caseId(url));
      const { page, intake } = createGatherer('text', new Set());
      page(1, front.url, { title: front.title ?? '', note: '' });
      return { ok: true, intake, from: 'page', id: one?.id ?? null };
    },

    async open({ url }) {
      // Of a file of somebody else's, too, nothing is opened that nobody may bring: what stands in the person's own network.
      if (!pageAddress(url).ok) return { ok: false, why: 'unreadable' };
      const opened = await tab.open(url);
      return opened.ok ? { ok: true, report: opened.value } : { ok: false, why: opened.error.code };
    },
    async see(id, report) {
      const seen = seenOf(report);
      return seen ? bare(await outcome(workspace().see(id, seen))) : { ok: true, value: null };
    },
    allow: deps.allow,
    locate: tab.locate,
    reveal: (place: ReportPlace) => void tab.reveal(place).catch(() => undefined),
    cover: tab.cover,
    covered: tab.covered,
    async keepPage(url) {
      const now = await tab.now(url);
      if (now) await deps.openEvidence(now.tabId);
      return now !== null;
    },

    decide,
  };
}
