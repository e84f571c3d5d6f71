import { MAX_CANDIDATE_CHARS, MAX_CANDIDATES, MAX_PLACES } from '#lib/core/limits.ts';
import type { Candidate, How, Place, Unread } from '#lib/core/types.ts';
import { isConnected } from './dom.ts';
import { isScript } from './read-script.ts';
import { isUnder, nodeOf, type Target } from './targets.ts';

/** Counting further says no more. */
const MAX_LEFT_OUT = 100_000;

interface Held {
  place: Place;
  target: Target;
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
  const held = new Map<string, Held[]>();
  let leftOut = 0;

  return {
    add(text, how, target, describe) {
      if (text.length > MAX_CANDIDATE_CHARS) return;
      const places = held.get(text);
      if (!places && held.size >= MAX_CANDIDATES) {
        if (leftOut < MAX_LEFT_OUT) leftOut++;
        return;
      }
      const isKnown = (one: Held) => one.place.how === how && isSame(one.target, target);
      if (places && (places.length >= MAX_PLACES || places.some(isKnown))) return;
      const entry = { place: { how, ...tell(describe, target) }, target };
      if (places) places.push(entry);
      else held.set(text, [entry]);
    },
    forget(under) {
      for (const [text, places] of held) {
        const kept = places.filter(
          ({ target }) => isConnected(nodeOf(target)) && !isUnder(nodeOf(target), under),
        );
        if (kept.length === 0) held.delete(text);
        else if (kept.length < places.length) held.set(text, kept);
      }
    },
    clear() {
      held.clear();
      leftOut = 0;
    },
    candidates: () => [...held].map(([text, places]) => ({ text, places: places.map(({ place }) => place) })),
    targets: (text) => (held.get(text) ?? []).map(({ target }) => target),
    unread: () => (leftOut > 0 ? [{ what: 'limit', count: leftOut, why: 'too-many-candidates' }] : []),
  };
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
