import type { ListChange, NamedList, Seen, SeenClaim, SeenItem } from '#lib/core/review.ts';

/**
 * What made the difference between two looks at a page: entries that say something else of a thing than before. Nothing
 * where the difference is no list's, or was written before looks told entries. `lists`: as they stood at the later look.
 */
export function listChanges(then: Seen, now: Seen, lists: readonly NamedList[]): ListChange[] {
  const before = byText(then);
  const after = byText(now);
  const texts = [...new Set([...after.keys(), ...before.keys()])];
  return texts.flatMap((text) => changesOf(text, before.get(text) ?? [], after.get(text) ?? [], lists));
}

function changesOf(
  text: string,
  before: readonly SeenClaim[] | 'unknown',
  after: readonly SeenClaim[] | 'unknown',
  lists: readonly NamedList[],
): ListChange[] {
  if (before === 'unknown' || after === 'unknown') return [];
  const changes = new Map<string, ListChange>();
  const tell = ({ list: id, title, entry }: SeenClaim, says: ListChange['says']) => {
    const list = lists.find((one) => one.id === id);
    changes.set(JSON.stringify([id, entry, says]), {
      text,
      entry,
      list: list ?? { id, title, version: '', date: '' },
      says: list ? says : 'removed',
    });
  };
  for (const claim of after) {
    const isNew = !before.some((one) => isOneEntry(one, claim) && one.says === claim.says);
    if (isNew && claim.says !== 'idle') tell(claim, claim.says);
  }
  for (const claim of before) {
    const isGone = !after.some((one) => isOneEntry(one, claim));
    if (isGone && claim.says !== 'idle') tell(claim, 'gone');
  }
  return [...changes.values()];
}

function isOneEntry(a: SeenClaim, b: SeenClaim): boolean {
  return a.list === b.list && a.entry === b.entry;
}

function byText({ items }: Seen): Map<string, readonly SeenClaim[] | 'unknown'> {
  return new Map(items.map((item) => [item.text, claimsOf(item)]));
}

function claimsOf({ claims, lists }: SeenItem): readonly SeenClaim[] | 'unknown' {
  return claims ?? (lists.length > 0 ? 'unknown' : []);
}
