import { EXPLAIN_GAP_MS } from '#lib/core/limits.ts';
import type { Sender } from './gates.ts';

export interface ExplainDeps {
  /** Whether a tab is the one that its window shows. */
  isShown(tabId: number): Promise<boolean>;
  /** Opens our popup over the window in use; rejects where the browser wants a click on the toolbar for that. */
  openPopup(): Promise<unknown>;
  /** Opens a page of our own in a tab. */
  openTab(path: string): Promise<unknown>;
  /** Epoch milliseconds. */
  now(): number;
}

/**
 * Opens the explanation that a person asked for on a page. The request comes from a content script, so all that it
 * decides is when: never what is opened, nor more often than a person clicks.
 */
export function createExplain(deps: ExplainDeps): (sender: Sender) => Promise<void> {
  let last = Number.NEGATIVE_INFINITY;
  return async ({ tab }) => {
    const tabId = tab?.id;
    if (tabId === undefined || deps.now() - last < EXPLAIN_GAP_MS || !(await deps.isShown(tabId))) return;
    last = deps.now();
    await deps.openPopup().catch(() => deps.openTab(`popup.html?tab=${tabId}`));
  };
}
