import {
  MAX_BUNDLE_BYTES,
  MAX_BUNDLE_PART_BYTES,
  MAX_BUNDLE_PARTS,
  MAX_BUNDLE_UNPACKED_BYTES,
} from '#lib/core/limits.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { Sha256 } from '#lib/core/review.ts';
import {
  DIGEST,
  hashOfBytes,
  isSame,
  MANIFEST,
  type Manifest,
  type ManifestProblem,
  REQUIRED,
  readManifest,
  writeDigest,
} from './manifest.ts';
import { readZip, type ZipFile, type ZipProblem } from './unzip.ts';

export type BundleProblem = ZipProblem | ManifestProblem | 'no-manifest';

/** `changed`: other bytes than were packed. `missing`: said to be there. `extra`: nothing says that it belongs. */
export type PartState = 'intact' | 'changed' | 'missing' | 'extra';

export interface CheckedPart {
  name: string;
  state: PartState;
}

export interface Verification {
  manifest: Manifest;
  /** SHA-256 of the list of parts, which names the hash of each: whoever has it can tell this bundle from any other. */
  fingerprint: Sha256;
  parts: CheckedPart[];
  intact: boolean;
}

const LIMITS = {
  files: MAX_BUNDLE_PARTS,
  each: MAX_BUNDLE_PART_BYTES,
  all: MAX_BUNDLE_UNPACKED_BYTES,
  isTight: true,
};

/**
 * What of a bundle is as it was packed. That all is intact shows that nobody changed a part without changing the
 * manifest. It shows neither who made the bundle, nor when, nor that the page ever was as it says: anybody can make
 * one. Only a fingerprint that was published or left with somebody at the time tells more.
 */
export function verifyBundle(bytes: Uint8Array<ArrayBuffer>): Result<Verification, BundleProblem> {
  const read = readParts(bytes);
  return read.ok ? ok(read.value.verification) : read;
}

/** The same, with the parts that are intact. */
export function readParts(
  bytes: Uint8Array<ArrayBuffer>,
): Result<{ verification: Verification; parts: Map<string, Uint8Array<ArrayBuffer>> }, BundleProblem> {
  if (bytes.length > MAX_BUNDLE_BYTES) return fail('too-large', 'The file is larger than a bundle may be');
  const zip = readZip(bytes, LIMITS);
  if (!zip.ok) return zip;
  const listing = zip.value.find(({ name }) => name === MANIFEST);
  if (!listing) return fail('no-manifest', 'It holds no list of its parts');
  const packed = listing.read();
  if (!packed) return fail('bad-manifest', 'The list of its parts is damaged');
  const manifest = readManifest(packed);
  if (!manifest.ok) return manifest;
  const { parts: said } = manifest.value;
  const parts = new Map<string, Uint8Array<ArrayBuffer>>();
  const find = (name: string) => zip.value.find((one) => one.name === name);
  const checked = said.map(({ name, bytes: size, sha256 }): CheckedPart => {
    const file = find(name);
    const content = file?.read() ?? null;
    if (!file) return { name, state: 'missing' };
    if (content?.length !== size || hashOfBytes(content) !== sha256) return { name, state: 'changed' };
    parts.set(name, content);
    return { name, state: 'intact' };
  });
  const unsaid = REQUIRED.filter((name) => !said.some((part) => part.name === name));
  const all: CheckedPart[] = [
    checkDigest(find(DIGEST), packed),
    ...checked,
    ...unsaid.map((name): CheckedPart => ({ name, state: 'missing' })),
    ...extras(zip.value, said).map((name): CheckedPart => ({ name, state: 'extra' })),
  ];
  const verification = {
    manifest: manifest.value,
    fingerprint: hashOfBytes(packed),
    parts: all,
    intact: all.every(({ state }) => state === 'intact'),
  };
  return ok({ verification, parts });
}

/** What other programs take for the fingerprint has to be the one that is shown here. */
function checkDigest(file: ZipFile | undefined, manifest: Uint8Array): CheckedPart {
  const content = file?.read() ?? new Uint8Array();
  const state = !file ? 'missing' : isSame(content, writeDigest(manifest)) ? 'intact' : 'changed';
  return { name: DIGEST, state };
}

function extras(files: readonly ZipFile[], said: Manifest['parts']): string[] {
  const known = new Set<string>([MANIFEST, DIGEST, ...said.map(({ name }) => name)]);
  return files.map(({ name }) => name).filter((name) => !known.has(name));
}
