import * as v from 'valibot';
import {
  APPEARANCES,
  CHOICES_KEY,
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
import {
  MAX_NAME_CHARS,
  MAX_PAUSED_SITES,
  MAX_SAVED_LISTS,
  MAX_SETTINGS_CHARS,
  MAX_URL_CHARS,
} from '#lib/core/limits.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { BROWSING_LEVELS, REVIEW_KEY, type ReviewChoices } from '#lib/core/review-choices.ts';
import { MAX_REVIEWER_CHARS } from '#lib/core/review-limits.ts';
import type { ReviewSharing } from '#lib/core/review-sharing.ts';
import type { SavedList } from '#lib/core/saved-lists.ts';
import { isFeedUrl } from '#lib/core/web-url.ts';
import { readSharing } from '#lib/review/push/targets.ts';
import { BUILT_IN, readReasons } from '#lib/review/reasons.ts';

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
  /** What the browser told last of an organisation's policy (lib/feed/told-policy.ts); `null` where it told none. */
  toldPolicy(): Promise<{ policy: unknown; day: IsoDate } | null>;
  setToldPolicy(told: { policy: unknown; day: IsoDate } | null): Promise<void>;
  review(): Promise<ReviewChoices>;
  /** `reasons` as a team's own list is written (lib/review/reasons.ts); `null` for those that come with Almsguard. */
  setReview(change: Partial<Omit<ReviewChoices, 'reasons'> & { reasons: unknown }>): Promise<void>;
  /** Where cases are passed on to, with keys: no file holds any of it. */
  sharing(): Promise<ReviewSharing>;
  setSharing(change: Partial<ReviewSharing>): Promise<void>;
  /** What a person chose, as the text of a file; the subscriptions stand elsewhere. Nothing of the review (ARCHITECTURE.md). */
  exportFile(lists: readonly SavedList[]): Promise<string>;
  /** Stores all that a file holds but its subscriptions, or nothing of it. */
  takeOver(settings: SettingsFile['settings']): Promise<void>;
}

const AS_OF = 'settings.asOf';
const REMEMBERS = 'settings.remembers';
const SHARING = 'settings.reviewSharing';
const APPLIED_STATES = 'settings.appliedStates';
const TOLD_POLICY = 'settings.toldPolicy';
const StoredStates = v.array(v.string());
const StoredReview = v.object({
  reviewer: v.fallback(v.pipe(v.string(), v.maxLength(MAX_REVIEWER_CHARS)), ''),
  reasons: v.fallback(v.unknown(), null),
  browsing: v.fallback(v.nullable(v.picklist(BROWSING_LEVELS)), null),
  keys: v.fallback(v.boolean(), true),
});
const StoredDate = v.pipe(v.string(), v.check(isIsoDate));
const StoredPolicy = v.object({ policy: v.unknown(), day: StoredDate });

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
const FILE_VERSION = 2;
const FileHead = v.object({ kind: v.literal(FILE_KIND), version: v.number() });

const saved = { enabled: v.boolean(), label: v.pipe(v.string(), v.maxLength(MAX_NAME_CHARS)) };
const id = v.pipe(v.string(), v.maxLength(MAX_NAME_CHARS), v.regex(/^[a-z0-9][a-z0-9._-]*$/));
const Saved = v.variant('kind', [
  v.strictObject({
    kind: v.literal('url'),
    url: v.pipe(v.string(), v.maxLength(MAX_URL_CHARS), v.check(isFeedUrl)),
    ...saved,
  }),
  v.strictObject({ kind: v.picklist(['offer', 'bundled']), id, ...saved }),
]);
/** Twice the same list could be both on and off. */
const SavedLists = v.pipe(
  v.array(Saved),
  v.maxLength(MAX_SAVED_LISTS),
  v.check((lists) => new Set(lists.map(nameOf)).size === lists.length),
);
const nameOf = (list: SavedList) =>
  list.kind === 'url' ? `url ${new URL(list.url).href}` : `${list.kind} ${list.id}`;

const file = { kind: v.literal(FILE_KIND), settings: v.strictObject({ ...shape, remembers: v.boolean() }) };
const SettingsFile = v.variant('version', [
  // Of the first version, which held no lists.
  v.strictObject({ ...file, version: v.literal(1) }),
  v.strictObject({ ...file, version: v.literal(FILE_VERSION), lists: SavedLists }),
]);

export interface SettingsFile {
  settings: Choices & { remembers: boolean };
  lists: SavedList[];
}

/** `session` is forgotten when the browser closes, `local` is not. */
export function createSettings(session: Area, local: Area): Settings {
  // Each by itself: one that an older or newer version wrote otherwise does not take the others with it.
  async function choices(): Promise<Choices> {
    const stored = await local.get(CHOICES_KEY).catch(() => ({}) as Record<string, unknown>);
    const known = v.safeParse(v.record(v.string(), v.unknown()), stored[CHOICES_KEY]);
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

  const sharing = () =>
    local.get(SHARING).then(
      (stored) => readSharing(stored[SHARING]),
      () => readSharing(null),
    );

  async function storedReview() {
    const stored = await local.get(REVIEW_KEY).catch(() => ({}) as Record<string, unknown>);
    const read = v.safeParse(StoredReview, stored[REVIEW_KEY]);
    return read.success ? read.output : v.parse(StoredReview, {});
  }

  return {
    choices,
    async review() {
      const { reasons, ...rest } = await storedReview();
      const own = readReasons(reasons);
      return { ...rest, reasons: own.ok ? own.value : BUILT_IN };
    },
    async setReview(change) {
      await local.set({ [REVIEW_KEY]: { ...(await storedReview()), ...change } });
    },
    sharing,
    async setSharing(change) {
      await local.set({ [SHARING]: readSharing({ ...(await sharing()), ...change }) });
    },
    async setChoices(change) {
      await local.set({ [CHOICES_KEY]: { ...(await choices()), ...change } });
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
    async toldPolicy() {
      const stored = v.safeParse(StoredPolicy, (await local.get(TOLD_POLICY))[TOLD_POLICY]);
      return stored.success ? stored.output : null;
    },
    setToldPolicy: (told) => (told ? local.set({ [TOLD_POLICY]: told }) : local.remove(TOLD_POLICY)),
    async exportFile(lists) {
      const settings = { ...(await choices()), remembers: await remembers() };
      return `${JSON.stringify({ kind: FILE_KIND, version: FILE_VERSION, settings, lists }, null, 2)}\n`;
    },
    // One write: both or neither.
    takeOver: ({ remembers, ...taken }) => local.set({ [CHOICES_KEY]: taken, [REMEMBERS]: remembers }),
  };
}

/** What a file of settings says; pure. */
export function readSettings(text: string): Result<SettingsFile, SettingsProblem> {
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
  if (file.success) return ok({ lists: [], ...file.output });
  const path = file.issues[0].path?.map(({ key }) => String(key)) ?? [];
  return fail('bad-setting', path.slice(path[0] === 'settings' ? 1 : 0).join('.'));
}
