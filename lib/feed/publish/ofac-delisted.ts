import type { Refusal } from '#lib/core/entry.ts';
import type { SourceEntry } from '#lib/watchlist/compile.ts';
import { makeClaim } from '../claim.ts';
import { addressEntry } from '../formats/ofac-party.ts';
import { OFAC } from '../sources.ts';
import type { History, Sdn } from './inputs.ts';
import type { Gathered } from './ofac-sdn.ts';
import { canonical, sdnAddresses } from './sdn-addresses.ts';

/** Days on which OFAC announced what the copies show, with the announcement. */
const ANNOUNCED: Readonly<Record<string, string>> = {
  '2025-03-21': 'https://ofac.treasury.gov/recent-actions/20250321',
};

/**
 * Addresses that stood on OFAC's list and do not any more: tombstones. The subject is named only where a
 * source says it of that very address.
 */
export function gatherDelisted(
  history: History,
  sdn: Sdn,
  tornado: { source: string; addresses: string[] },
): Gathered {
  const entries: SourceEntry[] = [];
  const refused: Refusal[] = [];
  const current = sdnAddresses(sdn);
  const ofTornado = new Set(tornado.addresses.map(canonical));
  const tornadoListed =
    /recent-actions\/(\d{4})(\d\d)(\d\d)$/.exec(tornado.source)?.slice(1).join('-') ?? null;

  // One address may have gone and come back under another spelling: its last removal counts.
  const last = new Map<string, History[number] & { removedSeen: string }>();
  for (const row of history) {
    const { removedSeen } = row;
    if (!removedSeen) continue;
    const key = canonical(row.address);
    if (removedSeen > (last.get(key)?.removedSeen ?? '')) last.set(key, { ...row, removedSeen });
  }
  for (const [key, { currency, address, firstSeen, firstSeenIsBaseline, removedSeen }] of last) {
    const where = `removed:${removedSeen}/${currency}/${address}`;
    const entry = addressEntry(address, currency);
    if ('reason' in entry) refused.push({ where, value: address, reason: entry.reason });
    else if (current.has(key)) refused.push({ where, value: address, reason: 'listed-again' });
    else {
      const isTornado = ofTornado.has(key);
      const announcement = ANNOUNCED[removedSeen];
      const claim = makeClaim({
        id: where,
        authority: OFAC,
        subject: isTornado ? 'Tornado Cash' : null,
        jurisdiction: 'US',
        tier: 'official',
        confidence: 'official-list',
        status: 'delisted',
        listed: isTornado ? tornadoListed : null,
        firstSeen: firstSeenIsBaseline ? null : firstSeen,
        delisted: removedSeen,
        urls: [announcement, isTornado ? tornado.source : undefined].filter((url) => url !== undefined),
      });
      entries.push({ ...entry, flags: isTornado ? ['contract'] : entry.flags, claims: [claim], where });
    }
  }
  return { entries, refused };
}
