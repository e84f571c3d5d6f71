import { type Answer, type Asked, startServer } from './http-server.ts';

type Stix = { id: string; modified?: string; created?: string } & Record<string, unknown>;

export const MEDIA = 'application/taxii+json;version=2.1';
const AUTHORIZATION = `Basic ${Buffer.from('team:word').toString('base64')}`;
const COLLECTION = '91a7b528-80eb-42ed-a74d-c6fbd5a26116';
const READ_ONLY = '52892447-4d7e-4f70-b94d-d7f22742ff63';

/**
 * A TAXII 2.1 server (OASIS standard, 10 June 2021), as far as objects are added to it: API root (4.2), status (4.3), a
 * collection (5.2), its manifest (5.3) and add objects (5.5). Paths end in a slash and any other media type is 406 or 415
 * (3.1); what is longer than announced is 413 (4.2.1); an exact duplicate is no error (5.5).
 */
export async function startTaxii() {
  const objects = new Map<string, Stix[]>();
  const statuses = new Map<string, { polls: number; resource: Record<string, unknown> }>();
  const rules = {
    maxLength: 1_000_000,
    /** Times that a status is pending before it is complete. */
    pending: 0,
    /** Objects that are refused, by id. */
    refuse: new Set<string>(),
    /** Whether the status says which objects were refused: it may (4.3). */
    names: true,
    /** Whether what is there already counts as refused, as it does with medallion (backends/memory_backend.py). */
    mindsDuplicates: false,
    /** Whether the collection may be read by who writes to it (5.2.1). */
    canRead: true,
  };

  function answer({ method, path: asked, headers, body }: Asked): Answer {
    const { pathname: path, searchParams } = new URL(asked, 'http://taxii.example');
    if (headers.authorization !== AUTHORIZATION) return error(401, 'Unauthorized');
    if (headers.accept !== MEDIA) return error(406, 'Not Acceptable');
    if (!path.endsWith('/')) return error(404, 'Not Found');
    if (method === 'POST') {
      if (headers['content-type'] !== MEDIA) return error(415, 'Unsupported Media Type');
      if (Buffer.byteLength(body) > rules.maxLength) return error(413, 'Request Entity Too Large');
      return path === `/team/collections/${COLLECTION}/objects/` ? add(body) : error(403, 'Forbidden');
    }
    if (path === `/team/collections/${COLLECTION}/manifest/`) {
      return rules.canRead ? manifest(searchParams.get('match[id]')) : error(403, 'Forbidden');
    }
    const found = resources()[path];
    if (found) return { status: 200, json: found };
    const [, id = ''] = /^\/team\/status\/([^/]+)\/$/.exec(path) ?? [];
    const status = statuses.get(id);
    return status ? { status: 200, json: statusNow(status) } : error(404, 'Not Found');
  }

  function resources(): Record<string, unknown> {
    const writable = { id: COLLECTION, title: 'Shared', can_read: rules.canRead, can_write: true };
    const closed = { id: READ_ONLY, title: 'Read', can_read: true, can_write: false };
    return {
      '/team/': { title: 'Team', versions: [MEDIA], max_content_length: rules.maxLength },
      [`/team/collections/${COLLECTION}/`]: writable,
      [`/team/collections/${READ_ONLY}/`]: closed,
    };
  }

  /** The latest version of each that is asked for (3.4.1); one without versions has a time of the server's own (5.3.1). */
  function manifest(ids: string | null): Answer {
    const found = (ids?.split(',') ?? []).flatMap((id) => objects.get(id)?.at(-1) ?? []);
    const version = ({ modified, created }: Stix) => modified ?? created ?? '2026-03-03T00:00:00.000000Z';
    const records = found.map((object) => ({
      id: object.id,
      date_added: '2026-03-03T00:00:00.000000Z',
      version: version(object),
    }));
    return { status: 200, json: records.length > 0 ? { objects: records } : {} };
  }

  function add(body: string): Answer {
    const { objects: sent } = JSON.parse(body) as { objects?: Stix[] };
    if (!sent || sent.length === 0) return error(422, 'An envelope without objects');
    const isThere = ({ id, modified }: Stix) => objects.get(id)?.some((one) => one.modified === modified);
    const refused = sent.filter((one) => rules.refuse.has(one.id) || (rules.mindsDuplicates && isThere(one)));
    const taken = sent.filter((one) => !refused.includes(one));
    for (const object of taken) {
      if (!isThere(object)) objects.set(object.id, [...(objects.get(object.id) ?? []), object]);
    }
    const failures = refused.map(({ id, modified = '' }) => ({ id, version: modified, message: 'No' }));
    const id = `2d086da7-4bdc-4f91-900e-${String(statuses.size).padStart(12, '0')}`;
    const resource = {
      id,
      request_timestamp: '2026-03-03T00:00:00.000000Z',
      total_count: sent.length,
      success_count: taken.length,
      failure_count: failures.length,
      ...(rules.names && { failures }),
    };
    statuses.set(id, { polls: 0, resource });
    return { status: 202, json: statusNow(statuses.get(id)) };
  }

  function statusNow(status: { polls: number; resource: Record<string, unknown> } | undefined) {
    if (!status) return null;
    if (status.polls++ < rules.pending) {
      const { id, request_timestamp, total_count } = status.resource;
      const counts = { total_count, success_count: 0, failure_count: 0, pending_count: total_count };
      return { id, status: 'pending', request_timestamp, ...counts };
    }
    return { ...status.resource, status: 'complete', pending_count: 0 };
  }

  const server = await startServer(answer, MEDIA);
  return {
    ...server,
    authorization: AUTHORIZATION,
    collection: COLLECTION,
    readOnly: READ_ONLY,
    objects,
    rules,
  };
}

/** 3.6.1 */
function error(status: number, title: string): Answer {
  return { status, json: { title, http_status: String(status) } };
}
