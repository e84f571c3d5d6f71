/**
 * What is known of hosts that are fine in themselves and carry other people's pages: which of their
 * fronts show the same page, and where in the URL the page's name stands. Data; adding a host is a row.
 */
export interface HostRule {
  /** The host that pages are stored under. */
  host: string;
  /** Other registrable names of the same service. */
  aliases?: string[];
  /** Page names are the same in upper and lower case. */
  caseless?: boolean;
  /** First path segments that stand before the name and do not change it: `t.me/s/NAME`. */
  skip?: string[];
  /** First path segments under which everybody's pages stand; alone they name nobody. */
  common?: string[];
  /** Query parameter that is the name where the path is this one: `/profile.php?id=…`. */
  named?: Record<string, string>;
  /** Fragment that names a page of `host` (a web client): the first group is the name. */
  fragment?: { host: string; pattern: RegExp }[];
  /** Paths that only forward to the URL in a query parameter, on any front of the host. */
  forwards?: { path: string; param: string }[];
}

/** Front labels that show the same pages on any host. */
export const FRONTS: readonly string[] = ['www', 'm', 'mobile', 'web'];
/** Further ones of hosts that have a rule here. */
export const MOBILE_FRONTS: readonly string[] = ['mbasic', 'touch', 'l', 'lm'];

export const HOST_RULES: readonly HostRule[] = [
  {
    host: 'facebook.com',
    aliases: ['fb.com'],
    caseless: true,
    skip: ['pg'],
    common: [
      'pages',
      'events',
      'groups',
      'login',
      'people',
      'photo',
      'posts',
      'profile.php',
      'reel',
      'share',
      'watch',
    ],
    named: { '/profile.php': 'id' },
    forwards: [
      { path: '/l.php', param: 'u' },
      { path: '/flx/warn/', param: 'u' },
    ],
  },
  {
    host: 't.me',
    aliases: ['telegram.me', 'telegram.dog'],
    caseless: true,
    skip: ['s'],
    common: ['addstickers', 'c', 'iv', 'joinchat', 'proxy', 'share'],
    fragment: [
      { host: 'web.telegram.org', pattern: /^#@([A-Za-z0-9_]{4,32})/ },
      { host: 'web.telegram.org', pattern: /^#\?tgaddr=tg%3A%2F%2Fresolve%3Fdomain%3D([A-Za-z0-9_]{4,32})/i },
    ],
  },
  {
    host: 'x.com',
    aliases: ['twitter.com'],
    caseless: true,
    common: ['explore', 'hashtag', 'home', 'i', 'intent', 'search', 'share'],
  },
  {
    host: 'instagram.com',
    caseless: true,
    common: ['accounts', 'explore', 'p', 'reel', 'stories'],
    forwards: [{ path: '/', param: 'u' }],
  },
  {
    host: 'youtube.com',
    common: ['c', 'channel', 'embed', 'live', 'playlist', 'shorts', 'user', 'watch'],
    forwards: [{ path: '/redirect', param: 'q' }],
  },
  {
    host: 'vk.com',
    aliases: ['vkontakte.ru'],
    caseless: true,
    forwards: [{ path: '/away.php', param: 'to' }],
  },
  { host: 'google.com', forwards: [{ path: '/url', param: 'q' }] },
];
