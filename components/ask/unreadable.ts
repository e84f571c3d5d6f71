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

/** `url`: what the browser tells of the tab, `null` where it tells nothing, as of its own pages. */
export function whyUnreadable(url: string | null): Unreadable {
  const page = url ? URL.parse(url) : null;
  if (page?.protocol === 'file:') return 'file';
  const isWeb = page?.protocol === 'http:' || page?.protocol === 'https:';
  if (!page || !isWeb) return 'browser';
  const isOldStore = page.hostname === 'chrome.google.com' && page.pathname.startsWith('/webstore');
  if (isOldStore || STORES.includes(page.hostname)) return 'store';
  return /\.pdf$/i.test(page.pathname) ? 'pdf' : 'silent';
}
