import { UNREADABLE } from '#components/ask/unreadable.ts';
import { FACTS } from '#components/facts.ts';
import { COLUMNS } from '#components/lookup/rows.ts';
import { KEYS } from '#components/review/keys.ts';
import { PARTS } from '#components/review/overview/use-route.ts';
import {
  type BundleFileProblem,
  type PartState,
  SAVE_STEPS,
  type SaveProblem,
} from '#lib/core/bundle-views.ts';
import { CHAINS } from '#lib/core/chains.ts';
import type { CheckedKind } from '#lib/core/checked.ts';
import { APPEARANCES, MODES, SETTINGS_PROBLEMS } from '#lib/core/choices.ts';
import { ACTS } from '#lib/core/claim-act.ts';
import type { Confidence, Status, Tier } from '#lib/core/entry.ts';
import texts from '#lib/core/list-words.json' with { type: 'json' };
import { DETAILS } from '#lib/core/problem-details.ts';
import { ACT_PROBLEMS, POLICY_PROBLEMS, PROBLEMS } from '#lib/core/problems.ts';
import { REFUSAL_REASONS } from '#lib/core/refusals.ts';
import { LEVELS, type MatchHow, type ReportState } from '#lib/core/report.ts';
import { CASE_STATES, type ListChange, type Origin } from '#lib/core/review.ts';
import { REVIEW_PROBLEMS } from '#lib/core/review-acts.ts';
import { PUSH_PROBLEMS, REVIEW_FILE_PROBLEMS } from '#lib/core/review-file-problems.ts';
import { INTAKE_KINDS, INTAKE_PROBLEMS, INTAKE_REASONS } from '#lib/core/review-intake.ts';
import { EXPORT_FORMATS } from '#lib/core/review-page.ts';
import type { Cover, KeptWith, Unopened } from '#lib/core/review-panel.ts';
import { DISTRIBUTIONS, TARGET_KINDS, TLPS } from '#lib/core/review-sharing.ts';
import { SORTS } from '#lib/core/review-views.ts';
import { LEFT_OUT } from '#lib/core/snapshot.ts';
import { type Context, HOWS, PLACE_FLAGS } from '#lib/core/types.ts';
import indicators from '#lib/detect/indicators.json' with { type: 'json' };
import catalogue from '#lib/feed/catalogue.json' with { type: 'json' };
import type { NoAnswer } from '#lib/messaging/answer-words.ts';
import type { Act } from '#lib/page/guard/acts.ts';
import reviewReasons from '#lib/review/reasons.json' with { type: 'json' };
import { NOTES, REASONS, UNREAD } from '#lib/verdict/reasons.ts';

/** All codes of a type: the compiler tells one that is missing, and one too many. */
const every = <Code extends string>(codes: Record<Code, true>) => Object.keys(codes);
const plus = (endings: readonly string[], codes: readonly string[]) =>
  codes.flatMap((code) => endings.map((ending) => code + ending));

const CONTEXTS = every<Context>({ donation: true, mention: true });
const HOSTS = every<'site' | 'page'>({ site: true, page: true });
const CONFIDENCES = every<Confidence>({
  'official-list': true,
  'court-record': true,
  'agency-notice': true,
  'issuer-freeze': true,
  research: true,
  community: true,
});
const TIERS = every<Tier>({ official: true, corroborated: true, reported: true });
const PLACES = every<Extract<MatchHow, 'domain' | 'page' | 'handle' | 'widget'>>({
  domain: true,
  page: true,
  handle: true,
  widget: true,
});
const OTHER_ADDRESSES = ['same-key', 'derived', 'parent', 'member'] satisfies MatchHow[];
/** Levels whose sentences speak of the page itself, or of its one address. */
const SPOKEN = LEVELS.filter((level) => level !== 'none' && level !== 'caution');
const STATES = every<Exclude<ReportState, 'ready'>>({
  'not-ready': true,
  unreadable: true,
  'no-permission': true,
  paused: true,
});

/**
 * Messages whose keys are put together in code: how they begin, and every code that may follow (`-` is written `_`). A
 * family says all of it: each code has its message, and each message that begins so is one of these, or named in the
 * code as it stands.
 */
export const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  // Findings, and what is said of them.
  // The last is of a list's entry that names none.
  a_chain: [...CHAINS, ''],
  badge: [...LEVELS, 'paused'],
  banner: ['site', 'page', 'handle', 'widget', 'lookalike-host', 'corroborated'],
  chain: [...CHAINS, ''],
  confidence: CONFIDENCES,
  context: CONTEXTS,
  fact: FACTS,
  flag: PLACE_FLAGS,
  guard: [
    ...every<Act['kind']>({ copy: true, press: true, pay: true, submit: true, copied: true }),
    ...['account', 'late'],
  ],
  guard_clipboard: ['emptied', 'other', 'kept'],
  headline: [
    ...LEVELS,
    ...STATES,
    'no-lists',
    ...HOSTS.flatMap((host) => SPOKEN.filter(isOfHosts).map((level) => `${host}-${level}`)),
    ...HOSTS.map((host) => `${host}-seized`),
  ],
  headline_only: SPOKEN,
  how: HOWS,
  indicator: Object.keys(indicators),
  level: LEVELS,
  mark: ['sanctioned', 'forfeited', 'corroborated', 'derived', 'parent', 'lookalike'],
  match: [...PLACES, 'exact', ...OTHER_ADDRESSES],
  note: Object.keys(NOTES),
  reason: Object.keys(REASONS),
  says: TIERS,
  status: every<Status>({
    active: true,
    forfeited: true,
    delisted: true,
    expired: true,
    disputed: true,
    withdrawn: true,
  }),
  sub: [
    ...plus(
      CONTEXTS.map((context) => `-${context}`),
      [...LEVELS, 'seized'],
    ),
    ...STATES,
    'no-lists',
  ],
  sub_seized: CONTEXTS,
  sub_unreadable: UNREADABLE,
  sure: [...CONFIDENCES, 'corroborated'],
  tier: TIERS,
  trail: OTHER_ADDRESSES,
  trail_the: PLACES,
  unknown: [
    ...['same-key', 'derived', 'parent', 'cluster', 'service'],
    ...['seizure', 'holder', 'date', 'reported', 'fresh', 'others'],
  ],
  // A page of a scan may want somebody signed in; `other` is what a later version says.
  unread: [...UNREAD, 'sign-in', 'other'],
  ...Object.fromEntries(ACTS.map((act) => [act, ['on', 'as', 'on-as']])),

  // Lists.
  covers: [...catalogue.map(({ id }) => id), ...Object.values(texts.covers), 'signed'],
  detail: Object.keys(DETAILS),
  licence: Object.values(texts.licences),
  list_title: Object.values(texts.titles),
  origin: ['bundled', 'remote', 'file'],
  policy_problem: Object.keys(POLICY_PROBLEMS),
  problem: [...PROBLEMS, ...ACT_PROBLEMS],
  refused_as: REFUSAL_REASONS,

  // Choices.
  appearance: APPEARANCES,
  mode: MODES,
  mode_hint: MODES,
  settings: SETTINGS_PROBLEMS,

  // Looking up, and evidence.
  answer: plus(
    ['', '-hint'],
    every<Exclude<NoAnswer, 'not-ready'>>({ 'no-selection': true, 'no-code': true }),
  ),
  bundle_claim: ['added', 'removed', 'status'],
  bundle_file: every<BundleFileProblem>({
    'no-zip': true,
    unsupported: true,
    'too-large': true,
    'too-many-files': true,
    ambiguous: true,
    'no-manifest': true,
    'bad-manifest': true,
    'newer-format': true,
  }),
  bundle_left: LEFT_OUT,
  bundle_part: every<PartState>({ intact: true, changed: true, missing: true, extra: true }),
  bundle_picture: ['cut', 'none'],
  bundle_problem: every<SaveProblem>({
    'not-ready': true,
    unreadable: true,
    gone: true,
    'too-large': true,
    failed: true,
  }),
  bundle_step: SAVE_STEPS,
  form: ['lower-case', 'upper-case', 'without-prefix', 'legacy', 'hex', 'before-2018'],
  lookup_col: COLUMNS,
  lookup_file: ['too-large', 'not-text', 'damaged', 'no-code', 'not-drawn', 'in-part'],
  lookup_kind: every<CheckedKind>({ address: true, host: true, page: true }),

  // Review.
  intake_kind: INTAKE_KINDS,
  intake_problem: [...INTAKE_PROBLEMS, 'no-tab'],
  intake_refused: INTAKE_REASONS,
  overview_act_add: every<Origin>({
    page: true,
    paste: true,
    file: true,
    scan: true,
    tab: true,
    browsing: true,
    merge: true,
  }),
  overview_distribution: DISTRIBUTIONS,
  overview_format: EXPORT_FORMATS,
  overview_format_about: EXPORT_FORMATS,
  overview_nav: PARTS,
  overview_plot: ['day', 'week'],
  overview_plot_start: ['day', 'week'],
  overview_sort: SORTS,
  overview_target: [...TARGET_KINDS, 'url', 'key', 'root', 'collection', 'authorization'],
  overview_target_hint: TARGET_KINDS,
  overview_tlp: TLPS.map((tlp) => tlp.replace('+', '-')),
  print: ['address', 'host', 'page', 'handle', 'widget'],
  push: [...PUSH_PROBLEMS, 'no-permission'],
  review_alike_done: ['undo', 'redo'],
  review_covered: every<Cover>({ blur: true, grey: true }),
  review_done: ['undo', 'redo'],
  review_file: REVIEW_FILE_PROBLEMS,
  review_kept: every<Exclude<KeptWith, 'nothing' | 'as-it-was'>>({
    pictures: true,
    'one-picture': true,
    'no-pictures': true,
    'no-page': true,
    earlier: true,
    none: true,
    late: true,
  }),
  review_key: KEYS.map(({ act }) => act),
  review_list: every<ListChange['says']>({
    against: true,
    past: true,
    for: true,
    near: true,
    gone: true,
    removed: true,
  }),
  review_problem: REVIEW_PROBLEMS,
  review_problem_nothing_to: ['undo', 'redo'],
  review_reason: reviewReasons.reasons.map(({ id }) => id),
  review_state: CASE_STATES,
  review_unopened: every<Unopened>({ 'no-permission': true, paused: true, timeout: true, unreadable: true }),
};

/** What a page itself cannot be: a key that addresses are made from. */
function isOfHosts(level: (typeof LEVELS)[number]): boolean {
  return level !== 'derived' && level !== 'same-key';
}
