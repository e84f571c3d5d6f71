import type { ChainName } from './chains.ts';
import type { RefusalReason } from './refusals.ts';

/** What lists say: entries, claims, and the lists themselves. Types only. */

export type EntryKind = 'address' | 'xpub' | 'descriptor' | 'domain' | 'page' | 'handle' | 'widget';
export type Relation = 'direct' | 'cluster' | 'service';
/** What lists say of themselves; `corroborated` is computed from several claims and never written. */
export type ListTier = 'official' | 'reported';
export type Tier = ListTier | 'corroborated';
export type Status = 'active' | 'delisted' | 'forfeited' | 'expired' | 'disputed' | 'withdrawn';
export type Confidence =
  | 'official-list'
  | 'court-record'
  | 'agency-notice'
  | 'issuer-freeze'
  | 'research'
  | 'community';
/** `warns`: speaks against. `safe`: never accused by a community list. `verified`: published by the charity itself. */
export type Stance = 'warns' | 'safe' | 'verified';

/** Calendar date, `YYYY-MM-DD`. */
export type IsoDate = string;

/** What one source says of one entry. Claims are kept apart and never merged into a judgement. */
export interface Claim {
  /** The source's own id: `sdn:47635/feature:70190`, a docket, `line 12`. */
  id: string;
  stance: Stance;
  authority: string;
  /** The published name, as the list writes it; `null` where the list names none. */
  subject: string | null;
  aliases: string[];
  programmes: string[];
  legalBasis: string | null;
  jurisdiction: string | null;
  category: string | null;
  relation: Relation;
  tier: ListTier;
  confidence: Confidence;
  status: Status;
  /** When the subject was listed (a list rarely dates the value itself). */
  listed: IsoDate | null;
  /** When this value was first seen on the list, from one's own history. */
  firstSeen: IsoDate | null;
  validUntil: IsoDate | null;
  delisted: IsoDate | null;
  /** When the source touched its record last, where it says so of each: STIX `modified`, `lastmod` of a tag. */
  changed: IsoDate | null;
  /** Memo or destination tag that the claim is bound to. */
  memo: string | null;
  /** Evidence, best first; http(s) only. */
  urls: string[];
}

export type EntryFlag =
  /** A contract: the same key on another network is somebody else's. */
  | 'contract'
  /** A custodial or token address: never matches alone, a memo has to agree. */
  | 'shared';

/** One thing on a list with all that the list says of it. */
export interface Entry {
  kind: EntryKind;
  /** As published, trimmed. */
  value: string;
  chain: ChainName | null;
  flags: EntryFlag[];
  claims: Claim[];
}

/** What is known of a list as a whole; travels with its compiled form. */
export interface ListInfo {
  /** Stable id: `ofac-sdn`. */
  id: string;
  title: string;
  publisher: string;
  /** SPDX id or the publisher's own words. */
  licence: string;
  homepage: string | null;
  /** Names of the sources it was made from, for telling independent publishers apart. */
  upstreams: string[];
  /** Date of the data. */
  date: IsoDate;
  /** A closed case that will not change any more: its age means nothing. */
  closed: boolean;
  /** The publisher's version, or a content hash. */
  version: string;
}

/** Why a record of a source was left out. */
export interface Refusal {
  /** Where it stood, as lib/core/where.ts reads it: `line 12`, `sdn:47635/feature:70190`. */
  where: string;
  /** The value itself, shortened. */
  value: string;
  reason: RefusalReason;
}
