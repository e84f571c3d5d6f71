import { hideSecrets } from '#lib/address/secrets.ts';
import type { ReviewCase, SeenItem } from '#lib/core/review.ts';

/**
 * A case as it may leave the workspace: without private keys and recovery phrases, wherever on the page or in a note
 * somebody put one. A thing that is one, or holds one, is left out.
 */
export function leaving(one: ReviewCase): ReviewCase {
  return {
    ...one,
    url: hideSecrets(one.url),
    title: hideSecrets(one.title),
    note: hideSecrets(one.note),
    tags: one.tags.map(hideSecrets),
    seen: one.seen && {
      ...one.seen,
      finalUrl: hideSecrets(one.seen.finalUrl),
      title: hideSecrets(one.seen.title),
      items: one.seen.items.filter(({ text }) => hideSecrets(text) === text),
    },
  };
}

/**
 * Addresses of the page, as it is kept: the one it was added under, and the one that it led to. One that holds a secret
 * is left out, for with the secret hidden it leads to another page.
 */
export function pageUrls({ url, seen }: ReviewCase): string[] {
  const urls = [url, seen?.finalUrl ?? ''];
  return [...new Set(urls)].filter((text) => /^https?:/.test(text) && hideSecrets(text) === text);
}

/** Levels with which a list, or what is known of a key, speaks against something. */
const AGAINST: readonly SeenItem['level'][] = ['listed', 'derived', 'same-key', 'lookalike', 'reported'];

/**
 * Whether a confirmed page's item is itself accused. What merely stood on that page may be anybody's: the charity that
 * was imitated, an example, a name in the news. It is passed on as seen there, and as nothing else.
 */
export function isAgainst({ level }: SeenItem): boolean {
  return AGAINST.includes(level);
}
