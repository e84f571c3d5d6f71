import { getPublicSuffix } from 'tldts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { FRONTS, HOST_RULES, type HostRule, MOBILE_FRONTS } from './host-rules.ts';

/** A key under which a place is looked up, and what a match on it means. */
export interface PlaceKey {
  how: 'domain' | 'page' | 'widget';
  key: string;
}

/** Path segments that a page key may have; deeper paths are looked up by their beginnings. */
const MAX_SEGMENTS = 8;
/** Labels of a host name that are looked up; DNS allows 127, real hosts have a handful. */
const MAX_LABELS = 10;
/** Forwarding links inside forwarding links that are followed. */
const MAX_FORWARDS = 3;

/**
 * Every key that speaks of the place a URL leads to: its host and the hosts above it, its path and the
 * paths above it (under the one host that the fronts of a service share), and, for a link that only
 * forwards, those of its target. Empty for anything that is not http(s) or `tg:`.
 */
export function placeKeys(href: string, depth = 0): PlaceKey[] {
  const url = parseUrl(href);
  if (!url) return [];
  const keys: PlaceKey[] = hostKeys(url.hostname).map((key) => ({ how: 'domain', key }));
  for (const key of pageKeys(url)) keys.push({ how: 'page', key });
  const target = depth < MAX_FORWARDS ? forwardTarget(url) : null;
  if (target) keys.push(...placeKeys(target, depth + 1));
  return keys;
}

export type PlaceErrorCode =
  | 'bad-host'
  | 'has-path'
  | 'has-query'
  | 'no-path'
  | 'common-path'
  | 'too-deep'
  | 'private-host';

/** The key that a listed domain is stored under: the host without `www.`; subdomains are covered by look-up. */
export function domainKey(value: string): Result<{ host: string; key: string }, PlaceErrorCode> {
  const url = parseUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `https://${value}`);
  // `somebody@example.org` is an e-mail address, and would accuse all of example.org.
  const host = url && !url.username ? trimHost(url.hostname) : '';
  if (!/^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/.test(host) && !isAddressLiteral(host)) {
    return fail('bad-host', `"${value}" is no host name`);
  }
  // `facebook.com/somepage` read as a domain would accuse all of facebook.com.
  if (url && (url.pathname !== '/' || url.search || url.hash)) {
    return fail('has-path', `"${value}" names a page of a host; list it as a page`);
  }
  if (isPrivate(host)) return fail('private-host', `"${host}" is an address inside somebody's own network`);
  return ok({ host, key: `host:${host}` });
}

/**
 * The key that a listed page is stored under: path and what lies under it, on every front of the host.
 * A value that would cover other people's pages is refused (`youtube.com/watch?v=…`, `facebook.com/groups`).
 */
export function pageKey(value: string): Result<{ page: string; key: string }, PlaceErrorCode> {
  const url = parseUrl(/^([a-z][a-z0-9+.-]*:\/\/|tg:)/i.test(value) ? value : `https://${value}`);
  if (!url || url.username) return fail('bad-host', `"${value}" is no web address`);
  const keys = pageKeys(url);
  const key = keys.at(-1);
  if (!key) return fail('no-path', `"${value}" names no page; list it as a domain`);
  const page = key.slice('page:'.length);
  const [host = '', ...segments] = page.split('/');
  const rule = ruleOf(host);
  if (url.search && !nameParameter(url)) {
    return fail('has-query', `"${value}" tells its page by what follows "?", which is not looked at`);
  }
  if (segments.length === 1 && rule?.common?.includes(segments[0] ?? '')) {
    return fail('common-path', `"${page}" holds everybody's pages; name one of them`);
  }
  if (url.pathname.split('/').filter(Boolean).length > MAX_SEGMENTS) {
    return fail('too-deep', `"${value}" lies deeper than ${MAX_SEGMENTS} levels`);
  }
  return ok({ page, key });
}

function parseUrl(href: string): URL | null {
  const url = URL.parse(href.trim());
  if (!url) return null;
  // tg://resolve?domain=NAME opens the same channel as t.me/NAME.
  if (url.protocol === 'tg:') {
    const name = url.searchParams.get('domain');
    return name && /^\/*resolve$/.test(url.host + url.pathname) ? URL.parse(`https://t.me/${name}`) : null;
  }
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
}

function trimHost(host: string): string {
  return host.replace(/\.$/, '').replace(/^www\./, '');
}

function hostKeys(hostname: string): string[] {
  const host = hostname.replace(/\.$/, '');
  if (isAddressLiteral(host)) return [`host:${host}`];
  const labels = host.split('.').slice(-MAX_LABELS);
  const keys: string[] = [];
  for (let i = 0; i < labels.length - 1; i++) keys.push(`host:${labels.slice(i).join('.')}`);
  return keys;
}

function ruleOf(host: string): HostRule | undefined {
  return HOST_RULES.find((rule) => rule.host === host || rule.aliases?.includes(host));
}

/**
 * The host without a front label that shows the same pages. What remains must be somebody's own domain:
 * `m.wordpress.com` and `web.co.uk` are people beside others, not fronts.
 */
function withoutFront(hostname: string): string {
  const first = hostname.slice(0, hostname.indexOf('.'));
  const rest = hostname.slice(first.length + 1);
  if (FRONTS.includes(first) && getPublicSuffix(rest, { allowPrivateDomains: true }) !== rest) return rest;
  return MOBILE_FRONTS.includes(first) && ruleOf(rest) ? rest : hostname;
}

/** The page's name where the host keeps it in a query parameter. */
function nameParameter(url: URL): string | null {
  const parameter = ruleOf(withoutFront(url.hostname))?.named?.[url.pathname];
  return parameter ? url.searchParams.get(parameter) : null;
}

/** Page keys of a URL, shortest path first; none for a bare host. */
function pageKeys(url: URL): string[] {
  const hostname = url.hostname.replace(/\.$/, '');
  for (const rule of HOST_RULES) {
    for (const { host, pattern } of rule.fragment ?? []) {
      const name = host === hostname ? pattern.exec(url.hash)?.[1] : undefined;
      if (name) return [`page:${rule.host}/${name.toLowerCase()}`];
    }
  }
  const bare = withoutFront(hostname);
  const rule = ruleOf(bare);
  const host = rule?.host ?? bare;
  const named = nameParameter(url);
  let segments = named ? [named] : url.pathname.split('/').filter(Boolean).map(decode);
  if (segments.length > 1 && rule?.skip?.includes((segments[0] ?? '').toLowerCase()))
    segments = segments.slice(1);
  if (rule?.caseless) segments = segments.map((segment) => segment.toLowerCase());
  const keys: string[] = [];
  for (let i = 1; i <= Math.min(segments.length, MAX_SEGMENTS); i++) {
    keys.push(`page:${host}/${segments.slice(0, i).map(encodeURIComponent).join('/')}`);
  }
  return keys;
}

function forwardTarget(url: URL): string | null {
  const rule = ruleOf(withoutFront(url.hostname));
  const forward = rule?.forwards?.find(({ path }) => path === url.pathname);
  return forward ? url.searchParams.get(forward.param) : null;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function isAddressLiteral(host: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+$/.test(host) || host.startsWith('[');
}

/** Loopback, private and link-local addresses: community lists have held home routers. */
function isPrivate(host: string): boolean {
  return (
    /^(10|127|0)\.|^192\.168\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\./.test(host) ||
    (host.startsWith('[') && /^\[(::1?|f[cd]|fe[89ab])/.test(host)) ||
    /\.(local|localhost|internal|lan|home\.arpa)$/.test(host)
  );
}
