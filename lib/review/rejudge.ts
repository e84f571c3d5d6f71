import { v5 as uuidv5 } from 'uuid';
import type { Failure } from '#lib/core/result.ts';
import type { Act, IsoTime, NamedList, ReviewCase, Seen } from '#lib/core/review.ts';
import { REJUDGE_BATCH } from '#lib/core/review-limits.ts';
import { bySeverity } from '#lib/core/severity.ts';
import { NAMESPACE } from './case-id.ts';
import { isDecided } from './fold.ts';
import type { Draft } from './log.ts';
import type { ReviewStore, StoreProblem } from './store.ts';
import { verdictOf } from './verdict-of.ts';

/** How far the cases have been judged by one state of the lists. Kept where a worker that ends does not take it along. */
export interface RejudgeCursor {
  /** Which versions of which lists. */
  versions: string;
  /** Random: with a case's id it makes the id of its act, so that a batch written twice is written once. */
  run: string;
  /** Id of the last case that was looked at; empty before the first. */
  after: string;
  done: boolean;
  /** Ids of all lists that cases were ever compared with here. */
  known: string[];
}

export interface RejudgeDeps {
  store: ReviewStore;
  /** What the case shows, judged by the lists of now; `null` while there are none, which ends the run until later. */
  judge(seen: Seen): Promise<Seen | null>;
  versions: string;
  /** The lists of now. */
  lists: readonly NamedList[];
  now(): IsoTime;
  newId(): string;
  cursor: { read(): Promise<RejudgeCursor | null>; write(cursor: RejudgeCursor): Promise<void> };
}

/** Nobody in particular: the lists changed. */
const BY = 'Almsguard';

/** How a run ended. `stopped`: the lists went away, or the browser refused; the next run goes on from there. */
export interface Rejudged {
  /** Ids of the cases that came back. */
  changed: string[];
  stopped: 'no-lists' | Failure<StoreProblem> | null;
}

/**
 * Judges decided cases again after the lists have changed; those whose verdict is another one come back. One run at a
 * time: the caller holds a lock.
 */
export async function rejudge(deps: RejudgeDeps): Promise<Rejudged> {
  const { store, versions, lists, newId } = deps;
  const changed: string[] = [];
  const last = await deps.cursor.read();
  const known = [...new Set([...(last?.known ?? []), ...lists.map(({ id }) => id)])];
  let cursor =
    last?.versions === versions
      ? { ...last, known }
      : { versions, run: newId(), after: '', done: false, known };
  if (cursor.done) return { changed, stopped: null };
  await deps.cursor.write(cursor);
  const waiting = (await store.cases())
    // What only the file of a scan says was judged by nobody's lists here: no change of lists shows by it.
    .filter(({ id, state, seen }) => isDecided(state) && seen && !seen.from && id > cursor.after)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  for (let at = 0; at < waiting.length; at += REJUDGE_BATCH) {
    const batch = waiting.slice(at, at + REJUDGE_BATCH);
    const drafts = await draftsOf(batch, cursor, deps);
    if (!drafts) return { changed, stopped: 'no-lists' };
    const written = drafts.length > 0 ? await store.append(drafts) : null;
    if (written && !written.ok) return { changed, stopped: written.error };
    changed.push(...drafts.map((draft) => draft.case));
    cursor = { ...cursor, after: batch.at(-1)?.id ?? cursor.after };
    await deps.cursor.write(cursor);
  }
  await deps.cursor.write({ ...cursor, done: true });
  return { changed, stopped: null };
}

async function draftsOf(
  cases: readonly ReviewCase[],
  { run, known }: Pick<RejudgeCursor, 'run' | 'known'>,
  { judge, lists, now }: RejudgeDeps,
): Promise<Draft[] | null> {
  const drafts: Draft[] = [];
  const compared = new Set(known);
  for (const one of cases) {
    if (!one.seen) continue;
    const seen = await judge(one.seen);
    if (!seen) return null;
    if (verdictOf(seen) === verdictOf(one.seen)) continue;
    // A list of another reviewer's, which never was here, takes nothing back of what it said there.
    const isUnheard = one.seen.items.some((item) => item.lists.some((id) => !compared.has(id)));
    if (isUnheard && bySeverity(seen.level, one.seen.level) >= 0) continue;
    // What it was when it was decided, also where it has come back before.
    const before = one.changed?.before ?? one.seen.level;
    const told = listsIn(one, seen);
    const judgedWith = lists.filter(({ id }) => told.has(id));
    const act: Act = { type: 'judged-again', before, after: seen.level, seen, lists: judgedWith };
    drafts.push({ id: uuidv5(`${run} ${one.id}`, NAMESPACE), at: now(), reviewer: BY, case: one.id, act });
  }
  return drafts;
}

/** Ids of the lists that say something of a case now, or did before, or when it was decided. */
function listsIn({ seen, changed }: ReviewCase, now: Seen): ReadonlySet<string> {
  const items = [...(seen?.items ?? []), ...now.items];
  return new Set([
    ...items.flatMap(({ claims = [] }) => claims.map(({ list }) => list)),
    ...(changed?.what ?? []).map(({ list }) => list.id),
  ]);
}
