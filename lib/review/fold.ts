import {
  type CaseState,
  DECIDED_STATES,
  type LoggedAct,
  type ReviewCase,
  type Sha256,
} from '#lib/core/review.ts';
import { caseUrl } from './case-id.ts';
import { listChanges } from './list-changes.ts';
import { inOrder, undoneIn } from './order.ts';
import { isSameReviewer } from './same-reviewer.ts';
import { verdictOf } from './verdict-of.ts';

/**
 * What a case is: nothing but what its acts come to, in the same way for everybody who holds the same acts. Raised
 * whenever the answer changes for acts that are there already, or where it is kept (shelves.ts), so that stored cases are
 * worked out anew.
 */
export const FOLD = 5;

/** What people do by hand, and others may not take from them. */
const BY_HAND: ReadonlySet<string> = new Set(['decide', 'note', 'tag']);

type Line<T extends LoggedAct['act']['type']> = LoggedAct & { act: Extract<LoggedAct['act'], { type: T }> };

/** `null` where no act says how the page came to be a case. Acts of a kind that is not known here change nothing. */
export function foldCase(lines: readonly LoggedAct[]): ReviewCase | null {
  const ordered = inOrder(lines);
  const undone = undoneIn(ordered);
  const standing = ordered.filter(({ id, act }) => !undone.has(id) && act.type !== 'undo');
  const added = addedBy(ordered, standing);
  if (!added) return null;
  const { decision, decidedBy, askedBy, heads, rivals } = decided(ordered, new Set(standing));
  const looks = standing.filter(
    (line): line is Line<'seen'> | Line<'judged-again'> =>
      line.act.type === 'seen' || line.act.type === 'judged-again',
  );
  // What somebody saw on the page itself counts before what a file says of it, whichever came later.
  const seen = looks.findLast(({ act }) => !act.seen.from) ?? looks.at(-1);
  return {
    id: added.case,
    // As a case has it: another spelling of the same page may show another host first.
    url: caseUrl(added.act.url) ?? added.act.url,
    host: URL.parse(added.act.url)?.hostname ?? '',
    title: seen?.act.seen.title || added.act.title,
    from: added.act.from,
    state: decision?.act.state ?? 'new',
    reason: decision?.act.reason ?? null,
    reviewer: decision?.reviewer ?? null,
    decisions: heads.map(({ id }) => id),
    decidedBy,
    askedBy,
    note: noteOf(standing) ?? added.act.note,
    tags: tagsOf(standing),
    seen: seen?.act.seen ?? null,
    evidence: evidenceOf(decision, standing),
    like: decision?.act.like ?? null,
    addedAt: added.at,
    addedSeq: added.seq,
    changedAt: ordered.reduce((last, { at }) => (at > last ? at : last), added.at),
    decidedAt: decision && isDecided(decision.act.state) ? decision.at : null,
    begunAt: decision?.act.state === 'in-review' ? decision.at : null,
    changed: decision && changedSince(decision, ordered, looks),
    rivals: rivals.map(({ reviewer, at, act }) => ({ reviewer, at, state: act.state, reason: act.reason })),
  };
}

/** Who is merely at a case takes nothing away of what others have seen there. */
function evidenceOf(decision: Line<'decide'> | null, standing: readonly LoggedAct[]): Sha256 | null {
  if (decision?.act.state !== 'in-review') return decision?.act.evidence ?? null;
  const proven = standing.findLast(({ act }) => act.type === 'decide' && act.evidence !== null);
  return proven?.act.type === 'decide' ? proven.act.evidence : null;
}

export function isDecided(state: CaseState): boolean {
  return (DECIDED_STATES as readonly CaseState[]).includes(state);
}

/** Who adds a page may take that back, but not what others have done with it since: then it stays a case. */
function addedBy(ordered: readonly LoggedAct[], standing: readonly LoggedAct[]): Line<'add'> | undefined {
  const isAdd = (line: LoggedAct): line is Line<'add'> => line.act.type === 'add';
  const first = ordered.find(isAdd);
  const isOthers = ({ act, reviewer }: LoggedAct) =>
    BY_HAND.has(act.type) && first !== undefined && !isSameReviewer(reviewer, first.reviewer);
  return standing.find(isAdd) ?? (standing.some(isOthers) ? first : undefined);
}

/**
 * What the lists changed since the decision; nothing where they say again what they said then. Compared is what was seen
 * on the page: where the decision rests on the file of a scan alone, with the first look that somebody took since. What
 * differs from a file need not be the lists.
 */
function changedSince(
  decision: Line<'decide'>,
  ordered: readonly LoggedAct[],
  looks: readonly (Line<'seen'> | Line<'judged-again'>)[],
): ReviewCase['changed'] {
  const at = ordered.indexOf(decision);
  const real = looks.filter(({ act }) => !act.seen.from);
  const again = real.findLast((line): line is Line<'judged-again'> => line.act.type === 'judged-again');
  if (!again || ordered.indexOf(again) < at) return null;
  const then = real.findLast((line) => ordered.indexOf(line) < at) ?? real[0];
  if (!then || verdictOf(then.act.seen) === verdictOf(again.act.seen)) return null;
  const { before, after, seen, lists } = again.act;
  return { before, after, at: again.at, what: lists ? listChanges(then.act.seen, seen, lists) : [] };
}

/**
 * The decision that stands. Each says which decisions its author knew of, and takes their place; where two stand side
 * by side their authors knew nothing of each other, and where they differ, both are shown. The later one is the
 * case's state until somebody decides with both in view.
 *
 * A second opinion is somebody else's: who asked for it decides nothing until another has, and that another has begun
 * to look is no decision.
 */
function decided(
  ordered: readonly LoggedAct[],
  standing: ReadonlySet<LoggedAct>,
): {
  decision: Line<'decide'> | null;
  decidedBy: string[];
  askedBy: string[];
  heads: Line<'decide'>[];
  rivals: Line<'decide'>[];
} {
  const decisions = ordered.filter((line): line is Line<'decide'> => line.act.type === 'decide');
  const after = new Map(decisions.map(({ id, act }) => [id, act.after]));
  const heads = new Map<string, Line<'decide'>>();
  /** By each of these, who waits for a second opinion. */
  const asked = new Map<string, string[]>();
  const decidedBy: string[] = [];
  for (const decision of decisions) {
    if (!standing.has(decision)) continue;
    const known = knownTo(decision, after, asked).flatMap((id) => heads.get(id) ?? []);
    const { reviewer, act } = decision;
    const open = known.flatMap(({ id }) => asked.get(id) ?? []);
    if (act.state !== 'second-opinion' && open.some((name) => isSameReviewer(name, reviewer))) continue;
    for (const { id } of known) heads.delete(id);
    heads.set(decision.id, decision);
    asked.set(
      decision.id,
      act.state === 'second-opinion' ? [reviewer] : act.state === 'in-review' ? open : [],
    );
    if (isDecided(act.state) && !decidedBy.some((name) => isSameReviewer(name, reviewer))) {
      decidedBy.push(reviewer);
    }
  }
  const side = [...heads.values()];
  const decision = side.at(-1) ?? null;
  const rivals = side.filter(
    ({ act }) => decision && (act.state !== decision.act.state || act.reason !== decision.act.reason),
  );
  const askedBy = [...new Set(side.flatMap(({ id }) => asked.get(id) ?? []))];
  return { decision, decidedBy, askedBy, heads: side.reverse(), rivals };
}

/**
 * Who knew a decision knew those that it took the place of, also where it was undone since. `counted`: those that have
 * taken their place already.
 */
function knownTo(
  { act }: Line<'decide'>,
  after: ReadonlyMap<string, readonly string[]>,
  counted: ReadonlyMap<string, unknown>,
): string[] {
  const known = new Set(act.after);
  for (const id of known) {
    if (!counted.has(id)) for (const earlier of after.get(id) ?? []) known.add(earlier);
  }
  return [...known];
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
