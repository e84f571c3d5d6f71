import 'fake-indexeddb/auto';
import { afterEach, expect, it, vi } from 'vitest';
import type { LoggedAct, Seen } from '#lib/core/review.ts';
import { caseId } from '#lib/review/case-id.ts';
import { createChanges } from '#lib/review/changes.ts';
import { openReview } from '#lib/review/db.ts';
import { foldCase, isDecided } from '#lib/review/fold.ts';
import { checkChain, hashOf } from '#lib/review/log.ts';
import { BUILT_IN } from '#lib/review/reasons.ts';
import type { ReviewStore } from '#lib/review/store.ts';
import { type Acted, createWorkspace, type Step, type Workspace } from '#lib/review/workspace.ts';
import { seen, workspace as writer } from '../../support/review-acts.ts';
import { channels, item, pageRow } from '../../support/review-space.ts';

/**
 * A thousand random steps over the real database, which dies at random: the connection closes before a step, in it or
 * after it, one of its requests fails, or the answer does not arrive. What was answered as kept is there, once; what was
 * not is tried again.
 */

const STEPS = 1_000;
const URLS = Array.from({ length: 24 }, (_, i) => `https://${i}.example/`);
const REVIEWERS = ['Ada', 'Bob'];

afterEach(() => vi.restoreAllMocks());

/** Numbers from 0 to 1, the same for one seed (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Every request of the database passes here; the one that is chosen throws, as a browser's may. */
function deaths() {
  let left = Number.POSITIVE_INFINITY;
  let error = '';
  const count = { thrown: 0 };
  for (const method of ['add', 'put', 'delete', 'clear', 'get', 'getKey', 'getAll'] as const) {
    const real = IDBObjectStore.prototype[method] as (...args: unknown[]) => IDBRequest;
    vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (
      this: IDBObjectStore,
      ...args: unknown[]
    ) {
      if (--left === 0) {
        count.thrown++;
        throw new DOMException('The browser ends it here', error);
      }
      return real.apply(this, args);
    } as never);
  }
  return {
    count,
    /** The request so many requests from now fails. */
    arm(requests: number, name: string) {
      left = requests;
      error = name;
    },
    disarm() {
      left = Number.POSITIVE_INFINITY;
    },
  };
}

async function run(seed: number) {
  const random = dice(seed);
  const pick = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)] as T;
  const name = `model-${seed}-${Math.random()}`;
  const death = deaths();
  let devices = 0;
  let ids = 0;
  let clock = 0;
  let store: ReviewStore = await openReview(name, () => `device-${++devices}`);
  /** Drafts that were answered as kept, and those that were made. */
  const kept = new Set<string>();
  const made = new Map<string, string>();
  const tally = { acts: 0, refused: 0, lost: 0, merged: 0 };
  const others = writer('elsewhere', 'Cleo');

  const spaceOf = (reviewer: string): Workspace =>
    createWorkspace({
      store: recording(store),
      // A clock that is set back now and then.
      now() {
        clock += random() < 0.05 ? -30 : 1;
        return new Date(Date.UTC(2026, 0, 1, 0, 0, clock)).toISOString();
      },
      newId: () => `${seed}-${++ids}`,
      reviewer,
      reasons: BUILT_IN,
      changes: createChanges(channels()),
    });

  function recording(real: ReviewStore): ReviewStore {
    return new Proxy(real, {
      get(target, property: keyof ReviewStore) {
        if (property !== 'append') return (target[property] as (...args: unknown[]) => unknown).bind(target);
        return async (...args: Parameters<ReviewStore['append']>) => {
          for (const draft of args[0]) made.set(draft.id, hashOf(draft.act));
          const answer = await target.append(...args);
          if (random() < 0.05) throw new DOMException('The answer is lost', 'AbortError');
          if (answer.ok) for (const { id } of args[0]) kept.add(id);
          return answer;
        };
      },
    });
  }

  async function reopen() {
    death.disarm();
    store.close();
    store = await openReview(name, () => `device-${++devices}`);
  }

  async function step(space: Workspace, id: string): Promise<Acted> {
    const kind = Math.floor(random() * 13);
    const word = pick(['x', 'y', 'z']);
    switch (kind) {
      case 0:
      case 1:
        return space.add([pageRow(pick(URLS), { note: word }), pageRow(pick(URLS))], 'paste');
      case 2:
        return space.see(id, seenOf(pick(['listed', 'none', 'reported'])));
      case 3:
        return space.decide(id, 'in-review', null);
      case 4:
        return space.decide(id, 'confirmed', pick(['listed', 'linked', null]), proofOf(`${ids}`));
      case 5:
        return space.decide(id, 'dismissed', 'quotes', random() < 0.3 ? { inView: [] } : {});
      case 6:
        return space.decide(id, 'second-opinion', 'unclear');
      case 7:
        return space.note(id, `${word}${ids}`);
      case 8:
        return space.tag(id, [word], random() < 0.5 ? [pick(['x', 'y', 'z'])] : []);
      case 9: {
        const all = await store.cases().catch(() => []);
        const like = pick(all.filter(({ state }) => isDecided(state)));
        if (!like) return space.redo(id);
        return space.decideAlike(
          like.id,
          all.map((one) => one.id),
          like.decisions,
        );
      }
      case 10:
      case 11:
        return space.undo(...[id, caseId(pick(URLS))].slice(random() < 0.2 ? 0 : 1));
      default:
        return space.redo(id);
    }
  }

  async function finish(acted: Acted): Promise<void> {
    let answer = acted;
    let waiting: Step | null = answer.ok ? null : answer.step;
    for (let tries = 0; waiting; tries++) {
      expect(tries, 'a step can be finished').toBeLessThan(20);
      tally.lost++;
      await reopen();
      answer = await spaceOf('Ada').again(structuredClone(waiting));
      waiting = answer.ok ? null : answer.step;
    }
    if (answer.ok) tally.acts++;
    else tally.refused++;
  }

  for (let i = 0; i < STEPS; i++) {
    const fate = random();
    if (fate < 0.12) death.arm(1 + Math.floor(random() * 8), pick(['UnknownError', 'QuotaExceededError']));
    else if (fate < 0.17) store.close();
    const acted = step(spaceOf(pick(REVIEWERS)), caseId(pick(URLS)));
    if (fate >= 0.17 && fate < 0.24) {
      await new Promise((resolve) => setTimeout(resolve, Math.floor(random() * 3)));
      store.close();
    }
    await finish(await acted);
    if (random() < 0.1) await keepFirst(store).catch(() => undefined);
    if (fate < 0.24) await reopen();
    death.disarm();
    if (fate > 0.98) {
      others.act(new Date(Date.UTC(2026, 0, 1, 0, 0, clock)).toISOString(), pick(FROM_ELSEWHERE), {
        case: caseId(pick(URLS)),
      });
      expect((await store.merge(others.lines)).ok).toBe(true);
      tally.merged++;
    }
    if (i % 100 === 99) await check(store, kept, made, others.lines);
  }
  await reopen();
  await check(store, kept, made, others.lines);
  const log = await store.log();
  store.close();
  return { log, tally, thrown: death.count.thrown };
}

async function keepFirst(store: ReviewStore): Promise<void> {
  await store.keepFirst('Ada', await store.cases());
}

const FROM_ELSEWHERE: LoggedAct['act'][] = [
  { type: 'add', url: URLS[0] ?? '', title: '', from: 'merge', note: '' },
  { type: 'tag', add: ['elsewhere'], remove: [] },
  { type: 'decide', state: 'confirmed', reason: null, evidence: null, after: [] },
];

function seenOf(level: Seen['level']): Seen {
  return seen({ level, items: [item('wallet', { level })] });
}

function proofOf(name: string) {
  return { proof: { hash: name, attachments: [{ hash: name, bytes: new Uint8Array([1]) }] } };
}

async function check(
  store: ReviewStore,
  kept: ReadonlySet<string>,
  made: ReadonlyMap<string, string>,
  others: readonly LoggedAct[],
) {
  const log = await store.log();
  const ids = log.map(({ id }) => id);
  expect(new Set(ids).size, 'no act is there twice').toBe(ids.length);
  const own = log.filter(({ device }) => device !== 'elsewhere');
  const there = new Map(own.map(({ id, act }) => [id, hashOf(act)]));
  expect(
    [...kept].filter((id) => !there.has(id)),
    'what was answered as kept',
  ).toEqual([]);
  for (const [id, act] of there) expect(made.get(id), id).toBe(act);
  // Every lost step was tried until it was answered.
  expect(
    [...there.keys()].filter((id) => !kept.has(id)),
    'what nobody answered for',
  ).toEqual([]);
  expect(log.length - own.length).toBe(others.length);
  for (const device of new Set(log.map(({ device }) => device))) {
    expect(checkChain(log.filter((line) => line.device === device)), device).toBeNull();
  }
  const folded = URLS.flatMap((url) => foldCase(log.filter((line) => line.case === caseId(url))) ?? []);
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  expect((await store.cases()).sort(byId)).toEqual(folded.sort(byId));
  for (const row of (await store.first('Ada')) ?? []) {
    const one = folded.find(({ id }) => id === row.id);
    expect(row, 'a first row').toEqual(one && { ...one, seen: one.seen && { ...one.seen, items: [] } });
  }
  for (const { act } of log) {
    if (act.type === 'decide' && act.evidence) expect(await store.attachment(act.evidence)).not.toBeNull();
  }
}

it.each([1, 2, 3])('a thousand random steps lose and double nothing (seed %i)', async (seed) => {
  const { log, tally, thrown } = await run(seed);
  // The run has met what it is for.
  expect(tally.acts).toBeGreaterThan(300);
  expect(tally.refused).toBeGreaterThan(30);
  expect(tally.lost).toBeGreaterThan(30);
  expect(thrown).toBeGreaterThan(30);
  expect(tally.merged).toBeGreaterThan(5);
  expect(log.length).toBeGreaterThan(300);
  expect(log.filter(({ act }) => act.type === 'decide' && act.like).length).toBeGreaterThan(0);
});
