import * as v from 'valibot';
import {
  APPEARANCES,
  type Choices,
  DEFAULT_CHOICES,
  MODES,
  OPTIONAL_MARKS,
  pausableHost,
  type SettingsProblem,
} from '#lib/core/choices.ts';
import { isIsoDate } from '#lib/core/dates.ts';
import type { IsoDate } from '#lib/core/entry.ts';
import { LANGUAGES } from '#lib/core/languages.ts';
import { MAX_PAUSED_SITES, MAX_SETTINGS_CHARS } from '#lib/core/limits.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';

/** The slice of an area of `browser.storage` that settings need. */
export interface Area {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Every stored setting. */
export interface Settings {
  choices(): Promise<Choices>;
  setChoices(change: Partial<Choices>): Promise<void>;
  /** The day to judge for; `null` means today. Forgotten when the browser closes. */
  asOf(): Promise<IsoDate | null>;
  setAsOf(date: IsoDate | null): Promise<void>;
  /** Whether it is kept, as salted hashes, what pages that ask for money showed. */
  remembers(): Promise<boolean>;
  setRemembers(on: boolean): Promise<void>;
  /** Starting states of a policy that were set once (lib/feed/managed-lists.ts). */
  appliedStates(): Promise<string[]>;
  setAppliedStates(states: string[]): Promise<void>;
  /** Everything that a person chose, as the text of a file. */
  exportFile(): Promise<string>;
  /** Takes a whole file over, or nothing of it. */
  importFile(text: string): Promise<Result<Choices & { remembers: boolean }, SettingsProblem>>;
}

const CHOICES = 'settings.choices';
const AS_OF = 'settings.asOf';
const REMEMBERS = 'settings.remembers';
const APPLIED_STATES = 'settings.appliedStates';
const StoredStates = v.array(v.string());
const StoredDate = v.pipe(v.string(), v.check(isIsoDate));

/** A name as the browser writes it: lower case, in ASCII, no port; and nothing that means more than one host in a pattern. */
export const Host = v.pipe(
  v.string(),
  v.maxLength(255),
  v.regex(/^[\w.:[\]-]+$/),
  v.check((host) => pausableHost(`http://${host}/`) === host),
);

const shape = {
  mode: v.picklist(MODES),
  paused: v.pipe(v.array(Host), v.maxLength(MAX_PAUSED_SITES)),
  marks: v.pipe(v.array(v.picklist(OPTIONAL_MARKS)), v.maxLength(OPTIONAL_MARKS.length)),
  language: v.nullable(v.picklist(LANGUAGES)),
  appearance: v.picklist(APPEARANCES),
};

/** A change that a page of our own may ask for; sites are paused one by one. */
export const ChoicesChange = v.strictObject({
  mode: v.exactOptional(shape.mode),
  marks: v.exactOptional(shape.marks),
  language: v.exactOptional(shape.language),
  appearance: v.exactOptional(shape.appearance),
});

const FILE_KIND = 'almsguard-settings';
const FILE_VERSION = 1;
const FileHead = v.object({ kind: v.literal(FILE_KIND), version: v.number() });
const SettingsFile = v.strictObject({
  kind: v.literal(FILE_KIND),
  version: v.literal(FILE_VERSION),
  settings: v.strictObject({ ...shape, remembers: v.boolean() }),
});

/** `session` is forgotten when the browser closes, `local` is not. */
export function createSettings(session: Area, local: Area): Settings {
  // Each by itself: one that an older or newer version wrote otherwise does not take the others with it.
  async function choices(): Promise<Choices> {
    const stored = await local.get(CHOICES).catch(() => ({}) as Record<string, unknown>);
    const known = v.safeParse(v.record(v.string(), v.unknown()), stored[CHOICES]);
    const of = <T>(schema: v.GenericSchema<unknown, T>, key: keyof Choices, otherwise: T): T => {
      const parsed = v.safeParse(schema, known.success ? known.output[key] : undefined);
      return parsed.success ? parsed.output : otherwise;
    };
    return {
      mode: of(shape.mode, 'mode', DEFAULT_CHOICES.mode),
      paused: of(shape.paused, 'paused', DEFAULT_CHOICES.paused),
      marks: of(shape.marks, 'marks', DEFAULT_CHOICES.marks),
      language: of(shape.language, 'language', DEFAULT_CHOICES.language),
      appearance: of(shape.appearance, 'appearance', DEFAULT_CHOICES.appearance),
    };
  }

  // Only a clear "no" was said by the person; and where storage is refused nothing can be kept.
  const remembers = () =>
    local.get(REMEMBERS).then(
      (stored) => stored[REMEMBERS] !== false,
      () => false,
    );

  return {
    choices,
    async setChoices(change) {
      await local.set({ [CHOICES]: { ...(await choices()), ...change } });
    },
    async asOf() {
      const stored = v.safeParse(StoredDate, (await session.get(AS_OF))[AS_OF]);
      return stored.success ? stored.output : null;
    },
    async setAsOf(date) {
      await (date === null ? session.remove(AS_OF) : session.set({ [AS_OF]: date }));
    },
    remembers,
    setRemembers: (on) => local.set({ [REMEMBERS]: on }),
    async appliedStates() {
      const stored = v.safeParse(StoredStates, (await local.get(APPLIED_STATES))[APPLIED_STATES]);
      return stored.success ? stored.output : [];
    },
    setAppliedStates: (states) => local.set({ [APPLIED_STATES]: states }),
    async exportFile() {
      const settings = { ...(await choices()), remembers: await remembers() };
      return `${JSON.stringify({ kind: FILE_KIND, version: FILE_VERSION, settings }, null, 2)}\n`;
    },
    async importFile(text) {
      const read = readSettings(text);
      if (!read.ok) return read;
      const { remembers, ...taken } = read.value;
      // One write: both or neither.
      await local.set({ [CHOICES]: taken, [REMEMBERS]: remembers });
      return read;
    },
  };
}

/** What a file of settings says; pure. */
function readSettings(text: string): Result<Choices & { remembers: boolean }, SettingsProblem> {
  if (text.length > MAX_SETTINGS_CHARS) return fail('settings-too-large', `More than ${MAX_SETTINGS_CHARS}`);
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return fail('not-settings', 'This file is no JSON.');
  }
  const head = v.safeParse(FileHead, raw);
  if (!head.success) return fail('not-settings', 'This file holds no settings of Almsguard.');
  if (head.output.version > FILE_VERSION) return fail('newer-settings', String(head.output.version));
  const file = v.safeParse(SettingsFile, raw);
  if (file.success) return ok(file.output.settings);
  const path = file.issues[0].path?.map(({ key }) => String(key)) ?? [];
  return fail('bad-setting', path.slice(path[0] === 'settings' ? 1 : 0).join('.'));
}
