import { type Key, Metadata, MetadataKind } from '@tufjs/models';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { JsonObject } from '../trust/json.ts';
import {
  newestRoot,
  type Repository,
  type RootFile,
  SPEC_VERSION,
  stagedRoot,
  writeStaged,
} from './repository.ts';
import { expiryOf, isHalfOver } from './sign-expiry.ts';

export const TOP_ROLES = ['root', 'targets', 'snapshot', 'timestamp'] as const;
export type TopRole = (typeof TOP_ROLES)[number];
/** Signatures that each role needs: two people for what accuses, one machine for what only dates. */
const THRESHOLDS: Record<TopRole, number> = { root: 2, targets: 2, snapshot: 1, timestamp: 1 };

export interface Rotation {
  /** Public keys that take the place of those that the role had; a role that is left out keeps its own. */
  keys: Partial<Record<TopRole, Key[]>>;
  thresholds: Partial<Record<TopRole, number>>;
  now: number;
}

/** Stages the next root: the first one where there is none. It holds once the old root's signers and its own have signed. */
export async function stageRoot(repository: Repository, rotation: Rotation): Promise<Result<RootFile>> {
  const before = await newestRoot(repository);
  const keys: [string, Key][] = [];
  const roles: JsonObject = {};
  for (const name of TOP_ROLES) {
    const given = rotation.keys[name] ?? keysOf(before, name);
    const unique = new Map(given.map((key) => [key.keyID, key]));
    const threshold = rotation.thresholds[name] ?? before?.signed.roles[name]?.threshold ?? THRESHOLDS[name];
    if (threshold < 1 || unique.size < threshold) {
      return fail(
        'too-few-keys',
        `The role ${name} needs ${threshold} different keys, and ${unique.size} are given.`,
      );
    }
    roles[name] = { keyids: [...unique.keys()].sort(), threshold };
    keys.push(...unique);
  }
  const signed = {
    _type: 'root',
    spec_version: SPEC_VERSION,
    version: (before?.signed.version ?? 0) + 1,
    expires: expiryOf('root', rotation.now),
    keys: Object.fromEntries(
      keys.sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, key]) => [id, key.toJSON()]),
    ),
    roles,
    consistent_snapshot: true,
  };
  const file = Metadata.fromJSON(MetadataKind.Root, { signed, signatures: [] });
  const waiting = await stagedRoot(repository);
  // Staged again with nothing new: the signatures that it has stay.
  if (waiting && isSame(waiting, file) && !isHalfOver('root', waiting.signed.expires, rotation.now)) {
    return ok(waiting);
  }
  await writeStaged(repository, file);
  return ok(file);
}

function isSame(a: RootFile, b: RootFile): boolean {
  const content = ({ signed }: RootFile) => JSON.stringify({ ...signed.toJSON(), expires: null });
  return content(a) === content(b);
}

function keysOf(root: RootFile | null, name: TopRole): Key[] {
  return (root?.signed.roles[name]?.keyIDs ?? []).flatMap((id) => root?.signed.keys[id] ?? []);
}
