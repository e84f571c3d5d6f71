import type { Claim, EntryFlag, Relation } from '#lib/core/entry.ts';
import { MAX_PARTS_SEARCHED } from '#lib/core/limits.ts';
import type { RefusalReason } from '#lib/core/refusals.ts';
import type { SourceEntry } from '#lib/watchlist/compile.ts';
import { chainOfLabel } from '../chain-names.ts';
import { makeClaim } from '../claim.ts';
import { readPaid } from './community-value.ts';
import { dayOf } from './days.ts';
import { ABUSES, CUSTODIANS, RESEARCHED, SERVICES } from './graphsense-words.ts';
import { evidenceUrls } from './intel-value.ts';
import { type Fields, listOf, textOf, textsOf } from './json-fields.ts';

/** `source`: as the tag names it. */
export type ReadTag =
  | { entry: SourceEntry; source: string | null }
  | { value: string; reason: RefusalReason };

/** 0x0 and what is built into every EVM chain: issuers freeze them so that nobody loses tokens there. */
const NOBODYS = /^0x0{36}/i;

/**
 * One tag with what its pack's header says of all. A tag attributes, which is no accusation: an exchange, a miner or a
 * charity's donation address is tagged like any other. Only one that names an abuse speaks against the address.
 */
export function readTag(tag: Fields, header: Fields, creator: string, where: string): ReadTag {
  // What a tag says itself takes the header's place, even where it says nothing that can be read.
  const raw = (name: string) => tag[name] ?? header[name];
  const text = (name: string) => textOf(raw(name));
  const word = (name: string) => text(name)?.toLowerCase() ?? null;

  const address = textOf(tag.address);
  if (!address) {
    const transaction = textOf(tag.tx_hash);
    return { value: transaction ?? '', reason: transaction ? 'transaction-id' : 'missing-value' };
  }
  const refuse = (reason: RefusalReason) => ({ value: address, reason });
  // It was mentioned, or something happened to it: by whom it is held is not said.
  if (['event', 'mention'].includes(word('tag_type') ?? '')) return refuse('no-attribution');
  const category = word('category');
  const confidence = word('confidence');
  const frozen = category === 'black_list' && confidence === 'ledger_immanent';
  const named = word('abuse');
  const abuse =
    named ??
    textsOf(listOf(raw('concepts')).slice(0, MAX_PARTS_SEARCHED)).find((concept) => ABUSES.has(concept)) ??
    null;
  if (!abuse && !frozen) return refuse('no-abuse');
  if (abuse && !ABUSES.has(abuse)) return refuse('unknown-abuse');
  const serves = category !== null && SERVICES.has(category);
  if (category === 'victim' || (serves && abuse === 'service_hack')) return refuse('names-victim');
  if (NOBODYS.test(address)) return refuse('burn-address');
  const value = readPaid(address, chainOfLabel(text('network') ?? text('currency') ?? ''));
  if ('reason' in value) return refuse(value.reason);

  const source = text('source');
  const subject = frozen && !abuse ? null : text('label');
  const flags: EntryFlag[] = category !== null && CUSTODIANS.has(category) ? ['shared'] : [];
  const claim = makeClaim({
    id: text('actor') ?? text('label') ?? where,
    authority: creator,
    subject,
    category: abuse ?? 'issuer_freeze',
    relation: relationOf(serves, confidence),
    // Whatever record a pack restates, it is somebody's copy, which hears of no delisting.
    tier: 'reported',
    confidence: confidenceOf(confidence, frozen),
    status: 'active',
    changed: dayOf(text('lastmod')),
    urls: evidenceUrls(source ? [source] : [], value),
  });
  return { entry: { ...value, flags, claims: [claim], where }, source };
}

/** A tag is put on the very address, and `is_cluster_definer` spreads it further: we do not. A heuristic one is a guess. */
function relationOf(serves: boolean, confidence: string | null): Relation {
  if (serves) return 'service';
  return confidence === 'heuristic' ? 'cluster' : 'direct';
}

function confidenceOf(confidence: string | null, frozen: boolean): Claim['confidence'] {
  if (frozen) return 'issuer-freeze';
  return confidence !== null && RESEARCHED.has(confidence) ? 'research' : 'community';
}
