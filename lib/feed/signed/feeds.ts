import * as v from 'valibot';
import { MAX_FIELD_CHARS } from '#lib/core/limits.ts';
import { isFeedUrl } from '#lib/core/web-url.ts';
import { WebUrl } from '#lib/watchlist/chunk-check.ts';
import { FeedFault } from '../body.ts';
import { restore } from '../trust/trusted.ts';
import feeds from './feeds.json' with { type: 'json' };
import type { SignedFeed } from './signed-pull.ts';

/** Paths and `#` with a list's id are put behind it. */
function isFolder(text: string): boolean {
  const url = URL.parse(text);
  return isFeedUrl(text) && text.endsWith('/') && url !== null && url.origin + url.pathname === text;
}

function isOnce(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

const id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]{0,63}$/));
const text = v.pipe(v.string(), v.nonEmpty(), v.maxLength(MAX_FIELD_CHARS));

/**
 * The signed feeds that a build is given (docs/RUN-A-FEED.md): feeds.json, or the file that `ALMSGUARD_FEEDS` names
 * when it is built. None as it comes.
 */
const Feeds = v.pipe(
  v.array(
    v.strictObject({
      /** Folder of the repository. */
      url: v.pipe(
        v.string(),
        v.check(
          isFolder,
          'the address of a folder is needed: https://, a slash at its end, nothing behind it',
        ),
      ),
      /** What is in its root.json. */
      root: v.looseObject({ signed: v.looseObject({}), signatures: v.array(v.unknown()) }),
      /** Its lists, by the ids that its manifest gives them. */
      lists: v.pipe(
        v.array(
          v.strictObject({
            id,
            title: text,
            publisher: text,
            licence: text,
            homepage: WebUrl,
            /** Ids of bundled lists that it takes the place of once it is as new. */
            supersedes: v.array(id),
          }),
        ),
        v.minLength(1),
      ),
    }),
  ),
  v.check((all) => isOnce(all.map(({ url }) => url)), 'one address stands there twice'),
  // A list is subscribed to by its id alone.
  v.check((all) => isOnce(all.flatMap(({ lists }) => lists.map(({ id }) => id))), 'two lists have one id'),
);
export type FeedConfig = v.InferOutput<typeof Feeds>;
export type FeedList = FeedConfig[number]['lists'][number];

const CONFIG = readFeeds(feeds);

/** Throws on a file that is not of the form. */
export function readFeeds(json: unknown): FeedConfig {
  const parsed = v.safeParse(Feeds, json);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  return refuse(v.getDotPath(issue) ?? 'the whole', issue.message);
}

/**
 * Also throws on a root that is none or that its own keys did not sign. For whoever builds: the keys take a tenth of a
 * second, which a worker does not have when it starts, and every update looks at them again.
 */
export function checkFeeds(json: unknown): void {
  for (const [n, { root }] of toFeeds(readFeeds(json)).entries()) {
    try {
      restore(root, {});
    } catch (error) {
      if (!(error instanceof FeedFault)) throw error;
      refuse(`${n}.root`, error.message);
    }
  }
}

function refuse(where: string, why: string): never {
  throw new Error(`The signed feeds of this build (ALMSGUARD_FEEDS) cannot be used. At ${where}: ${why}`);
}

export const SIGNED_FEEDS: readonly SignedFeed[] = toFeeds(CONFIG);

export function toFeeds(config: FeedConfig): SignedFeed[] {
  return config.map(({ url, root }) => ({ url, root: new TextEncoder().encode(JSON.stringify(root)) }));
}

/** Each list of the feeds with the URL that it is subscribed to by. */
export const SIGNED_LISTS: readonly (FeedList & { url: string })[] = CONFIG.flatMap(({ url, lists }) =>
  lists.map((list) => ({ ...list, url: `${url}#${list.id}` })),
);
