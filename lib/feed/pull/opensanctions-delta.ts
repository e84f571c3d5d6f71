import type { Claim, Entry, IsoDate } from '#lib/core/entry.ts';
import { createTurn, inTurns } from '#lib/core/turns.ts';
import type { Body } from '../body.ts';
import type { Sink } from '../formats/adapter.ts';
import { entityOf, type FtmEntity, warningOf } from '../formats/ftm-entity.ts';
import { jsonLines } from '../formats/ftm-lines.ts';
import { createWalletReader, idsOf } from '../formats/ftm-wallets.ts';
import { parseJson } from '../formats/json.ts';
import { fieldsOf } from '../formats/json-fields.ts';

/** What the stored version says, by what it hangs on. */
interface Stored {
  entries: Entry[];
  /** Ids of the wallets that still stand. */
  wallets: Set<string>;
  /** What is said of the wallets of each holder. */
  byHolder: Map<string, Claim[]>;
}

/**
 * Applies changes, oldest first, to the stored version: lines of `{op: ADD | MOD | DEL, entity}`, of which a removal
 * holds an id alone. `null` where they cannot tell all, and nothing has been put into the sink then: a wallet hangs on
 * entities that a change of it does not repeat. Only what is untouched is carried over; that an order was removed, or
 * that somebody who holds a wallet of no account was listed, shows when the list is read whole.
 */
export async function applyDeltas(
  deltas: Iterable<Body>,
  known: AsyncIterable<Entry>,
  sink: Sink,
): Promise<{ sources: string[]; seen: IsoDate | null } | null> {
  const stored = await readStored(known);
  const added = createWalletReader({ changes: true });
  // What is new comes with everything that is said of it; of anybody else there may be more than is repeated here.
  const fresh = new Set<string>();
  for (const delta of deltas) {
    for await (const { n, text } of jsonLines(delta)) {
      const line = fieldsOf(text === null ? null : parseJson(text));
      if (line?.op === 'DEL') {
        const id = fieldsOf(line.entity)?.id;
        if (typeof id !== 'string' || stored.byHolder.has(id)) return null;
        stored.wallets.delete(id);
        added.drop(id);
        continue;
      }
      const entity = line?.op === 'ADD' || line?.op === 'MOD' ? entityOf(line.entity) : null;
      if (!entity || touches(entity, line?.op, stored)) return null;
      if (isChangeOfWallet(entity, line?.op, added.holds(entity.id))) return null;
      if (line?.op === 'ADD') fresh.add(entity.id);
      added.take(entity, `line ${n}`);
    }
  }
  if (!added.holders().every((id) => fresh.has(id))) return null;
  for (const entry of stored.entries) {
    const claims = entry.claims.filter((claim) => stored.wallets.has(idsOf(claim).wallet));
    if (claims.length > 0) sink.entry({ ...entry, claims });
  }
  return inTurns(added.finish(sink), createTurn());
}

async function readStored(known: AsyncIterable<Entry>): Promise<Stored> {
  const stored: Stored = { entries: [], wallets: new Set(), byHolder: new Map() };
  for await (const entry of known) {
    stored.entries.push(entry);
    for (const claim of entry.claims) {
      const { wallet, holders } = idsOf(claim);
      stored.wallets.add(wallet);
      for (const id of holders) stored.byHolder.set(id, [...(stored.byHolder.get(id) ?? []), claim]);
    }
  }
  return stored;
}

/** Of a changed wallet the orders are not repeated, unless it came with these very changes. */
function isChangeOfWallet(entity: FtmEntity, op: unknown, isNew: boolean): boolean {
  return entity.schema === 'CryptoWallet' && op === 'MOD' && !isNew;
}

/** Whether what is stored says something else after this. */
function touches(entity: FtmEntity, op: unknown, { wallets, byHolder }: Stored): boolean {
  // Whether it is another wallet of that id or the same one again, only the whole list tells.
  if (entity.schema === 'CryptoWallet' && op === 'ADD' && wallets.has(entity.id)) return true;
  if (entity.schema === 'Sanction')
    return entity.texts('entity').some((id) => wallets.has(id) || byHolder.has(id));
  const claims = byHolder.get(entity.id) ?? [];
  const name = warningOf(entity) ? entity.caption : null;
  return claims.some(({ subject }) => subject !== name);
}
