import { hideSecrets } from '#lib/address/secrets.ts';
import { type Failure, fail, ok, type Result } from '#lib/core/result.ts';
import type { Act, CaseState, IsoTime, Origin, ReviewCase, Seen } from '#lib/core/review.ts';
import type { ReasonList, ReviewProblem } from '#lib/core/review-acts.ts';
import type { IntakeRow } from '#lib/core/review-intake.ts';
import {
  MAX_DECIDED_ALIKE,
  MAX_NOTE_CHARS,
  MAX_REVIEWER_CHARS,
  MAX_TAG_CHARS,
  MAX_TAGS,
} from '#lib/core/review-limits.ts';
import { isAlike } from './alike.ts';
import { caseId } from './case-id.ts';
import type { Changes } from './changes.ts';
import { isDecided } from './fold.ts';
import { type Draft, hashOf } from './log.ts';
import { laterThan } from './order.ts';
import type { Proof } from './proof.ts';
import { isLeft } from './queue.ts';
import { isSameReviewer } from './same-reviewer.ts';
import type { Attachment, ReviewStore } from './store.ts';
import { actToUndo, isDecidedAlike, undoToRedo } from './undo.ts';

/** Pages that are looked for one by one: each that is no case yet costs the reading of a whole shelf (shelves.ts). */
const MAX_ASKED_SINGLY = 16;

/** What is to be written, made once: written again, after an answer was lost, it adds nothing. Plain data. */
export interface Step {
  drafts: Draft[];
  attachments: Attachment[];
}

/**
 * Ids of the cases that an act touched, or why it did not happen. Where a `step` is there it may or may not be kept;
 * `again` finishes it, here or in the next workspace.
 */
export type Acted =
  | { ok: true; value: string[] }
  | { ok: false; error: Failure<ReviewProblem>; step: Step | null };

/** The decisions that a person makes. */
export type Decision = Exclude<CaseState, 'new'>;

export interface WorkspaceDeps {
  store: ReviewStore;
  now(): IsoTime;
  /** Random UUIDs. */
  newId(): string;
  /** Name that the person goes by. */
  reviewer: string;
  reasons: ReasonList;
  changes: Changes;
}

export type Workspace = ReturnType<typeof createWorkspace>;

/** The one door by which views read and change cases. What is refused is refused before anything is written. */
export function createWorkspace({ store, now, newId, reviewer, reasons, changes }: WorkspaceDeps) {
  let last: Promise<unknown> = Promise.resolve();

  /** One act after the other: each is judged by what the one before has made of the case. */
  function act(prepare: () => Promise<Result<Step, ReviewProblem>>): Promise<Acted> {
    const acted = last.then(async (): Promise<Acted> => {
      if (!isName(reviewer))
        return { ...fail('no-reviewer', 'Acts need the name of a reviewer'), step: null };
      try {
        const prepared = await prepare();
        return prepared.ok ? await write(prepared.value) : { ...prepared, step: null };
      } catch (error) {
        return { ...unreadable(error), step: null };
      }
    });
    last = acted;
    return acted;
  }

  /** Acts on one case that is there. Without drafts nothing would change, and nothing is written. */
  function actOn(
    id: string,
    decide: (one: ReviewCase) => Result<Act[], ReviewProblem>,
    attachments: Attachment[] = [],
  ): Promise<Acted> {
    return act(async () => {
      const one = await store.case(id);
      if (!one) return noCase(id);
      const acts = decide(one);
      const at = laterThan(one.changedAt, now());
      return acts.ok ? ok({ drafts: acts.value.map((what) => draft(id, what, at)), attachments }) : acts;
    });
  }

  function draft(id: string, what: Act, at = now()): Draft {
    return { id: newId(), at, reviewer, case: id, act: what };
  }

  async function write(step: Step): Promise<Acted> {
    if (step.drafts.length === 0) return ok([]);
    const touched = [...new Set(step.drafts.map((one) => one.case))];
    try {
      const written = await store.append(step.drafts, step.attachments);
      if (!written.ok) return { ...written, step };
    } catch (error) {
      return { ...unreadable(error), step };
    }
    changes.tell(touched);
    return ok(touched);
  }

  /** Pages become cases; what is one already is left as it is. */
  function add(rows: readonly Omit<IntakeRow, 'line'>[], from: Origin): Promise<Acted> {
    return act(async () => {
      const wanted = new Map<string, (typeof rows)[number]>();
      for (const row of rows) {
        const id = caseId(row.url);
        if (!wanted.has(id)) wanted.set(id, row);
      }
      const ids = [...wanted.keys()];
      const isMany = ids.length > MAX_ASKED_SINGLY;
      const there = isMany ? await store.cases() : await Promise.all(ids.map((id) => store.case(id)));
      for (const one of there) if (one) wanted.delete(one.id);
      const drafts = [...wanted].flatMap(([id, { url, title, note, seen }]) => {
        const at = now();
        const added = draft(id, { type: 'add', url, title, from, note }, at);
        return seen ? [added, draft(id, { type: 'seen', seen }, at)] : [added];
      });
      return ok({ drafts, attachments: [] });
    });
  }

  /** The page was opened and read. Written down where it shows something new. */
  function see(id: string, seen: Seen): Promise<Acted> {
    return actOn(id, (one) =>
      ok(one.seen && hashOf(one.seen) === hashOf(seen) ? [] : [{ type: 'seen', seen }]),
    );
  }

  /** `inView`: the decisions that the person saw, where the view may be older than what is kept. */
  function decide(
    id: string,
    state: Decision,
    reason: string | null,
    { proof, inView }: { proof?: Proof; inView?: readonly string[] } = {},
  ): Promise<Acted> {
    return actOn(
      id,
      (one) => {
        if (state !== 'second-opinion' && asksThemselves(one, reviewer)) {
          return fail('own-second-opinion', 'Who asks for a second opinion does not give it');
        }
        if (reason === null && reasons.required.includes(state)) {
          return fail('no-reason', `The decision "${state}" has to give a reason`);
        }
        const isKnown = reasons.reasons.some(({ id, states }) => id === reason && states.includes(state));
        if (reason !== null && !isKnown) {
          return fail('unknown-reason', `The list of reasons has no "${reason}" for "${state}"`);
        }
        // Who is at a case says so once, and anew when it waits for everybody again. To decide anew what is decided is
        // another act: the lists may have changed.
        const isSaid = state === 'in-review' && isAt(one, reviewer) && one.reason === reason;
        if (isSaid && !isLeft(one, Date.parse(now()))) return ok([]);
        const after = [...(inView ?? one.decisions)];
        return ok([{ type: 'decide', state, reason, evidence: proof?.hash ?? null, after }]);
      },
      proof?.attachments,
    );
  }

  /**
   * Decides cases as another one was, in one step, and says so in each: none of them has evidence of its own, for nobody
   * looked. `inView`: the decisions of that one as the person saw them; where it was decided anew since, nothing is done.
   * What is no longer new, or no longer shows the wallet in the same way, is left as it is.
   */
  function decideAlike(like: string, ids: readonly string[], inView: readonly string[]): Promise<Acted> {
    return act(async () => {
      const one = await store.case(like);
      if (!one) return noCase(like);
      const { state, reason } = one;
      if (!isDecided(state) || hashOf(one.decisions) !== hashOf(inView))
        return ok({ drafts: [], attachments: [] });
      const others = await Promise.all(ids.slice(0, MAX_DECIDED_ALIKE).map((id) => store.case(id)));
      const drafts = others.flatMap((other) => {
        if (other?.state !== 'new' || !isAlike(one, other)) return [];
        const what: Act = { type: 'decide', state, reason, evidence: null, after: [], like };
        return [draft(other.id, what, laterThan(other.changedAt, now()))];
      });
      return ok({ drafts, attachments: [] });
    });
  }

  function note(id: string, text: string): Promise<Acted> {
    const told = hideSecrets(text.trim());
    return actOn(id, (one) => {
      if (told.length > MAX_NOTE_CHARS)
        return fail('too-long', `A note has no more than ${MAX_NOTE_CHARS} characters`);
      return ok(told === one.note ? [] : [{ type: 'note', text: told }]);
    });
  }

  function tag(id: string, add: readonly string[], remove: readonly string[] = []): Promise<Acted> {
    return actOn(id, ({ tags }) => {
      const added = plainTags(add).filter((name) => !tags.includes(name));
      const removed = plainTags(remove).filter((name) => tags.includes(name));
      if (added.some(({ length }) => length > MAX_TAG_CHARS)) {
        return fail('too-long', `A tag has no more than ${MAX_TAG_CHARS} characters`);
      }
      if (tags.length + added.length - removed.length > MAX_TAGS) {
        return fail('too-many-tags', `A case has no more than ${MAX_TAGS} tags`);
      }
      const isSame = added.length + removed.length === 0;
      return ok(isSame ? [] : [{ type: 'tag', add: added, remove: removed }]);
    });
  }

  /** Takes the reviewer's own last act of a case back; once more, the one before. Of several, what was decided alike. */
  function undo(...ids: string[]): Promise<Acted> {
    return takeBack(ids, actToUndo, 'nothing-to-undo');
  }

  /** Does again what was undone last. */
  function redo(...ids: string[]): Promise<Acted> {
    return takeBack(ids, undoToRedo, 'nothing-to-redo');
  }

  /**
   * Of a case whose adding was undone its acts are still there. Where several go together, one with which something else
   * was done since keeps that, and its decision.
   */
  function takeBack(
    ids: readonly string[],
    find: typeof actToUndo,
    nothing: 'nothing-to-undo' | 'nothing-to-redo',
  ): Promise<Acted> {
    return act(async () => {
      const logs = await Promise.all(ids.map(async (id) => ({ id, lines: await store.linesOf(id) })));
      const there = logs.filter(({ lines }) => lines.length > 0);
      if (there.length === 0) return noCase(ids.join());
      const drafts = there.flatMap(({ id, lines }) => {
        const found = find(lines, reviewer);
        if (found === null || (ids.length > 1 && !isDecidedAlike(found, lines))) return [];
        return [draft(id, { type: 'undo', act: found })];
      });
      if (drafts.length === 0)
        return fail(nothing, `"${reviewer}" has done nothing here that could be taken back`);
      return ok({ drafts, attachments: [] });
    });
  }

  return {
    add,
    see,
    decide,
    decideAlike,
    note,
    tag,
    undo,
    redo,
    /** Writes a step whose answer was lost. */
    again: (step: Step): Promise<Acted> => act(async () => ok(step)),
    changed: changes.subscribe,
  };
}

function isAt(one: ReviewCase, reviewer: string): boolean {
  const by = one.state === 'in-review' && one.rivals.length === 0 ? one.reviewer : null;
  return by !== null && isSameReviewer(by, reviewer);
}

/** Whether a second opinion is what this reviewer waits for: it is not theirs to give. */
export function asksThemselves({ askedBy }: ReviewCase, reviewer: string): boolean {
  return askedBy.some((name) => isSameReviewer(name, reviewer));
}

function noCase(id: string) {
  return fail('no-case', `There is no case "${id}"`);
}

function unreadable(error: unknown) {
  return fail(
    'storage',
    `The browser did not answer: ${error instanceof Error ? error.message : String(error)}`,
  );
}

function isName(name: string): boolean {
  return name.trim() !== '' && name.length <= MAX_REVIEWER_CHARS;
}

function plainTags(tags: readonly string[]): string[] {
  const plain = tags.map((name) => hideSecrets(name.normalize('NFC').trim().replace(/\s+/g, ' ')));
  return [...new Set(plain)].filter((name) => name !== '');
}
