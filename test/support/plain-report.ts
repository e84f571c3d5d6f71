import type { Report } from '#lib/core/report.ts';

/** A page on which something is listed, in what every report has. */
export function plainReport(over: Partial<Report> = {}): Report {
  return {
    state: 'ready',
    url: 'https://a.example/',
    title: 'Give',
    date: '2026-11-21',
    watchlist: [],
    notes: [],
    level: 'listed',
    context: 'donation',
    page: [],
    addresses: [],
    widgets: [],
    unread: [],
    timings: { scanMs: 1, lookupMs: 1, settledMs: 1 },
    ...over,
  };
}
