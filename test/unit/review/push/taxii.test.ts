import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_PUSH_OBJECTS, MAX_STATUS_POLLS } from '#lib/core/review-limits.ts';
import { stixBundle } from '#lib/review/export/stix.ts';
import { observable, type StixObject } from '#lib/review/export/stix-objects.ts';
import type { Receipt } from '#lib/review/push/receipts.ts';
import { pushToTaxii, type TaxiiTarget } from '#lib/review/push/taxii.ts';
import { quickTime } from '../../../support/http-server.ts';
import { story } from '../../../support/review-cases.ts';
import { startTaxii } from '../../../support/taxii-server.ts';

let server: Awaited<ReturnType<typeof startTaxii>>;
let receipts: Receipt[];
let time: ReturnType<typeof quickTime>;

beforeEach(async () => {
  server = await startTaxii();
  receipts = [];
  time = quickTime();
});
afterEach(() => server.close());

function objectsOf(more: Parameters<typeof story>[0] = {}): StixObject[] {
  const { one, lines } = story(more);
  return stixBundle([one], lines, { team: 'Example Desk', tlp: 'amber' }).objects;
}

function push(objects: readonly StixObject[], target: Partial<TaxiiTarget> = {}) {
  const { authorization, collection } = server;
  return pushToTaxii(
    objects,
    { root: `${server.url}/team`, collection, authorization, ...target },
    receipts,
    { fetch, ...time },
    async (receipt) => void receipts.push(receipt),
  );
}

function posts() {
  return server.asked.filter(({ method }) => method === 'POST');
}

describe('objects', () => {
  it('are added once', async () => {
    const objects = objectsOf();
    expect(await push(objects)).toEqual({ sent: objects.length, kept: 0, problem: null });
    expect([...server.objects.values()]).toEqual(objects.map((object) => [object]));
    expect(receipts.map(({ id }) => id)).toEqual(objects.map(({ id }) => id));
    const before = server.asked.length;
    expect(await push(objects)).toEqual({ sent: 0, kept: objects.length, problem: null });
    expect(server.asked.length).toBe(before);
  });

  it('are sent again in a new version, and only those that have one', async () => {
    await push(objectsOf());
    const changed = objectsOf({ states: ['confirmed', 'dismissed'] });
    const pushed = await push(changed);
    expect(pushed).toMatchObject({ problem: null });
    // Observables, the team and the marking are as they were.
    const same = changed.filter((object) => !('modified' in object) || object.type === 'identity');
    expect(pushed.kept).toBe(same.length);
    const indicator = changed.find(({ type }) => type === 'indicator');
    expect(server.objects.get(indicator?.id ?? '')).toHaveLength(2);
  });

  it('go in parts that the server takes', async () => {
    server.rules.maxLength = 2_000;
    const objects = objectsOf();
    expect(await push(objects)).toMatchObject({ sent: objects.length, problem: null });
    expect(posts().length).toBeGreaterThan(2);
    for (const { body } of posts()) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(2_000);
  });

  it('go in parts that nobody chokes on, however much the server takes', async () => {
    const many = Array.from({ length: MAX_PUSH_OBJECTS + 1 }, (_, n) =>
      observable('url', `https://a.example/${n}`, 'amber'),
    );
    expect(await push(many)).toMatchObject({ sent: MAX_PUSH_OBJECTS + 1, problem: null });
    expect(posts().map(({ body }) => JSON.parse(body).objects.length)).toEqual([MAX_PUSH_OBJECTS, 1]);
  });

  it('are not taken where one alone is too large', async () => {
    server.rules.maxLength = 300;
    expect(await push(objectsOf())).toMatchObject({ problem: { code: 'too-large' } });
  });

  it('are waited for while the server works on them', async () => {
    server.rules.pending = 4;
    const objects = objectsOf();
    expect(await push(objects)).toMatchObject({ sent: objects.length, problem: null });
    expect(time.waits).toEqual([1000, 2000, 4000, 8000]);
    expect(server.asked.filter(({ path }) => path.startsWith('/team/status/'))).toHaveLength(4);
  });

  it('are not waited for without end', async () => {
    server.rules.pending = 1_000;
    expect(await push(objectsOf())).toMatchObject({ sent: 0, problem: { code: 'pending' } });
    expect(time.waits).toHaveLength(MAX_STATUS_POLLS);
    expect(receipts).toEqual([]);
  });

  it('that are refused are told and sent again another time, the others not', async () => {
    const objects = objectsOf();
    const [first] = objects;
    server.rules.refuse.add(first?.id ?? '');
    expect(await push(objects)).toMatchObject({
      sent: objects.length - 1,
      problem: { code: 'partly', counts: [1] },
    });
    server.rules.refuse.clear();
    expect(await push(objects)).toEqual({ sent: 1, kept: objects.length - 1, problem: null });
  });

  it('are all in doubt where the server does not say which it refused, nor what it has', async () => {
    const objects = objectsOf();
    server.rules.refuse.add(objects[0]?.id ?? '');
    server.rules.names = false;
    server.rules.canRead = false;
    expect(await push(objects)).toMatchObject({ sent: 0, problem: { code: 'partly', counts: [1] } });
    expect(receipts).toEqual([]);
    expect(server.asked.filter(({ path }) => path.includes('/manifest/'))).toEqual([]);
    server.rules.canRead = true;
    expect(await push(objects)).toMatchObject({
      sent: objects.length - 1,
      problem: { code: 'partly', counts: [1] },
    });
  });

  it('that somebody else has sent are there, also where the server calls that refused', async () => {
    server.rules.mindsDuplicates = true;
    const objects = objectsOf();
    await push(objects);
    receipts = [];
    expect(await push(objects)).toEqual({ sent: objects.length, kept: 0, problem: null });
    expect(await push(objects)).toMatchObject({ sent: 0, kept: objects.length });
    for (const versions of server.objects.values()) expect(versions).toHaveLength(1);
  });

  it('are not there where the server has another version only', async () => {
    const objects = objectsOf();
    await push(objects);
    const changed = objectsOf({ states: ['confirmed', 'dismissed'] });
    const [note] = changed.filter(({ type }) => type === 'note');
    server.rules.refuse.add(note?.id ?? '');
    expect(await push(changed)).toMatchObject({ problem: { code: 'partly', counts: [1] } });
  });

  it('are there once where the browser dies between sending and noting it down', async () => {
    const objects = objectsOf();
    const { authorization, collection } = server;
    const target = { root: `${server.url}/team`, collection, authorization };
    const dies = pushToTaxii(objects, target, [], { fetch, ...time }, async (receipt) => {
      if (receipts.length === 3) throw new Error('gone');
      receipts.push(receipt);
    });
    await expect(dies).rejects.toThrow('gone');
    expect(await push(objects)).toEqual({ sent: objects.length - 3, kept: 3, problem: null });
    for (const versions of server.objects.values()) expect(versions).toHaveLength(1);
  });

  it('are there once where an answer was lost', async () => {
    const objects = objectsOf();
    // The API root and the collection are asked for before.
    server.faults.push('none', 'none', 'lost');
    expect(await push(objects)).toMatchObject({ sent: objects.length, problem: null });
    expect(posts()).toHaveLength(2);
    for (const versions of server.objects.values()) expect(versions).toHaveLength(1);
  });
});

it.each(['team:word', `Basic ${btoa('team:word')}`])(
  'the key may be written as %s',
  async (authorization) => {
    expect(await push(objectsOf(), { authorization })).toMatchObject({ problem: null });
    expect(await push(objectsOf(), { authorization: 'Bearer team:word', collection: 'x' })).toMatchObject({
      problem: { code: 'unauthorised' },
    });
  },
);

it('a collection that may only be read gets nothing', async () => {
  expect(await push(objectsOf(), { collection: server.readOnly })).toMatchObject({
    problem: { code: 'not-writable' },
  });
  expect(await push(objectsOf(), { collection: 'none' })).toMatchObject({ problem: { code: 'not-found' } });
  expect(posts()).toEqual([]);
});
