import { createHash, sign } from 'node:crypto';
import { join } from 'node:path';
import { Metadata, Signature, TargetFile, Targets } from '@tufjs/models';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { JsonObject } from '../trust/json.ts';
import { TARGET_PATH } from '../trust/metadata.ts';
import { targetUrl } from '../trust/targets.ts';
import type { SigningKey } from './keygen.ts';
import {
  type AnyFile,
  newestRoot,
  newestTargets,
  type Repository,
  type RootFile,
  release,
  SPEC_VERSION,
  stagedRoot,
  stagedTargets,
  type TargetsFile,
  writeStaged,
  writeWhole,
} from './repository.ts';
import { expiryOf, isHalfOver } from './sign-expiry.ts';

export interface FeedFile {
  /** Below targets/, with slashes. */
  path: string;
  bytes: Uint8Array;
  custom?: JsonObject;
}

/**
 * Writes the files under content-addressed names and stages the targets that name them. The same files as those that
 * are served stage nothing, unless half of their time is over or the editors' keys were rotated.
 */
export async function stageTargets(
  repository: Repository,
  files: FeedFile[],
  now: number,
): Promise<Result<TargetsFile | 'unchanged'>> {
  const targets: Record<string, TargetFile> = {};
  for (const { path, bytes, custom } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    if (!TARGET_PATH.test(path)) return fail('bad-path', `"${path}" cannot be the name of a file of a feed.`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await writeWhole(join(repository.served, targetUrl(path, sha256)), bytes);
    const unrecognizedFields = custom ? { custom } : {};
    targets[path] = new TargetFile({ path, length: bytes.length, hashes: { sha256 }, unrecognizedFields });
  }
  const before = await newestTargets(repository);
  const version = (before?.signed.version ?? 0) + 1;
  const signed = new Targets({
    specVersion: SPEC_VERSION,
    version,
    expires: expiryOf('targets', now),
    targets,
  });
  const root = await newestRoot(repository);
  const isSame = (file: TargetsFile) =>
    sameTargets(file.signed, signed) && !isHalfOver('targets', file.signed.expires, now);
  if (before && root && isEnough(root, before) && isSame(before)) return ok('unchanged');
  const waiting = await stagedTargets(repository);
  // Staged again with nothing new: the signatures that it has stay.
  if (waiting?.signed.version === version && isSame(waiting)) return ok(waiting);
  const file = new Metadata(signed);
  await writeStaged(repository, file);
  return ok(file);
}

function sameTargets(a: Targets, b: Targets): boolean {
  return JSON.stringify(a.toJSON().targets) === JSON.stringify(b.toJSON().targets);
}

export interface SignReport {
  /** What the key signed now, or had signed before. */
  signed: string[];
  released: string[];
  /** Role, signatures there are, signatures it takes. */
  waiting: { role: string; have: number; need: number }[];
}

/**
 * One person's signature on whatever is staged and theirs to sign. The file that gets its last one moves to where it
 * is served. To sign twice changes nothing.
 */
export async function signStaged(repository: Repository, key: SigningKey): Promise<Result<SignReport>> {
  const report: SignReport = { signed: [], released: [], waiting: [] };
  const before = await newestRoot(repository);
  const root = await stagedRoot(repository);
  if (root) await signOne(repository, root, [root, before], key, report);
  const current = (await newestRoot(repository)) ?? root;
  const targets = await stagedTargets(repository);
  if (targets) await signOne(repository, targets, [current], key, report);
  if (report.signed.length > 0) return ok(report);
  return fail(
    'nothing-to-sign',
    root || targets ? 'What is staged is not for this key to sign.' : 'Nothing is staged.',
  );
}

async function signOne(
  repository: Repository,
  file: RootFile | TargetsFile,
  roots: (RootFile | null)[],
  key: SigningKey,
  report: SignReport,
): Promise<void> {
  const kind = file.signed.type;
  const deciding = roots.filter((root) => root !== null);
  if (deciding.some((root) => root.signed.roles[kind]?.keyIDs.includes(key.id))) {
    addSignature(file, key);
    await writeStaged(repository, file);
    report.signed.push(`${kind} ${file.signed.version}`);
  }
  const waiting = deciding.flatMap((root) => {
    const have = countSigners(root, file);
    const need = root.signed.roles[kind]?.threshold ?? 0;
    return have < need ? [{ role: `${kind}, as root ${root.signed.version} asks`, have, need }] : [];
  });
  report.waiting.push(...waiting);
  if (waiting.length === 0) report.released.push(await release(repository, file));
}

export function addSignature(file: AnyFile, key: SigningKey): void {
  // Ed25519 is deterministic: the same content gets the same signature.
  file.sign((bytes) => new Signature({ keyID: key.id, sig: sign(null, bytes, key.secret).toString('hex') }));
  const sorted = Object.entries(file.signatures).sort(([a], [b]) => (a < b ? -1 : 1));
  file.signatures = Object.fromEntries(sorted);
}

export function isEnough(root: RootFile, file: AnyFile): boolean {
  return countSigners(root, file) >= (root.signed.roles[file.signed.type]?.threshold ?? Infinity);
}

function countSigners(root: RootFile, file: AnyFile): number {
  const kind = file.signed.type;
  return (root.signed.roles[kind]?.keyIDs ?? []).filter((id) => {
    const key = root.signed.keys[id];
    if (!key) return false;
    try {
      key.verifySignature(file);
      return true;
    } catch {
      return false;
    }
  }).length;
}
