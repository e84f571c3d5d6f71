import * as v from 'valibot';
import feeds from './feeds.json' with { type: 'json' };
import type { SignedFeed } from './signed-pull.ts';

/**
 * The signed feeds that a build is given (docs/RUN-A-FEED.md): feeds.json, or the file that `ALMSGUARD_FEEDS` names
 * when it is built. None as it comes.
 */
const Feeds = v.array(
  v.strictObject({
    /** Folder of the repository. */
    url: v.pipe(v.string(), v.url(), v.endsWith('/')),
    /** What is in its root.json. */
    root: v.looseObject({ signed: v.looseObject({}), signatures: v.array(v.unknown()) }),
    /** Its lists, by the ids that its manifest gives them. */
    lists: v.pipe(
      v.array(
        v.strictObject({
          id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]{0,63}$/)),
          title: v.string(),
          publisher: v.string(),
          licence: v.string(),
          homepage: v.pipe(v.string(), v.url()),
          /** Ids of bundled lists that it takes the place of once it is as new. */
          supersedes: v.array(v.string()),
        }),
      ),
      v.minLength(1),
    ),
  }),
);
export type FeedConfig = v.InferOutput<typeof Feeds>;
export type FeedList = FeedConfig[number]['lists'][number];

const CONFIG = readFeeds(feeds);

/** Throws on a file that is not of the form: such a build must not come to be. */
export function readFeeds(json: unknown): FeedConfig {
  return v.parse(Feeds, json);
}

export const SIGNED_FEEDS: readonly SignedFeed[] = toFeeds(CONFIG);

export function toFeeds(config: FeedConfig): SignedFeed[] {
  return config.map(({ url, root }) => ({ url, root: new TextEncoder().encode(JSON.stringify(root)) }));
}

/** Each list of the feeds with the URL that it is subscribed to by. */
export const SIGNED_LISTS: readonly (FeedList & { url: string })[] = CONFIG.flatMap(({ url, lists }) =>
  lists.map((list) => ({ ...list, url: `${url}#${list.id}` })),
);
