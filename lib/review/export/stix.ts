import type { IsoTime, LoggedAct, ReviewCase, SeenItem } from '#lib/core/review.ts';
import { hashOf } from '../log.ts';
import { isAgainst, itemUrl, leaving, pageUrls } from './leaving.ts';
import { type Confirmed, confirmedTimes } from './stix-confirmed.ts';
import {
  account,
  CREATED,
  identityOf,
  observable,
  ownId,
  patternOf,
  type StixObject,
  type StixOptions,
  statements,
} from './stix-objects.ts';
import { summaryOf } from './summary.ts';
import { tlpMarking } from './tlp.ts';

/** The scale of STIX 2.1, appendix A: high, medium, low. */
const CONFIDENCE = { agreed: 85, decided: 50, contested: 15 };

/**
 * A bundle of STIX 2.1. Of each case: the page and what stood on it as observables, that they were seen there, what
 * was decided as a note, and a report that holds it together. A confirmed one is an indicator, for the page and for
 * what lists speak against on it; one that is confirmed no longer says so by being revoked. Names of reviewers stay in
 * the workspace.
 *
 * There is no `opinion`: it is for what somebody else has said (section 4.15).
 */
export function stixBundle(
  cases: readonly ReviewCase[],
  log: readonly LoggedAct[],
  options: StixOptions,
): { type: 'bundle'; id: string; objects: StixObject[] } {
  const linesOf = byCase(log);
  const objects = new Map<string, StixObject>();
  const whole = [identityOf(options), tlpMarking(options.tlp)];
  for (const one of cases) whole.push(...caseObjects(one, linesOf.get(one.id) ?? [], options));
  for (const object of whole) objects.set(object.id, object);
  const all = [...objects.values()];
  return { type: 'bundle', id: ownId('bundle', hashOf(all)), objects: all };
}

function caseObjects(kept: ReviewCase, lines: readonly LoggedAct[], options: StixOptions): StixObject[] {
  const one = leaving(kept);
  const items = one.seen?.items ?? [];
  const pages = pageUrls(kept).map((url) => observable('url', url, options.tlp));
  const hosts = [one.host, ...textsOf(items, 'host')].filter(isDomain);
  const seen = distinct([
    ...pages,
    ...hosts.map((host) => observable('domain-name', host, options.tlp)),
    ...linksOf(items, options),
    ...accountsOf(items, options),
    ...walletsOf(items, options),
  ]);
  if (seen.length === 0) return [];
  const said = statements(options);
  const modified = modifiedAt(one, lines);
  const name = one.title || one.host;

  const observed = observedIn(lines).map((window) =>
    said('observed-data', one.id, modified, { ...window, object_refs: idsOf(seen) }),
  );
  const indicators = confirmedTimes(lines).flatMap((time) => indicatorOf(time, options));
  const note = said('note', one.id, modified, {
    abstract: name,
    content: summaryOf(one),
    ...(one.tags.length > 0 && { labels: one.tags }),
    object_refs: idsOf([...pages, ...observed, ...indicators, ...(pages.length === 0 ? seen : [])]),
  });
  const parts = [...seen, ...observed, ...indicators, note];
  const links = [
    ...indicators.flatMap((from) => observed.map((to) => ({ from, how: 'based-on', to }))),
    ...pages.flatMap((to) =>
      seen
        .filter(({ type }) => type === 'cryptocurrency-wallet' || type === 'user-account')
        .map((from) => ({ from, how: 'related-to', to })),
    ),
  ].map(({ from, how, to }) =>
    said('relationship', `${one.id} ${from.id} ${how} ${to.id}`, modified, {
      relationship_type: how,
      source_ref: from.id,
      target_ref: to.id,
    }),
  );
  const report = said('report', one.id, modified, {
    name,
    report_types: [indicators.some(({ revoked }) => !revoked) ? 'indicator' : 'observed-data'],
    published: one.decidedAt ?? one.changedAt,
    confidence: confidenceOf(one),
    object_refs: idsOf([...parts, ...links]),
  });
  return [...parts, ...links, report];
}

/** That a case was confirmed, in the words of then: nothing where all that is accused has to stay here. */
function indicatorOf(
  { nth, since, isOver, one: kept, lines }: Confirmed,
  options: StixOptions,
): StixObject[] {
  const one = leaving(kept);
  const items = (one.seen?.items ?? []).filter(isAgainst);
  // No account: it takes two properties to name one, and what asks for both is a pattern that nobody takes apart.
  const accused = distinct([
    ...pageUrls(kept).map((url) => observable('url', url, options.tlp)),
    ...linksOf(items, options),
    ...walletsOf(items, options),
  ]);
  if (accused.length === 0) return [];
  return [
    statements(options)('indicator', nth === 0 ? one.id : `${one.id} ${nth}`, modifiedAt(one, lines), {
      name: one.title || one.host,
      description: summaryOf(one),
      indicator_types: ['malicious-activity'],
      pattern: patternOf(accused),
      pattern_type: 'stix',
      valid_from: since,
      ...(isOver ? { revoked: true } : { confidence: confidenceOf(one) }),
    }),
  ];
}

/**
 * A version is newer than another where more has been done to the case, also where that was merged in later under an
 * earlier time: a log only grows, so its lines are counted in milliseconds. None is older than the first, whatever a clock
 * said (section 3.6.1).
 */
function modifiedAt({ changedAt }: ReviewCase, lines: readonly LoggedAct[]): IsoTime {
  const more = Math.max(0, lines.length - 1);
  return new Date(Math.max(Date.parse(changedAt), Date.parse(CREATED)) + more).toISOString();
}

/** From when to when, and how often, somebody looked at the page; nothing where nobody has. */
function observedIn(lines: readonly LoggedAct[]) {
  const times = lines
    .filter(({ act }) => act.type === 'seen' && !act.seen.from)
    .map(({ at }) => at)
    .sort();
  const [first, last] = [times[0], times.at(-1)];
  return first && last ? [{ first_observed: first, last_observed: last, number_observed: times.length }] : [];
}

function confidenceOf({ rivals, decidedBy }: ReviewCase): number {
  if (rivals.length > 0) return CONFIDENCE.contested;
  return decidedBy.length > 1 ? CONFIDENCE.agreed : CONFIDENCE.decided;
}

/** Host names only: an address of the network is none (section 6.4). */
function isDomain(host: string): boolean {
  return /[a-z]$/i.test(host) && !host.includes(':');
}

function walletsOf(items: readonly SeenItem[], { tlp }: StixOptions): StixObject[] {
  return textsOf(items, 'address').map((text) => observable('cryptocurrency-wallet', text, tlp));
}

/** Pages and handles that lists name. */
function linksOf(items: readonly SeenItem[], { tlp }: StixOptions): StixObject[] {
  return items.flatMap(itemUrl).map((url) => observable('url', url, tlp));
}

function accountsOf(items: readonly SeenItem[], { tlp }: StixOptions): StixObject[] {
  return textsOf(items, 'widget').flatMap((text) => {
    const [, provider, id] = /^([^:]+):(.+)$/s.exec(text) ?? [];
    return provider && id ? [account(provider, id, tlp)] : [];
  });
}

function textsOf(items: readonly SeenItem[], kind: SeenItem['kind']): string[] {
  return items.filter((item) => item.kind === kind).map(({ text }) => text);
}

function idsOf(objects: readonly StixObject[]): string[] {
  return objects.map(({ id }) => id);
}

function distinct(objects: readonly StixObject[]): StixObject[] {
  return [...new Map(objects.map((object) => [object.id, object])).values()];
}

function byCase(log: readonly LoggedAct[]): Map<string, LoggedAct[]> {
  const lines = new Map<string, LoggedAct[]>();
  for (const line of log) {
    const own = lines.get(line.case);
    if (own) own.push(line);
    else lines.set(line.case, [line]);
  }
  return lines;
}
