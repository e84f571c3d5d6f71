import { fail, ok, type Result } from '#lib/core/result.ts';
import type { IntakeReason } from '#lib/core/review-intake.ts';

/**
 * What moderation tools name in the place of a page. Ozone (github.com/bluesky-social/ozone) names accounts by their DID
 * and records by their AT URI, alone or in the JSON of a subject; both have a page on Bluesky's site. Coop
 * (github.com/roostorg/coop) exports decisions with a link into its own dashboard, behind which no page is named.
 */

const SITE = 'https://bsky.app';
const DID = /^did:(?:plc:[a-z2-7]{24}|web:[a-z0-9.%-]+)$/i;
const AT_URI = /^at:\/\/([^/\s]+)(?:\/([a-z][a-z0-9.-]*)(?:\/([^/\s]+))?)?$/i;
const HANDLE = /^@?((?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*)$/i;
/** Path of the page of a record, by its collection. */
const RECORD_PATHS: Readonly<Record<string, string>> = {
  'app.bsky.feed.post': 'post',
  'app.bsky.feed.generator': 'feed',
  'app.bsky.graph.list': 'lists',
};
const DASHBOARD = /^https?:\/\/[^/]+\/dashboard\/manual_review(?:\/|$)/i;

/** The address of the page that a cell names, or the cell itself where it names none in these ways. */
export function subjectAddress(cell: string, isHandle: boolean): Result<string, IntakeReason> {
  const subject = cell.startsWith('{') ? subjectIn(cell) : cell;
  if (DASHBOARD.test(subject)) return fail('own-tool', 'A link into a moderation tool');
  if (DID.test(subject)) return ok(`${SITE}/profile/${subject}`);
  const [, repo, collection = '', key = ''] = AT_URI.exec(subject) ?? [];
  if (repo) return ok(recordAddress(repo, collection, key));
  const [, handle] = (isHandle && HANDLE.exec(subject)) || [];
  return ok(handle ? `${SITE}/profile/${handle}` : subject);
}

/** A record without a page of its own is looked at where its account is. */
function recordAddress(repo: string, collection: string, key: string): string {
  if (collection === 'app.bsky.graph.starterpack' && key) return `${SITE}/starter-pack/${repo}/${key}`;
  const path = RECORD_PATHS[collection];
  return path && key ? `${SITE}/profile/${repo}/${path}/${key}` : `${SITE}/profile/${repo}`;
}

/** `com.atproto.repo.strongRef` names a record by `uri`, `com.atproto.admin.defs#repoRef` an account by `did`. */
function subjectIn(json: string): string {
  try {
    const { uri, did } = JSON.parse(json) as { uri?: unknown; did?: unknown };
    return typeof uri === 'string' ? uri : typeof did === 'string' ? did : json;
  } catch {
    return json;
  }
}
