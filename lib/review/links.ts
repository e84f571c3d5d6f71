import type { ReviewCase } from '#lib/core/review.ts';
import { MAX_LINKED_CASES } from '#lib/core/review-limits.ts';
import { LINK_KINDS, type LinkGroup, type LinkKind } from '#lib/core/review-views.ts';
import { placesOf } from './case-places.ts';

/** One thing that a case may share: an address has several keys, and any of them ties it to others. */
interface Tie {
  kind: LinkKind;
  value: string;
  keys: readonly string[];
}

/** Which cases share a wallet, an account, a place or an indicator. Built once, and kept up case by case. */
export interface Links {
  /** Puts a case in, or what has become of it. */
  put(one: ReviewCase): void;
  remove(id: string): void;
  /** What a case shares with others, the most telling first; of one kind, what the fewest share. */
  linksOf(id: string): LinkGroup[];
}

export function createLinks(cases: Iterable<ReviewCase> = []): Links {
  const ties = new Map<string, Tie[]>();
  /** Ids by key. Most keys are of one case, which costs no set. */
  const holders = new Map<string, string | Set<string>>();

  function remove(id: string): void {
    for (const { keys } of ties.get(id) ?? []) for (const key of keys) release(key, id);
    ties.delete(id);
  }

  function release(key: string, id: string): void {
    const held = holders.get(key);
    if (held === id) holders.delete(key);
    else if (typeof held === 'object') {
      held.delete(id);
      if (held.size === 0) holders.delete(key);
    }
  }

  function hold(key: string, id: string): void {
    const held = holders.get(key);
    if (held === undefined) holders.set(key, id);
    else if (typeof held === 'object') held.add(id);
    else holders.set(key, new Set([held, id]));
  }

  function put(one: ReviewCase): void {
    remove(one.id);
    const own = tiesOf(one);
    ties.set(one.id, own);
    for (const { keys } of own) for (const key of keys) hold(key, one.id);
  }

  function groupOf(id: string, { kind, value, keys }: Tie): LinkGroup {
    const others = new Set<string>();
    for (const key of keys) {
      const held = holders.get(key) ?? [];
      for (const other of typeof held === 'string' ? [held] : held) others.add(other);
    }
    others.delete(id);
    const count = others.size;
    return { kind, value, count, cases: count > MAX_LINKED_CASES ? [] : [...others].sort() };
  }

  for (const one of cases) put(one);
  return {
    put,
    remove,
    linksOf: (id) =>
      together(ties.get(id) ?? [])
        .map((tie) => groupOf(id, tie))
        .filter(({ count }) => count > 0)
        .sort((a, b) => LINK_KINDS.indexOf(a.kind) - LINK_KINDS.indexOf(b.kind) || a.count - b.count),
  };
}

function tiesOf(one: ReviewCase): Tie[] {
  const ties: Tie[] = [];
  for (const { kind, text, keys } of one.seen?.items ?? []) {
    if (kind === 'address') ties.push({ kind: 'wallet', value: text, keys });
    else if (kind === 'widget') ties.push({ kind, value: text, keys });
  }
  for (const place of placesOf(one)) ties.push({ kind: 'host', value: place, keys: [`place:${place}`] });
  for (const code of one.seen?.indicators ?? []) {
    ties.push({ kind: 'indicator', value: code, keys: [`indicator:${code}`] });
  }
  return ties;
}

/** Spellings of one key in several networks are one wallet, told by the first of them. */
function together(ties: readonly Tie[]): Tie[] {
  const byKey = new Map<string, Tie>();
  const found = new Set<Tie>();
  for (const { kind, value, keys } of ties) {
    const same = [...new Set(keys.flatMap((key) => byKey.get(key) ?? []))];
    const all = [...new Set([...same.flatMap((one) => one.keys), ...keys])];
    const tie = { kind, value: same[0]?.value ?? value, keys: all };
    for (const one of same) found.delete(one);
    for (const key of all) byKey.set(key, tie);
    found.add(tie);
  }
  return [...found];
}
