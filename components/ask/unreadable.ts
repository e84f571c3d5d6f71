import type { ShownTab } from '#lib/core/shown-tab.ts';

/** Why a page cannot be read. Each has its sentence, `sub_unreadable_<why>`. */
export const UNREADABLE = ['browser', 'store', 'pdf', 'file', 'silent'] as const;
export type Unreadable = (typeof UNREADABLE)[number];

/** Extensions' own shops: browsers keep every extension out. */
const STORES: readonly string[] = [
  'chromewebstore.google.com',
  'addons.mozilla.org',
  'microsoftedge.microsoft.com',
  'addons.opera.com',
];

export function whyUnreadable({ url, isPdf }: ShownTab): Unreadable {
  const page = url ? URL.parse(url) : null;
  if (page?.protocol === 'file:') return 'file';
  const isWeb = page?.protocol === 'http:' || page?.protocol === 'https:';
  if (!page || !isWeb) return 'browser';
  const isOldStore = page.hostname === 'chrome.google.com' && page.pathname.startsWith('/webstore');
  if (isOldStore || STORES.includes(page.hostname)) return 'store';
  return isPdf || /\.pdf$/i.test(page.pathname) ? 'pdf' : 'silent';
}
