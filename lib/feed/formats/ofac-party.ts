import type { Claim, Entry, EntryFlag, IsoDate } from '#lib/core/entry.ts';
import { MAX_FIELD_CHARS } from '#lib/core/limits.ts';
import type { RefusalReason } from '#lib/core/refusals.ts';
import { entryKeys } from '#lib/watchlist/entry-keys.ts';
import { FeedFault } from '../body.ts';
import { chainOfLabel } from '../chain-names.ts';
import { makeClaim } from '../claim.ts';
import { SHARED_ADDRESSES } from '../shared-addresses.ts';
import { OFAC } from '../sources.ts';
import type { ReadInfo, Sink } from './adapter.ts';
import { readWebsites } from './website-cell.ts';
import type { XmlRoot } from './xml.ts';

/** What OFAC's list says of itself; its date stands in the file. */
export const OFAC_SDN: Omit<ReadInfo, 'date'> = {
  id: 'ofac-sdn',
  title: 'OFAC sanctions list (SDN)',
  publisher: OFAC,
  licence: 'Public domain (work of the US Government, 17 USC 105)',
  homepage: 'https://sanctionssearch.ofac.treas.gov/',
  upstreams: [OFAC],
  closed: false,
};

/** Of OFAC's lists the one whose parties are blocked; others forbid single dealings. */
export const SDN_LIST = 'SDN List';
/** Other names kept of one subject. */
const MAX_ALIASES = 8;
/** OFAC's programmes against terrorism. */
const TERRORISM = new Set(['SDGT', 'FTO', 'SDT']);
/** What a value is called; OFAC adds currencies as it needs them. */
const CURRENCY = /^Digital Currency Address\s*-\s*(\S+)$/i;
const WEBSITE = /^Website$/i;
/** Addresses hold none of these; cells with several do. */
const BETWEEN = /[\s,;]+/;
/** Characters without a width, which come along when text is copied. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u2060\uFEFF]/g;

export interface OfacName {
  name: string;
  primary: boolean;
  /** A weak alias: too common to tell anybody by. */
  lowQuality: boolean;
  latin: boolean;
}

/** When and why a party was listed. */
export interface OfacEvent {
  date: IsoDate | null;
  legalBasis: string | null;
}

/** What every claim on a party's values has in common. */
export type About = Pick<Claim, 'subject' | 'aliases' | 'programmes' | 'legalBasis' | 'listed'>;

/** One cell of a party's record: wallets with their ticker, or websites, which have none. */
export interface OfacCell {
  /** `feature:70190`. Websites are told apart by their text. */
  id: string;
  ticker: string | null;
  text: string;
}

/** The published name in Latin script where there is one, and others; weak aliases tell nobody apart and stay out. */
export function namesOf(names: readonly OfacName[]): Pick<About, 'subject' | 'aliases'> {
  const main = names.find(({ primary, latin }) => primary && latin) ?? names.find(({ primary }) => primary);
  const others = names.filter(({ name, lowQuality }) => !lowQuality && name !== main?.name);
  return {
    subject: main?.name ?? null,
    aliases: [...new Set(others.map(({ name }) => name))].slice(0, MAX_ALIASES),
  };
}

/** How many of a party's names no entry says. */
export function namesLeft(names: readonly OfacName[]): number {
  const { subject, aliases } = namesOf(names);
  return names.length - (subject === null ? 0 : 1) - aliases.length;
}

export function listingOf(
  programmes: readonly string[],
  events: readonly OfacEvent[],
): Pick<About, 'programmes' | 'legalBasis' | 'listed'> {
  const dates = events.flatMap(({ date }) => date ?? []);
  const bases = events.flatMap(({ legalBasis }) => legalBasis ?? []);
  return {
    programmes: [...new Set(programmes)].sort(),
    legalBasis: [...new Set(bases)].join('; ') || null,
    listed: dates.toSorted()[0] ?? null,
  };
}

/** The claim on one of a party's values. */
export function claimOn(
  profileId: number,
  about: About,
  id: string,
  firstSeen: IsoDate | null = null,
): Claim {
  return makeClaim({
    id,
    authority: OFAC,
    jurisdiction: 'US',
    tier: 'official',
    confidence: 'official-list',
    status: 'active',
    ...about,
    category: about.programmes.some((programme) => TERRORISM.has(programme)) ? 'terrorism' : null,
    firstSeen,
    urls: [`https://sanctionssearch.ofac.treas.gov/Details.aspx?id=${profileId}`],
  });
}

/**
 * An address as a list gives it, with its chain from the address: lists write USDT for three chains and have put a
 * TRON address under XBT. The ticker only tells what a form without a checksum is, and what is impossible.
 */
export function addressEntry(
  value: string,
  ticker: string,
): Pick<Entry, 'kind' | 'value' | 'chain' | 'flags'> | { reason: RefusalReason } {
  const named = chainOfLabel(ticker);
  const keyed = entryKeys({ kind: 'address', value, chain: named, flags: [] });
  if (!keyed.ok && keyed.error.code === 'mailbox') return { reason: 'mailbox' };
  if (!keyed.ok) return { reason: named ? 'impossible-value' : 'unknown-chain' };
  const flags: EntryFlag[] = SHARED_ADDRESSES.includes(value) ? ['shared'] : [];
  return { kind: 'address', value, chain: keyed.value.chain, flags };
}

/** The number of a profile, by which a party and what it is listed for belong together. */
export function profileIdOf(text: string | undefined): number {
  if (text && /^\d{1,15}$/.test(text)) return Number(text);
  throw new FeedFault('corrupt', 'The file is damaged: a profile has no number.');
}

/** Whether a value of that name is taken: its ticker, `null` for a website, `undefined` for all else. */
export function tickerOf(type: string): string | null | undefined {
  return WEBSITE.test(type) ? null : CURRENCY.exec(type)?.[1];
}

type Value = Pick<Entry, 'kind' | 'value' | 'chain' | 'flags'> | { value: string; reason: RefusalReason };

/** Every site that a website cell names. */
export function websiteEntries(cell: string): Value[] {
  return readWebsites(cell).map((site) =>
    'reason' in site ? { value: cell, ...site } : { ...site, chain: null, flags: [] },
  );
}

/** A party whose record is complete; without `about` it is on no list of blocked parties. */
export interface ToldParty {
  profileId: number;
  cells: readonly OfacCell[];
  about: About | null;
}

/** The id of a claim on what a cell names: `sdn:47635/feature:70190`. */
export function cellId(profileId: number, { id, ticker, text }: OfacCell): string {
  return `sdn:${profileId}/${ticker === null ? `website:${text}` : id}`;
}

/** Puts every value of a party into the sink, as an entry or with the reason why it is none. */
export function tellParty({ profileId, cells, about }: ToldParty, sink: Sink): void {
  for (const cell of cells) {
    const where = cellId(profileId, cell);
    if (!about) {
      sink.refuse(where, cell.text, 'not-listed');
      continue;
    }
    const claim = claimOn(profileId, about, where);
    for (const item of valuesOf(cell)) {
      if ('reason' in item) sink.refuse(where, item.value, item.reason);
      else sink.entry({ ...item, claims: [claim], where });
    }
  }
}

/** What a cell names, as a compiled list spells it. */
export function spelledValues(cell: OfacCell): string[] {
  return valuesOf(cell).flatMap((item) => {
    const keyed = 'reason' in item ? null : entryKeys(item);
    return keyed?.ok ? [keyed.value.value] : [];
  });
}

/** Never empty: each cell is accounted for. */
function valuesOf({ ticker, text }: OfacCell): Value[] {
  if (text.length > MAX_FIELD_CHARS) return [{ value: text, reason: 'too-long' }];
  const values =
    ticker === null
      ? websiteEntries(text)
      : text
          .replace(INVISIBLE, '')
          .split(BETWEEN)
          .filter(Boolean)
          .map((value) => ({ value, ...addressEntry(value, ticker) }));
  return values.length > 0 ? values : [{ value: text, reason: 'missing-value' }];
}

/** Ends the reading of a document that is another list, or none of OFAC's; `file` is what theirs is called. */
export function checkRoot(
  { name, namespace }: XmlRoot,
  root: string,
  namespaces: readonly string[],
  file: string,
): void {
  if (name === root && namespaces.includes(namespace ?? '')) return;
  throw new FeedFault('bad-format', `This is not OFAC's list: it is of the kind "${namespace ?? name}".`, {
    code: 'other-list',
    params: { file },
  });
}
