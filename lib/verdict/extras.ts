import type { Finding, Report } from '#lib/core/report.ts';
import { bySeverity, weightOf, worst } from '#lib/core/severity.ts';
import type { Extra } from './lookalike.ts';

/** What was found beside the lists: of addresses by their text, and of the page itself. */
export interface Extras {
  addresses: ReadonlyMap<string, readonly Extra[]>;
  page: { host: string; extra: Extra } | null;
}

/** The report with what was found beside the lists. What a list says is never made less of. Pure. */
export function withExtras(report: Report, { addresses, page }: Extras): Report {
  const told = report.addresses.map((finding) => withReasons(finding, addresses.get(finding.text) ?? []));
  const result = {
    ...report,
    addresses: told.sort((a, b) => bySeverity(a.level, b.level)),
    page: page ? withPage(report, page.host, page.extra) : report.page,
  };
  return { ...result, level: worst([...result.page, ...result.addresses].map(weightOf)) };
}

function withReasons(finding: Finding, extras: readonly Extra[]): Finding {
  const level = worst([finding.level, ...extras.map((extra) => extra.level)]);
  // What gave the level comes first: a mark shows the first.
  const heavy = extras.filter((extra) => bySeverity(extra.level, finding.level) < 0);
  const light = extras.filter((extra) => !heavy.includes(extra));
  const reasonsOf = (some: readonly Extra[]) => some.map(({ reason }) => reason);
  return { ...finding, level, reasons: [...reasonsOf(heavy), ...finding.reasons, ...reasonsOf(light)] };
}

function withPage({ url, page }: Report, host: string, extra: Extra): Finding[] {
  const itself = page.find(({ places }) => places.length === 0);
  const plain: Finding = {
    text: url,
    chain: null,
    canonical: host,
    places: [],
    level: 'none',
    reasons: [],
    claims: [],
  };
  const others = page.filter((finding) => finding !== itself);
  return [withReasons(itself ?? plain, [extra]), ...others].sort((a, b) =>
    bySeverity(weightOf(a), weightOf(b)),
  );
}
