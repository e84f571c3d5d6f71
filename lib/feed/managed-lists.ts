import type { PolicyProblem } from '#lib/core/problems.ts';
import { CATALOGUE, offerRecordId } from './catalogue.ts';
import { type ManagedState, type ReadPolicy, readPolicy, shownOf } from './managed.ts';
import type { Subscriptions } from './subscriptions.ts';

export interface ManagedDeps {
  /** What the browser holds; rejects where it has none (Firefox without a manifest for it), and where it cannot be read. */
  stored(): Promise<unknown>;
  /** What it told last, and where that is kept for the worker that comes next. */
  toldLast(): Promise<unknown>;
  setToldLast(raw: unknown): Promise<void>;
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
  /**
   * Reads the policy and brings the subscriptions in line with it; `false` where there was nothing to do, and where it could
   * not be read: what was laid down before stands then.
   */
  apply(): Promise<boolean>;
}

/** Milliseconds that an answer about the policy is waited for. */
const PATIENCE_MS = 2_000;

/** What Firefox says where nobody laid anything down. Any other failure says nothing of that. */
const NO_MANIFEST = /Managed storage manifest not found/;

export function createManaged(deps: ManagedDeps): Managed {
  let last: ReadPolicy | null = null;
  let reading: Promise<ReadPolicy | null> | null = null;
  let patience: Promise<unknown> | null = null;

  function readNow(): Promise<ReadPolicy | null> {
    reading = told().then((policy) => {
      last = policy ?? last;
      return policy;
    });
    return reading;
  }

  /** `null` where it could not be read. */
  async function told(): Promise<ReadPolicy | null> {
    let raw: unknown;
    try {
      raw = await deps.stored();
    } catch (error) {
      if (!NO_MANIFEST.test(String(error))) return null;
      raw = {};
    }
    await keep(raw).catch(() => undefined);
    return readPolicy(raw);
  }

  async function keep(raw: unknown): Promise<void> {
    // Where nobody ever laid anything down, nothing is kept.
    const before = (await deps.toldLast()) ?? {};
    if (JSON.stringify(raw) !== JSON.stringify(before)) await deps.setToldLast(raw);
  }

  /** A policy that is not told just now is none the less one. */
  const lastKnown = async () => last ?? readPolicy(await deps.toldLast().catch(() => null));

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
