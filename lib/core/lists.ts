import type { Refusal } from './entry.ts';

/** One subscription as the options page and the popup's foot show it. */
export interface ListView {
  id: string;
  title: string;
  publisher: string;
  licence: string;
  homepage: string | null;
  /** `bundled` with the extension, `remote` (has a URL), `file` imported by hand. */
  origin: 'bundled' | 'remote' | 'file';
  url: string | null;
  format: string;
  enabled: boolean;
  version: string;
  /** Date of the data, `YYYY-MM-DD`; `null` before the first success. */
  date: string | null;
  entries: number;
  bytes: number;
  sha256: string;
  /** ISO 8601 times. */
  lastSuccess: string | null;
  lastTry: string | null;
  nextTry: string | null;
  /** What went wrong at the last try, with what to do; `null` when it went well. */
  lastError: { code: string; message: string } | null;
  /** Records left out of the current version: how many in all, and the first of them. */
  refused: number;
  refusals: Refusal[];
}

export interface ListsView {
  lists: ListView[];
  /** Storage was refused: lists live until the browser closes. */
  memoryOnly: boolean;
  /** Date that everything is judged for instead of today, `YYYY-MM-DD`. */
  asOf: string | null;
  /** Whether it is kept, as salted hashes, what pages that ask for money showed. */
  remembers: boolean;
}

/** `Result` as it crosses a message. */
export type Reply<T> = { ok: true; value: T } | { ok: false; error: { code: string; message: string } };
