import { fail, ok } from '#lib/core/result.ts';
import { bodyText } from '../body.ts';
import type { Adapter, Sink } from './adapter.ts';
import { addSites, communityInfo, type Publisher, publisherOf } from './community-list.ts';
import { addAddresses, namesAddressesOf } from './community-sites.ts';
import { parseJson } from './json.ts';
import { fieldsOf } from './json-fields.ts';
import { outlineOf } from './json-outline.ts';

/**
 * ScamSniffer's combined.json (addresses under the site that leads to them) and all.json, which holds the same
 * beside `address` and `domains`. Those two alone, address.json and domains.json, are plain lists. GPL-3.0: only
 * ever a subscription.
 */
export const scamsniffer: Adapter = {
  format: 'scamsniffer',

  // The sites come first in each of its files; a list of what is allowed has no site for a name.
  recognises: (head) => namesAddressesOf('ethereum', head) && beginsWithSite(head),

  async read(body, source, sink) {
    const list = fieldsOf(parseJson(await bodyText(body)));
    if (!list) return fail('bad-format', 'The file is no JSON object.');
    const publisher = publisherOf(source);
    const { address, domains, combined } = list;
    if (Array.isArray(address) && Array.isArray(domains)) {
      addAddresses(address, null, publisher, sink);
      addSites(domains, 'domains', 'warns', publisher, sink);
      addCombined(fieldsOf(combined) ?? {}, publisher, sink);
    } else {
      addCombined(list, publisher, sink);
    }
    return ok(communityInfo(source));
  },
};

function beginsWithSite(head: Uint8Array): boolean {
  const names = outlineOf(head)?.members.map(([name]) => name) ?? [];
  return names.includes('domains') || (names[0] !== undefined && /^[^\s.]+(\.[^\s.]+)+$/.test(names[0]));
}

function addCombined(list: Record<string, unknown>, publisher: Publisher, sink: Sink): void {
  addSites(Object.keys(list), 'combined', 'warns', publisher, sink);
  for (const [site, values] of Object.entries(list)) {
    if (Array.isArray(values)) addAddresses(values, site, publisher, sink);
    else sink.refuse(`combined ${site}`, '', 'no-list');
  }
}
