import type { IsoDate, Refusal } from '#lib/core/entry.ts';
import type { SourceEntry } from '#lib/watchlist/compile.ts';
import {
  type About,
  addressEntry,
  claimOn,
  listingOf,
  namesLeft,
  namesOf,
  websiteEntries,
} from '../formats/ofac-party.ts';
import { createPersonal, type PersonalCounts } from '../formats/personal.ts';
import type { History, Sdn, SdnParty, SdnWebsites } from './inputs.ts';

/** ISO 15924 script "Latin" in OFAC's reference values. */
const LATIN = '215';

export interface Gathered {
  entries: SourceEntry[];
  refused: Refusal[];
  /** What of personal data the source files hold and the list does not, where that is counted. */
  personal?: PersonalCounts;
}

/** Every digital currency address and every website of OFAC's SDN list. */
export function gatherSdn(sdn: Sdn, websites: SdnWebsites, history: History): Gathered {
  const entries: SourceEntry[] = [];
  const refused: Refusal[] = [];
  const left = createPersonal('name');
  const firstSeen = firstSeenOf(history);
  const parties = new Map(sdn.parties.map((party) => [party.profileId, party]));

  for (const party of sdn.parties) {
    const about = aboutParty(party);
    left.add('name', namesLeft(namesIn(party)));
    for (const { currency, address, featureId } of party.wallets) {
      const where = `sdn:${party.profileId}/feature:${featureId}`;
      const entry = addressEntry(address, currency);
      if ('reason' in entry) refused.push({ where, value: address, reason: entry.reason });
      else {
        const seen = firstSeen.get(`${currency} ${address}`) ?? null;
        entries.push({ ...entry, claims: [claimOn(party.profileId, about, where, seen)], where });
      }
    }
  }

  for (const { profileId, name, programs, listed, websites: cells } of websites) {
    const party = parties.get(profileId);
    const about = party
      ? aboutParty(party)
      : { subject: name, aliases: [], ...listingOf(programs, listed.toSorted().slice(-1).map(withoutBasis)) };
    for (const cell of cells) {
      const where = `sdn:${profileId}/website:${cell}`;
      for (const site of websiteEntries(cell)) {
        if ('reason' in site) refused.push({ where, ...site });
        else entries.push({ ...site, claims: [claimOn(profileId, about, where)], where });
      }
    }
  }
  return { entries, refused, personal: left.counts };
}

/**
 * The list of websites does not tell the legal basis. It dates a party by every list of OFAC's that names it; this one,
 * which blocks, came last for each of them (compared with OFAC's own file, scripts/bench/ofac.ts).
 */
const withoutBasis = (date: IsoDate) => ({ date, legalBasis: null });

/** The party in the words that OFAC's own file is read into. */
function aboutParty(party: SdnParty): About {
  const { sanctionsEntries } = party;
  const events = sanctionsEntries.flatMap((entry) => entry.events);
  return {
    ...namesOf(namesIn(party)),
    ...listingOf(
      sanctionsEntries.flatMap((entry) => entry.programs),
      events.map(({ date, legalBasis }) => ({ date, legalBasis: legalBasis.short })),
    ),
  };
}

const namesIn = ({ names }: SdnParty) => names.map((name) => ({ ...name, latin: name.script === LATIN }));

/** When each value first appeared in copies of the list; unknown for those that the first copy already held. */
function firstSeenOf(history: History): Map<string, IsoDate> {
  return new Map(
    history
      .filter((row) => !row.firstSeenIsBaseline)
      .map((row) => [`${row.currency} ${row.address}`, row.firstSeen]),
  );
}
