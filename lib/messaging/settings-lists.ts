import type { ActProblem } from '#lib/core/problems.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { SavedList } from '#lib/core/saved-lists.ts';
import { savedLists } from '#lib/feed/saved-lists.ts';
import type { Subscriptions } from '#lib/feed/subscriptions.ts';
import type { ListRecord } from '#lib/watchlist/store.ts';
import { isReady } from './page-handler.ts';

/** The subscriptions as a file of settings holds them. */
export interface SettingsLists {
  /** `null` while they are not known. */
  saved(): Promise<SavedList[] | null>;
  take(lists: readonly SavedList[]): Promise<Result<null, ActProblem>>;
}

export interface SettingsListsDeps {
  ready(): Promise<unknown>;
  records(): Promise<ListRecord[]>;
  subscriptions: Pick<Subscriptions, 'takeSaved'>;
  /** Loads the lists that are in use now. */
  load(): Promise<void>;
}

export function createSettingsLists(deps: SettingsListsDeps): SettingsLists {
  return {
    saved: async () => ((await isReady(deps.ready())) ? savedLists(await deps.records()) : null),
    async take(lists) {
      if (lists.length === 0) return ok(null);
      if (!(await isReady(deps.ready()))) return fail('not-ready', 'The lists are being loaded.');
      const taken = await deps.subscriptions.takeSaved(lists);
      if (taken.ok) await deps.load();
      return taken;
    },
  };
}
