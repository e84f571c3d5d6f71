import type { Claim } from '#lib/core/entry.ts';
import { MAX_FIELD_CHARS } from '#lib/core/limits.ts';
import type { RefusalReason } from '#lib/core/refusals.ts';
import { clean } from './clean.ts';
import { dayOfTime } from './days.ts';
import type { Indicated } from './intel-value.ts';
import { type Fields, fieldsOf, listOf, nameOf, textOf, textsOf } from './json-fields.ts';
import { isDisputed } from './misp-tags.ts';
import { indicatedBy } from './misp-type.ts';
import { readPattern } from './stix-pattern.ts';
import { observed } from './stix-value.ts';

/** An object that speaks against something, as read without knowing the other objects of its bundle. */
export interface Indicator {
  id: string;
  /** Milliseconds of its version; of several the latest counts (STIX 2.1, 3.6). */
  modified: number;
  revoked: boolean;
  /** Identity that wrote it. */
  author: string | null;
  said: Pick<Claim, 'status' | 'listed' | 'validUntil' | 'changed'>;
  links: string[];
  /** What it points at and what of it is left out. */
  parts: (Indicated | { reason: RefusalReason; value: string })[];
}

/** The open vocabulary `indicator-type-ov` of STIX 2.1; STIX 2.0 had these words among the labels. */
const TYPES: readonly string[] = [
  'anomalous-activity',
  'anonymization',
  'attribution',
  'benign',
  'compromised',
  'malicious-activity',
  'unknown',
];
/** Words for what is known to be harmless; the last two are SEAL-ISAC's. */
const HARMLESS: readonly string[] = [
  'allowlist',
  'allowlisted',
  'benign',
  'false-positive',
  'false positive',
  'whitelist',
  'whitelisted',
  'allowlisted domain',
  'trusted web content',
];
/** Below it stands "low" on the specification's scale of none, low, medium and high (STIX 2.1, appendix A). */
const MIN_CONFIDENCE = 30;

/**
 * An `indicator`, or the `x-misp-attribute` that MISP writes where STIX has no object, such as for `btc`; `null` for
 * every other object. Relationships are not looked at: that an indicator indicates a threat actor means that it
 * helps to detect that actor, not whose the address is. Neither are markings: what a TLP mark forbids is to pass an
 * object on, and nothing that was read is.
 */
export function readIndicator(object: Fields, where: string): Indicator | null {
  const isIndicator = object.type === 'indicator';
  if (!isIndicator && object.type !== 'x-misp-attribute') return null;
  const labels = textsOf(object.labels).map((label) => label.toLowerCase());
  const reason = isIndicator ? objection(object, labels) : null;
  const revoked = object.revoked === true;
  const status = revoked ? 'withdrawn' : isDisputed(labels) ? 'disputed' : 'active';
  const ends = timeOf(object.valid_until);
  return {
    id: nameOf(object.id) ?? where,
    modified: timeOf(object.modified) ?? 0,
    revoked,
    author: textOf(object.created_by_ref),
    said: {
      status,
      listed: dayOfStamp(object.valid_from ?? object.created),
      // It is valid up to that time: where that is the first moment of a day, the last day is the one before.
      validUntil: ends === null ? null : dayOfTime(ends - 1),
      // The first version has changed nothing (STIX 2.1, 3.6).
      changed: object.modified === object.created ? null : dayOfStamp(object.modified),
    },
    links: listOf(object.external_references).flatMap((reference) => {
      const url = textOf(fieldsOf(reference)?.url);
      return url === null ? [] : [url];
    }),
    parts: reason
      ? [{ reason, value: brief(object.pattern) }]
      : isIndicator
        ? patternParts(object)
        : mispParts(object, labels),
  };
}

/** Why an indicator speaks against nobody. One without any type does: to detect what is malicious is what it is for. */
function objection(object: Fields, labels: readonly string[]): RefusalReason | null {
  if (object.pattern_type !== undefined && object.pattern_type !== 'stix') return 'other-pattern';
  const given = textsOf(object.indicator_types).map((type) => type.toLowerCase());
  const types = given.length > 0 ? given : labels.filter((label) => TYPES.includes(label));
  if ([...types, ...labels].some((word) => HARMLESS.includes(word))) return 'harmless';
  // `compromised` is a victim, `anonymization` a service, `attribution` somebody's trace: none is an accusation.
  if (types.length > 0 && !types.includes('malicious-activity')) return 'not-malicious';
  const { confidence } = object;
  return typeof confidence === 'number' && confidence < MIN_CONFIDENCE ? 'low-confidence' : null;
}

function patternParts({ pattern }: Fields): Indicator['parts'] {
  if (typeof pattern !== 'string') return [{ reason: 'no-pattern', value: '' }];
  const comparisons = readPattern(pattern);
  if ('reason' in comparisons) return [{ reason: comparisons.reason, value: brief(pattern) }];
  return comparisons.map(({ object, path, value }) => {
    const text = textOf(value);
    const part = text === null ? ({ reason: 'other-type' } as const) : observed(object, path, text);
    // Of values that are none of a list's business only the type is told: there are names and mailboxes among them.
    if (!('reason' in part)) return part;
    return { reason: part.reason, value: part.reason === 'other-type' ? object : (text ?? '') };
  });
}

function mispParts(object: Fields, labels: readonly string[]): Indicator['parts'] {
  const type = textOf(object.x_misp_type)?.slice(0, 60) ?? '';
  const value = textOf(object.x_misp_value);
  const part = indicatedBy(type, value, object, null);
  if ('reason' in part)
    return [{ reason: part.reason, value: part.reason.startsWith('other-') ? type : (value ?? '') }];
  return labels.includes('misp:to_ids="true"') ? [part] : [{ reason: 'not-actionable', value: value ?? '' }];
}

/** A STIX timestamp in milliseconds. */
function timeOf(value: unknown): number | null {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}T[\d:.]{8,}Z$/.test(value)) return null;
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : time;
}

function dayOfStamp(value: unknown) {
  const time = timeOf(value);
  return time === null ? null : dayOfTime(time);
}

function brief(pattern: unknown): string {
  return typeof pattern === 'string' ? clean(pattern.slice(0, MAX_FIELD_CHARS)) : '';
}
