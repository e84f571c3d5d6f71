import type { IsoDate } from '#lib/core/entry.ts';
import type { PolicyProblem } from '#lib/core/problems.ts';
import { CATALOGUE, offerRecordId } from './catalogue.ts';
import { type ManagedState, NO_POLICY, type ReadPolicy, readPolicy, shownOf } from './managed.ts';
import type { Subscriptions } from './subscriptions.ts';
import { createToldPolicy, type ToldPolicy } from './told-policy.ts';

export interface ManagedDeps {
  /** What the browser holds; rejects where it has none (Firefox without a manifest for it), and where it cannot be read. */
  stored(): Promise<unknown>;
  /** What it told last, and where that is kept for the worker that comes next. */
  toldLast(): Promise<ToldPolicy | null>;
  setToldLast(told: ToldPolicy | null): Promise<void>;
  subscriptions: Pick<Subscriptions, 'installManaged' | 'subscribe' | 'setEnabled'>;
  /** Starting states that were set once, so that what people change afterwards stands. */
  applied(): Promise<string[]>;
  setApplied(states: string[]): Promise<void>;
  wait(ms: number): Promise<unknown>;
  /** Epoch milliseconds. */
  now(): number;
}

export interface KnownPolicy extends ReadPolicy {
  /** The day on which the browser told it, where it cannot tell it now. */
  toldOn: IsoDate | null;
}

export interface Managed {
  /**
   * What was read last. Whoever asks first waits until something was, for a worker that just started knows no policy; but
   * not without end, for Chromium now and then leaves the question unanswered.
   */
  known(): Promise<KnownPolicy>;
  /**
   * Reads the policy and brings the subscriptions in line with it; `false` where there was nothing to do, and where it could
   * not be read: what was laid down before stands then, for `MAX_TOLD_POLICY_DAYS`, and its lists until the browser tells that
   * it is gone, for a clock may be wrong by years.
   */
  apply(): Promise<boolean>;
}

/** Milliseconds that an answer about the policy is waited for. */
const PATIENCE_MS = 2_000;

/**
 * What Firefox says where nobody laid anything down, in English whatever its language; it has no other word for that (MDN,
 * StorageArea.get). Should it ever say it otherwise, a policy that was taken away ends by its age.
 */
const NO_MANIFEST = /Managed storage manifest not found/;

const NOTHING: KnownPolicy = { policy: NO_POLICY, problems: [], toldOn: null };

export function createManaged(deps: ManagedDeps): Managed {
  const memory = createToldPolicy({ load: deps.toldLast, save: deps.setToldLast, now: deps.now });
  let last: KnownPolicy | null = null;
  let reading: Promise<KnownPolicy | null> | null = null;
  let patience: Promise<unknown> | null = null;

  function readNow(): Promise<KnownPolicy | null> {
    reading = told().then(async (read) => {
      last = read ?? (await remembered().catch(() => last));
      return read;
    });
    return reading;
  }

  /** `null` where it could not be read. */
  async function told(): Promise<KnownPolicy | null> {
    let raw: unknown;
    try {
      raw = await deps.stored();
    } catch (error) {
      if (!NO_MANIFEST.test(String(error))) return null;
      raw = {};
    }
    const read = { ...readPolicy(raw), toldOn: null };
    // Nobody waits for that.
    memory.keep(read.policy);
    return read;
  }

  /** A policy that is not told just now is none the less one, for some time; `null` where none was told. */
  async function remembered(): Promise<KnownPolicy | null> {
    const kept = await memory.last();
    if (!kept) return null;
    return memory.hasEnded(kept) ? NOTHING : { ...readPolicy(kept.policy), toldOn: kept.day };
  }

  const lastKnown = async () => last ?? (await remembered().catch(() => null)) ?? NOTHING;

  return {
    known() {
      patience ??= deps.wait(PATIENCE_MS);
      const read = (reading ?? readNow()).then((policy) => policy ?? lastKnown());
      return Promise.race([read, patience.then(lastKnown)]);
    },
    async apply() {
      const read = await readNow();
      if (!read) return false;
      const { policy, problems } = read;
      const { lists, states } = policy;
      const changed = await deps.subscriptions.installManaged(lists);
      const before = await deps.applied();
      const now = states.filter(({ locked }) => !locked).map(nameOf);
      for (const state of states) {
        if (state.locked || !before.includes(nameOf(state))) await set(state, problems);
      }
      if (now.join() !== before.join()) await deps.setApplied(now);
      return changed || states.length > 0;
    },
  };

  async function set({ id, on }: ManagedState, problems: PolicyProblem[]): Promise<void> {
    const offer = CATALOGUE.find((one) => offerRecordId(one) === id);
    if (offer && on) await deps.subscriptions.subscribe(offer);
    else {
      const done = await deps.subscriptions.setEnabled(id, on);
      // An offer that nobody took up is off as it is.
      if (!done.ok && !offer) {
        problems.push({ code: 'no-such-list', params: { where: 'states', id: shownOf(id) } });
      }
    }
  }
}

function nameOf({ id, on }: ManagedState): string {
  return `${id}=${on}`;
}
