import type { ListInfo } from '#lib/core/entry.ts';
import { ok } from '#lib/core/result.ts';
import { COMPILED_FORMAT } from '#lib/watchlist/compiled.ts';
import catalogue from './catalogue.json' with { type: 'json' };
import type { Pull } from './pull/registry.ts';
import { SIGNED_LISTS } from './signed/feeds.ts';

/**
 * A list that anybody may switch on. What it covers is told by the message `covers_<id>`, what it is called by that which
 * lib/core/list-words.json has for its title; the licence is shown before it is switched on, for none of these is ours to
 * hand out.
 */
export interface Offer extends Pick<ListInfo, 'id' | 'title' | 'publisher' | 'licence'> {
  homepage: string;
  /** Another message says what it covers: `covers_<covers>`. */
  covers?: string;
  upstreams: readonly string[];
  url: string;
  /** Hosts beside the URL's own that its publisher's server may send us on to. */
  hosts: readonly string[];
  /** Hosts that are the publisher's alone: what comes from there and says it is this list is this list, in any form. */
  ownHosts: readonly string[];
  /** The format that its file has, for people. */
  format: string;
  /** Switched on unless the person says otherwise. */
  isDefault: boolean;
  /** Ids of bundled lists that its newer data takes the place of. */
  supersedes: readonly string[];
}

/** Lists of the feeds that the build vouches for are on unless the person says otherwise. */
const SIGNED: readonly Offer[] = SIGNED_LISTS.map((list) => ({
  ...list,
  id: `signed-${list.id}`,
  covers: 'signed',
  hosts: [],
  ownHosts: [],
  upstreams: [],
  format: COMPILED_FORMAT,
  isDefault: true,
}));

export const CATALOGUE: readonly Offer[] = [...SIGNED, ...catalogue];

const PREFIX = 'catalogue:';

/** Id of the subscription to an offered list. */
export function offerRecordId({ id }: Pick<Offer, 'id'>): string {
  return PREFIX + id;
}

export function isOfferRecord(recordId: string): boolean {
  return recordId.startsWith(PREFIX);
}

/** The offered list that a subscription is to; `null` where the catalogue does not hold it (any more). */
export function offerOf(recordId: string): Offer | null {
  return CATALOGUE.find((offer) => offerRecordId(offer) === recordId) ?? null;
}

/** Hosts that a download may end up on beside its own: those that the catalogue names for lists of its host. */
export function hostsFor(url: string, offers: readonly Offer[] = CATALOGUE): string[] {
  const host = URL.parse(url)?.host;
  return offers.filter((offer) => URL.parse(offer.url)?.host === host).flatMap(({ hosts }) => hosts);
}

/**
 * The offered list that came from its publisher's own server, in whatever form and under whatever subscription; `null`
 * where it came from anywhere else, for there a file may call itself what it likes.
 */
export function firstHandOffer(
  url: string | null,
  { id, publisher }: Pick<ListInfo, 'id' | 'publisher'>,
  offers: readonly Offer[] = CATALOGUE,
): Offer | null {
  const host = URL.parse(url ?? '')?.host ?? '';
  return (
    offers.find(
      (offer) => offer.ownHosts.includes(host) && offer.id === id && offer.publisher === publisher,
    ) ?? null
  );
}

/**
 * Gives lists of the catalogue the names and the licence that the catalogue knows: most files say nothing of
 * themselves, and where one took its data from is needed to tell independent publishers apart. Community lists take from
 * one another; they name no source there and so corroborate nothing.
 */
export function describePulled(pull: Pull, offers: readonly Offer[] = CATALOGUE): Pull {
  return async (pulling) => {
    const pulled = await pull(pulling);
    const offer = offers.find(({ url }) => url === pulling.url);
    if (!offer || !pulled.ok || pulled.value === 'unchanged') return pulled;
    const { id, title, publisher, licence, homepage, upstreams } = offer;
    const { list } = pulled.value;
    const info = {
      ...list.info,
      id,
      title,
      publisher,
      licence,
      homepage,
      upstreams: [...new Set([...upstreams, ...list.info.upstreams])],
    };
    return ok({ ...pulled.value, list: { ...list, info } });
  };
}
