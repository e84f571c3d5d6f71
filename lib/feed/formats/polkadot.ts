import { fail, ok } from '#lib/core/result.ts';
import type { Steps } from '#lib/core/steps.ts';
import { createTurn, inTurns } from '#lib/core/turns.ts';
import { placeOf } from '#lib/watchlist/compile.ts';
import { bodyText } from '../body.ts';
import type { Adapter, Sink } from './adapter.ts';
import { addSites, communityInfo, type Publisher, publisherOf } from './community-list.ts';
import { addAddresses, namesAddressesOf } from './community-sites.ts';
import { parseLists } from './json.ts';
import { fieldsOf } from './json-fields.ts';
import { outlineOf } from './json-outline.ts';

/** all.json; `denySub` stands in it beside the documented two. */
interface HostList {
  allow: unknown[];
  deny: unknown[];
  denySub?: unknown[];
}

/** address.json: addresses under the site that shows them, or a word for who holds them. */
type SiteList = Record<string, unknown[]>;

/** all.json and address.json of polkadot-js/phishing. */
export const polkadot: Adapter = {
  format: 'polkadot-phishing',

  recognises(head) {
    const outline = outlineOf(head);
    if (outline?.type !== 'object') return false;
    const keys = outline.members.map(([key]) => key);
    // A long `allow` may keep `deny` out of sight.
    if (keys[0] === 'allow') return keys.length === 1 || keys[1] === 'deny';
    return namesAddressesOf('polkadot', head);
  },

  async read(body, source, sink) {
    const list = parseLists(await bodyText(body));
    const publisher = publisherOf(source);
    const turn = createTurn();
    if (isHostList(list)) await inTurns(addHosts(list, publisher, sink), turn);
    else if (isSiteList(list)) await inTurns(addSiteAddresses(list, publisher, sink), turn);
    else return fail('bad-format', 'The file is neither all.json nor address.json.');
    return ok(communityInfo(source));
  },
};

export function isHostList(value: unknown): value is HostList {
  const { allow, deny, denySub = [] } = fieldsOf(value) ?? {};
  return Array.isArray(allow) && Array.isArray(deny) && Array.isArray(denySub);
}

export function isSiteList(value: unknown): value is SiteList {
  const sites = fieldsOf(value);
  return sites !== null && !('allow' in sites) && Object.values(sites).every(Array.isArray);
}

/**
 * `allow` keeps a host from being denied whole, and vouches for nothing that its users put below it. Where `deny`
 * names one of those, a word for the host would be taken for them too, and is left out.
 */
export function* addHosts(
  { allow, deny, denySub = [] }: HostList,
  publisher: Publisher,
  sink: Sink,
): Steps<void> {
  const above = new Set<string>();
  const { refuse } = sink;
  const denied: Sink = {
    refuse,
    entry(entry) {
      const labels = entry.value.split('.');
      for (let n = 1; n < labels.length - 1; n++) above.add(labels.slice(n).join('.'));
      sink.entry(entry);
    },
  };
  const allowed: Sink = {
    refuse,
    entry(entry) {
      if (above.has(entry.value)) refuse(placeOf(entry.where ?? ''), entry.value, 'denied-below');
      else sink.entry(entry);
    },
  };
  yield* addSites(deny, 'deny', 'warns', publisher, denied);
  yield* addSites(denySub, 'denySub', 'warns', publisher, sink);
  yield* addSites(allow, 'allow', 'safe', publisher, allowed);
}

/** The sites themselves are not accused: among them is whatever anybody can write on. all.json denies the others. */
export function* addSiteAddresses(list: SiteList, publisher: Publisher, sink: Sink): Steps<void> {
  for (const [name, values] of Object.entries(list)) yield* addAddresses(values, name, publisher, sink);
}
