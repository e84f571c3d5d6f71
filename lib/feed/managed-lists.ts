import type { PolicyProblem } from '#lib/core/problems.ts';
import { CATALOGUE, offerRecordId } from './catalogue.ts';
import { type ManagedState, type ReadPolicy, readPolicy, shownOf } from './managed.ts';
import type { Subscriptions } from './subscriptions.ts';

export interface ManagedDeps {
  /** What the browser holds; rejects where it knows no policy (Firefox without a manifest for it). */
  stored(): Promise<unknown>;
  subscriptions: Pick<Subscriptions, 'installManaged' | 'subscribe' | 'setEnabled'>;
  /** Starting states that were set once, so that what people change afterwards stands. */
  applied(): Promise<string[]>;
  setApplied(states: string[]): Promise<void>;
  wait(ms: number): Promise<unknown>;
}

export interface Managed {
  /**
   * What was read last. Whoever asks first waits until something was, for a worker that just started knows no policy; but
   * not without end, for Chromium now and then leaves the question unanswered.
   */
  known(): Promise<ReadPolicy>;
  /** Reads the policy and brings the subscriptions in line with it; `false` where there was nothing to do. */
  apply(): Promise<boolean>;
}

/** Milliseconds that an answer about the policy is waited for. */
const PATIENCE_MS = 2_000;

export function createManaged(deps: ManagedDeps): Managed {
  let last = readPolicy(null);
  let reading: Promise<ReadPolicy> | null = null;
  let patience: Promise<unknown> | null = null;
  function readNow(): Promise<ReadPolicy> {
    const read = deps.stored().then(readPolicy, () => readPolicy(null));
    reading = read.then((policy) => {
      last = policy;
      return policy;
    });
    return reading;
  }
  return {
    known() {
      patience ??= deps.wait(PATIENCE_MS);
      return Promise.race([reading ?? readNow(), patience.then(() => last)]);
    },
    async apply() {
      const { policy, problems } = await readNow();
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
