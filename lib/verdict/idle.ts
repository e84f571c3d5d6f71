import type { Finding, Report } from '#lib/core/report.ts';

/** The report as it is told: without lists that know what nobody accuses, and what only they found. Pure. */
export function withoutIdle(report: Report): Report {
  return {
    ...report,
    page: report.page.map(told).filter(({ claims, reasons }) => claims.length > 0 || reasons.length > 0),
    addresses: report.addresses.map(told),
  };
}

function told(finding: Finding): Finding {
  return { ...finding, claims: finding.claims.filter(({ bearing }) => bearing !== 'idle') };
}
