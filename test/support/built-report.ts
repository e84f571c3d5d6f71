import type { Report } from '#lib/core/report.ts';
import { atOnce } from '#lib/core/steps.ts';
import { buildReport, type ReportInput } from '#lib/verdict/report.ts';

/** The report of a tab that has told nothing yet; tests name what differs. */
export function builtReport(over: Partial<ReportInput> = {}): Report {
  const input: ReportInput = {
    frames: [],
    tab: null,
    resolved: new Map(),
    keysLeft: 0,
    places: new Map(),
    seen: new Map(),
    widgets: new Map(),
    cautionsOf: () => [],
    contextOf: () => 'mention',
    asks: () => false,
    watchlist: [],
    persistent: true,
    date: '2026-11-21',
    today: '2026-11-21',
    now: Date.parse('2026-11-21T12:00:00Z'),
    asOf: null,
    lookupMs: 0,
    ...over,
  };
  return atOnce(buildReport(input));
}
