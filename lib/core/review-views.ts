import type { IsoDate } from './entry.ts';
import type { Level } from './report.ts';
import type { CaseState } from './review.ts';

/** What the overview of the review workspace asks for and shows: searches, counts, links. Types only. */

/** What cases share, the most telling first. */
export const LINK_KINDS = ['wallet', 'widget', 'host', 'indicator'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** Something that a case shares with others. */
export interface LinkGroup {
  kind: LinkKind;
  /** An address, `provider:account`, a host or page, or the code of an indicator. */
  value: string;
  /** How many other cases. */
  count: number;
  /** Their ids; empty where they are too many for the share to mean anything (`MAX_LINKED_CASES`). */
  cases: string[];
}

/** Level of a case; `unseen` where its page has not been read yet. */
export type CaseLevel = Level | 'unseen';

export const SORTS = ['queue', 'newest', 'oldest', 'changed', 'level', 'host', 'title'] as const;
export type CaseSort = (typeof SORTS)[number];

/** An empty list, like `null` and an empty text, asks for nothing in particular. */
export interface CaseQuery {
  /** Beginnings of words; each has to be there. */
  text: string;
  states: CaseState[];
  levels: CaseLevel[];
  lists: string[];
  tags: string[];
  /** Names of those who decided, or are at it. */
  reviewers: string[];
  /** First and last day on which it was added, in UTC. */
  from: IsoDate | null;
  to: IsoDate | null;
  /** The lists changed since it was decided. */
  changed: boolean;
  /** Decisions stand against each other. */
  rivals: boolean;
  sort: CaseSort;
}

export const ANY_CASE: CaseQuery = {
  text: '',
  states: [],
  levels: [],
  lists: [],
  tags: [],
  reviewers: [],
  from: null,
  to: null,
  changed: false,
  rivals: false,
  sort: 'queue',
};

export interface Count<Key extends string> {
  key: Key;
  count: number;
}

/** One day, or one week from its Monday. */
export interface PlotBucket {
  start: IsoDate;
  added: number;
  decided: Record<'confirmed' | 'dismissed' | 'escalated', number>;
}

/** The cases that one list speaks against, by what was decided. */
export interface ListCount {
  list: string;
  cases: number;
  confirmed: number;
  dismissed: number;
}

export interface Overview {
  total: number;
  states: Count<CaseState>[];
  levels: Count<CaseLevel>[];
  tags: Count<string>[];
  reviewers: Count<string>[];
  lists: ListCount[];
  changed: number;
  rivals: number;
}
