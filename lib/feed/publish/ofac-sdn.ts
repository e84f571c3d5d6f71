import type { Claim, Entry, EntryFlag, IsoDate, Refusal } from '#lib/core/entry.ts';
import type { SourceEntry } from '#lib/watchlist/compile.ts';
import { entryKeys } from '#lib/watchlist/entry-keys.ts';
import { chainOfLabel } from '../chain-names.ts';
import { makeClaim, OFAC } from './claims.ts';
import type { History, Sdn, SdnParty, SdnWebsites } from './inputs.ts';
import { SHARED_ADDRESSES } from './known-addresses.ts';
import { readWebsites } from './website.ts';

/** ISO 15924 script "Latin" in OFAC's reference values. */
const LATIN = '215';
/** Other names kept of one subject. */
const MAX_ALIASES = 8;
/** OFAC's programmes against terrorism. */
const TERRORISM = new Set(['SDGT', 'FTO', 'SDT']);

export interface Gathered {
  entries: SourceEntry[];
  refused: Refusal[];
}

/** Every digital currency address and every website of OFAC's SDN list. */
export function gatherSdn(sdn: Sdn, websites: SdnWebsites, history: History): Gathered {
  const entries: SourceEntry[] = [];
  const refused: Refusal[] = [];
  const firstSeen = firstSeenOf(history);
  const parties = new Map(sdn.parties.map((party) => [party.profileId, party]));

  for (const party of sdn.parties) {
    const of = claimOf(party.profileId, aboutParty(party));
    for (const { currency, address, featureId } of party.wallets) {
      const where = `sdn:${party.profileId}/feature:${featureId}`;
      const entry = addressEntry(address, currency);
      if ('reason' in entry) refused.push({ where, value: address, reason: entry.reason });
      else {
        const claim = of(where, firstSeen.get(`${currency} ${address}`) ?? null);
        entries.push({ ...entry, claims: [claim], where });
      }
    }
  }

  for (const { profileId, name, programs, listed, websites: cells } of websites) {
    const party = parties.get(profileId);
    const about = party
      ? aboutParty(party)
      : { subject: name, aliases: [], programmes: programs, legalBasis: null, listed: earliest(listed) };
    const of = claimOf(profileId, about);
    for (const cell of cells) {
      const where = `sdn:${profileId}/website:${cell}`;
      for (const site of readWebsites(cell)) {
        if ('reason' in site) refused.push({ where, value: cell, reason: site.reason });
        else entries.push({ ...site, chain: null, flags: [], claims: [of(where, null)], where });
      }
    }
  }
  return { entries, refused };
}

/**
 * An address as a list gives it, with its chain from the address: lists write USDT for three chains and have put a
 * TRON address under XBT. The ticker only tells what a form without a checksum is, and what is impossible.
 */
export function addressEntry(
  value: string,
  ticker: string,
): Pick<Entry, 'kind' | 'value' | 'chain' | 'flags'> | { reason: string } {
  const named = chainOfLabel(ticker);
  const keyed = entryKeys({ kind: 'address', value, chain: named, flags: [] });
  if (!keyed.ok) return { reason: named ? 'impossible-value' : 'unknown-chain' };
  const flags: EntryFlag[] = SHARED_ADDRESSES.has(value) ? ['shared'] : [];
  return { kind: 'address', value, chain: keyed.value.chain, flags };
}

type About = Pick<Claim, 'subject' | 'aliases' | 'programmes' | 'legalBasis' | 'listed'>;

function aboutParty({ names, sanctionsEntries }: SdnParty): About {
  const main =
    names.find((name) => name.primary && name.script === LATIN) ?? names.find((name) => name.primary);
  const others = names
    .filter((name) => !name.lowQuality && name.name !== main?.name)
    .map((name) => name.name);
  const events = sanctionsEntries.flatMap((entry) => entry.events);
  return {
    subject: main?.name ?? null,
    aliases: [...new Set(others)].slice(0, MAX_ALIASES),
    programmes: [...new Set(sanctionsEntries.flatMap((entry) => entry.programs))].sort(),
    legalBasis: [...new Set(events.map((event) => event.legalBasis.short))].join('; ') || null,
    listed: earliest(events.map((event) => event.date)),
  };
}

function claimOf(profileId: number, about: About): (id: string, firstSeen: IsoDate | null) => Claim {
  return (id, firstSeen) =>
    makeClaim({
      id,
      authority: OFAC,
      tier: 'official',
      confidence: 'official-list',
      status: 'active',
      ...about,
      category: about.programmes.some((programme) => TERRORISM.has(programme)) ? 'terrorism' : null,
      firstSeen,
      urls: [`https://sanctionssearch.ofac.treas.gov/Details.aspx?id=${profileId}`],
    });
}

function earliest(dates: IsoDate[]): IsoDate | null {
  return dates.toSorted()[0] ?? null;
}

/** When each value first appeared in copies of the list; unknown for those that the first copy already held. */
export function firstSeenOf(history: History): Map<string, IsoDate> {
  return new Map(
    history
      .filter((row) => !row.firstSeenIsBaseline)
      .map((row) => [`${row.currency} ${row.address}`, row.firstSeen]),
  );
}
