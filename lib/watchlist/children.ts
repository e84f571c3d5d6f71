import { branchesOf, childKeys, childPath } from '#lib/address/derive.ts';
import {
  CHILDREN_A_TURN,
  DERIVED_WINDOW,
  MAX_CHILDREN_FOUND,
  MAX_PAGE_KEYS_CACHED,
} from '#lib/core/limits.ts';
import type { Address } from '#lib/core/types.ts';
import { type Key64, key64 } from './key.ts';

/**
 * Extended keys and descriptors that a page shows, whose children may be on a list: the other way round than in
 * derived.ts. Deriving takes its time, so others have their turn in between, and what was found of a key is remembered
 * until the lists change. It is never stored: it tells what pages somebody saw.
 */

/** A child of an extended key that a page shows. */
export interface Child {
  /** As BIP-32 writes it. */
  path: string;
  keys: string[];
  /** The same, as lists are searched. */
  shortened: Key64[];
}

export interface Children<Found> {
  /** What the lists hold of the first children of each branch. */
  search(parent: Address): Promise<Found[]>;
  /** Whether that is known without deriving. */
  isKnown(parent: Address): boolean;
  /** The lists changed. */
  clear(): void;
}

/** `lookUp` searches the lists; `turn` lets others work. */
export function createChildren<Found>(
  lookUp: (parent: Address, children: readonly Child[]) => Promise<Found[]>,
  turn: () => Promise<void>,
): Children<Found> {
  const searches = new Map<string, { found: Promise<Found[]>; isDone: boolean }>();
  /** One key after the other: the turns of many would follow each other with nothing in between. */
  let last: Promise<unknown> = Promise.resolve();

  async function searchNow(parent: Address): Promise<Found[]> {
    const found: Found[] = [];
    for (const branch of branchesOf(parent.canonical)) {
      const end = branch.ranged ? DERIVED_WINDOW : 1;
      for (let from = 0; from < end && found.length < MAX_CHILDREN_FOUND; from += CHILDREN_A_TURN) {
        await turn();
        const keys = childKeys(branch, from, Math.min(from + CHILDREN_A_TURN, end));
        const children = keys.map((own, i): Child => {
          return { path: childPath(branch, from + i), keys: own, shortened: own.map(key64) };
        });
        found.push(...(await lookUp(parent, children)));
      }
    }
    return found;
  }

  /** What is under way is not begun anew. */
  function forgetOne(): void {
    for (const [name, { isDone }] of searches) if (isDone) return void searches.delete(name);
  }

  return {
    search(parent) {
      const name = parent.identity;
      const known = searches.get(name);
      if (known) return known.found;
      if (searches.size >= MAX_PAGE_KEYS_CACHED) forgetOne();
      const search = { found: last.then(() => searchNow(parent)), isDone: false };
      searches.set(name, search);
      last = search.found.then(
        () => {
          search.isDone = true;
        },
        () => {
          if (searches.get(name) === search) searches.delete(name);
        },
      );
      return search.found;
    },
    isKnown: ({ identity }) => searches.get(identity)?.isDone ?? false,
    clear: () => searches.clear(),
  };
}
