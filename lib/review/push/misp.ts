import { fail, ok, type Result } from '#lib/core/result.ts';
import type { PushProblem } from '#lib/core/review-file-problems.ts';
import { MAX_PUSH_REFUSALS } from '#lib/core/review-limits.ts';
import type { MispEvent } from '../export/misp.ts';
import { type MispAttribute, type MispObject, partId } from '../export/misp-parts.ts';
import { hashOf } from '../log.ts';
import { lastReceipts, type Pushed, type Receipt } from './receipts.ts';
import { type PushAnswer, type PushDeps, refusal, send } from './request.ts';

export interface MispTarget {
  /** Address of the instance, such as `https://misp.example`. */
  url: string;
  key: string;
}

/**
 * Passes events on to a MISP instance by its REST API. Ids are derived from what they stand for: an event that is there
 * already is edited, and one that arrived without its answer is not added twice. One that the instance does not want,
 * such as one that was deleted there, keeps no other from arriving.
 */
export async function pushToMisp(
  events: readonly MispEvent[],
  target: MispTarget,
  receipts: readonly Receipt[],
  deps: PushDeps,
  onReceipt: (receipt: Receipt) => Promise<void>,
): Promise<Pushed> {
  const known = lastReceipts(receipts, target.url);
  const pushed: Pushed = { sent: 0, kept: 0, problem: null };
  const instance = createInstance(target, deps);
  let refused = 0;
  let inRow = 0;
  for (const event of events) {
    const { uuid } = event.Event;
    const hash = hashOf(event);
    if (known.get(uuid) === hash) {
      pushed.kept++;
      continue;
    }
    const done = known.has(uuid) ? await instance.edit(event) : await instance.add(event);
    if (!done.ok) {
      const { code } = done.error;
      const isOfEvent = code === 'refused' || (code === 'not-found' && known.has(uuid));
      refused++;
      inRow++;
      if (!isOfEvent || events.length === 1 || inRow === MAX_PUSH_REFUSALS) {
        return { ...pushed, problem: done.error };
      }
      continue;
    }
    inRow = 0;
    await onReceipt({ target: target.url, id: uuid, hash, at: new Date(deps.now()).toISOString() });
    pushed.sent++;
  }
  if (refused > 0)
    pushed.problem = fail('partly', `The server refused ${refused} events`, { counts: [refused] }).error;
  return pushed;
}

function createInstance({ url, key }: MispTarget, deps: PushDeps) {
  const headers = { authorization: key, accept: 'application/json', 'content-type': 'application/json' };
  const at = (path: string) => `${url.replace(/\/+$/, '')}${path}`;
  const post = (path: string, body: unknown) =>
    send({ method: 'POST', url: at(path), headers, body: JSON.stringify(body) }, deps);

  async function add(event: MispEvent): Promise<Result<null, PushProblem>> {
    const answer = await post('/events/add', event);
    if (!answer.ok) return answer;
    return isThere(answer.value) ? edit(event) : taken(answer.value, event);
  }

  async function edit(event: MispEvent): Promise<Result<null, PushProblem>> {
    const path = `/events/view/${event.Event.uuid}`;
    const there = await send({ method: 'GET', url: at(path), headers }, deps);
    if (!there.ok) return there;
    if (there.value.status !== 200) return refusal(there.value);
    const answer = await post(`/events/edit/${event.Event.uuid}`, asEdit(event, there.value.json));
    return answer.ok ? taken(answer.value, event) : answer;
  }

  return { add, edit };
}

/** The instance says so with a status that also means other things, and tells where. */
function isThere({ status, headers, json }: PushAnswer): boolean {
  if (status !== 404) return false;
  const { name, message } = (json ?? {}) as { name?: unknown; message?: unknown };
  return headers.has('location') || /already exists/i.test(`${name} ${message}`);
}

function taken(answer: PushAnswer, { Event }: MispEvent): Result<null, PushProblem> {
  if (answer.status !== 200) return refusal(answer);
  const said = (answer.json as { Event?: { uuid?: unknown } } | null)?.Event?.uuid;
  return said === Event.uuid
    ? ok(null)
    : fail('bad-answer', 'What answered is no MISP instance, or kept something else');
}

/**
 * The event as an edit. Times and counts are left to the instance, which refuses an edit that is older than what somebody did
 * there (Event::_edit). What once came from here and is no longer so is deleted; what others added stays, for its id is
 * not the one that would have been derived here.
 */
function asEdit({ Event }: MispEvent, there: unknown): object {
  const { timestamp: _time, publish_timestamp: _published, first_publication: _first, ...rest } = Event;
  const { attribute_count: _count, Attribute, Object: objects, ...event } = rest;
  const kept = new Set([...Attribute, ...objects].map(({ uuid }) => uuid));
  const old = (there as { Event?: { Attribute?: unknown; Object?: unknown } } | null)?.Event;
  const goneAttributes = listOf<MispAttribute>(old?.Attribute).filter(
    ({ uuid, type, value }) => !kept.has(uuid) && uuid === partId(Event.uuid, type, value),
  );
  const goneObjects = listOf<MispObject>(old?.Object).filter(
    (object) => !kept.has(object.uuid) && isOurs(object),
  );
  return {
    Event: {
      ...event,
      Attribute: [
        ...Attribute.map(timeless),
        ...goneAttributes.map(({ uuid, type, category, value }) => ({
          uuid,
          type,
          category,
          value,
          deleted: true,
        })),
      ],
      Object: [
        ...objects.map((object) => ({ ...timeless(object), Attribute: object.Attribute.map(timeless) })),
        ...goneObjects.map(({ uuid, name, template_uuid, template_version }) => ({
          uuid,
          name,
          template_uuid,
          template_version,
          deleted: true,
        })),
      ],
    },
  };
}

/** The ids of its attributes are derived from its own. */
function isOurs({ uuid, Attribute }: MispObject): boolean {
  const parts = listOf<MispAttribute>(Attribute);
  return parts.length > 0 && parts.every((part) => part.uuid === partId(uuid, part.type, part.value));
}

function timeless<T extends { timestamp: string }>({ timestamp: _time, ...part }: T): Omit<T, 'timestamp'> {
  return part;
}

function listOf<T>(value: unknown): T[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];
}
