import { MAX_ACT_CHARS } from '#lib/core/limits.ts';
import type { Level, Mark } from '#lib/core/report.ts';
import type { findCandidates } from '#lib/detect/find.ts';
import { condensed } from '../condensed.ts';
import type { Shown } from '../seam.ts';
import { nodeOf, type TextTarget } from '../targets.ts';

/** Levels for which somebody is stopped. A look-alike is marked only: it may be anybody's. */
const GUARDED: readonly Level[] = ['listed', 'derived', 'same-key'];
/** White space, and what Unicode calls default ignorable: neither makes another address of one. */
const BESIDE_THE_POINT = /[\s\p{Default_Ignorable_Code_Point}]+/gu;

/** A marked address that an act is about. */
export interface Hit {
  mark: Mark;
  /** The address; the mark has none where it speaks of the whole document. */
  address: string;
}

/** What of one document is guarded, made for looking up: an act must not wait for it. */
export interface Guarded {
  /** Marked addresses in a text. Of a listed document, any address. */
  inText(text: string): Hit[];
  /** Those marked on this element or inside it. */
  inElement(element: Element): Hit[];
  /** Those that a selection covers. */
  inRange(range: Range): Hit[];
}

export function createGuarded(shown: readonly Shown[], find: typeof findCandidates): Guarded {
  const marked = shown.filter(({ mark }) => GUARDED.includes(mark.level));
  const page = marked.find(({ mark }) => mark.text === null && !mark.part)?.mark;
  const known = marked.flatMap(({ mark, targets }) =>
    mark.text === null ? [] : [{ key: spell(mark.text), hit: { mark, address: mark.text }, targets }],
  );
  const byKey = new Map(known.map(({ key, hit }) => [key, hit]));

  return {
    inText(text) {
      if (marked.length === 0) return [];
      const spelt = spell(text.slice(0, MAX_ACT_CHARS));
      const hits = known.filter(({ key }) => spelt.includes(key)).map(({ hit }) => hit);
      if (hits.length > 0) return hits;
      for (const { text: address } of find(condensed(text))) {
        const hit = byKey.get(spell(address)) ?? (page && { mark: page, address });
        if (hit) hits.push(hit);
      }
      return hits;
    },
    inElement: (element) =>
      known
        .filter(({ targets }) => targets.some((target) => element.contains(nodeOf(target))))
        .map(({ hit }) => hit),
    inRange: (range) =>
      known
        .filter(({ targets }) => targets.some((target) => target.kind === 'text' && covers(range, target)))
        .map(({ hit }) => hit),
  };
}

/** Case does not matter here: no two addresses that are both valid differ in nothing else. */
function spell(text: string): string {
  return text.replace(BESIDE_THE_POINT, '').toLowerCase();
}

/** Whether all of the target is selected; what stands in a shadow tree, with its host. */
function covers(range: Range, { from, start, to, end }: TextTarget): boolean {
  const root = range.startContainer.getRootNode();
  let node: Node = from;
  for (let at = node.getRootNode(); at !== root; at = node.getRootNode()) {
    if (!(at instanceof ShadowRoot)) return false;
    node = at.host;
  }
  if (node !== from) return holds(range, node, 0) && holds(range, node, node.childNodes.length);
  // What was read may have changed since.
  if (from.length < start || to.length < end || to.getRootNode() !== root) return false;
  return holds(range, from, start) && holds(range, to, end);
}

function holds(range: Range, node: Node, offset: number): boolean {
  return range.comparePoint(node, offset) === 0;
}
