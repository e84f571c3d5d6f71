import { gistOf } from '#lib/core/gist.ts';
import type { Report, ReportState } from '#lib/core/report.ts';
import type { Area } from '#lib/settings.ts';
import { gistKey } from './first-answers.ts';

/** What was concluded of each open tab, as the toolbar has it, where the popup finds it without waking anybody. */
export interface Gists {
  put(tabId: number, report: Report): Promise<void>;
  drop(tabId: number): Promise<void>;
}

const KEPT: readonly ReportState[] = ['ready', 'unreadable'];

/** `session`: `browser.storage.session`, which is memory and goes with the browser. */
export function createGists(session: Area, isOpen: (tabId: number) => Promise<boolean>): Gists {
  async function drop(tabId: number): Promise<void> {
    await session.remove(gistKey(tabId)).catch(() => undefined);
  }

  return {
    async put(tabId, report) {
      // Of a page that is not read nothing is concluded, and nothing is kept.
      if (!KEPT.includes(report.state)) return drop(tabId);
      // Where it is refused, the popup waits for the background.
      await session.set({ [gistKey(tabId)]: gistOf(report) }).catch(() => drop(tabId));
      // It may have been closed while it was judged.
      if (!(await isOpen(tabId))) await drop(tabId);
    },
    drop,
  };
}
