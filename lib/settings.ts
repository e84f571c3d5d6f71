import * as v from 'valibot';
import { isIsoDate } from '#lib/core/dates.ts';
import type { IsoDate } from '#lib/core/entry.ts';

/** The slice of an area of `browser.storage` that settings need. */
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
  /** Whether it is kept, as salted hashes, what pages that ask for money showed. */
  remembers(): Promise<boolean>;
  setRemembers(on: boolean): Promise<void>;
  /** Starting states of a policy that were set once (lib/feed/managed-lists.ts). */
  appliedStates(): Promise<string[]>;
  setAppliedStates(states: string[]): Promise<void>;
}

const AS_OF = 'settings.asOf';
const REMEMBERS = 'settings.remembers';
const APPLIED_STATES = 'settings.appliedStates';
const StoredStates = v.array(v.string());
const StoredDate = v.pipe(v.string(), v.check(isIsoDate));

/** `session` is forgotten when the browser closes, `local` is not. */
export function createSettings(session: Area, local: Area): Settings {
  return {
    async asOf() {
      const stored = v.safeParse(StoredDate, (await session.get(AS_OF))[AS_OF]);
      return stored.success ? stored.output : null;
    },
    async setAsOf(date) {
      await (date === null ? session.remove(AS_OF) : session.set({ [AS_OF]: date }));
    },
    // Only a clear "no" was said by the person; and where storage is refused nothing can be kept.
    remembers: () =>
      local.get(REMEMBERS).then(
        (stored) => stored[REMEMBERS] !== false,
        () => false,
      ),
    setRemembers: (on) => local.set({ [REMEMBERS]: on }),
    async appliedStates() {
      const stored = v.safeParse(StoredStates, (await local.get(APPLIED_STATES))[APPLIED_STATES]);
      return stored.success ? stored.output : [];
    },
    setAppliedStates: (states) => local.set({ [APPLIED_STATES]: states }),
  };
}
