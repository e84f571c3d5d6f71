import type { Claim, ListInfo, Stance } from '#lib/core/entry.ts';
import { MAX_FIELD_CHARS, MAX_NAME_CHARS } from '#lib/core/limits.ts';
import type { Steps } from '#lib/core/steps.ts';
import { makeClaim } from '../claim.ts';
import { fileName } from '../file-name.ts';
import { OFAC } from '../sources.ts';
import type { ReadInfo, Sink, Source } from './adapter.ts';
import { clean } from './clean.ts';
import { readSite } from './host-value.ts';

/** Who publishes a list, as far as where it came from shows. */
export type Publisher = Pick<ListInfo, 'title' | 'publisher' | 'licence' | 'homepage' | 'upstreams'>;

/**
 * Publishers whose licences are known, by what the URL of a list begins with. Community lists take from one
 * another, so they name no upstream and corroborate nothing; a copy of an official list names it.
 */
const PUBLISHERS: readonly { at: readonly string[]; is: Publisher }[] = [
  {
    at: [
      'https://raw.githubusercontent.com/MetaMask/eth-phishing-detect/',
      'https://cdn.jsdelivr.net/gh/MetaMask/eth-phishing-detect',
    ],
    is: {
      title: 'eth-phishing-detect',
      publisher: 'MetaMask',
      licence: 'DBAD 1.1',
      homepage: 'https://github.com/MetaMask/eth-phishing-detect',
      upstreams: [],
    },
  },
  {
    at: ['https://phishing-detection.api.cx.metamask.io/'],
    is: {
      title: 'MetaMask phishing detection',
      publisher: 'MetaMask',
      licence: 'not stated',
      homepage: 'https://github.com/MetaMask/eth-phishing-detect',
      upstreams: [],
    },
  },
  {
    at: ['https://polkadot.js.org/phishing', 'https://raw.githubusercontent.com/polkadot-js/phishing/'],
    is: {
      title: 'polkadot-js phishing',
      publisher: 'polkadot-js',
      licence: 'Apache-2.0',
      homepage: 'https://github.com/polkadot-js/phishing',
      upstreams: [],
    },
  },
  {
    at: ['https://raw.githubusercontent.com/scamsniffer/scam-database/'],
    is: {
      title: 'ScamSniffer scam database',
      publisher: 'ScamSniffer',
      licence: 'GPL-3.0',
      homepage: 'https://github.com/scamsniffer/scam-database',
      upstreams: [],
    },
  },
  {
    at: ['https://raw.githubusercontent.com/0xB10C/ofac-sanctioned-digital-currency-addresses/'],
    is: {
      title: 'OFAC digital currency addresses, copied by 0xB10C',
      publisher: '0xB10C',
      licence: 'MIT',
      homepage: 'https://github.com/0xB10C/ofac-sanctioned-digital-currency-addresses',
      upstreams: [OFAC],
    },
  },
];

/** Who is known to publish at that address; of any other file only its name is known. */
export function publisherOf({ id, name }: Source): Publisher {
  const known = PUBLISHERS.find(({ at }) => at.some((start) => name.startsWith(start)));
  if (known) return known.is;
  const title = clean(fileName(name)).slice(0, MAX_NAME_CHARS) || id;
  return { title, publisher: title, licence: 'not stated', homepage: null, upstreams: [] };
}

/** No such file dates itself: its date is the day on which it was read. */
export function communityInfo(source: Source): ReadInfo {
  return { id: source.id, ...publisherOf(source), date: source.today, closed: false };
}

/** A claim that says no more than that somebody has put it on a list. */
export function communityClaim(publisher: Publisher, id: string, over: Partial<Claim> = {}): Claim {
  return makeClaim({
    id,
    authority: publisher.publisher,
    tier: 'reported',
    confidence: 'community',
    status: 'active',
    urls: publisher.homepage ? [publisher.homepage] : [],
    ...over,
  });
}

/** The texts among the values of an array, cleaned, with the place of each; anything else is refused. */
export function* eachText(
  values: readonly unknown[],
  name: string,
  sink: Sink,
): Generator<{ where: string; text: string }, void> {
  for (const [n, value] of values.entries()) {
    const where = `${name} ${n + 1}`;
    if (typeof value !== 'string') sink.refuse(where, typeof value, 'no-text');
    else if (value.length > MAX_FIELD_CHARS) sink.refuse(where, value, 'too-long');
    else yield { where, text: clean(value) };
  }
}

/** What standing on a list of sites says; the same for all that stand on it. */
export function siteClaims(name: string, stance: Stance, publisher: Publisher): Claim[] {
  if (stance === 'warns') return [communityClaim(publisher, name, { stance, category: 'phishing' })];
  // Who lets a host pass says nothing of what others keep below it.
  return [communityClaim(publisher, name, { stance, relation: 'service' })];
}

/** Puts the sites of one list into the sink, each of them once. */
export function* addSites(
  values: readonly unknown[],
  name: string,
  stance: Stance,
  publisher: Publisher,
  sink: Sink,
): Steps<void> {
  const claims = siteClaims(name, stance, publisher);
  const seen = new Set<string>();
  for (const { where, text } of eachText(values, name, sink)) {
    yield;
    const site = readSite(text);
    if ('reason' in site) sink.refuse(where, text, site.reason);
    else if (seen.has(site.value)) sink.refuse(where, text, 'duplicate');
    else {
      seen.add(site.value);
      sink.entry({ ...site, chain: null, flags: [], claims, where });
    }
  }
}
