import type { ListInfo } from '#lib/core/entry.ts';
import type { ListRecord } from './store.ts';

type Ranked = Pick<ListRecord, 'id' | 'rank'>;

/**
 * Lists in the person's own order: whose claim is shown first where two of a kind say the same. Those that have no
 * place yet stand behind, as they came.
 */
export function inOrder<T extends Ranked>(records: readonly T[]): T[] {
  const place = ({ rank }: T) => rank ?? Number.POSITIVE_INFINITY;
  return records.toSorted((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}

/** The same lists with one of them a step further up or down; every list gets a place by that. */
export function withMoved<T extends Ranked>(records: readonly T[], id: string, step: -1 | 1): T[] {
  const ordered = inOrder(records);
  const from = ordered.findIndex((record) => record.id === id);
  const to = from + step;
  const moved = ordered[from];
  const other = ordered[to];
  if (moved && other) {
    ordered[to] = moved;
    ordered[from] = other;
  }
  return ordered.map((record, rank) => ({ ...record, rank }));
}

export type Filled = ListRecord & { info: ListInfo };

export function isFilled(record: ListRecord): record is Filled {
  return record.info !== null;
}

/**
 * The lists that speak, in order. Of a bundled list and the publisher's own, newer file only the latter does: the
 * older copy would go on accusing what the newer one delisted.
 */
export function speakingLists(records: readonly ListRecord[]): Filled[] {
  const used = inOrder(records).filter((record): record is Filled => record.enabled && record.info !== null);
  return used.filter((one) => supersederOf(one, used) === null);
}

/** The list that takes the place of this one; `null` where it speaks for itself. */
export function supersederOf(one: ListRecord, others: readonly ListRecord[]): ListRecord | null {
  const { info, origin } = one;
  if (!info || origin !== 'bundled') return null;
  const newer = others.find(
    (other) =>
      other.enabled &&
      other.info !== null &&
      other.entries > 0 &&
      // What an older extension stored says nothing of it.
      other.supersedes?.includes(info.id) &&
      other.info.date >= info.date,
  );
  return newer ?? null;
}
