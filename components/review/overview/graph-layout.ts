import type { LinkGroup, LinkKind } from '#lib/core/review-views.ts';

/** Side of the drawing, in its own units. */
export const SIDE = 400;
const CENTRE = SIDE / 2;
const SHARE_RING = 84;
const CASE_RING = 168;
/** What is drawn: more would be a knot that nobody reads. All of it stands in the list beside. */
const MAX_SHARES = 8;
const MAX_CASES = 24;

export interface Spot {
  x: number;
  y: number;
}

export interface DrawnCase extends Spot {
  id: string;
  /** Counted from 1, as in the list beside the drawing. */
  number: number;
}

export interface DrawnShare extends Spot {
  kind: LinkKind;
  /** Letter by which the list calls it. */
  letter: string;
  group: LinkGroup;
}

export interface Graph {
  centre: Spot;
  shares: DrawnShare[];
  cases: DrawnCase[];
  lines: { kind: LinkKind; from: Spot; to: Spot }[];
  /** Whether something was left out. */
  isPart: boolean;
}

/**
 * Where each thing stands: this case in the middle, around it what it shares, around that the cases that share it, each
 * near the first thing that ties it. The same links always make the same drawing.
 */
export function layOut(groups: readonly LinkGroup[]): Graph {
  const tied = groups.filter(({ cases }) => cases.length > 0);
  const drawn = tied.slice(0, MAX_SHARES);
  const ids = [...new Set(drawn.flatMap(({ cases }) => cases))].slice(0, MAX_CASES);
  const cases = ids.map((id, i) => ({ id, number: i + 1, ...at(CASE_RING, turn(i, ids.length)) }));
  const byId = new Map(cases.map((one) => [one.id, one]));
  const turns = spread(
    drawn.map((group) => {
      const own = group.cases.flatMap((id) => byId.get(id) ?? []);
      return own.length > 0 ? middle(own) : 0;
    }),
  );
  const shares = drawn.map((group, i) => ({
    kind: group.kind,
    letter: letterOf(i),
    group,
    ...at(SHARE_RING, turns[i] ?? 0),
  }));
  const centre = { x: CENTRE, y: CENTRE };
  const lines = shares.flatMap((share) => [
    { kind: share.kind, from: centre, to: share },
    ...share.group.cases.flatMap((id) => {
      const to = byId.get(id);
      return to ? [{ kind: share.kind, from: share, to }] : [];
    }),
  ]);
  const all = new Set(groups.flatMap((group) => group.cases));
  return { centre, shares, cases, lines, isPart: tied.length > drawn.length || all.size > ids.length };
}

export function letterOf(index: number): string {
  return String.fromCharCode(65 + index);
}

/** From the top, clockwise; half a step on, so that one alone stands above and two stand beside. */
function turn(index: number, count: number): number {
  return (2 * Math.PI * (index + (count > 1 ? 0.5 : 0))) / Math.max(1, count);
}

function at(ring: number, angle: number): Spot {
  return { x: round(CENTRE + ring * Math.sin(angle)), y: round(CENTRE - ring * Math.cos(angle)) };
}

/** Direction of what these spots have in common. */
function middle(spots: readonly Spot[]): number {
  const x = spots.reduce((sum, spot) => sum + spot.x - CENTRE, 0);
  const y = spots.reduce((sum, spot) => sum + spot.y - CENTRE, 0);
  return Math.atan2(round(x), -round(y));
}

/** Turns in their order, with room between each two: things that the same cases share would stand on one another. */
function spread(turns: readonly number[]): number[] {
  const room = Math.min((2 * Math.PI) / Math.max(1, turns.length), 0.55);
  const order = turns.map((_, i) => i).sort((a, b) => (turns[a] ?? 0) - (turns[b] ?? 0) || a - b);
  const placed = [...turns];
  for (const [rank, index] of order.entries()) {
    const before = order[rank - 1];
    if (before === undefined) continue;
    placed[index] = Math.max(placed[index] ?? 0, (placed[before] ?? 0) + room);
  }
  return placed;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
