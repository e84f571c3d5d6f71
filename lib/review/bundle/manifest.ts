import { sha256 } from '@noble/hashes/sha2.js';
import canonicalize from 'canonicalize';
import * as v from 'valibot';
import { toHex } from '#lib/core/bytes.ts';
import {
  MAX_BUNDLE_PART_BYTES,
  MAX_BUNDLE_PARTS,
  MAX_NAME_CHARS,
  MAX_SIGNAL_CHARS,
  MAX_URL_CHARS,
} from '#lib/core/limits.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { Sha256 } from '#lib/core/review.ts';
import { webUrl } from '#lib/core/web-url.ts';

/**
 * The list of a bundle's parts is the one that a web archive has (WACZ 1.1.1, a Frictionless Data Package): tools for
 * archives read the same hashes. Beside it stands its own hash, which is the bundle's fingerprint.
 */
export const MANIFEST = 'datapackage.json';
export const DIGEST = 'datapackage-digest.json';
const PROFILE = 'data-package';
const WACZ_VERSION = '1.1.1';
/** Raised whenever an older reader would understand a bundle wrongly. */
export const VERSION = 1;

/**
 * Parts of a bundle, in the order in which they are packed. WACZ keeps the last three folders to itself, so that what
 * is ours has one of its own.
 */
export const PARTS = [
  'evidence/findings.json',
  'evidence/placements.json',
  'evidence/lists.json',
  'evidence/environment.json',
  'evidence/page.html',
  'evidence/page.png',
  'evidence/view.jpg',
  'evidence/view-marked.jpg',
  'archive/data.warc.gz',
  'indexes/index.cdx',
  'pages/pages.jsonl',
] as const;
export type PartName = (typeof PARTS)[number];
/** Without the pictures, which a browser may refuse. */
export const REQUIRED: readonly PartName[] = PARTS.filter((name) => !/\.(?:png|jpg)$/.test(name));

/** What the list of parts says. */
export interface Manifest {
  /** When the page was seen, by the clock of the device. */
  at: string;
  page: { url: string; title: string };
  /** What made the bundle. */
  software: string;
  parts: { name: PartName; bytes: number; sha256: Sha256 }[];
}

const HASH = 'sha256:';
const Time = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
  v.check((at) => !Number.isNaN(Date.parse(at))),
);
const Package = v.looseObject({
  created: Time,
  mainPageUrl: v.pipe(
    v.string(),
    v.maxLength(MAX_URL_CHARS),
    v.check((url) => webUrl(url) !== null),
  ),
  title: v.pipe(v.string(), v.maxLength(MAX_SIGNAL_CHARS)),
  software: v.pipe(v.string(), v.maxLength(MAX_NAME_CHARS)),
  resources: v.pipe(
    v.array(
      v.looseObject({
        path: v.picklist(PARTS),
        bytes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_BUNDLE_PART_BYTES)),
        hash: v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/)),
      }),
    ),
    v.maxLength(MAX_BUNDLE_PARTS),
  ),
});

/** The list of parts as its file. */
export function writeManifest({ at, page, software, parts }: Manifest): Uint8Array<ArrayBuffer> {
  return toCanonical({
    almsguard_evidence: VERSION,
    profile: PROFILE,
    wacz_version: WACZ_VERSION,
    created: at,
    mainPageDate: at,
    mainPageUrl: page.url,
    title: page.title,
    software,
    resources: parts.map(({ name, bytes, sha256 }) => ({
      name: name.slice(name.indexOf('/') + 1),
      path: name,
      bytes,
      hash: HASH + sha256,
    })),
  });
}

/** What stands beside a list of parts: its hash. */
export function writeDigest(manifest: Uint8Array): Uint8Array<ArrayBuffer> {
  return toCanonical({ path: MANIFEST, hash: HASH + hashOfBytes(manifest) });
}

export type ManifestProblem = 'bad-manifest' | 'newer-format';

/**
 * Reads a list of parts. It has to be written as we write it, in canonical JSON (RFC 8785): of a text that could be
 * written in another way, or says more than is read, nobody could tell what was hashed.
 */
export function readManifest(bytes: Uint8Array): Result<Manifest, ManifestProblem> {
  const json = parseJson(bytes);
  const version = v.safeParse(v.looseObject({ almsguard_evidence: v.number() }), json);
  if (version.success && version.output.almsguard_evidence > VERSION) {
    return fail('newer-format', 'A newer version of Almsguard wrote this bundle');
  }
  const parsed = v.safeParse(Package, json);
  if (!parsed.success) return fail('bad-manifest', 'The list of its parts cannot be read');
  const { created, mainPageUrl, title, software, resources } = parsed.output;
  const manifest: Manifest = {
    at: created,
    page: { url: mainPageUrl, title },
    software,
    parts: resources.map(({ path, bytes: size, hash }) => ({
      name: path,
      bytes: size,
      sha256: hash.slice(HASH.length),
    })),
  };
  const isOnce = new Set(manifest.parts.map(({ name }) => name)).size === resources.length;
  if (!isOnce || !isSame(writeManifest(manifest), bytes)) {
    return fail('bad-manifest', 'The list of its parts cannot be read');
  }
  return ok(manifest);
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

export function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
