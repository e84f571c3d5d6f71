import type { Report } from '#lib/core/report.ts';
import type { Area } from '#lib/settings.ts';
import type { NoteCode } from '#lib/verdict/reasons.ts';

/** Where it stands; our pages watch it. */
export const MISSED_KEY = 'review.missed';

/**
 * Whether the last page that should have become a case while browsing was not kept: nobody stands beside and sees it.
 * Told by the session's storage: that is memory, which has room where the disk has none.
 */
export interface Collecting {
  hasMissed(): Promise<boolean>;
  setMissed(missed: boolean): Promise<void>;
}

export function createCollecting(session: Area): Collecting {
  const hasMissed = () =>
    session.get(MISSED_KEY).then(
      (stored) => stored[MISSED_KEY] === true,
      () => false,
    );
  return {
    hasMissed,
    async setMissed(missed) {
      if ((await hasMissed()) === missed) return;
      await (missed ? session.set({ [MISSED_KEY]: true }) : session.remove(MISSED_KEY));
    },
  };
}

/** The report, with a word about the page that was not kept. */
export function tellMissed(report: Report, missed: boolean): Report {
  const code: NoteCode = 'not-collected';
  return missed ? { ...report, notes: [...report.notes, { code, params: {} }] } : report;
}
