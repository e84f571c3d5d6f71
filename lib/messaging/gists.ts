import { gistOf } from '#lib/core/gist.ts';
import type { Report } from '#lib/core/report.ts';
import type { Area } from '#lib/settings.ts';
import { gistKey } from './first-answers.ts';

/** What was concluded of each open tab, as the toolbar has it, where the popup finds it without waking anybody. */
export interface Gists {
  put(tabId: number, report: Report): Promise<void>;
  drop(tabId: number): Promise<void>;
}

/** `session`: `browser.storage.session`, which is memory and goes with the browser. */
export function createGists(session: Area): Gists {
  return {
    async put(tabId, report) {
      // Of a page that has not reported yet nothing is concluded.
      if (report.state === 'not-ready') return;
      // Where it is refused, the popup waits for the background.
      await session.set({ [gistKey(tabId)]: gistOf(report) }).catch(() => undefined);
    },
    async drop(tabId) {
      await session.remove(gistKey(tabId)).catch(() => undefined);
    },
  };
}
