import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_PUSH_REFUSALS, MAX_PUSH_TRIES } from '#lib/core/review-limits.ts';
import { type MispEvent, mispEvent } from '#lib/review/export/misp.ts';
import { type MispTarget, pushToMisp } from '#lib/review/push/misp.ts';
import type { Receipt } from '#lib/review/push/receipts.ts';
import { quickTime } from '../../../support/http-server.ts';
import { startMisp } from '../../../support/misp-server.ts';
import { BOAT, EVM, item, story } from '../../../support/review-cases.ts';

const TEAM = { team: 'Example Desk', tlp: 'amber', distribution: '0' } as const;
const PAGES = ['https://a.example/', 'https://b.example/', 'https://c.example/'];

let server: Awaited<ReturnType<typeof startMisp>>;
let receipts: Receipt[];
let time: ReturnType<typeof quickTime>;

beforeEach(async () => {
  server = await startMisp();
  receipts = [];
  time = quickTime();
});
afterEach(() => server.close());

function eventOf(url: string, more: Parameters<typeof story>[0] = {}): MispEvent {
  return mispEvent([story({ url, ...more }).one], TEAM);
}

function push(events: readonly MispEvent[], target: Partial<MispTarget> = {}) {
  return pushToMisp(
    events,
    { url: server.url, key: server.key, ...target },
    receipts,
    { fetch, ...time },
    async (receipt) => void receipts.push(receipt),
  );
}

function posts(): string[] {
  return server.asked.filter(({ method }) => method === 'POST').map(({ path }) => path);
}

/** What the instance shows of an event. */
function shown({ Event }: MispEvent) {
  const { Attribute = [], Object: objects = [] } = server.events.get(Event.uuid) ?? {};
  const parts = [...Attribute, ...objects.filter(({ deleted }) => !deleted).flatMap((one) => one.Attribute)];
  return parts.filter(({ deleted }) => !deleted).map(({ value }) => value);
}

describe('events', () => {
  it('are added as they are, once', async () => {
    const events = PAGES.map((url) => eventOf(url));
    expect(await push(events)).toEqual({ sent: 3, kept: 0, problem: null });
    expect([...server.events.values()]).toEqual(events.map(({ Event }) => Event));
    expect(receipts.map(({ id, target }) => [id, target])).toEqual(
      events.map(({ Event }) => [Event.uuid, server.url]),
    );
    expect(await push(events)).toEqual({ sent: 0, kept: 3, problem: null });
    expect(posts()).toEqual(['/events/add', '/events/add', '/events/add']);
  });

  it('are sent to an instance that has nothing, whatever another one has', async () => {
    const event = eventOf('https://a.example/');
    await push([event]);
    receipts = receipts.map((receipt) => ({ ...receipt, target: 'https://other.example' }));
    server.events.clear();
    expect(await push([event])).toMatchObject({ sent: 1, kept: 0, problem: null });
    expect(server.events.size).toBe(1);
  });

  it('are edited where they changed', async () => {
    await push([eventOf('https://a.example/')]);
    const changed = eventOf('https://a.example/', { note: 'Another note', states: ['dismissed'] });
    expect(await push([changed])).toMatchObject({ sent: 1, problem: null });
    expect(posts()).toEqual(['/events/add', `/events/edit/${changed.Event.uuid}`]);
    expect(shown(changed)).toContainEqual(expect.stringContaining('note: Another note'));
    expect(server.events.get(changed.Event.uuid)?.Attribute[0]).toMatchObject({ type: 'url', to_ids: false });
    expect(await push([changed])).toMatchObject({ kept: 1 });
  });

  it('are edited where they are there without a receipt', async () => {
    const event = eventOf('https://a.example/');
    await push([event]);
    receipts = [];
    expect(await push([event])).toMatchObject({ sent: 1, problem: null });
    expect(server.events.size).toBe(1);
    expect(receipts).toHaveLength(1);
  });

  it('are edited also after somebody worked on them there', async () => {
    const event = eventOf('https://a.example/');
    await push([event]);
    const there = server.events.get(event.Event.uuid);
    if (there) there.timestamp = '1999999999';
    const changed = eventOf('https://a.example/', { note: 'Another' });
    expect(await push([changed])).toMatchObject({ sent: 1, problem: null });
    expect(shown(changed)).toContainEqual(expect.stringContaining('note: Another'));
  });

  it('go back to what they were where a decision is taken back', async () => {
    const [first, second] = [eventOf(PAGES[0] ?? ''), eventOf(PAGES[0] ?? '', { note: 'Another' })];
    for (const event of [first, second, first]) expect(await push([event])).toMatchObject({ sent: 1 });
    expect(shown(first)).toContainEqual(expect.stringContaining('Same wallet'));
  });

  it('lose what the page shows no longer, and nothing that others added', async () => {
    const event = eventOf('https://a.example/', {
      finalUrl: 'https://a.example/old',
      items: [item(BOAT), item(EVM)],
    });
    await push([event]);
    const theirs = {
      uuid: '6b1c1f0e-0000-4000-8000-000000000001',
      type: 'url',
      value: 'https://theirs.example/',
    };
    server.events.get(event.Event.uuid)?.Attribute.push(theirs);
    const changed = eventOf('https://a.example/', { items: [item(EVM)] });
    await push([changed]);
    const left = shown(changed);
    expect(left).toEqual(expect.arrayContaining(['https://a.example/', EVM, 'https://theirs.example/']));
    expect(left).not.toContain('https://a.example/old');
    expect(left).not.toContain(BOAT);
  });
});

describe('an instance that fails', () => {
  it('is asked again, ever later, and no sooner than it asks', async () => {
    server.faults.push({ status: 503 }, 'broken', { status: 429, headers: { 'retry-after': '30' } });
    expect(await push([eventOf('https://a.example/')])).toMatchObject({ sent: 1, problem: null });
    expect(time.waits).toEqual([1000, 2000, 30_000]);
  });

  it('is asked no sooner than the date that it names', async () => {
    const date = new Date(time.now() + 45_000).toUTCString();
    server.faults.push({ status: 503, headers: { 'retry-after': date } });
    await push([eventOf('https://a.example/')]);
    expect(time.waits).toEqual([45_000]);
  });

  it('is left alone after so many tries, and the rest is sent another time', async () => {
    const events = PAGES.map((url) => eventOf(url));
    const fails = Array.from({ length: MAX_PUSH_TRIES }, () => ({ status: 502 }));
    await push(events.slice(0, 1));
    server.faults.push(...fails);
    expect(await push(events)).toMatchObject({ sent: 0, kept: 1, problem: { code: 'busy' } });
    expect(server.asked).toHaveLength(1 + MAX_PUSH_TRIES);
    expect(await push(events)).toMatchObject({ sent: 2, kept: 1, problem: null });
  });

  it('is left alone where it asks to wait long', async () => {
    server.faults.push({ status: 429, headers: { 'retry-after': '3600' } });
    expect(await push([eventOf('https://a.example/')])).toMatchObject({ problem: { code: 'busy' } });
    expect(time.waits).toEqual([]);
  });

  it('has an event once whose answer was lost', async () => {
    server.faults.push('lost');
    expect(await push([eventOf('https://a.example/')])).toMatchObject({ sent: 1, problem: null });
    expect(server.events.size).toBe(1);
    expect(posts().slice(0, 2)).toEqual(['/events/add', '/events/add']);
  });

  it('is out of reach in the end', async () => {
    await server.close();
    expect(await push([eventOf('https://a.example/')])).toMatchObject({ problem: { code: 'offline' } });
    expect(time.waits).toHaveLength(MAX_PUSH_TRIES - 1);
  });
});

describe('an instance that refuses', () => {
  it.each<[string, Parameters<typeof server.faults.push>[0], string]>([
    ['a redirect', { status: 302, headers: { location: 'https://other.example/' } }, 'moved'],
    ['a size', { status: 413 }, 'too-large'],
    ['a key', { status: 401 }, 'unauthorised'],
    ['an event', { status: 400, json: { errors: 'bad' } }, 'refused'],
    ['a page that is none of MISP', { status: 200, json: { hello: 1 } }, 'bad-answer'],
    ['an address that it does not have', { status: 404 }, 'not-found'],
  ])('%s is not asked again, and says why', async (_name, fault, code) => {
    server.faults.push(fault);
    expect(await push([eventOf('https://a.example/')])).toMatchObject({ sent: 0, problem: { code } });
    expect(server.asked).toHaveLength(1);
    expect(receipts).toEqual([]);
  });

  it('says so in its own words', async () => {
    const wrong = eventOf('https://a.example/');
    wrong.Event.Attribute[0] = { ...wrong.Event.Attribute[0], category: 'Other' } as never;
    const { problem } = await push([wrong]);
    expect(problem).toMatchObject({ code: 'refused' });
    expect(problem?.message).toContain('Other has no url');
    expect((await push([wrong], { key: 'wrong' })).problem?.code).toBe('unauthorised');
  });

  it('one of several gets the others all the same, and it is told how many it refused', async () => {
    const events = PAGES.map((url) => eventOf(url));
    const [, wrong] = events;
    if (wrong) wrong.Event.Attribute[0] = { ...wrong.Event.Attribute[0], category: 'Other' } as never;
    const refused = { code: 'partly', counts: [1] };
    expect(await push(events)).toMatchObject({ sent: 2, problem: refused });
    expect([...server.events.keys()]).toEqual([events[0]?.Event.uuid, events[2]?.Event.uuid]);
    expect(await push(events)).toMatchObject({ sent: 0, kept: 2, problem: refused });
  });

  it('an event that was deleted there gets the others all the same', async () => {
    const events = PAGES.map((url) => eventOf(url));
    await push(events);
    server.events.delete(events[0]?.Event.uuid ?? '');
    const changed = PAGES.map((url) => eventOf(url, { note: 'Another' }));
    expect(await push(changed)).toMatchObject({ sent: 2, problem: { code: 'partly', counts: [1] } });
    expect(server.events.size).toBe(2);
  });

  it('everything is not asked without end', async () => {
    const events = Array.from({ length: MAX_PUSH_REFUSALS + 5 }, (_, n) => eventOf(`https://a.example/${n}`));
    server.faults.push(...events.map(() => ({ status: 403, json: { saved: false, errors: 'No' } })));
    expect(await push(events)).toMatchObject({ sent: 0, problem: { code: 'refused' } });
    expect(server.asked).toHaveLength(MAX_PUSH_REFUSALS);
  });

  it('a key is not asked again with the next event', async () => {
    expect(
      await push(
        PAGES.map((url) => eventOf(url)),
        { key: 'wrong' },
      ),
    ).toMatchObject({
      problem: { code: 'unauthorised' },
    });
    expect(server.asked).toHaveLength(1);
  });

  it('is not sent a key without encryption', async () => {
    const pushed = await push([eventOf('https://a.example/')], { url: 'http://misp.example' });
    expect(pushed.problem?.code).toBe('bad-url');
  });
});
