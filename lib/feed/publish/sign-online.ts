import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Metadata, MetaFile, Snapshot, Timestamp } from '@tufjs/models';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { SigningKey } from './keygen.ts';
import {
  type AnyFile,
  bytesOf,
  newest,
  newestRoot,
  parseSnapshot,
  parseTargets,
  parseTimestamp,
  type Repository,
  type RootFile,
  readIfThere,
  type SnapshotFile,
  SPEC_VERSION,
  type TimestampFile,
  writeWhole,
} from './repository.ts';
import { addSignature, isEnough } from './sign.ts';
import { expiryOf, isHalfOver } from './sign-expiry.ts';

/**
 * What a machine signs by itself, every day: which versions belong together (snapshot), and that this is still the
 * newest (timestamp). Neither can add an entry to a list. The timestamp is written last, and only it changes in place.
 */
export async function signOnline(
  repository: Repository,
  keys: SigningKey[],
  now: number,
): Promise<Result<string[]>> {
  const root = await newestRoot(repository);
  const targets = await newest(repository, 'targets');
  if (!root || !targets) return fail('not-released', 'There is no signed root or no signed targets yet.');
  if (!isEnough(root, parseTargets(targets))) {
    return fail(
      'unsigned',
      'The targets are not signed by the editors that the newest root names: stage them again.',
    );
  }
  const written: string[] = [];

  const oldSnapshot = await newest(repository, 'snapshot');
  const snapshot = nextSnapshot(root, oldSnapshot, targets, now);
  if (!snapshot.kept) {
    const signed = signAll(snapshot.file, root, keys);
    if (!signed.ok) return signed;
    written.push(`${snapshot.file.signed.version}.snapshot.json`);
    await writeWhole(join(repository.served, written[0] ?? ''), bytesOf(snapshot.file));
  }

  const path = join(repository.served, 'timestamp.json');
  const snapshotBytes = snapshot.kept && oldSnapshot ? oldSnapshot : bytesOf(snapshot.file);
  const timestamp = nextTimestamp(root, await readIfThere(path), snapshot.file, snapshotBytes, now);
  if (timestamp) {
    const signed = signAll(timestamp, root, keys);
    if (!signed.ok) return signed;
    await writeWhole(path, bytesOf(timestamp));
    written.push('timestamp.json');
  }
  return ok(written);
}

/** The snapshot that is served, as long as it names these targets, holds under this root and is not half over. */
function nextSnapshot(
  root: RootFile,
  old: Buffer | null,
  targets: Buffer,
  now: number,
): { file: SnapshotFile; kept: boolean } {
  const before = old && parseSnapshot(old);
  const meta = { 'targets.json': metaFile(parseTargets(targets).signed.version, targets) };
  if (
    before?.signed.meta['targets.json']?.equals(meta['targets.json']) &&
    isEnough(root, before) &&
    !isHalfOver('snapshot', before.signed.expires, now)
  ) {
    return { file: before, kept: true };
  }
  const version = (before?.signed.version ?? 0) + 1;
  const expires = expiryOf('snapshot', now);
  return {
    file: new Metadata(new Snapshot({ specVersion: SPEC_VERSION, version, expires, meta })),
    kept: false,
  };
}

/** `null` when the one that is served says the same. */
function nextTimestamp(
  root: RootFile,
  old: Buffer | null,
  snapshot: SnapshotFile,
  snapshotBytes: Buffer,
  now: number,
): TimestampFile | null {
  const before = old && parseTimestamp(old);
  const snapshotMeta = metaFile(snapshot.signed.version, snapshotBytes);
  const expires = expiryOf('timestamp', now);
  if (
    before?.signed.snapshotMeta.equals(snapshotMeta) &&
    before.signed.expires === expires &&
    isEnough(root, before)
  ) {
    return null;
  }
  const version = (before?.signed.version ?? 0) + 1;
  return new Metadata(new Timestamp({ specVersion: SPEC_VERSION, version, expires, snapshotMeta }));
}

function metaFile(version: number, bytes: Buffer): MetaFile {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return new MetaFile({ version, length: bytes.length, hashes: { sha256 } });
}

function signAll(file: AnyFile, root: RootFile, keys: SigningKey[]): Result<null> {
  const role = file.signed.type;
  const ids = root.signed.roles[role]?.keyIDs ?? [];
  for (const key of keys.filter(({ id }) => ids.includes(id))) addSignature(file, key);
  if (isEnough(root, file)) return ok(null);
  return fail('no-key', `The key that root ${root.signed.version} names for ${role} was not given.`);
}
