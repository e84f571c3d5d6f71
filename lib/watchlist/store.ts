import type { ListInfo, Refusal } from '#lib/core/entry.ts';
import type { ProblemCode } from '#lib/core/problems.ts';
import type { Failure } from '#lib/core/result.ts';
import type { CompiledList } from './compiled.ts';
import type { GrownWindow } from './derived.ts';
import type { Heads, KeyPage } from './pages.ts';
import type { Staging } from './staging.ts';

/** One version of a list, as it was applied. */
export interface ListVersion {
  format: string;
  /** Grows with each version that is applied or staged; the pieces of two versions never share a key. */
  generation: number;
  /** What the version says of itself; `null` where there is none that can be read. */
  info: ListInfo | null;
  entries: number;
  refused: number;
  refusals: Refusal[];
  /** Rows at its end that its publisher lists no more (lib/feed/tombstones.ts); `entries` does not count them. */
  tombstones: number;
  /** Size and SHA-256 of the file that it was read from. */
  bytes: number;
  sha256: string;
  /** Content hash (seal.ts), which the store writes; empty where an older extension stored the version. */
  content: string;
  /** How far a list that is published in pieces was read, in the words of its puller. */
  cursor: string | null;
  /** Epoch milliseconds until which a signed feed vouches that there is nothing newer; `null` where none does. */
  freshUntil: number | null;
  /** Signed changes that should have led here and did not, as a file of its feed; `null` where none did. */
  faultyDelta: string | null;
}

/** What of a stored version is held in memory to search it, and the seals of all its pieces. */
export interface StoredKeys {
  heads: Heads;
  /** Rows of all chunks. */
  rows: number;
  /** See seal.ts; both empty where an older extension stored the version. */
  seals: Uint8Array<ArrayBuffer>;
  keySeals: Uint8Array<ArrayBuffer>;
}

/** A subscription as stored: where it comes from, how its last tries went, and what it holds now. */
export interface ListRecord extends ListVersion {
  /** Id of the subscription (`bundled:ofac-sdn`, `url:…`, `file:…`), not of the list it brings. */
  id: string;
  origin: 'bundled' | 'remote' | 'file';
  /** Where it is refreshed from; `null` when it is not. */
  url: string | null;
  enabled: boolean;
  /** The version before; kept for the day on which the current one cannot be read. */
  previous: ListVersion | null;
  /** Epoch milliseconds. */
  lastSuccess: number | null;
  lastTry: number | null;
  nextTry: number | null;
  /** Failed tries in a row; sets the pace of the next ones. */
  failures: number;
  /** Refreshes in a row after which there was more to come. */
  early: number;
  lastError: Failure<ProblemCode> | null;
  /** Content hash of the version that came and waits for the person's word. */
  held: string | null;
  /** Place in the person's own order of lists; `null` stands behind all that have one. */
  rank: number | null;
  /** What it is called until it has brought a title of its own, as a file of settings had it. */
  label: string | null;
  /**
   * Ids of bundled lists whose place this takes once its data is newer. The catalogue of offered lists says so, never
   * a file alone: else whoever calls a file `ofac-sdn` could silence what is bundled.
   */
  supersedes: string[];
}

/** Where lists live. `apply` is all or nothing: whoever reads sees the old version or the new one. */
export interface ListStore {
  /** Whether it survives the browser's end. */
  readonly persistent: boolean;
  records(): Promise<ListRecord[]>;
  keys(id: string, generation: number): Promise<StoredKeys | null>;
  page(id: string, generation: number, n: number): Promise<KeyPage | null>;
  chunk(id: string, generation: number, n: number): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Room for the next version of a list while it is read; `null` where lists are held in memory anyway. */
  stage(id: string): Staging | null;
  /**
   * Stores a version and its record in one transaction, keeps the version before it and drops older ones, and what else
   * is staged of the list. One that was staged has the generation of that; rejects with `Displaced` where it is gone.
   */
  apply(record: ListRecord, list: CompiledList): Promise<void>;
  /** Drops a version that cannot be read; the one before it is current again, or none. */
  fallBack(
    damaged: Pick<ListRecord, 'id' | 'generation' | 'content'>,
    error: ListRecord['lastError'],
  ): Promise<void>;
  /** Changes only the record. */
  update(record: ListRecord): Promise<void>;
  /** Changes only the records: all of them or, when it rejects, none. */
  updateAll(records: readonly ListRecord[]): Promise<void>;
  remove(id: string): Promise<void>;
  /** What was derived from listed keys beside their lists' own indexes. */
  grownWindows(): Promise<GrownWindow[]>;
  saveGrownWindows(windows: GrownWindow[]): Promise<void>;
  /** Verified metadata of a signed feed, by the feed's URL: small files that take the place of those before, all at once. */
  trustFiles(feed: string): Promise<TrustRecord>;
  saveTrustFiles(feed: string, files: TrustRecord): Promise<void>;
}

/** Files by role (lib/feed/trust). */
export type TrustRecord = Readonly<Record<string, Uint8Array>>;

/** What a list holds before it has brought anything. */
export const NO_VERSION: ListVersion = {
  format: '',
  generation: 0,
  info: null,
  entries: 0,
  refused: 0,
  refusals: [],
  tombstones: 0,
  bytes: 0,
  sha256: '',
  content: '',
  cursor: null,
  freshUntil: null,
  faultyDelta: null,
};

/** The record of a version that is applied over another. */
export function applied(record: ListRecord, content: string, before: ListRecord | undefined): ListRecord {
  const isKept = before?.info && before.generation !== record.generation;
  return { ...record, content, previous: isKept ? versionOf(before) : null };
}

/** The record after its current version turned out not to be readable; another try is due at once. */
export function fallenBack(record: ListRecord, error: ListRecord['lastError']): ListRecord {
  const nextTry = record.url === null ? null : 0;
  const version = record.previous ?? { ...NO_VERSION, generation: record.generation };
  return { ...record, ...version, previous: null, nextTry, lastError: error };
}

/** Whether two records hold the same version: what was searched of one goes for the other. */
export function isSameVersion(a: ListRecord, b: ListRecord): boolean {
  return a.id === b.id && a.generation === b.generation && a.content === b.content;
}

function versionOf(record: ListRecord): ListVersion {
  const names = Object.keys(NO_VERSION) as (keyof ListVersion)[];
  return Object.fromEntries(names.map((name) => [name, record[name]])) as unknown as ListVersion;
}
