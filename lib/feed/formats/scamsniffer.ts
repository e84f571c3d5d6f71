import { fail, ok } from '#lib/core/result.ts';
import type { Steps } from '#lib/core/steps.ts';
import { createTurn, inTurns } from '#lib/core/turns.ts';
import { bodyText } from '../body.ts';
import type { Adapter, Sink } from './adapter.ts';
import { addSites, communityInfo, type Publisher, publisherOf } from './community-list.ts';
import { addAddresses, namesAddressesOf } from './community-sites.ts';
import { type Member, membersOf, parseLists } from './json.ts';
import { type Fields, fieldsOf } from './json-fields.ts';
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
    const text = await bodyText(body);
    const list = fieldsOf(parseLists(text));
    if (!list) return fail('bad-format', 'The file is no JSON object.');
    const publisher = publisherOf(source);
    await inTurns(addAll(list, membersOf(text), publisher, sink), createTurn());
    return ok(communityInfo(source));
  },
};

function* addAll(
  { address, domains }: Fields,
  members: readonly Member[],
  publisher: Publisher,
  sink: Sink,
): Steps<void> {
  if (Array.isArray(address) && Array.isArray(domains)) {
    yield* addAddresses(address, null, publisher, sink);
    yield* addSites(domains, 'domains', 'warns', publisher, sink);
    const combined = members.filter(({ name, text }) => name === 'combined' && fieldsOf(JSON.parse(text)));
    yield* addCombined(
      combined.flatMap(({ text }) => membersOf(text)),
      publisher,
      sink,
    );
  } else {
    yield* addCombined(members, publisher, sink);
  }
}

function beginsWithSite(head: Uint8Array): boolean {
  const names = outlineOf(head)?.members.map(([name]) => name) ?? [];
  return names.includes('domains') || (names[0] !== undefined && /^[^\s.]+(\.[^\s.]+)+$/.test(names[0]));
}

/** A site that stands there twice is one, with the addresses of both. */
function* addCombined(members: readonly Member[], publisher: Publisher, sink: Sink): Steps<void> {
  const names = members.map(({ name }) => name);
  yield* addSites(names, 'combined', 'warns', publisher, sink);
  const bySite = new Map<string, unknown[]>();
  for (const { name, text } of members) {
    const values: unknown = JSON.parse(text);
    const known = bySite.get(name);
    if (!Array.isArray(values)) sink.refuse(`combined ${name}`, '', 'no-list');
    else if (known) for (const value of values) known.push(value);
    else bySite.set(name, values);
  }
  for (const [site, values] of bySite) yield* addAddresses(values, site, publisher, sink);
}
