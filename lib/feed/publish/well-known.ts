import type { EntryFlag, Relation } from '#lib/core/entry.ts';
import type { SourceEntry } from '#lib/watchlist/compile.ts';
import { makeClaim } from '../claim.ts';
import type { Gathered } from './ofac-sdn.ts';
import safelist from './safelist.json' with { type: 'json' };

/**
 * The safelist as a list of its own: what fails a build here also stands before every list that people add on their
 * devices, where nobody but the list's publisher has looked at it.
 */
export function gatherWellKnown(): Gathered {
  const claim = (id: string, subject: string, relation: Relation) =>
    makeClaim({
      id,
      stance: 'safe',
      authority: 'Almsguard',
      subject,
      relation,
      tier: 'reported',
      confidence: 'community',
      status: 'active',
    });
  const hosts = safelist.hosts.map(
    (host): SourceEntry => ({
      kind: 'domain',
      value: host,
      chain: null,
      flags: [],
      claims: [claim(`host:${host}`, host, safelist.services.includes(host) ? 'service' : 'direct')],
    }),
  );
  const addresses = safelist.addresses.map(({ value, what }): SourceEntry => {
    const flags: EntryFlag[] = what.endsWith('contract') ? ['contract'] : [];
    return {
      kind: 'address',
      value,
      chain: null,
      flags,
      claims: [claim(`address:${value}`, what, 'direct')],
    };
  });
  return { entries: [...hosts, ...addresses], refused: [] };
}
