import type { Finding, Report, ReportPlace } from '#lib/core/report.ts';
import { bySeverity, weightOf } from '#lib/core/severity.ts';

/** Everything that was found, worst first. */
export function findingsOf(report: Report): { speaking: Finding[]; quiet: Finding[] } {
  const all = [...report.page, ...report.addresses].sort((a, b) => bySeverity(weightOf(a), weightOf(b)));
  return {
    speaking: all.filter(({ level }) => level !== 'none'),
    quiet: all.filter(({ level }) => level === 'none'),
  };
}

/** Where it stands on the page, in that order; what is the page as a whole stands nowhere. */
export function placesOf(report: Report): ReportPlace[] {
  const { speaking, quiet } = findingsOf(report);
  return [...speaking, ...quiet].flatMap(({ places }) => places).filter(({ at }) => at.text !== '');
}
