import * as v from 'valibot';
import { isIsoDate } from '#lib/core/dates.ts';
import type { IsoDate } from '#lib/core/entry.ts';

/** The slice of `browser.storage.session` that settings need. */
export interface Area {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Every stored setting. */
export interface Settings {
  /** The day to judge for; `null` means today. Forgotten when the browser closes. */
  asOf(): Promise<IsoDate | null>;
  setAsOf(date: IsoDate | null): Promise<void>;
}

const AS_OF = 'settings.asOf';
const StoredDate = v.pipe(v.string(), v.check(isIsoDate));

export function createSettings(session: Area): Settings {
  return {
    async asOf() {
      const stored = v.safeParse(StoredDate, (await session.get(AS_OF))[AS_OF]);
      return stored.success ? stored.output : null;
    },
    async setAsOf(date) {
      await (date === null ? session.remove(AS_OF) : session.set({ [AS_OF]: date }));
    },
  };
}
