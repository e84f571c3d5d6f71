import { fail, type Result } from '#lib/core/result.ts';
import type { Evidence, IsoTime, LoggedAct, Sha256 } from '#lib/core/review.ts';
import type { ReviewStore, StoreProblem } from '../store.ts';
import { attachmentsOf, type FileFailure, type Workspace } from './json.ts';

/** The workspace of a store. Without pictures a file of it stays small; they can follow in another one. */
export async function gatherWorkspace(
  store: ReviewStore,
  exported: IsoTime,
  withPictures: boolean,
): Promise<Workspace> {
  const log = await store.log();
  const evidence: Workspace['evidence'] = {};
  const pictures: Workspace['pictures'] = {};
  for (const hash of evidenceOf(log)) {
    const bytes = await store.attachment(hash);
    if (!bytes) continue;
    const kept = JSON.parse(new TextDecoder().decode(bytes)) as Evidence;
    evidence[hash] = kept;
    if (!withPictures) continue;
    for (const picture of Object.values(kept.pictures)) {
      const shown = picture === null ? null : await store.attachment(picture);
      if (picture !== null && shown) pictures[picture] = shown;
    }
  }
  return { exported, log, evidence, pictures };
}

/**
 * Adds what another workspace wrote; answers how many lines were new. A file that tells an act otherwise than it
 * stands here is refused whole: one of the two was changed, and which one no hash can say.
 */
export async function mergeWorkspace(
  store: ReviewStore,
  workspace: Workspace,
): Promise<Result<number, StoreProblem> | { ok: false; error: FileFailure }> {
  const known = new Map((await store.log()).map((line) => [line.id, line.hash]));
  const other = workspace.log.find(({ id, hash }) => known.has(id) && known.get(id) !== hash);
  if (other) {
    const { error } = fail(
      'rewritten',
      `Line ${other.seq} of workspace ${other.device} stands here otherwise`,
      [other.seq],
    );
    return { ok: false, error: { ...error, who: other.reviewer } };
  }
  return store.merge(workspace.log, attachmentsOf(workspace));
}

function evidenceOf(log: readonly LoggedAct[]): Set<Sha256> {
  const hashes = log.flatMap(({ act }) => (act.type === 'decide' && act.evidence ? [act.evidence] : []));
  return new Set(hashes);
}
