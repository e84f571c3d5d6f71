import type { ListView } from '#lib/core/lists.ts';
import { hostsFor } from '#lib/feed/catalogue.ts';
import { originOf } from './origin.ts';

/**
 * What the browser has to be asked for before lists can be downloaded from these addresses, where it does not let the
 * extension read all sites: servers of lists seldom allow other sites to read them. Hosts that they hand downloads on to
 * are among them.
 */
export function originsOf(urls: readonly string[]): string[] {
  const origins = urls.flatMap((url) => {
    const origin = originOf(url);
    return origin === null ? [] : [origin, ...hostsFor(url).map((host) => `https://${host}/*`)];
  });
  return [...new Set(origins)];
}

/** Addresses of the lists that a refresh asks: of one, or of all in use. */
export function refreshedUrls(lists: readonly Pick<ListView, 'id' | 'url' | 'enabled'>[], id: string | null) {
  return lists
    .filter((list) => (id === null ? list.enabled : list.id === id))
    .flatMap(({ url }) => url ?? []);
}
