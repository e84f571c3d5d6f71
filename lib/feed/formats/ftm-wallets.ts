import type { Claim, IsoDate } from '#lib/core/entry.ts';
import {
  MAX_EVIDENCE_URLS,
  MAX_FTM_REMEMBERED,
  MAX_FTM_WALLETS,
  MAX_NAMED_SOURCES,
} from '#lib/core/limits.ts';
import type { Steps } from '#lib/core/steps.ts';
import { makeClaim } from '../claim.ts';
import { OPENSANCTIONS } from '../sources.ts';
import type { Sink } from './adapter.ts';
import { dayOf } from './days.ts';
import { type FtmEntity, isId, warningOf } from './ftm-entity.ts';
import { evidenceUrls } from './intel-value.ts';
import { flagsOf, readCell } from './nbctf-cell.ts';
import { officialWordOf, sourceOf } from './opensanctions-words.ts';

/** Programmes named of one wallet. */
const MAX_PROGRAMMES = 10;

/**
 * Puts wallets together with those who hold them and with the orders that name either, which stand anywhere in the
 * file. Wallets are few and are held to its end; of all others only those that speak against somebody, and of each of
 * them a name and a word. Nothing else of any person is looked at.
 */
export interface WalletReader {
  take(entity: FtmEntity, where: string): void;
  /** Forgets a wallet; `false` when it knows none of that id. */
  drop(id: string): boolean;
  holds(id: string): boolean;
  /** Everybody who holds any of the wallets. */
  holders(): string[];
  /** Puts everything into the sink, and tells the sources that it comes from and the newest day. */
  finish(sink: Sink): Steps<{ sources: string[]; seen: IsoDate | null }>;
}

interface Wallet {
  entity: FtmEntity;
  where: string;
}

/** Somebody with a warning topic. */
interface Holder {
  name: string | null;
  warning: string;
  datasets: string[];
  changed: IsoDate | null;
}

/** What the orders against one wallet or holder say together. */
interface Orders {
  listed: IsoDate | null;
  /** Their last day; `null` where one of them has none. */
  until: IsoDate | null;
  programmes: string[];
  urls: string[];
  changed: IsoDate | null;
}

/**
 * In a file each wallet stands for itself, whatever id it shares: one that took the place of another would lose an
 * address unseen. In `changes` whoever comes again is a newer version of itself.
 */
export function createWalletReader({ changes = false } = {}): WalletReader {
  const wallets = new Map<string, Wallet[]>();
  let count = 0;
  const overflow: string[] = [];
  const holders = new Map<string, Holder>();
  const orders = new Map<string, Orders>();

  function takeOrder(entity: FtmEntity): void {
    const order = ordersOf(entity);
    for (const id of entity.texts('entity')) {
      const known = orders.get(id);
      if (known) orders.set(id, together(known, order));
      else if (orders.size < MAX_FTM_REMEMBERED) orders.set(id, order);
    }
  }

  function takeHolder(entity: FtmEntity): void {
    const warning = warningOf(entity);
    if (holders.has(entity.id) && !changes) return;
    if (!warning) holders.delete(entity.id);
    else if (holders.has(entity.id) || holders.size < MAX_FTM_REMEMBERED) {
      const { caption: name, datasets, lastChange: changed } = entity;
      holders.set(entity.id, { name, warning, datasets, changed });
    }
  }

  function drop(id: string): boolean {
    count -= wallets.get(id)?.length ?? 0;
    return wallets.delete(id);
  }

  function takeWallet(wallet: Wallet): void {
    const { id } = wallet.entity;
    if (changes) drop(id);
    if (count >= MAX_FTM_WALLETS) {
      overflow.push(wallet.where);
      return;
    }
    count++;
    const same = wallets.get(id);
    if (same) same.push(wallet);
    else wallets.set(id, [wallet]);
  }

  return {
    take(entity, where) {
      if (entity.schema === 'Sanction') takeOrder(entity);
      else if (entity.schema !== 'CryptoWallet') takeHolder(entity);
      else takeWallet({ entity, where });
    },

    drop,
    holds: (id) => wallets.has(id),
    holders: () => [...wallets.values()].flat().flatMap(({ entity }) => entity.texts('holder')),

    *finish(sink) {
      const datasets = new Set<string>();
      let seen: IsoDate | null = null;
      const each = [...wallets.values()].flatMap((same) => {
        const said = new Set<string>();
        return same.map((wallet) => ({ ...wallet, said }));
      });
      for (const { entity, where, said } of each) {
        yield;
        const ids = entity.texts('holder');
        const holder = ids.map((id) => holders.get(id)).find((one) => one !== undefined);
        const warning = warningOf(entity);
        const bearer = warning ? { warning, datasets: entity.datasets } : holder;
        if (!bearer) {
          sink.refuse(where, '', 'no-warning-topic');
          continue;
        }
        const ordered = [entity.id, ...ids].map((id) => orders.get(id)).filter((one) => one !== undefined);
        const claim = claimOf(entity, bearer, holder, ordered);
        if (!emit(entity, where, claim, said, sink)) continue;
        for (const dataset of [...entity.datasets, ...bearer.datasets]) datasets.add(dataset);
        if (entity.lastSeen && (!seen || entity.lastSeen > seen)) seen = entity.lastSeen;
      }
      for (const where of overflow) sink.refuse(where, '', 'too-many-wallets');
      return { sources: namesOf(datasets), seen };
    },
  };
}

/** Whether at least one address of the wallet can be read. `said`: what wallets of its id said before. */
function emit(entity: FtmEntity, where: string, claim: Claim, said: Set<string>, sink: Sink): boolean {
  const [platform = ''] = entity.texts('managingExchange');
  const parts = [...new Set(entity.texts('publicKey'))].flatMap(readCell);
  if (parts.length === 0) {
    sink.refuse(where, '', entity.texts('accountId').length > 0 ? 'exchange-account' : 'missing-value');
  }
  let found = false;
  for (const part of parts) {
    if ('reason' in part) {
      sink.refuse(where, part.value, part.reason);
      continue;
    }
    const flags = flagsOf(part, platform);
    const same = JSON.stringify([part.value, flags, claim]);
    found = true;
    if (said.has(same)) sink.refuse(where, part.value, 'duplicate');
    else sink.entry({ ...part, flags, claims: [claim], where });
    said.add(same);
  }
  return found;
}

/** An authority's own word is that even when OpenSanctions hands it on; anything else is somebody's report. */
function claimOf(
  entity: FtmEntity,
  bearer: Pick<Holder, 'warning' | 'datasets'>,
  holder: Holder | undefined,
  ordered: readonly Orders[],
): Claim {
  const word = officialWordOf(bearer.datasets);
  // Beside an authority nobody who restates it is named.
  const speaking = bearer.datasets.filter((dataset) => !word || officialWordOf([dataset]));
  const named = unique(speaking.map(sourceOf));
  const programmes = unique([entity.texts('programId'), ...ordered.map((one) => one.programmes)].flat());
  const links = [...ordered.flatMap(({ urls }) => urls), ...entity.texts('sourceUrl')];
  const ends = ordered.map(({ until }) => until);
  return makeClaim({
    id: claimId(entity),
    authority: named.length > 0 ? `${OPENSANCTIONS} (${named.join(', ')})` : OPENSANCTIONS,
    subject: holder?.name ?? null,
    programmes: programmes.slice(0, MAX_PROGRAMMES),
    category: bearer.warning,
    tier: word ? 'official' : 'reported',
    confidence: word ?? 'research',
    status: 'active',
    listed: earliest(ordered.map(({ listed }) => listed)),
    firstSeen: entity.firstSeen,
    changed: latest([entity.lastChange, holder?.changed ?? null, ...ordered.map((one) => one.changed)]),
    validUntil: ends.includes(null) ? null : latest(ends),
    urls: evidenceUrls([...links, `https://www.opensanctions.org/entities/${entity.id}/`]),
  });
}

/** A wallet, and everybody on whom what is said of it hangs. */
function claimId(entity: FtmEntity): string {
  return [entity.id, ...entity.texts('holder').filter(isId)].join('/');
}

/** What `claimId` was made of. */
export function idsOf(claim: Pick<Claim, 'id'>): { wallet: string; holders: string[] } {
  const [wallet = '', ...holders] = claim.id.split('/');
  return { wallet, holders };
}

function ordersOf(entity: FtmEntity): Orders {
  const days = (property: string) => entity.texts(property).map(dayOf);
  return {
    listed: earliest([...days('listingDate'), ...days('startDate')]),
    until: latest(days('endDate')),
    programmes: unique(entity.texts('programId')).slice(0, MAX_PROGRAMMES),
    urls: evidenceUrls(entity.texts('sourceUrl')),
    changed: entity.lastChange,
  };
}

function together(one: Orders, other: Orders): Orders {
  return {
    listed: earliest([one.listed, other.listed]),
    until: one.until === null || other.until === null ? null : latest([one.until, other.until]),
    programmes: unique([...one.programmes, ...other.programmes]).slice(0, MAX_PROGRAMMES),
    urls: unique([...one.urls, ...other.urls]).slice(0, MAX_EVIDENCE_URLS),
    changed: latest([one.changed, other.changed]),
  };
}

/** OpenSanctions itself among them, so that none of its lists ever confirms another. */
function namesOf(datasets: ReadonlySet<string>): string[] {
  const names = unique([OPENSANCTIONS, ...[...datasets].map(sourceOf)]);
  return names.length > MAX_NAMED_SOURCES ? [] : names;
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function earliest(days: readonly (IsoDate | null)[]): IsoDate | null {
  return days.filter((day) => day !== null).toSorted()[0] ?? null;
}

function latest(days: readonly (IsoDate | null)[]): IsoDate | null {
  return (
    days
      .filter((day) => day !== null)
      .toSorted()
      .at(-1) ?? null
  );
}
