import * as v from 'valibot';
import { isIsoDate } from '#lib/core/dates.ts';
import { MAX_URL_CHARS } from '#lib/core/limits.ts';
import { LEVELS } from '#lib/core/report.ts';
import { CASE_STATES, type LoggedAct, type Origin, type SeenClaim } from '#lib/core/review.ts';
import { MAX_REVIEW_DEPTH, MAX_REVIEW_ID_CHARS, MAX_REVIEWER_CHARS } from '#lib/core/review-limits.ts';
import { webUrl } from '#lib/core/web-url.ts';
import { caseId, caseUrl } from '../case-id.ts';

/**
 * What a line and its evidence must be so that they can be shown. Fields and kinds of acts that are not known here are
 * left as they are: the hash covers them, and the workspace that knows them gets them back. Whoever adds a value where
 * a list of them stands here raises the file's version.
 */

const ORIGINS = ['page', 'paste', 'file', 'scan', 'tab', 'browsing', 'merge'] as const satisfies Origin[];
const ITEM_KINDS = ['address', 'host', 'page', 'handle', 'widget'] as const;

export const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
export const Time = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
  v.check((text) => !Number.isNaN(Date.parse(text))),
);
const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_REVIEW_ID_CHARS));
const Level = v.picklist(LEVELS);
const Texts = v.array(v.string());

const Claim = v.looseObject({
  list: v.string(),
  title: v.string(),
  entry: v.string(),
  says: v.picklist(['against', 'past', 'for', 'near', 'idle'] as const satisfies SeenClaim['says'][]),
});
const Item = v.looseObject({
  kind: v.picklist(ITEM_KINDS),
  text: v.string(),
  chain: v.nullable(v.string()),
  keys: Texts,
  level: Level,
  subjects: Texts,
  lists: Texts,
  claims: v.optional(v.array(Claim)),
  asks: v.optional(v.literal(true)),
});
const List = v.looseObject({
  id: v.string(),
  title: v.string(),
  version: v.string(),
  date: v.pipe(v.string(), v.check(isIsoDate)),
});
const Seen = v.looseObject({
  finalUrl: v.string(),
  title: v.string(),
  level: Level,
  date: v.string(),
  items: v.array(Item),
  indicators: Texts,
  from: v.optional(v.literal('scan')),
});

const Add = v.looseObject({
  type: v.literal('add'),
  // What somebody will press to open it: nothing but the web.
  url: v.pipe(
    v.string(),
    v.maxLength(MAX_URL_CHARS),
    v.check((url) => webUrl(url) !== null),
  ),
  title: v.string(),
  from: v.picklist(ORIGINS),
  note: v.string(),
});
const KNOWN = {
  add: Add,
  seen: v.looseObject({ type: v.literal('seen'), seen: Seen }),
  decide: v.looseObject({
    type: v.literal('decide'),
    state: v.picklist(CASE_STATES),
    reason: v.nullable(v.string()),
    evidence: v.nullable(Hash),
    after: v.array(Id),
    like: v.optional(Id),
  }),
  note: v.looseObject({ type: v.literal('note'), text: v.string() }),
  tag: v.looseObject({ type: v.literal('tag'), add: Texts, remove: Texts }),
  undo: v.looseObject({ type: v.literal('undo'), act: Id }),
  'judged-again': v.looseObject({
    type: v.literal('judged-again'),
    before: Level,
    after: Level,
    seen: Seen,
    lists: v.optional(v.array(List)),
  }),
};

const Head = v.looseObject({
  id: Id,
  device: Id,
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  prev: v.union([v.literal(''), Hash]),
  hash: Hash,
  at: Time,
  reviewer: v.pipe(v.string(), v.maxLength(MAX_REVIEWER_CHARS)),
  case: Id,
  act: v.looseObject({ type: v.pipe(v.string(), v.maxLength(MAX_REVIEW_ID_CHARS)) }),
});

/** Whether it is a line of a log; an act of an unknown kind only needs to say its kind. */
export function isLine(value: unknown): value is LoggedAct {
  if (!isShallow(value) || !v.is(Head, value)) return false;
  const { act } = value;
  const schema = Object.hasOwn(KNOWN, act.type) ? KNOWN[act.type as keyof typeof KNOWN] : null;
  if (schema && !v.is(schema, act)) return false;
  // An act that adds one page to the case of another would show a link that leads elsewhere than its case.
  return !v.is(Add, act) || caseId(caseUrl(act.url) ?? act.url) === value.case;
}

/** What writes a value into a file goes down each of its levels: one that is too deep could never leave again. */
export function isShallow(value: unknown, levels = MAX_REVIEW_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((one) => isShallow(one, levels - 1));
}

const Finding = v.looseObject({
  text: v.string(),
  canonical: v.string(),
  level: Level,
  places: v.array(v.looseObject({})),
  reasons: v.array(v.looseObject({ code: v.string(), params: v.record(v.string(), v.string()) })),
  claims: v.array(
    v.looseObject({
      id: v.string(),
      list: v.string(),
      listTitle: v.string(),
      authority: v.string(),
      subject: v.nullable(v.string()),
      url: v.nullable(v.string()),
    }),
  ),
});

export const StoredEvidence = v.looseObject({
  report: v.looseObject({
    url: v.string(),
    title: v.string(),
    date: v.string(),
    level: Level,
    watchlist: v.array(v.looseObject({})),
    page: v.array(Finding),
    addresses: v.array(Finding),
    widgets: v.array(v.looseObject({})),
    unread: v.array(v.looseObject({})),
  }),
  placements: v.array(v.looseObject({ text: v.string(), near: v.string() })),
  url: v.optional(v.string()),
  finalUrl: v.string(),
  at: Time,
  lists: v.array(
    v.looseObject({ id: v.string(), version: v.string(), date: v.string(), hash: v.nullable(Hash) }),
  ),
  extension: v.string(),
  browser: v.string(),
  pictures: v.looseObject({ plain: v.nullable(Hash), marked: v.nullable(Hash) }),
  blurred: v.optional(v.literal(true)),
});
