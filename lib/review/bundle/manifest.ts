import { sha256 } from '@noble/hashes/sha2.js';
import canonicalize from 'canonicalize';
import * as v from 'valibot';
import { toHex } from '#lib/core/bytes.ts';
import {
  MAX_BUNDLE_PART_BYTES,
  MAX_BUNDLE_PARTS,
  MAX_SIGNAL_CHARS,
  MAX_URL_CHARS,
} from '#lib/core/limits.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { Sha256 } from '#lib/core/review.ts';
import { webUrl } from '#lib/core/web-url.ts';

export const MANIFEST = 'manifest.json';
export const FORMAT = 'almsguard-evidence';
/** Raised whenever an older reader would understand a bundle wrongly. */
export const VERSION = 1;

/** Parts of a bundle, in the order in which they are packed. */
export const PARTS = {
  'findings.json': 'application/json',
  'placements.json': 'application/json',
  'lists.json': 'application/json',
  'environment.json': 'application/json',
  'page.html': 'text/html',
  'page.png': 'image/png',
  'view.jpg': 'image/jpeg',
  'view-marked.jpg': 'image/jpeg',
  'page.warc': 'application/warc',
} as const;
export type PartName = keyof typeof PARTS;
/** Without the pictures, which a browser may refuse. */
export const REQUIRED: readonly PartName[] = [
  'findings.json',
  'placements.json',
  'lists.json',
  'environment.json',
  'page.html',
  'page.warc',
];

const Time = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
  v.check((at) => !Number.isNaN(Date.parse(at))),
);
const Manifest = v.strictObject({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  at: Time,
  page: v.strictObject({
    url: v.pipe(
      v.string(),
      v.maxLength(MAX_URL_CHARS),
      v.check((url) => webUrl(url) !== null),
    ),
    title: v.pipe(v.string(), v.maxLength(MAX_SIGNAL_CHARS)),
  }),
  parts: v.pipe(
    v.array(
      v.strictObject({
        name: v.picklist(Object.keys(PARTS) as PartName[]),
        type: v.string(),
        bytes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_BUNDLE_PART_BYTES)),
        sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      }),
    ),
    v.maxLength(MAX_BUNDLE_PARTS),
  ),
});
export type Manifest = v.InferOutput<typeof Manifest>;

export type ManifestProblem = 'bad-manifest' | 'newer-format';

/**
 * Reads a manifest. It has to be canonical JSON (RFC 8785): of a text that could be written in another way nobody could
 * say which of them was hashed.
 */
export function readManifest(bytes: Uint8Array): Result<Manifest, ManifestProblem> {
  const json = parseJson(bytes);
  const version = v.safeParse(v.looseObject({ format: v.literal(FORMAT), version: v.number() }), json);
  if (version.success && version.output.version > VERSION) {
    return fail('newer-format', 'A newer version of Almsguard wrote this bundle');
  }
  const parsed = v.safeParse(Manifest, json);
  const isCanonical = parsed.success && canonicalize(parsed.output) === new TextDecoder().decode(bytes);
  const names = parsed.success ? parsed.output.parts.map(({ name }) => name) : [];
  if (!parsed.success || !isCanonical || new Set(names).size < names.length) {
    return fail('bad-manifest', 'The list of its parts cannot be read');
  }
  return ok(parsed.output);
}

/** As canonical JSON: the same value has the same bytes, and so the same hash. */
export function toCanonical(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(canonicalize(value) ?? 'null');
}

export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

export function hashOfBytes(bytes: Uint8Array): Sha256 {
  return toHex(sha256(bytes));
}
