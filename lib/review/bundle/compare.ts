import { MAX_CHANGED_LINES } from '#lib/core/limits.ts';
import type { Finding, Level, ReportClaim } from '#lib/core/report.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { caseUrl } from '../case-id.ts';
import type { Bundle } from './bundle.ts';
import { linesOf } from './page-text.ts';

/** One thing that was found both times, and what of it is another. */
export interface ChangedFinding {
  canonical: string;
  chain: Finding['chain'];
  before: Level;
  after: Level;
  /** Claims, `list id`, that came, went, or have another status. */
  claims: { name: string; change: 'added' | 'removed' | 'status' }[];
}

export interface Comparison {
  findings: { added: Finding[]; removed: Finding[]; changed: ChangedFinding[]; same: number };
  /** What people could read: each line that came or went, the first of them. */
  text: { same: boolean; added: string[]; removed: string[] };
  title: { before: string; after: string } | null;
  /** Lists of which the one bundle has another version than the other, or none. */
  lists: { id: string; before: string | null; after: string | null }[];
}

/** What became of a page between two bundles; they are put in the order of their times. */
export function compareBundles(one: Bundle, other: Bundle): Result<Comparison, 'other-page'> {
  if (caseUrl(one.page.url) !== caseUrl(other.page.url)) {
    return fail('other-page', 'The two bundles are of different pages');
  }
  const [before, after] = one.at <= other.at ? [one, other] : [other, one];
  const title = { before: before.page.title, after: after.page.title };
  return ok({
    findings: compareFindings(findingsOf(before), findingsOf(after)),
    text: compareLines(linesOf(before.html), linesOf(after.html)),
    title: title.before === title.after ? null : title,
    lists: compareVersions(before, after),
  });
}

function findingsOf({ report: { page, addresses } }: Bundle): Map<string, Finding> {
  return new Map([...page, ...addresses].map((one) => [`${one.chain ?? ''} ${one.canonical}`, one]));
}

function compareFindings(
  before: ReadonlyMap<string, Finding>,
  after: ReadonlyMap<string, Finding>,
): Comparison['findings'] {
  const both = [...after].flatMap(([name, now]) => {
    const then = before.get(name);
    return then ? [{ then, now }] : [];
  });
  const changed = both.flatMap(({ then, now }): ChangedFinding[] => {
    const claims = compareClaims(then.claims, now.claims);
    if (claims.length === 0 && then.level === now.level) return [];
    const { canonical, chain } = now;
    return [{ canonical, chain, before: then.level, after: now.level, claims }];
  });
  return {
    added: [...after].flatMap(([name, one]) => (before.has(name) ? [] : one)),
    removed: [...before].flatMap(([name, one]) => (after.has(name) ? [] : one)),
    changed,
    same: both.length - changed.length,
  };
}

function compareClaims(then: readonly ReportClaim[], now: readonly ReportClaim[]): ChangedFinding['claims'] {
  const named = (claims: readonly ReportClaim[]) =>
    new Map(claims.map((claim) => [`${claim.list} ${claim.id}`, claim.status]));
  const [before, after] = [named(then), named(now)];
  const found: ChangedFinding['claims'] = [];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    if (!before.has(name)) found.push({ name, change: 'added' });
    else if (!after.has(name)) found.push({ name, change: 'removed' });
    else if (before.get(name) !== after.get(name)) found.push({ name, change: 'status' });
  }
  return found;
}

/** Lines by how often they stand there, so that moving one is no change of what is said. */
function compareLines(before: readonly string[], after: readonly string[]): Comparison['text'] {
  const added = without(after, before);
  const removed = without(before, after);
  return {
    same: added.length + removed.length === 0,
    added: added.slice(0, MAX_CHANGED_LINES),
    removed: removed.slice(0, MAX_CHANGED_LINES),
  };
}

function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count < 1;
  });
}

function compareVersions(before: Bundle, after: Bundle): Comparison['lists'] {
  const named = ({ lists }: Bundle) => new Map(lists.map(({ id, version }) => [id, version]));
  const [then, now] = [named(before), named(after)];
  return [...new Set([...then.keys(), ...now.keys()])]
    .map((id) => ({ id, before: then.get(id) ?? null, after: now.get(id) ?? null }))
    .filter((one) => one.before !== one.after);
}
