import { hideSecrets } from '#lib/address/secrets.ts';
import type { ReviewCase, SeenItem } from '#lib/core/review.ts';
import { webUrl } from '#lib/core/web-url.ts';

/**
 * A case as it may leave the workspace: without private keys and recovery phrases, wherever on the page or in a note
 * somebody put one. A thing that is one, or holds one, is left out; so is what only the file of a scan says, which nobody
 * who passes it on has seen.
 */
export function leaving(one: ReviewCase): ReviewCase {
  const seen = one.seen?.from ? null : one.seen;
  return {
    ...one,
    url: hideSecrets(one.url),
    title: hideSecrets(one.title),
    note: hideSecrets(one.note),
    tags: one.tags.map(hideSecrets),
    seen: seen && {
      ...seen,
      finalUrl: hideSecrets(seen.finalUrl),
      title: hideSecrets(seen.title),
      items: seen.items.filter(({ text }) => hideSecrets(text) === text),
    },
    changed: seen &&
      one.changed && {
        ...one.changed,
        what: one.changed.what.filter(({ text }) => hideSecrets(text) === text),
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

/** Web address of a page or a handle that a list names: lists write it without its scheme. */
export function itemUrl({ kind, text }: SeenItem): string[] {
  const url =
    kind === 'page' || kind === 'handle' ? webUrl(`https://${text.replace(/^https?:\/\//i, '')}`) : null;
  return url ? [url.href] : [];
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
