import type { ChainName } from './chains.ts';
import type { IsoDate } from './entry.ts';
import type { Level, Reason, ReportClaim } from './report.ts';
import type { IsoTime, Sha256 } from './review.ts';

/** What comes of checking a text or a file: everything in it that lists may name, and what they say. Types only. */

/** One version of a list, as precisely as it can be named. */
export interface CitedList {
  id: string;
  title: string;
  version: string;
  date: IsoDate;
  /** Of the file that the version was read from; `null` where it was not kept. */
  hash: Sha256 | null;
}

export type CheckedKind = 'address' | 'host' | 'page';

/** One destination or place in the text, however often and in whatever spelling it stands there. */
export interface CheckedRow {
  what: CheckedKind;
  /** As it stood first. */
  text: string;
  canonical: string;
  chain: ChainName | null;
  chains?: ChainName[];
  /** Encoding of an address, in the words of its chain's specification. */
  encoding: string | null;
  level: Level;
  reasons: Reason[];
  claims: ReportClaim[];
  /** How often it stands there, and in which line first. */
  times: number;
  line: number;
}

export interface Checked {
  checked: IsoTime;
  /** Date the judgement holds for. */
  date: IsoDate;
  /** In the order of the text. */
  rows: CheckedRow[];
  /** Every list that was asked. */
  lists: CitedList[];
  /** Facts about the lists themselves. */
  notes: Reason[];
  /** Different things beyond `MAX_LOOKUP_THINGS`, which were not looked up. */
  left: number;
  /** Keys that make many addresses, of which those were not looked up. */
  keysLeft: number;
}

/** Another way to write an address, or another address of the same key. */
export interface Encoding {
  chain: ChainName;
  /** Where one chain name stands for many networks: `Kusama`, `osmo`, `Harmony`. */
  network?: string;
  /** Encoding, in the words of the chain's specification. */
  kind: string;
  text: string;
  /**
   * `same-destination`: money sent there arrives in the same place. `same-key`: another account, on another network or
   * of another form, that the same key or script hash makes. Whether its owner ever used it, and whether a key of that
   * form can be spent from there, no address tells.
   */
  relation: 'same-destination' | 'same-key';
  /** It leaves out the memo or tag by which a custodian knows its customer. */
  withoutMemo?: true;
}

/** What can be told of one address without any list. */
export interface AddressForms {
  encodings: Encoding[];
  /** With its middle left out, to be shown to others. */
  redacted: string;
}

/** Formats of citations, in the order in which they are offered. */
export const CITE_FORMATS = ['plain', 'markdown', 'html', 'bibtex', 'csl-json'] as const;
export type CiteFormat = (typeof CITE_FORMATS)[number];
