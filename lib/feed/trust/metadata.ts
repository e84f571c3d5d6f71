import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { MAX_ROLE_KEYS, MAX_TARGET_BYTES } from '#lib/core/limits.ts';
import { inFile } from '#lib/core/problem-details.ts';
import { canonicalize } from './canonical.ts';
import { isSoundKey } from './ed25519.ts';
import { type JsonObject, parseJson } from './json.ts';
import { refuse } from './refuse.ts';

/** The four top-level roles; delegations of targets are not followed (docs/adr/011-trust.md). */
export const ROLES = ['root', 'timestamp', 'snapshot', 'targets'] as const;
export type Role = (typeof ROLES)[number];

const Hex256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
/** The one form of time that the specification allows (4.2.1), as milliseconds; no 30th of February. */
const Time = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  v.check((text) => !Number.isNaN(Date.parse(text)) && timeText(Date.parse(text)) === text),
  v.transform((text) => Date.parse(text)),
);
/** A path becomes a part of a URL: no step upwards, nothing to escape. */
const SEGMENT = '[A-Za-z0-9][A-Za-z0-9._-]*';
export const TARGET_PATH = new RegExp(`^(?!.{201})${SEGMENT}(/${SEGMENT})*$`);

const MAX_KEYS = ROLES.length * MAX_ROLE_KEYS;

const common = {
  spec_version: v.pipe(v.string(), v.regex(/^1\.\d{1,4}(\.\d{1,4})?$/)),
  version: whole,
  expires: Time,
};
const Key = v.object({
  keytype: v.literal('ed25519'),
  scheme: v.literal('ed25519'),
  keyval: v.object({ public: v.pipe(Hex256, v.check(isSoundKey, 'a key that proves nothing')) }),
});
const RoleKeys = v.pipe(
  v.object({
    keyids: v.pipe(
      v.array(Hex256),
      v.maxLength(MAX_ROLE_KEYS),
      v.check((ids) => new Set(ids).size === ids.length, 'one key twice in a role'),
    ),
    threshold: whole,
  }),
  v.check(({ keyids, threshold }) => threshold <= keyids.length, 'a threshold above the number of keys'),
);
const Root = v.pipe(
  v.object({
    _type: v.literal('root'),
    ...common,
    consistent_snapshot: v.literal(true),
    keys: v.pipe(
      // Each key costs a millisecond before anything is known to be signed.
      v.custom<Record<string, unknown>>(
        (keys) => isObject(keys) && Object.keys(keys).length <= MAX_KEYS,
        'too many keys',
      ),
      v.record(Hex256, Key),
      // The id is computed, so that one key cannot stand under two ids and count twice.
      v.check(
        (keys) => Object.entries(keys).every(([id, key]) => keyId(key) === id),
        'a key with a wrong id',
      ),
    ),
    roles: v.object({ root: RoleKeys, timestamp: RoleKeys, snapshot: RoleKeys, targets: RoleKeys }),
  }),
  v.check(
    ({ keys, roles }) => Object.values(roles).every((role) => role.keyids.every((id) => id in keys)),
    'a role of which the keys are not given',
  ),
);
/** Lengths and hashes are optional in the specification; a hash that is there has to be one that is checked. */
const MetaFile = v.object({
  version: whole,
  length: v.optional(whole),
  hashes: v.optional(v.object({ sha256: Hex256 })),
});
const Timestamp = v.object({
  _type: v.literal('timestamp'),
  ...common,
  meta: v.object({ 'snapshot.json': MetaFile }),
});
const Snapshot = v.object({
  _type: v.literal('snapshot'),
  ...common,
  meta: v.intersect([v.object({ 'targets.json': MetaFile }), v.record(v.string(), MetaFile)]),
});
const Target = v.object({
  length: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_TARGET_BYTES)),
  hashes: v.object({ sha256: Hex256 }),
  custom: v.optional(v.custom<JsonObject>(isObject)),
});
const Targets = v.object({
  _type: v.literal('targets'),
  ...common,
  targets: v.record(v.pipe(v.string(), v.regex(TARGET_PATH)), Target),
});
const Signatures = v.pipe(
  v.array(v.object({ keyid: v.string(), sig: v.string() })),
  v.maxLength(MAX_ROLE_KEYS),
  v.check(
    (list) => new Set(list.map(({ keyid }) => keyid)).size === list.length,
    'two signatures of one key',
  ),
);

const SCHEMAS = { root: Root, timestamp: Timestamp, snapshot: Snapshot, targets: Targets };
type Content = { [R in Role]: v.InferOutput<(typeof SCHEMAS)[R]> };
export type MetaFile = v.InferOutput<typeof MetaFile>;

/** One metadata file as it came, read but not yet believed. */
export interface Metadata<R extends Role = Role> {
  role: R;
  signed: Content[R];
  signatures: { keyid: string; sig: string }[];
  /** What the signatures are over; equal for two spellings of one content. */
  canonical: string;
  bytes: Uint8Array;
}

/** Throws a `FeedFault` where the file is not of the form. */
export function parseMetadata<R extends Role>(role: R, bytes: Uint8Array): Metadata<R> {
  const { signed, signatures } = parseJson(bytes);
  const content = v.safeParse(SCHEMAS[role], signed, { abortEarly: true });
  const list = v.safeParse(Signatures, signatures, { abortEarly: true });
  const issue = content.issues?.[0] ?? list.issues?.[0];
  if (!content.success || !list.success) {
    refuse(
      'bad-metadata',
      `${role}.json is not as expected: ${issue?.message} (${pathOf(issue)})`,
      inFile(`${role}.json`),
    );
  }
  return {
    role,
    // The schema of a role gives that role's content; the table does not tell the compiler so.
    signed: content.output as Content[R],
    signatures: list.output,
    canonical: canonicalize(signed as JsonObject),
    bytes,
  };
}

/** TUF specification 4.2: SHA-256 of the key's canonical form. */
export function keyId({ keytype, scheme, keyval }: v.InferOutput<typeof Key>): string {
  const json = canonicalize({ keytype, scheme, keyval: { public: keyval.public } });
  return bytesToHex(sha256(utf8ToBytes(json)));
}

export function timeText(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pathOf(issue: v.BaseIssue<unknown> | undefined): string {
  const path = issue?.path?.map(({ key }) => String(key).slice(0, 80)).join('.');
  return path || 'the whole';
}
