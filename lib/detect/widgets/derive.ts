import type { Rule, UrlMarker } from './rule.ts';

/** The little of all rules that runs in every page (markers.json): it finds what may be a widget. */
export interface PageMarkers {
  /** Source of a regular expression over a URL as it stands in an attribute. */
  urls: string;
  /** Selectors; the last attribute of each names the account. */
  markup: string[];
  /** Names in inline scripts. */
  code: string[];
  /** Names of hidden form fields. */
  fields: string[];
}

/** A wide net, cast cheaply: what it holds is judged by the rules, in the background. */
export function derivePageMarkers(rules: readonly Rule[]): PageMarkers {
  const markers = rules.flatMap((rule) => rule.markers);
  const urls = markers.filter((marker) => 'url' in marker);
  const forms = urls.filter(({ on }) => on.includes('form'));
  return {
    urls: urlSource(urls),
    markup: unique(markers.flatMap((marker) => ('markup' in marker ? marker.markup : []))),
    code: unique(markers.flatMap((marker) => ('code' in marker ? marker.code : []))),
    fields: unique(forms.flatMap(({ account = [], where = {} }) => [...account, ...Object.keys(where)])),
  };
}

/**
 * Dots stay as they are and stand for any letter, and one beginning serves all of a domain: a little too much is
 * caught, to save bytes.
 */
function urlSource(markers: UrlMarker[]): string {
  const [anywhere, hosts] = partition(unique(markers.map(({ url }) => url)), (url) => url.startsWith('*/'));
  const sources = unique(hosts.map(domainOf)).map((domain) => {
    const urls = hosts.filter((url) => domainOf(url) === domain);
    return frontSource(domain, urls) + domain + pathSource(urls);
  });
  const paths = anywhere.map((url) =>
    url
      .slice(1)
      .replace(/:account$/, '')
      .replaceAll(':account', '[^/]+'),
  );
  return `^\\s*(?:https?:)?//(?:www.)?(?:${sources.join('|')})|${unique(paths).join('|')}`;
}

/** What stands before the domain in the URLs of one domain. */
function frontSource(domain: string, urls: string[]): string {
  const fronts = unique(urls.map((url) => hostOf(url).slice(0, -domain.length)));
  const [bare, named] = partition(fronts, (front) => front === '');
  if (named.length === 0) return '';
  const source = fronts.includes('*.') ? '(?:[\\w-]+.)' : `(?:${named.join('|')})`;
  return bare.length > 0 || fronts.includes('*.') ? `${source}?` : source;
}

/** The first segment of the path, where all URLs of a domain have it in common. */
function pathSource(urls: string[]): string {
  const [first = '', ...more] = unique(urls.map((url) => url.split('/')[1] ?? ''));
  if (first === '') return '';
  return more.length > 0 || /[:#]/.test(first) ? '/' : `/${first}`;
}

/** The last two labels; no provider's domain has three. */
function domainOf(url: string): string {
  return hostOf(url).split('.').slice(-2).join('.');
}

function hostOf(url: string): string {
  return url.split('/', 1)[0] ?? '';
}

function partition(texts: string[], isFirst: (text: string) => boolean): [string[], string[]] {
  return [texts.filter(isFirst), texts.filter((text) => !isFirst(text))];
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)].sort();
}

/** Source of registry.ts: bundlers and Node read JSON only from imports that are written out. */
export function registrySource(files: readonly string[]): string {
  const imports = files.map((file, i) => `import rule${i} from './rules/${file}' with { type: 'json' };`);
  const names = files.map((_, i) => `rule${i}`);
  return `${imports.join('\n')}
import type { Rule } from './rule.ts';

/** Every rule. Written by scripts/widgets.ts out of rules/. */
export const RULES = [${names.join(', ')}] as readonly unknown[] as readonly Rule[];
`;
}
