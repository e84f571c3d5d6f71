import type { ReviewCase, SeenItem } from '#lib/core/review.ts';
import { MAX_DECIDED_ALIKE, MAX_LINKED_CASES } from '#lib/core/review-limits.ts';
import type { Alike } from '#lib/core/review-panel.ts';
import { isDecided } from './fold.ts';
import { byAdding } from './queue.ts';

/**
 * New cases that may be decided in the way of one that was: those that show the same wallet, by any of its keys.
 *
 * That a page shows it says little: news about it does, too, and so does a page that is listed for something else. So the
 * wallet has to be what both pages are as bad as, equally bad on both, and on both either to be paid into or only written
 * about, and a browser has to have found it there, for the file of a scan may say of any page what it likes. What differs
 * in any of that is left out, and not offered to be chosen: a decision on another kind of page wants a look. It stays in
 * the queue, as do those beyond the limit, and how many there are is told.
 */
export function alikeTo(one: ReviewCase, all: readonly ReviewCase[]): Alike | null {
  if (!isDecided(one.state)) return null;
  const wallets = walletsOf(one);
  const shown = new Map<string, Set<ReviewCase>>();
  for (const { keys } of wallets) for (const key of keys) shown.set(key, new Set());
  if (shown.size === 0) return null;
  for (const other of all) {
    if (other.id === one.id) continue;
    for (const { kind, keys } of other.seen?.items ?? []) {
      if (kind === 'address') for (const key of keys) shown.get(key)?.add(other);
    }
  }
  const cases = new Set<ReviewCase>();
  const others = new Set<ReviewCase>();
  for (const wallet of wallets) {
    const sharing = new Set(wallet.keys.flatMap((key) => [...(shown.get(key) ?? [])]));
    // What so many pages show is an exchange's, or everybody's.
    if (sharing.size > MAX_LINKED_CASES) continue;
    for (const other of sharing) {
      if (other.state === 'new') (showsAlike(one, wallet, other) ? cases : others).add(other);
    }
  }
  if (cases.size === 0) return null;
  const together = [...cases].sort(byAdding).slice(0, MAX_DECIDED_ALIKE);
  return { one, cases: together, others: new Set([...cases, ...others]).size - together.length };
}

/** Whether a page shows a wallet of another in the same way. */
export function isAlike(one: ReviewCase, other: ReviewCase): boolean {
  return walletsOf(one).some((wallet) => showsAlike(one, wallet, other));
}

/** Wallets that a page is as bad as. What only a file says of a page decides nothing. */
function walletsOf({ seen }: ReviewCase): SeenItem[] {
  if (seen?.from) return [];
  return (seen?.items ?? []).filter(({ kind, level }) => kind === 'address' && level === seen?.level);
}

function showsAlike(one: ReviewCase, wallet: SeenItem, other: ReviewCase): boolean {
  return (
    other.seen?.level === one.seen?.level &&
    walletsOf(other).some(
      ({ keys, asks }) => asks === wallet.asks && keys.some((key) => wallet.keys.includes(key)),
    )
  );
}
