/**
 * What is trusted, and the rules by which more becomes trusted (TUF specification 1.0.34, section 5). No network, no
 * clock, no storage: every rule takes what is trusted and the bytes of one file, and gives what is trusted then, or
 * throws a `FeedFault`.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { isoDate } from '#lib/core/dates.ts';
import { type Detail, inFile } from '#lib/core/problem-details.ts';
import { FeedFault } from '../body.ts';
import { type Metadata, type MetaFile, parseMetadata, type Role, timeText } from './metadata.ts';
import { refuse } from './refuse.ts';
import { isSigned, requireSigned, signaturesOn } from './signatures.ts';

/** Files by role, as they were verified. */
export type TrustFiles = Partial<Record<Role, Uint8Array>>;

export interface Trusted {
  root: Metadata<'root'>;
  timestamp: Metadata<'timestamp'> | null;
  snapshot: Metadata<'snapshot'> | null;
  targets: Metadata<'targets'> | null;
}

/**
 * What an earlier update left, looked at anew: a file that was damaged since, or that the root no longer vouches
 * for, is as good as none. The newer of the stored root and the build's own is where it starts.
 */
export function restore(initialBytes: Uint8Array, files: TrustFiles): Trusted {
  const initial = parseInitial(initialBytes);
  const stored = files.root ? vouched('root', files.root) : null;
  const from: Trusted = { root: stored ?? initial, timestamp: null, snapshot: null, targets: null };
  const { root } = from;
  if (files.timestamp) from.timestamp = vouched('timestamp', files.timestamp, root);
  if (files.snapshot) from.snapshot = vouched('snapshot', files.snapshot, root);
  if (files.targets) from.targets = vouched('targets', files.targets, root);
  if (root.signed.version < initial.signed.version) return withRoot(from, initial);
  if (root.signed.version === initial.signed.version) forbidOther(root, initial);
  return from;
}

/** 5.3: the next root, signed by the threshold of the one before and by its own. */
export function acceptRoot(trusted: Trusted, bytes: Uint8Array): Trusted {
  const root = parseMetadata('root', bytes);
  const before = trusted.root.signed;
  if (!isSigned(root, trusted.root)) {
    refuse(
      'unsigned',
      `Root ${root.signed.version} is not signed by ${before.roles.root.threshold} keys of root ${before.version}.`,
      signaturesOn(root, before.roles.root.threshold),
    );
  }
  if (root.signed.version === before.version) forbidOther(trusted.root, root);
  const due = versionOf('root.json', root.signed.version, before.version + 1);
  if (root.signed.version < before.version) {
    refuse(
      'alarm-rollback',
      `Root ${root.signed.version} was offered as the one after ${before.version}.`,
      due,
    );
  }
  if (root.signed.version !== before.version + 1) {
    refuse('mismatch', `Root ${root.signed.version} was offered as the one after ${before.version}.`, due);
  }
  requireSigned(root, root);
  return withRoot(trusted, root);
}

/** 5.4. An equal version is the same answer as before, whatever it says: what is trusted stays. */
export function acceptTimestamp(trusted: Trusted, bytes: Uint8Array): Metadata<'timestamp'> {
  const timestamp = parseMetadata('timestamp', bytes);
  requireSigned(timestamp, trusted.root);
  if (!trusted.timestamp) return timestamp;
  const before = trusted.timestamp.signed;
  if (timestamp.signed.version < before.version) {
    const { version } = timestamp.signed;
    refuse(
      'older',
      `Timestamp ${version} is older than ${before.version}, which is known.`,
      versionOf('timestamp.json', version, before.version),
    );
  }
  if (timestamp.signed.version === before.version) return trusted.timestamp;
  forbidOlder('snapshot.json', timestamp.signed.meta['snapshot.json'], before.meta['snapshot.json']);
  return timestamp;
}

/** 5.5. */
export function acceptSnapshot(trusted: Trusted, named: MetaFile, bytes: Uint8Array): Metadata<'snapshot'> {
  requireNamed('snapshot.json', named, bytes);
  const snapshot = parseMetadata('snapshot', bytes);
  requireSigned(snapshot, trusted.root);
  requireVersion(snapshot, named);
  const before = trusted.snapshot;
  if (before) {
    if (before.signed.version === named.version) forbidOther(before, snapshot);
    for (const [file, meta] of Object.entries(before.signed.meta)) {
      forbidOlder(file, snapshot.signed.meta[file], meta);
    }
  }
  return snapshot;
}

/** 5.6. */
export function acceptTargets(trusted: Trusted, named: MetaFile, bytes: Uint8Array): Metadata<'targets'> {
  requireNamed('targets.json', named, bytes);
  const targets = parseMetadata('targets', bytes);
  requireSigned(targets, trusted.root);
  requireVersion(targets, named);
  const before = trusted.targets;
  if (before && before.signed.version === named.version) forbidOther(before, targets);
  return targets;
}

/** Whether the trusted file is the very one that is named, so that it need not be fetched. */
export function isHeld<F extends Metadata>(file: F | null, named: MetaFile): file is F {
  if (file?.signed.version !== named.version) return false;
  return !named.hashes || hashOf(file.bytes) === named.hashes.sha256;
}

/** Against the time at which the update began (5.1), so that a slow one cannot outlive what it reads. */
export function requireFresh(file: Metadata, start: number): void {
  const { expires, version } = file.signed;
  if (expires > start) return;
  refuse(
    'expired',
    `${file.role} ${version} was valid until ${timeText(expires)}: it is stale, or this device's clock is wrong.`,
    { code: 'until', params: { file: `${file.role}.json`, until: isoDate(expires) } },
  );
}

/**
 * 5.3.11: where a key was taken from a role, what it signed no longer holds anything back. Somebody who had the key
 * may have pushed the versions to the end of all numbers. A snapshot goes with the targets too: it is what remembers
 * their version.
 */
function withRoot(trusted: Trusted, root: Metadata<'root'>): Trusted {
  const lost = (role: Role) => {
    const left = root.signed.roles[role].keyids;
    return trusted.root.signed.roles[role].keyids.some((id) => !left.includes(id));
  };
  const online = lost('timestamp') || lost('snapshot');
  const lists = lost('targets');
  return {
    root,
    timestamp: online ? null : trusted.timestamp,
    snapshot: online || lists ? null : trusted.snapshot,
    targets: lists ? null : trusted.targets,
  };
}

function parseInitial(bytes: Uint8Array): Metadata<'root'> {
  try {
    const root = parseMetadata('root', bytes);
    requireSigned(root, root);
    return root;
  } catch (error) {
    if (!(error instanceof FeedFault)) throw error;
    return refuse(
      'bad-root',
      `The root that this build brings cannot be used: ${error.message}`,
      error.detail,
    );
  }
}

function vouched<R extends Role>(role: R, bytes: Uint8Array, root?: Metadata<'root'>): Metadata<R> | null {
  try {
    const file = parseMetadata(role, bytes);
    requireSigned(file, root ?? (file as Metadata<'root'>));
    return file;
  } catch (error) {
    if (error instanceof FeedFault) return null;
    throw error;
  }
}

function forbidOther(known: Metadata, other: Metadata): void {
  if (known.canonical === other.canonical) return;
  const { role, signed } = known;
  refuse('alarm-equivocation', `${role} ${signed.version} was signed with two contents.`, {
    code: 'two-contents',
    params: { file: `${role}.json`, version: String(signed.version) },
  });
}

function forbidOlder(file: string, now: MetaFile | undefined, before: MetaFile): void {
  if (now && now.version >= before.version) return;
  const given = now ? `version ${now.version}` : 'nothing';
  refuse(
    'alarm-rollback',
    `A newer file gives ${given} for ${file}, of which version ${before.version} is known.`,
    now ? versionOf(file, now.version, before.version) : inFile(file),
  );
}

function requireNamed(file: string, { length, hashes }: MetaFile, bytes: Uint8Array): void {
  if ((length ?? bytes.length) !== bytes.length || (hashes && hashes.sha256 !== hashOf(bytes))) {
    refuse('mismatch', `${file} is not the file that was named.`, inFile(file));
  }
}

function requireVersion({ role, signed }: Metadata, named: MetaFile): void {
  if (signed.version === named.version) return;
  refuse(
    'mismatch',
    `${role} is version ${signed.version}, not ${named.version} as was named.`,
    versionOf(`${role}.json`, signed.version, named.version),
  );
}

function versionOf(file: string, version: number, expected: number): Detail {
  return { code: 'version', params: { file, version: String(version), expected: String(expected) } };
}

function hashOf(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}
