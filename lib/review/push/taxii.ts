import * as v from 'valibot';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { PushProblem } from '#lib/core/review-file-problems.ts';
import {
  MAX_MANIFEST_IDS,
  MAX_PUSH_BYTES,
  MAX_PUSH_OBJECTS,
  MAX_STATUS_POLLS,
  PUSH_RETRY_MS,
} from '#lib/core/review-limits.ts';
import type { StixObject } from '../export/stix-objects.ts';
import { hashOf } from '../log.ts';
import { lastReceipts, type Pushed, type Receipt } from './receipts.ts';
import { type PushDeps, type PushRequest, refusal, send } from './request.ts';

/** A client of TAXII 2.1 (OASIS standard, 10 June 2021) that adds objects to a collection. */
export interface TaxiiTarget {
  /** Address of the API root, such as `https://taxii.example/team/`. */
  root: string;
  /** Id of the collection. */
  collection: string;
  /** `name:password`, or what stands in the header `Authorization`. */
  authorization: string;
}

/** Section 1.6.8: no other form is asked for. */
const MEDIA = 'application/taxii+json;version=2.1';

const Root = v.object({ title: v.string(), versions: v.array(v.string()), max_content_length: v.number() });
const Collection = v.object({
  id: v.string(),
  title: v.string(),
  can_read: v.boolean(),
  can_write: v.boolean(),
});
const ManifestRecord = v.object({ id: v.string(), version: v.string() });
const Manifest = v.object({ objects: v.optional(v.array(ManifestRecord), []) });
const Detail = v.object({ id: v.string(), message: v.optional(v.string()) });
const Status = v.object({
  id: v.string(),
  status: v.picklist(['complete', 'pending']),
  failure_count: v.number(),
  failures: v.optional(v.array(Detail), []),
});
type Settled = v.InferOutput<typeof Status>;

/** Adds what is not there yet as it stands here. */
export async function pushToTaxii(
  objects: readonly StixObject[],
  target: TaxiiTarget,
  receipts: readonly Receipt[],
  deps: PushDeps,
  onReceipt: (receipt: Receipt) => Promise<void>,
): Promise<Pushed> {
  const { root, authorization } = target;
  const base = collectionUrl(target);
  const known = lastReceipts(receipts, base);
  const fresh = objects
    .map((object) => ({ object, hash: hashOf(object) }))
    .filter(({ object, hash }) => known.get(object.id) !== hash);
  const pushed: Pushed = { sent: 0, kept: objects.length - fresh.length, problem: null };
  if (fresh.length === 0) return pushed;
  const terms = await termsOf(target, base, deps);
  if (!terms.ok) return { ...pushed, problem: terms.error };
  const { room, canRead } = terms.value;
  let failed = 0;
  for (const part of envelopes(fresh, room)) {
    const body = JSON.stringify({ objects: part.map(({ object }) => object) });
    const headers = headersOf(authorization);
    const answer = await settled({ method: 'POST', url: `${base}objects/`, headers, body }, root, deps);
    if (!answer.ok) return { ...pushed, problem: answer.error };
    const doubtful = doubtfulOf(part, answer.value);
    const there = canRead ? await thereOf(doubtful, base, authorization, deps) : new Set<Fresh>();
    const missing = new Set(doubtful.filter((one) => !there.has(one)));
    failed += Math.min(missing.size, answer.value.failure_count);
    for (const one of part) {
      if (missing.has(one)) continue;
      const { object, hash } = one;
      await onReceipt({ target: base, id: object.id, hash, at: new Date(deps.now()).toISOString() });
      pushed.sent++;
    }
  }
  if (failed > 0)
    pushed.problem = fail('partly', `The server refused ${failed} objects`, { counts: [failed] }).error;
  return pushed;
}

/** What its receipts have as their target. */
export function collectionUrl({ root, collection }: Pick<TaxiiTarget, 'root' | 'collection'>): string {
  return `${slashed(root)}collections/${encodeURIComponent(collection)}/`;
}

interface Fresh {
  object: StixObject;
  hash: string;
}

/**
 * Bytes that fit into one request (4.2), where the collection may be written to at all, and whether it can be read, too
 * (5.2).
 */
async function termsOf(
  { root, authorization }: TaxiiTarget,
  base: string,
  deps: PushDeps,
): Promise<Result<{ room: number; canRead: boolean }, PushProblem>> {
  const about = await get(slashed(root), authorization, Root, deps);
  if (!about.ok) return about;
  const where = await get(base, authorization, Collection, deps);
  if (!where.ok) return where;
  if (!where.value.can_write) return fail('not-writable', 'The collection may not be written to');
  const { max_content_length: length } = about.value;
  const room = length > 0 ? Math.min(length, MAX_PUSH_BYTES) : MAX_PUSH_BYTES;
  return ok({ room, canRead: where.value.can_read });
}

/** Parts that fit, in order: what refers to something comes after it. One that fits nowhere goes alone, and is refused. */
function envelopes(fresh: readonly Fresh[], room: number): Fresh[][] {
  const encoder = new TextEncoder();
  const parts: Fresh[][] = [];
  let left = 0;
  for (const one of fresh) {
    const size = encoder.encode(JSON.stringify(one.object)).length + 1;
    const part = parts.at(-1);
    if (!part || size > left || part.length === MAX_PUSH_OBJECTS) {
      parts.push([one]);
      left = room - '{"objects":[]}'.length - size;
    } else {
      part.push(one);
      left -= size;
    }
  }
  return parts;
}

/**
 * What the server says once it is done with all of them (3.7, 4.3, 5.5). Sent twice, because an answer was lost, an
 * object is there once: the server must not mind.
 */
async function settled(
  request: PushRequest,
  root: string,
  deps: PushDeps,
): Promise<Result<Settled, PushProblem>> {
  const answer = await send(request, deps);
  if (!answer.ok) return answer;
  if (answer.value.status !== 202 && answer.value.status !== 200) return refusal(answer.value);
  let status = v.safeParse(Status, answer.value.json);
  for (let poll = 0; status.success && status.output.status === 'pending'; poll++) {
    if (poll === MAX_STATUS_POLLS) return fail('pending', 'The server has not taken it in yet');
    await deps.wait(PUSH_RETRY_MS * Math.min(2 ** poll, 16));
    const { authorization = '' } = request.headers;
    const url = `${slashed(root)}status/${encodeURIComponent(status.output.id)}/`;
    const again = await get(url, authorization, Status, deps);
    if (!again.ok) return again;
    status = { ...status, output: again.value };
  }
  return status.success ? ok(status.output) : badAnswer();
}

/** Those that it did not take in; where it does not say which they were, that may be any. */
function doubtfulOf(part: readonly Fresh[], { failure_count, failures }: Settled): Fresh[] {
  const ids = new Set(failures.map(({ id }) => id));
  return ids.size < failure_count ? [...part] : part.filter(({ object }) => ids.has(object.id));
}

/**
 * Those that the collection has all the same (5.3). Servers must not mind what they have already (5.5), but OASIS' own
 * (medallion) counts it as refused; and a team's members send the same, for its ids are derived from what it is.
 */
async function thereOf(
  doubtful: readonly Fresh[],
  base: string,
  authorization: string,
  deps: PushDeps,
): Promise<Set<Fresh>> {
  const there = new Set<Fresh>();
  for (let at = 0; at < doubtful.length; at += MAX_MANIFEST_IDS) {
    const asked = doubtful.slice(at, at + MAX_MANIFEST_IDS);
    const ids = asked.map(({ object }) => object.id).join(',');
    const found = await get(`${base}manifest/?match[id]=${ids}`, authorization, Manifest, deps);
    const records = found.ok ? found.value.objects : [];
    for (const one of asked) if (records.some((record) => isVersion(one.object, record))) there.add(one);
  }
  return there;
}

/** An object without versions never changes: the server made one up. */
function isVersion({ id, modified }: StixObject, record: v.InferOutput<typeof ManifestRecord>): boolean {
  return (
    record.id === id &&
    (modified === undefined || Date.parse(record.version) === Date.parse(String(modified)))
  );
}

async function get<T>(
  url: string,
  authorization: string,
  schema: v.GenericSchema<unknown, T>,
  deps: PushDeps,
): Promise<Result<T, PushProblem>> {
  const answer = await send({ method: 'GET', url, headers: headersOf(authorization) }, deps);
  if (!answer.ok) return answer;
  if (answer.value.status !== 200) return refusal(answer.value);
  const read = v.safeParse(schema, answer.value.json);
  return read.success ? ok(read.output) : badAnswer();
}

function headersOf(authorization: string): Record<string, string> {
  return { authorization: headerOf(authorization), accept: MEDIA, 'content-type': MEDIA };
}

/** `name:password` is HTTP Basic (RFC 7617), which every client has to know (8.5.1); all else is the header itself. */
function headerOf(authorization: string): string {
  return /^[^\s:]+:/.test(authorization) ? `Basic ${btoa(authorization)}` : authorization;
}

/** Every address of TAXII ends so (3.1). */
function slashed(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}

function badAnswer() {
  return fail('bad-answer', 'What answered is no TAXII 2.1 server');
}
