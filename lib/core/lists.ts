import type { SettingsProblem } from './choices.ts';
import type { Refusal } from './entry.ts';
import type { ActProblem, PolicyProblem, ProblemCode } from './problems.ts';
import type { Failure, Result } from './result.ts';

/** How a list is doing, what matters most first. */
export const LIST_STATES = [
  /** Being downloaded. */
  'fetching',
  /** Switched off. */
  'off',
  /** A newer version came and waits: it differs too much from the one in use. */
  'held-back',
  /** The feed's editors contradict what they signed before. */
  'alarm',
  /** The last try failed. */
  'failed',
  /** Nothing came yet. */
  'never',
  /** Older than it should be, or no longer vouched for as the newest. */
  'stale',
  'current',
] as const;
export type ListState = (typeof LIST_STATES)[number];

/** A list that is offered and not subscribed to. */
export interface OfferView {
  id: string;
  title: string;
  publisher: string;
  licence: string;
  homepage: string;
  url: string;
  /** The message `covers_<covers>` says what it holds. */
  covers: string;
}

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
  state: ListState;
  /** Bytes so far of the download that runs; `null` when none does. */
  fetched: number | null;
  /** The message `covers_<covers>` says what it holds; `null` where none does, as of lists of the person's own. */
  covers: string | null;
  /** Title of the newer list that speaks in its place. */
  replacedBy: string | null;
  /** Put there by an organisation's policy. */
  managed: boolean;
  /** Whether a policy decides if it is in use. */
  locked: boolean;
  removable: boolean;
  version: string;
  /** Date of the data, `YYYY-MM-DD`; `null` before the first success. */
  date: string | null;
  entries: number;
  bytes: number;
  /** Of the file that it was read from; empty where it came with Almsguard. */
  sha256: string;
  /** The same over what is stored of it. */
  content: string;
  /** ISO 8601 time at which the word of its signed feed that there is nothing newer ran out; `null` before. */
  lapsed: string | null;
  /** Signed changes that should have led to this version and did not, as a file of its feed: the list came whole. */
  faultyDelta: string | null;
  /** ISO 8601 times. */
  lastSuccess: string | null;
  lastTry: string | null;
  nextTry: string | null;
  /** What went wrong at the last try, with what to do; `null` when it went well. */
  lastError: Failure<ProblemCode> | null;
  /** Records left out of the current version: how many in all, and the first of them. */
  refused: number;
  refusals: Refusal[];
}

export interface ListsView {
  /** In the person's own order. */
  lists: ListView[];
  offers: OfferView[];
  /** What an organisation lays down (lib/feed/managed.ts), and what of it could not be used. */
  policy: {
    usersMayAddLists: boolean;
    problems: PolicyProblem[];
    /** The day on which the browser told it, `YYYY-MM-DD`, and the last one on which it counts, where it cannot tell it now. */
    remembered: { toldOn: string; until: string } | null;
  };
  /** Storage was refused: lists live until the browser closes. */
  memoryOnly: boolean;
  /** Date that everything is judged for instead of today, `YYYY-MM-DD`. */
  asOf: string | null;
  /** Whether it is kept, as salted hashes, what pages that ask for money showed. */
  remembers: boolean;
}

/** `Result` as it crosses a message: there are words for whatever may fail. */
export type Reply<T> = Result<T, ActProblem | SettingsProblem>;
