import { MAX_CANDIDATE_CHARS, MAX_CANDIDATES, MAX_PLACES } from '#lib/core/limits.ts';
import type { Candidate, How, Place, Unread } from '#lib/core/types.ts';
import { isConnected } from './dom.ts';
import { isScript } from './read-script.ts';
import { isHidden } from './surroundings.ts';
import { elementOf, isUnder, nodeOf, type Target } from './targets.ts';

/** Counting further says no more: texts of a document, and places of one text. */
const MAX_LEFT_OUT = 100_000;
const MAX_PLACES_LEFT_OUT = 100;

interface Held {
  place: Place;
  target: Target;
}

interface Standing {
  places: Held[];
  /** Where it stands as well, beyond what may be kept. */
  leftOut: Set<Node>;
}

type Describe = (target: Target) => Omit<Place, 'how'>;

/** What was found in one document so far: each text once, with the places where it stands. */
export interface Ledger {
  /** `describe` is called only when the place is kept. */
  add(text: string, how: How, target: Target, describe: Describe): void;
  /** Drops the places that left the document or stand under one of the nodes. */
  forget(under: ReadonlySet<Node>): void;
  clear(): void;
  candidates(): Candidate[];
  /** Targets of a text, in the order of its places. */
  targets(text: string): Target[];
  unread(): Unread[];
}

export function createLedger(): Ledger {
  const held = new Map<string, Standing>();
  let leftOut = 0;

  return {
    add(text, how, target, describe) {
      if (text.length > MAX_CANDIDATE_CHARS) return;
      let standing = held.get(text);
      if (!standing && held.size >= MAX_CANDIDATES) {
        if (leftOut < MAX_LEFT_OUT) leftOut++;
        return;
      }
      standing ??= { places: [], leftOut: new Set() };
      held.set(text, standing);
      const isKnown = (one: Held) => one.place.how === how && isSame(one.target, target);
      if (standing.places.some(isKnown) || !makeRoom(standing, how, target)) return;
      standing.places.push({ place: { how, ...tell(describe, target) }, target });
    },
    forget(under) {
      const stays = (node: Node) => isConnected(node) && !isUnder(node, under);
      for (const [text, standing] of held) {
        standing.places = standing.places.filter(({ target }) => stays(nodeOf(target)));
        for (const node of standing.leftOut) if (!stays(node)) standing.leftOut.delete(node);
        if (standing.places.length === 0) held.delete(text);
      }
    },
    clear() {
      held.clear();
      leftOut = 0;
    },
    candidates: () =>
      [...held].map(([text, { places, leftOut }]) => ({
        text,
        places: places.map(({ place }) => place),
        ...(leftOut.size > 0 && { leftOut: leftOut.size }),
      })),
    targets: (text) => (held.get(text)?.places ?? []).map(({ target }) => target),
    unread: () => (leftOut > 0 ? [{ what: 'limit', count: leftOut, why: 'too-many-candidates' }] : []),
  };
}

/** Whether one more place may be kept, if need be in the room of what nobody sees; counts the one that may not. */
function makeRoom({ places, leftOut }: Standing, how: How, target: Target): boolean {
  if (places.length < MAX_PLACES) return true;
  const at = places.findLastIndex(({ place }) => isUnseen(place.how, place.flags.includes('hidden')));
  const [gone] = at < 0 || isUnseen(how, isHidden(elementOf(target))) ? [] : places.splice(at, 1);
  if (leftOut.size < MAX_PLACES_LEFT_OUT) leftOut.add(nodeOf((gone ?? { target }).target));
  return gone !== undefined;
}

function isUnseen(how: How, isHidden: boolean): boolean {
  return isHidden || how === 'script' || how === 'attribute';
}

/** A form whose controls shadow its methods can keep its surroundings to itself, not the address on it. */
function tell(describe: Describe, target: Target): Omit<Place, 'how'> {
  try {
    return describe(target);
  } catch {
    return { flags: [], near: '', within: [] };
  }
}

/**
 * Parts of a text that are read one after the other may overlap, and an element is one place in however many
 * attributes a text stands. Not a program: another name there may say what the text is.
 */
function isSame(a: Target, b: Target): boolean {
  if (a.kind === 'element') return a.element === nodeOf(b) && !isScript(a.element);
  return b.kind === 'text' && a.from === b.from && a.start === b.start;
}
