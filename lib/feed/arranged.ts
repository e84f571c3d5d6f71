import type { ActProblem } from '#lib/core/problems.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { SavedList } from '#lib/core/saved-lists.ts';
import { withMoved } from '#lib/watchlist/order.ts';
import type { ListStore } from '#lib/watchlist/store.ts';
import { offerOf } from './catalogue.ts';
import { type SavingRules, withSaved } from './saved-lists.ts';

/** What people do with the lists that stand there: nothing of it needs a download. */
export interface Arranged {
  setEnabled(id: string, enabled: boolean): Promise<Result<null, ActProblem>>;
  /** Moves a list a step up or down in the person's own order. */
  move(id: string, step: -1 | 1): Promise<Result<null, never>>;
  remove(id: string): Promise<Result<null, ActProblem>>;
  /** Takes the lists of a file of settings over, or none of them; nothing is downloaded yet. */
  takeSaved(lists: readonly SavedList[], rules?: SavingRules): Promise<Result<null, ActProblem>>;
}

/** `oneAtATime` keeps one change of records from interleaving with another. */
export function createArranged(
  store: () => ListStore,
  oneAtATime: <T>(work: () => Promise<T>) => Promise<T>,
): Arranged {
  return {
    setEnabled: (id, enabled) =>
      oneAtATime(async () => {
        const record = (await store().records()).find((one) => one.id === id);
        if (!record) return fail('gone', `There is no list ${id}.`);
        await store().update({ ...record, enabled });
        return ok(null);
      }),

    move: (id, step) =>
      oneAtATime(async () => {
        for (const record of withMoved(await store().records(), id, step)) await store().update(record);
        return ok(null);
      }),

    remove: (id) =>
      oneAtATime(async () => {
        const record = (await store().records()).find((one) => one.id === id);
        if (record?.origin === 'bundled') {
          return fail('bundled', `${id} comes with the extension.`);
        }
        if (offerOf(id)?.isDefault) {
          return fail('default', `${id} is offered to everybody.`);
        }
        await store().remove(id);
        return ok(null);
      }),

    takeSaved: (lists, rules) =>
      oneAtATime(async () => {
        const records = withSaved(await store().records(), lists, rules);
        if (!records.ok) return records;
        await store().updateAll(records.value);
        return ok(null);
      }),
  };
}
