import * as v from 'valibot';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { PushProblem } from '#lib/core/review-file-problems.ts';
import {
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
  /** What stands in the header `Authorization`. */
  authorization: string;
}

/** Section 1.6.8.1: no other form is asked for. */
const MEDIA = 'application/taxii+json;version=2.1';

const Discovery = v.object({ title: v.string(), api_roots: v.optional(v.array(v.string()), []) });
const Root = v.object({ title: v.string(), versions: v.array(v.string()), max_content_length: v.number() });
const Collection = v.object({ id: v.string(), title: v.string(), can_write: v.boolean() });
const Collections = v.object({ collections: v.optional(v.array(Collection), []) });
const Detail = v.object({ id: v.string(), message: v.optional(v.string()) });
const Status = v.object({
  id: v.string(),
  status: v.picklist(['complete', 'pending']),
  failure_count: v.number(),
  failures: v.optional(v.array(Detail), []),
});

/** The API roots of a server (4.1). One on another host is left out: the key is for the host that was asked for. */
export async function discoverRoots(
  url: string,
  authorization: string,
  deps: PushDeps,
): Promise<Result<string[], PushProblem>> {
  const found = await get(url, authorization, Discovery, deps);
  if (!found.ok) return found;
  const roots = found.value.api_roots.flatMap((root) => URL.parse(root, url) ?? []);
  return ok(roots.filter(({ origin }) => origin === URL.parse(url)?.origin).map(({ href }) => slashed(href)));
}

/** The collections of an API root that may be written to (5.1). */
export async function writableCollections(
  root: string,
  authorization: string,
  deps: PushDeps,
): Promise<Result<{ id: string; title: string }[], PushProblem>> {
  const found = await get(`${slashed(root)}collections/`, authorization, Collections, deps);
  if (!found.ok) return found;
  return ok(
    found.value.collections.filter(({ can_write }) => can_write).map(({ id, title }) => ({ id, title })),
  );
}

/** Adds what is not there yet as it stands here. */
export async function pushToTaxii(
  objects: readonly StixObject[],
  target: TaxiiTarget,
  receipts: readonly Receipt[],
  deps: PushDeps,
  onReceipt: (receipt: Receipt) => Promise<void>,
): Promise<Pushed> {
  const { root, collection, authorization } = target;
  const base = `${slashed(root)}collections/${encodeURIComponent(collection)}/`;
  const known = lastReceipts(receipts, base);
  const fresh = objects
    .map((object) => ({ object, hash: hashOf(object) }))
    .filter(({ object, hash }) => known.get(object.id) !== hash);
  const pushed: Pushed = { sent: 0, kept: objects.length - fresh.length, problem: null };
  if (fresh.length === 0) return pushed;
  const room = await roomOf(target, base, deps);
  if (!room.ok) return { ...pushed, problem: room.error };
  let failed = 0;
  for (const part of envelopes(fresh, room.value)) {
    const taken = await addObjects(part, base, target, deps);
    if (!taken.ok) return { ...pushed, problem: taken.error };
    for (const { object, hash } of part) {
      if (taken.value.has(object.id)) {
        failed++;
        continue;
      }
      await onReceipt({ target: base, id: object.id, hash, at: new Date(deps.now()).toISOString() });
      pushed.sent++;
    }
  }
  if (failed > 0) pushed.problem = fail('partly', `The server refused ${failed} objects`, [failed]).error;
  return pushed;

  function addObjects(part: readonly Fresh[], base: string, { root }: TaxiiTarget, deps: PushDeps) {
    const body = JSON.stringify({ objects: part.map(({ object }) => object) });
    return settled(
      { method: 'POST', url: `${base}objects/`, headers: headersOf(authorization), body },
      root,
      deps,
    );
  }
}

interface Fresh {
  object: StixObject;
  hash: string;
}

/** Bytes that fit into one request (4.2), where the collection may be written to at all (5.2). */
async function roomOf(
  { root, authorization }: TaxiiTarget,
  base: string,
  deps: PushDeps,
): Promise<Result<number, PushProblem>> {
  const about = await get(slashed(root), authorization, Root, deps);
  if (!about.ok) return about;
  const where = await get(base, authorization, Collection, deps);
  if (!where.ok) return where;
  if (!where.value.can_write) return fail('not-writable', 'The collection may not be written to');
  const { max_content_length } = about.value;
  return ok(max_content_length > 0 ? Math.min(max_content_length, MAX_PUSH_BYTES) : MAX_PUSH_BYTES);
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
 * Ids of those that the server did not take in, once it is done with all of them (3.7, 4.3, 5.5). Sent twice, because an
 * answer was lost, an object is there once: the server must not mind.
 */
async function settled(
  request: PushRequest,
  root: string,
  deps: PushDeps,
): Promise<Result<Set<string>, PushProblem>> {
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
  if (!status.success) return badAnswer();
  const { failure_count, failures } = status.output;
  const ids = new Set(failures.map(({ id }) => id));
  // Which ones it was it need not say: then nothing is known of any.
  return ids.size < failure_count
    ? fail('partly', `The server refused ${failure_count} objects`, [failure_count])
    : ok(ids);
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
  return { authorization, accept: MEDIA, 'content-type': MEDIA };
}

/** Every address of TAXII ends so (1.6.2). */
function slashed(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}

function badAnswer() {
  return fail('bad-answer', 'What answered is no TAXII 2.1 server');
}
