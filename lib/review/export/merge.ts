import { fail, ok, type Result } from '#lib/core/result.ts';
import type { IsoTime, LoggedAct, Sha256 } from '#lib/core/review.ts';
import { GATHER_BATCH, MAX_WORKSPACE_CHARS } from '#lib/core/review-limits.ts';
import { parseEvidence } from '../evidence.ts';
import type { ReviewStore, StoreProblem } from '../store.ts';
import { branchesTooOften } from './chains.ts';
import { attachmentsOf, evidenceOf, type FileFailure, tooLarge, type Workspace } from './json.ts';

/**
 * The workspace of a store. Without pictures a file of it stays small; they can follow in another one. Ends as soon as
 * there is more than one file can hold: all pictures of ten thousand cases are more than a page can.
 */
export async function gatherWorkspace(
  store: ReviewStore,
  exported: IsoTime,
  withPictures: boolean,
): Promise<Result<Workspace, 'too-large'>> {
  const log = await store.log();
  const evidence: Workspace['evidence'] = {};
  const pictures: Workspace['pictures'] = {};
  let room = MAX_WORKSPACE_CHARS;

  async function read(hashes: readonly Sha256[], keep: (hash: Sha256, bytes: Bytes) => void): Promise<void> {
    for (let at = 0; at < hashes.length && room > 0; at += GATHER_BATCH) {
      const batch = hashes.slice(at, at + GATHER_BATCH);
      const found = await Promise.all(
        batch.map(async (hash) => [hash, await store.attachment(hash)] as const),
      );
      for (const [hash, bytes] of found) if (bytes) keep(hash, bytes);
    }
  }

  await read(evidenceOf(log), (hash, bytes) => {
    const kept = parseEvidence(bytes);
    if (!kept) return;
    room -= bytes.length;
    evidence[hash] = kept;
  });
  const shown = Object.values(evidence).flatMap((kept) => Object.values(kept.pictures));
  const wanted = withPictures ? [...new Set(shown)].filter((hash) => hash !== null) : [];
  await read(wanted, (hash, bytes) => {
    // As base64.
    room -= (bytes.length * 4) / 3;
    pictures[hash] = bytes;
  });
  return room > 0 ? ok({ exported, log, evidence, pictures }) : tooLarge();
}

type Bytes = Workspace['pictures'][Sha256];

/**
 * Adds what another workspace wrote; answers the lines that were new. A file that tells an act otherwise than it
 * stands here is refused whole: one of the two was changed, and which one no hash can say. So is one with which a chain
 * would have more branches than any file may: what is here could not be given to anybody any more.
 */
export async function mergeWorkspace(
  store: ReviewStore,
  workspace: Workspace,
): Promise<Result<LoggedAct[], StoreProblem> | { ok: false; error: FileFailure }> {
  const there = await store.log();
  const known = new Map(there.map((line) => [line.id, line.hash]));
  const other = workspace.log.find(({ id, hash }) => known.has(id) && known.get(id) !== hash);
  if (other) {
    const { error } = fail(
      'rewritten',
      `Line ${other.seq} of workspace ${other.device} stands here otherwise`,
      { counts: [other.seq] },
    );
    return { ok: false, error: { ...error, who: other.reviewer } };
  }
  const fresh = workspace.log.filter(({ id }) => !known.has(id));
  const branched = branchesTooOften([...there, ...fresh]);
  if (branched) {
    const { error } = fail('broken-chain', `The chain ${branched.device} has too many branches`, {
      counts: [branched.seq],
    });
    return { ok: false, error: { ...error, who: branched.reviewer } };
  }
  const merged = await store.merge(workspace.log, attachmentsOf(workspace));
  return merged.ok ? ok(fresh) : merged;
}
