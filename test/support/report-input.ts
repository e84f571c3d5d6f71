import type { ReportInput } from '#lib/verdict/report.ts';

/** What a report is made of where a tab has told nothing yet; tests name what differs. */
export function reportInput(over: Partial<ReportInput> = {}): ReportInput {
  return {
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
}
