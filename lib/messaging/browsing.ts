import type { Report } from '#lib/core/report.ts';
import type { ReviewChoices } from '#lib/core/review-choices.ts';
import { MEET_MS } from '#lib/core/review-limits.ts';
import { bySeverity } from '#lib/core/severity.ts';
import { caseId } from '#lib/review/case-id.ts';
import { pageAddress } from '#lib/review/intake/page-address.ts';
import type { Acting, Opened } from '#lib/review/open.ts';
import { seenOf } from '#lib/review/seen.ts';
import type { Workspace } from '#lib/review/workspace.ts';

type BrowsingSpace = Pick<Opened, 'store'> & {
  workspaceFor(acting: Acting): Pick<Workspace, 'add' | 'see'>;
};

export interface BrowsingDeps {
  choices(): Promise<ReviewChoices>;
  /** Opens the review workspace, once. */
  open(): Promise<BrowsingSpace>;
  isPrivate(tabId: number): Promise<boolean>;
  /** Closes what could not keep a page: the next one opens it anew. */
  again(failed: BrowsingSpace): void;
  /** Hears of each page that should be a case whether it was kept: nobody looks on. */
  setMissed(missed: boolean): Promise<void>;
  wait(ms: number): Promise<void>;
}

/**
 * Puts pages that a person meets while browsing into the review queue: only where they asked for that, only what is at
 * least as bad as they said, and never out of a private window. A page that is a case already is left to whoever
 * opens it.
 */
export function createBrowsing(deps: BrowsingDeps) {
  /** The newest report of each tab that is waited for: a page reports several times until all of it is read. */
  const newest = new Map<number, Report>();

  /** Whether all of it was kept. */
  async function keep(url: string, report: Report, choices: ReviewChoices): Promise<boolean> {
    const space = await deps.open();
    const isKept = await keepIn(space, url, report, choices).catch(() => false);
    // The store may have been closed, or the browser refuses it.
    if (!isKept) deps.again(space);
    return isKept;
  }

  return async (tabId: number, report: Report): Promise<void> => {
    newest.set(tabId, report);
    const choices = await deps.choices();
    const isWanted = report.state === 'ready' && isMeant(report, choices) && !(await deps.isPrivate(tabId));
    if (isWanted) await deps.wait(MEET_MS);
    // Whatever came in this tab since has taken its place.
    if (newest.get(tabId) !== report) return;
    newest.delete(tabId);
    const page = pageAddress(report.url);
    if (!isWanted || !page.ok) return;
    const isKept = await keep(page.value, report, choices).catch(() => false);
    await deps.setMissed(!isKept);
  };
}

async function keepIn(
  { store, workspaceFor }: BrowsingSpace,
  url: string,
  report: Report,
  choices: ReviewChoices,
): Promise<boolean> {
  const id = caseId(url);
  if (await store.case(id)) return true;
  const workspace = workspaceFor(choices);
  const added = await workspace.add([{ url, title: report.title, note: '' }], 'browsing');
  const seen = seenOf(report);
  return added.ok && (!seen || (await workspace.see(id, seen)).ok);
}

function isMeant({ level }: Report, { browsing, reviewer }: ReviewChoices): boolean {
  return browsing !== null && reviewer !== '' && bySeverity(level, browsing) <= 0;
}
