import type { Report } from '#lib/core/report.ts';

/** Milliseconds without a new scan after which a page counts as settled. */
export const QUIET_MS = 500;
/** Milliseconds after loading in which an extension that may read the page has reported. */
const SILENT_MS = 5_000;
const POLL_MS = 100;

/** A page that could not be scanned, in the words of the document's `error`. */
export class PageFailure extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface Clock {
  now(): number;
  wait(ms: number): Promise<void>;
}

/**
 * Waits until what the extension concludes has not changed for `QUIET_MS`, or until `deadline`.
 * `hasLoaded` is asked each time; `blankUrl` is the page that stood in the tab before.
 */
export async function waitSettled(
  getReport: () => Promise<Report>,
  { hasLoaded, blankUrl, deadline }: { hasLoaded(): boolean; blankUrl: string; deadline: number },
  clock: Clock,
): Promise<Report> {
  let last: Report | null = null;
  let key = '';
  let since = clock.now();
  let loadedAt: number | null = null;
  while (clock.now() < deadline) {
    const report = await getReport();
    const now = clock.now();
    if (hasLoaded()) loadedAt ??= now;
    const known = report.state === 'ready' && report.url !== blankUrl;
    // The time of a lookup says nothing of the page; all else changes only with a new scan.
    const next = JSON.stringify({ ...report, timings: { ...report.timings, lookupMs: 0 } });
    if (!known || next !== key) {
      key = next;
      since = now;
    }
    last = known ? report : null;
    if (last && loadedAt !== null && now - Math.max(since, loadedAt) >= QUIET_MS) return last;
    if (report.state === 'unreadable' && loadedAt !== null && now - loadedAt >= SILENT_MS) break;
    await clock.wait(POLL_MS);
  }
  if (last) return last;
  if (loadedAt === null) throw new PageFailure('timeout', 'The page did not load in time');
  throw new PageFailure('unreadable', 'The extension did not report on this page');
}
