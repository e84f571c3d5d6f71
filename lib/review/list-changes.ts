import { groupBy } from '#lib/core/group-by.ts';
import type { ListChange, NamedList, Seen, SeenClaim, SeenItem } from '#lib/core/review.ts';

/**
 * What made the difference between two looks at a page: entries that say something else of a thing than before. Nothing
 * where the difference is no list's, or was written before looks told entries. `lists`: as they stood at the later look.
 */
export function listChanges(then: Seen, now: Seen, lists: readonly NamedList[]): ListChange[] {
  const before = byThing(then);
  const after = byThing(now);
  const known = new Map(lists.map((list) => [list.id, list]));
  const changes = [...new Map([...after, ...before])].flatMap(([id, [item]]) =>
    item ? changesOf(item.text, claimsOf(before.get(id)), claimsOf(after.get(id)), known) : [],
  );
  // One entry may speak of an address on each of its networks.
  const idOfChange = ({ text, entry, list, says }: ListChange) =>
    JSON.stringify([text, entry, list.id, says]);
  return [...new Map(changes.map((one) => [idOfChange(one), one])).values()];
}

function changesOf(
  text: string,
  before: readonly SeenClaim[] | 'unknown',
  after: readonly SeenClaim[] | 'unknown',
  lists: ReadonlyMap<string, NamedList>,
): ListChange[] {
  if (before === 'unknown' || after === 'unknown') return [];
  const said = new Set(before.map((claim) => idOf(claim, claim.says)));
  const accused = new Set(before.filter(isAgainst).map((claim) => idOf(claim)));
  const there = new Set(after.map((claim) => idOf(claim)));
  const changes: ListChange[] = [];
  const tell = (claim: SeenClaim, says: ListChange['says']) => {
    const { list: id, title, entry } = claim;
    const list = lists.get(id);
    changes.push({
      text,
      entry,
      list: list ?? { id, title, version: '', date: '' },
      says: list ? says : 'removed',
    });
  };
  for (const claim of after) {
    // That it speaks for what nobody accuses is told of one that accused it itself.
    const says = claim.says === 'idle' && accused.has(idOf(claim)) ? 'for' : claim.says;
    if (says !== 'idle' && !said.has(idOf(claim, says))) tell(claim, says);
  }
  for (const claim of before) {
    if (claim.says !== 'idle' && !there.has(idOf(claim))) tell(claim, 'gone');
  }
  return changes;
}

function isAgainst({ says }: SeenClaim): boolean {
  return says !== 'for' && says !== 'idle';
}

/** Of an entry, or of that it says something. */
function idOf({ list, entry }: SeenClaim, says?: ListChange['says'] | SeenClaim['says']): string {
  return JSON.stringify([list, entry, says]);
}

/** By what they are: one text may be an address on two networks, and at a custodian that of many customers. */
function byThing({ items }: Seen): Map<string, SeenItem[]> {
  return groupBy(items, ({ kind, chain, text }) => JSON.stringify([kind, chain, text]));
}

function claimsOf(items: readonly SeenItem[] = []): readonly SeenClaim[] | 'unknown' {
  if (items.some(({ claims, lists }) => !claims && lists.length > 0)) return 'unknown';
  return items.flatMap(({ claims = [] }) => claims);
}
