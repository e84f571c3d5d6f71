import { CATALOGUE, offerRecordId } from './catalogue.ts';
import { type ManagedState, type Policy, readPolicy } from './managed.ts';
import type { Subscriptions } from './subscriptions.ts';

export interface ManagedDeps {
  /** What the browser holds; rejects where it knows no policy (Firefox without a manifest for it). */
  stored(): Promise<unknown>;
  subscriptions: Pick<Subscriptions, 'installManaged' | 'subscribe' | 'setEnabled'>;
  /** Starting states that were set once, so that what people change afterwards stands. */
  applied(): Promise<string[]>;
  setApplied(states: string[]): Promise<void>;
}

export interface Managed {
  policy(): Policy;
  problems(): string[];
  /** Reads the policy and brings the subscriptions in line with it; `false` where there was nothing to do. */
  apply(): Promise<boolean>;
}

export function createManaged(deps: ManagedDeps): Managed {
  let current = readPolicy(null);
  return {
    policy: () => current.policy,
    problems: () => current.problems,
    async apply() {
      current = readPolicy(await deps.stored().catch(() => null));
      const { lists, states } = current.policy;
      const changed = await deps.subscriptions.installManaged(lists);
      const before = await deps.applied();
      const now = states.filter(({ locked }) => !locked).map(nameOf);
      for (const state of states) {
        if (state.locked || !before.includes(nameOf(state))) await set(state);
      }
      if (now.join() !== before.join()) await deps.setApplied(now);
      return changed || states.length > 0;
    },
  };

  async function set({ id, on }: ManagedState): Promise<void> {
    const offer = CATALOGUE.find((one) => offerRecordId(one) === id);
    if (offer && on) await deps.subscriptions.subscribe(offer);
    else {
      const done = await deps.subscriptions.setEnabled(id, on);
      // An offer that nobody took up is off as it is.
      if (!done.ok && !offer) current.problems.push(`"states": there is no list "${id}".`);
    }
  }
}

function nameOf({ id, on }: ManagedState): string {
  return `${id}=${on}`;
}
