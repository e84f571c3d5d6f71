import type { Rule, UrlMarker } from './rule.ts';

/** What a marker read out of a URL: `null` stands for a marker that names no account. */
export interface UrlMatch {
  marker: UrlMarker;
  account: string | null;
}

/** The first marker of a rule that a URL of this kind meets. */
export function matchUrl(rule: Rule, kind: UrlMarker['on'][number], url: URL): UrlMatch | null {
  for (const marker of rule.markers) {
    if (!('url' in marker) || !marker.on.includes(kind) || !hasWhere(marker, url)) continue;
    const account = accountIn(marker, url);
    if (account === undefined) continue;
    if (account === null || isAccount(rule, marker, account)) return { marker, account };
  }
  return null;
}

/** The hosts that a rule's own URLs lie on, and that of its homepage. */
export function ownHosts(rule: Rule): string[] {
  const hosts = rule.markers.flatMap((marker) => ('url' in marker ? hostPattern(marker.url) : []));
  return [new URL(rule.homepage).hostname.replace(/^www\./, ''), ...hosts.filter((host) => host !== '*')].map(
    (host) => host.replace(/^\*\./, ''),
  );
}

function hostPattern(pattern: string): string {
  return pattern.split('/', 1)[0] ?? '';
}

function hasWhere({ where = {} }: UrlMarker, url: URL): boolean {
  return Object.entries(where).every(([name, value]) => url.searchParams.get(name) === value);
}

/** `undefined`: the marker is not met. */
function accountIn(marker: UrlMarker, url: URL): string | null | undefined {
  const [host = '', ...pattern] = marker.url.split('/');
  if (!hostFits(host, url.hostname)) return undefined;
  const segments = segmentsOf(url);
  const last = host === '*' ? segments.length - pattern.length : 0;
  for (let at = 0; at <= last; at++) {
    const taken = take(pattern, segments.slice(at));
    if (!taken || (marker.whole && segments.length > at + pattern.length)) continue;
    const named = taken.length > 0 ? taken.join('/') : undefined;
    if (!marker.account) return named ?? null;
    return named ?? marker.account.map((name) => url.searchParams.get(name)?.trim()).find(Boolean);
  }
  return undefined;
}

function hostFits(pattern: string, hostname: string): boolean {
  if (pattern === '*') return true;
  const host = hostname.replace(/\.$/, '');
  if (!pattern.startsWith('*.')) return host === pattern || host === `www.${pattern}`;
  return host === pattern.slice(2) || host.endsWith(pattern.slice(1));
}

/** Path, and a fragment that is a path (`#/projects/…`) behind a `#` of its own. */
function segmentsOf(url: URL): string[] {
  const path = url.pathname.split('/');
  const fragment = url.hash.startsWith('#/')
    ? ['#', ...url.hash.replace(/\?.*/, '').split('/').slice(1)]
    : [];
  return [...path, ...fragment].filter(Boolean).map(decode);
}

/** The segments that stand for an account; `null` when the pattern does not fit. */
function take(pattern: string[], segments: string[]): string[] | null {
  const taken: string[] = [];
  for (const [i, part] of pattern.entries()) {
    const segment = segments[i];
    if (segment === undefined) return null;
    if (part.endsWith(':account')) {
      const before = part.slice(0, -':account'.length);
      if (!segment.startsWith(before)) return null;
      taken.push(segment.slice(before.length));
    } else if (part !== ':any' && !sameSegment(part, segment)) return null;
  }
  return taken;
}

/** Script hosts write a version behind the package's name: `paybutton@3.4.0`. */
function sameSegment(part: string, segment: string): boolean {
  const lower = segment.toLowerCase();
  return lower === part.toLowerCase() || lower.startsWith(`${part.toLowerCase()}@`);
}

function isAccount(rule: Rule, { atLeast = 1 }: UrlMarker, account: string): boolean {
  const first = account.split('/', 1)[0]?.toLowerCase() ?? '';
  return account.length >= atLeast && !rule.notAccounts?.includes(first);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
