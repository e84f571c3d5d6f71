import type { ListInfo, Refusal } from '#lib/core/entry.ts';
import type { CompiledList, KeyIndex } from './compiled.ts';
import type { GrownWindow } from './derived.ts';

/** A subscription as stored: where it comes from, how its last tries went, and what it holds now. */
export interface ListRecord {
  /** Id of the subscription (`bundled:ofac-sdn`, `url:…`, `file:…`), not of the list it brings. */
  id: string;
  origin: 'bundled' | 'remote' | 'file';
  /** Where it is refreshed from; `null` when it is not. */
  url: string | null;
  enabled: boolean;
  format: string;
  /** Counts applied versions; the chunks of two versions never share a key. */
  generation: number;
  /** What the current version says of itself; `null` before the first success. */
  info: ListInfo | null;
  entries: number;
  refused: number;
  refusals: Refusal[];
  /** Size and SHA-256 of the file that the current version was read from. */
  bytes: number;
  sha256: string;
  /** How far a list that is published in pieces was read, in the words of its puller. */
  cursor: string | null;
  /** Epoch milliseconds. */
  lastSuccess: number | null;
  lastTry: number | null;
  nextTry: number | null;
  /** Failed tries in a row; sets the pace of the next ones. */
  failures: number;
  lastError: { code: string; message: string } | null;
}

/** Where lists live. `apply` is all or nothing: whoever reads sees the old version or the new one. */
export interface ListStore {
  /** Whether it survives the browser's end. */
  readonly persistent: boolean;
  records(): Promise<ListRecord[]>;
  index(id: string): Promise<KeyIndex | null>;
  chunk(id: string, generation: number, n: number): Promise<Uint8Array | null>;
  /** Stores a version and its record in one transaction and drops the version before it. */
  apply(record: ListRecord, list: CompiledList): Promise<void>;
  /** Changes only the record. */
  update(record: ListRecord): Promise<void>;
  remove(id: string): Promise<void>;
  /** What was derived from listed keys beside their lists' own indexes. */
  grownWindows(): Promise<GrownWindow[]>;
  saveGrownWindows(windows: GrownWindow[]): Promise<void>;
}
