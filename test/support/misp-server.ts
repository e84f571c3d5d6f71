import { type Answer, type Asked, startServer } from './http-server.ts';
import { mispFaults } from './misp-rules.ts';

interface Part {
  uuid: string;
  type: string;
  value: string;
  timestamp?: string;
  deleted?: boolean;
  [field: string]: unknown;
}
interface Thing extends Record<string, unknown> {
  uuid: string;
  Attribute: Part[];
  deleted?: boolean;
}
interface Stored extends Record<string, unknown> {
  uuid: string;
  timestamp: string;
  Attribute: Part[];
  Object: Thing[];
}

const KEY = 'a-key-of-forty-characters-as-misp-has-it';

/**
 * A MISP instance, as far as events are passed to it: its OpenAPI description (`/events/add`, `/events/edit/{id}`,
 * `/events/view/{id}`), and what EventsController and Event::_edit answer. An event that is there is refused with 404 and
 * a Location; an edit is refused where its timestamp is not newer, and may have none; parts are told by their uuid.
 */
export async function startMisp() {
  const events = new Map<string, Stored>();
  /** Seconds of the instance's own clock. */
  let now = 1_900_000_000;

  function answer({ method, path, headers, body }: Asked): Answer {
    if (headers.authorization !== KEY) {
      return refused(
        403,
        'Authentication failed. Please make sure you pass the API key of an API enabled user.',
      );
    }
    if (headers.accept !== 'application/json') return refused(406, 'JSON is asked for by its name.');
    const [, , action, uuid = ''] = path.split('/');
    if (method === 'GET' && action === 'view') return events.has(uuid) ? shown(uuid) : invalid();
    if (method !== 'POST' || headers['content-type'] !== 'application/json') return refused(405, 'No');
    const { Event } = JSON.parse(body) as { Event: Stored };
    if (path === '/events/add') return add(Event);
    if (action === 'edit') return events.has(uuid) ? edit(uuid, Event) : invalid();
    return refused(404, 'No such page');
  }

  function add(event: Stored): Answer {
    if (events.has(event.uuid)) {
      const message =
        'Event already exists, if you would like to edit it, use the url in the location header.';
      return { ...refused(404, message), headers: { location: `/events/${events.size}` } };
    }
    const faults = mispFaults({ Event: event });
    if (faults.length > 0) return { status: 403, json: { saved: false, errors: faults.join(', ') } };
    events.set(event.uuid, event);
    return shown(event.uuid);
  }

  function edit(uuid: string, event: Stored): Answer {
    const there = events.get(uuid) as Stored;
    if (event.timestamp !== undefined && Number(event.timestamp) <= Number(there.timestamp)) {
      return {
        status: 403,
        json: { errors: 'Event could not be saved: Event in the request not newer than the local copy.' },
      };
    }
    const { Attribute = [], Object: objects = [], ...fields } = event;
    Object.assign(there, fields, { timestamp: event.timestamp ?? String(++now) });
    there.Attribute = merged(there.Attribute, Attribute);
    for (const object of objects) {
      const known = there.Object.find((one) => one.uuid === object.uuid);
      if (!known) there.Object.push(object);
      else Object.assign(known, object, { Attribute: merged(known.Attribute, object.Attribute ?? []) });
    }
    return shown(uuid);
  }

  function merged(there: Part[], edits: Part[]): Part[] {
    const parts = [...there];
    for (const edit of edits) {
      const at = parts.findIndex(({ uuid }) => uuid === edit.uuid);
      const known = parts[at];
      if (!known) parts.push(edit);
      else if (edit.timestamp === undefined || Number(edit.timestamp) > Number(known.timestamp)) {
        parts[at] = { ...known, ...edit, timestamp: edit.timestamp ?? String(++now) };
      }
    }
    return parts;
  }

  /** What was deleted is not shown. */
  function shown(uuid: string): Answer {
    const event = events.get(uuid) as Stored;
    const left = (parts: Part[]) => parts.filter(({ deleted }) => !deleted);
    const objects = event.Object.filter(({ deleted }) => !deleted);
    return {
      status: 200,
      json: {
        Event: {
          id: '1',
          orgc_id: '1',
          ...event,
          Attribute: left(event.Attribute),
          Object: objects.map((object) => ({ ...object, Attribute: left(object.Attribute) })),
        },
      },
    };
  }

  const server = await startServer(answer);
  return { ...server, key: KEY, events };
}

function refused(status: number, message: string): Answer {
  return { status, json: { name: message, message, url: '/events' } };
}

function invalid(): Answer {
  return refused(404, 'Invalid event');
}
