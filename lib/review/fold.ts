import { type CaseState, DECIDED_STATES, type LoggedAct, type ReviewCase } from '#lib/core/review.ts';

/**
 * What a case is: nothing but what its acts come to, in the same way for everybody who holds the same acts. Raised
 * whenever the answer changes for acts that are there already, so that stored cases are worked out anew.
 */
export const FOLD = 1;

type Line<T extends LoggedAct['act']['type']> = LoggedAct & { act: Extract<LoggedAct['act'], { type: T }> };

/** `null` where no act says how the page came to be a case. Acts of a kind that is not known here change nothing. */
export function foldCase(lines: readonly LoggedAct[]): ReviewCase | null {
  const ordered = inOrder(lines);
  const standing = withoutUndone(ordered);
  const added = standing.find((line): line is Line<'add'> => line.act.type === 'add');
  if (!added) return null;
  const { decision, decidedBy, heads, rivals } = decided(ordered, new Set(standing));
  const seen = standing.findLast(
    (line): line is Line<'seen'> | Line<'judged-again'> =>
      line.act.type === 'seen' || line.act.type === 'judged-again',
  );
  const again = standing.findLast((line): line is Line<'judged-again'> => line.act.type === 'judged-again');
  const isAfter = again && decision && ordered.indexOf(again) > ordered.indexOf(decision);
  return {
    id: added.case,
    url: added.act.url,
    host: URL.parse(added.act.url)?.hostname ?? '',
    title: seen?.act.seen.title || added.act.title,
    from: added.act.from,
    state: decision?.act.state ?? 'new',
    reason: decision?.act.reason ?? null,
    reviewer: decision?.reviewer ?? null,
    decisions: heads.map(({ id }) => id),
    decidedBy,
    note: noteOf(standing) ?? added.act.note,
    tags: tagsOf(standing),
    seen: seen?.act.seen ?? null,
    evidence: decision?.act.evidence ?? null,
    addedAt: added.at,
    changedAt: ordered.at(-1)?.at ?? added.at,
    decidedAt: decision && isDecided(decision.act.state) ? decision.at : null,
    changed: isAfter ? { before: again.act.before, after: again.act.after, at: again.at } : null,
    rivals: rivals.map(({ reviewer, at, act }) => ({ reviewer, at, state: act.state, reason: act.reason })),
  };
}

/** Whether two names mean one reviewer: case, width and white space tell nobody apart. */
export function isSameReviewer(a: string, b: string): boolean {
  return nameKey(a) === nameKey(b);
}

export function isDecided(state: CaseState): boolean {
  return (DECIDED_STATES as readonly CaseState[]).includes(state);
}

function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean).join(' ');
}

/** One order for everybody. Within one workspace time never runs backward, so its own order holds. */
function inOrder(lines: readonly LoggedAct[]): LoggedAct[] {
  return lines.toSorted(
    (a, b) => compare(a.at, b.at) || compare(a.device, b.device) || a.seq - b.seq || compare(a.id, b.id),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** An undo that is itself undone undoes nothing; read from the end, each is settled before what it speaks of. */
function withoutUndone(ordered: readonly LoggedAct[]): LoggedAct[] {
  const undone = new Set<string>();
  const standing: LoggedAct[] = [];
  for (const line of ordered.toReversed()) {
    if (undone.has(line.id)) continue;
    if (line.act.type === 'undo') undone.add(line.act.act);
    else standing.push(line);
  }
  return standing.reverse();
}

/**
 * The decision that stands. Each says which decisions its author knew of, and takes their place; where two stand side
 * by side their authors knew nothing of each other, and where they differ, both are shown. The later one is the
 * case's state until somebody decides with both in view.
 *
 * A second opinion is somebody else's: who asked for it decides nothing until another has.
 */
function decided(
  ordered: readonly LoggedAct[],
  standing: ReadonlySet<LoggedAct>,
): {
  decision: Line<'decide'> | null;
  decidedBy: string[];
  heads: Line<'decide'>[];
  rivals: Line<'decide'>[];
} {
  const decisions = ordered.filter((line): line is Line<'decide'> => line.act.type === 'decide');
  const after = new Map(decisions.map(({ id, act }) => [id, act.after]));
  const heads = new Map<string, Line<'decide'>>();
  const decidedBy: string[] = [];
  for (const decision of decisions) {
    if (!standing.has(decision)) continue;
    const known = knownTo(decision, after).flatMap((id) => heads.get(id) ?? []);
    if (isOwnSecond(known, decision)) continue;
    for (const { id } of known) heads.delete(id);
    heads.set(decision.id, decision);
    const { reviewer } = decision;
    if (isDecided(decision.act.state) && !decidedBy.some((name) => isSameReviewer(name, reviewer))) {
      decidedBy.push(reviewer);
    }
  }
  const side = [...heads.values()];
  const decision = side.at(-1) ?? null;
  const rivals = side.filter(
    ({ act }) => decision && (act.state !== decision.act.state || act.reason !== decision.act.reason),
  );
  return { decision, decidedBy, heads: side.reverse(), rivals };
}

/** Who knew a decision knew those that it took the place of, also where it was undone since. */
function knownTo({ act }: Line<'decide'>, after: ReadonlyMap<string, readonly string[]>): string[] {
  const known = new Set(act.after);
  for (const id of known) for (const earlier of after.get(id) ?? []) known.add(earlier);
  return [...known];
}

function isOwnSecond(known: readonly Line<'decide'>[], { reviewer, act }: Line<'decide'>): boolean {
  return (
    act.state !== 'second-opinion' &&
    known.some((before) => before.act.state === 'second-opinion' && isSameReviewer(before.reviewer, reviewer))
  );
}

function noteOf(standing: readonly LoggedAct[]): string | undefined {
  const line = standing.findLast((line): line is Line<'note'> => line.act.type === 'note');
  return line?.act.text;
}

function tagsOf(standing: readonly LoggedAct[]): string[] {
  const tags = new Set<string>();
  for (const { act } of standing) {
    if (act.type !== 'tag') continue;
    for (const tag of act.remove) tags.delete(tag);
    for (const tag of act.add) tags.add(tag);
  }
  return [...tags].sort();
}
