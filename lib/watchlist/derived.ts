import { branchesOf, childKeys } from '#lib/address/derive.ts';
import { DERIVED_GAP, DERIVED_WINDOW, MAX_GROWN_WINDOWS } from '#lib/core/limits.ts';
import type { Address } from '#lib/core/types.ts';
import type { ListStore } from './store.ts';

/**
 * Extended keys and descriptors on lists. The first children of each branch stand in the list's own index, so a
 * look-up derives nothing. Where one was met near the end of what is derived, the next window follows and is kept
 * apart from the lists, under the listed key: it serves every list that holds the key, and a refreshed one too.
 */

/** Listed keys whose first children are kept at hand once an address met one of them. */
const MAX_SOURCES_CACHED = 16;

/** Children of a listed key beyond its first window. */
export interface GrownWindow {
  /** The first key of what is listed. */
  source: string;
  /** Ordinal in `branchesOf`. */
  branch: number;
  /** Index of the first child. */
  from: number;
  /** Keys of each child. */
  keys: string[][];
}

/** Keys of the children that stand in a list's index. */
export function firstChildKeys(listed: Address): string[] {
  return firstWindows(listed).flatMap(({ keys }) => keys.flat());
}

function firstWindows(listed: Address): GrownWindow[] {
  return branchesOf(listed.canonical).map((branch, n) => ({
    source: sourceOf(listed),
    branch: n,
    from: 0,
    keys: childKeys(branch, 0, DERIVED_WINDOW),
  }));
}

function sourceOf({ keys }: Address): string {
  return keys[0] ?? '';
}

interface Child {
  source: string;
  branch: number;
  index: number;
}

export interface Derivation {
  /** Reads what was kept and drops what comes of keys that are on no list any more. */
  load(isListed: (key: string) => Promise<boolean>): Promise<void>;
  /** The listed keys that these are known to come from. */
  sourcesOf(keys: readonly string[]): string[];
  /** Whether one of the keys is a child's; derives more where it stands near the end and that may be kept. */
  isChild(listed: Address, keys: readonly string[], mayKeep: boolean): boolean;
  /** Deletes what was derived after hits: it tells that somebody met one. */
  forget(): Promise<void>;
}

export function createDerivation(store: () => ListStore): Derivation {
  const first = new Map<string, Map<string, Child[]>>();
  let windows: GrownWindow[] = [];
  let grown = new Map<string, Child[]>();

  function firstOf(listed: Address): Map<string, Child[]> {
    const source = sourceOf(listed);
    let children = first.get(source);
    if (!children) {
      children = byKey(firstWindows(listed));
      if (first.size >= MAX_SOURCES_CACHED) first.delete(first.keys().next().value as string);
      first.set(source, children);
    }
    return children;
  }

  function grow(listed: Address, { source, branch, index }: Child): void {
    const added = windows.filter((window) => window.source === source && window.branch === branch);
    const end = (added.length + 1) * DERIVED_WINDOW;
    const parent = branchesOf(listed.canonical)[branch];
    if (!parent || index < end - DERIVED_GAP || windows.length >= MAX_GROWN_WINDOWS) return;
    const window = { source, branch, from: end, keys: childKeys(parent, end, end + DERIVED_WINDOW) };
    windows = [...windows, window];
    grown = byKey(windows);
    // Lost where storage fails: it is derived anew after the next hit.
    store()
      .saveGrownWindows(windows)
      .catch(() => undefined);
  }

  return {
    async load(isListed) {
      const kept = await store().grownWindows();
      const listed = await Promise.all(kept.map(({ source }) => isListed(source)));
      windows = kept.filter((_window, n) => listed[n]);
      grown = byKey(windows);
      if (windows.length < kept.length) await store().saveGrownWindows(windows);
    },
    sourcesOf(keys) {
      return [...new Set(keys.flatMap((key) => grown.get(key) ?? []).map(({ source }) => source))];
    },
    isChild(listed, keys, mayKeep) {
      const source = sourceOf(listed);
      for (const key of keys) {
        const later = grown.get(key)?.find((child) => child.source === source);
        const child = later ?? firstOf(listed).get(key)?.[0];
        if (!child) continue;
        if (mayKeep) grow(listed, child);
        return true;
      }
      return false;
    },
    async forget() {
      windows = [];
      grown = byKey(windows);
      await store().saveGrownWindows(windows);
    },
  };
}

/** A list may hold a key and a descriptor over it: one child comes of both. */
function byKey(windows: readonly GrownWindow[]): Map<string, Child[]> {
  const children = new Map<string, Child[]>();
  for (const { source, branch, from, keys } of windows) {
    keys.forEach((own, i) => {
      for (const key of own)
        children.set(key, [...(children.get(key) ?? []), { source, branch, index: from + i }]);
    });
  }
  return children;
}
