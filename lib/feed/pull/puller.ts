import type { Entry } from '#lib/core/entry.ts';
import type { Result } from '#lib/core/result.ts';
import type { ListPieces } from '#lib/watchlist/list-pieces.ts';
import type { Body } from '../body.ts';
import type { ReadErrorCode, ReadInfo, Sink, Source } from '../formats/adapter.ts';

/** What the last success left behind. */
export interface Known {
  /** The puller's own note of how far it came, such as a version; `null` at the first time. */
  cursor: string | null;
  /** Every entry of the stored version. */
  entries(): AsyncIterable<Entry>;
  /** The stored version, for a delta to start from; `null` where there is none. */
  list(): Promise<ListPieces | null>;
}

export interface PullRequest {
  url: string;
  source: Source;
  known: Known;
  /** Fetches one more file of the same publisher. Reading it may throw a `FeedFault`. */
  get(url: string): Body;
}

export interface Pulled {
  info: ReadInfo;
  cursor: string | null;
  /** More is on its way: so large a change is expected. */
  isPartial?: boolean;
  /** Not all could be brought at once: what is missing is asked for soon. */
  moreToCome?: boolean;
}

/**
 * A publisher who offers changes, or a list in several files. Whatever it fetches, what it puts into the sink is
 * the whole list as it stands now; `unchanged` when the stored version is still the publisher's newest.
 */
export interface Puller {
  format: string;
  serves(url: URL): boolean;
  pull(request: PullRequest, sink: Sink): Promise<Result<Pulled | 'unchanged', ReadErrorCode>>;
}
