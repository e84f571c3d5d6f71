import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WxtBrowser } from 'wxt/browser';
import type { ListsView } from '#lib/core/lists.ts';
import { startBackground } from '#lib/messaging/background.ts';
import { sessionArea } from '../../support/session-area.ts';

const ORIGIN = 'chrome-extension://almsguard/';
const UI = { id: 'almsguard', url: `${ORIGIN}options.html` };
const LIST = 'https://lists.example/mine.csv';

function createEvent() {
  const listeners: ((...args: never[]) => unknown)[] = [];
  return {
    addListener: (listener: (...args: never[]) => unknown) => void listeners.push(listener),
    fire: (...args: unknown[]) => listeners.map((listener) => listener(...(args as never[])))[0],
    listeners,
  };
}

/** The whole background on a browser of events and recorded calls; storage is refused, as Node has none. */
describe('the background', () => {
  let fetched: string[];
  let policy: unknown;
  let calls: [name: string, argument: unknown][];
  let events: Record<
    'message' | 'removed' | 'alarm' | 'installed' | 'stored',
    ReturnType<typeof createEvent>
  >;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 21) });
    fetched = [];
    policy = {};
    calls = [];
    vi.stubGlobal('fetch', async (url: string) => {
      if (url.startsWith(ORIGIN)) return new Response(readFileSync(`public/${url.slice(ORIGIN.length)}`));
      fetched.push(url);
      return new Response('value\nexample.org\n', { headers: { 'content-type': 'text/csv' } });
    });
    events = {
      message: createEvent(),
      removed: createEvent(),
      alarm: createEvent(),
      installed: createEvent(),
      stored: createEvent(),
    };
    const record = (name: string, answer: unknown) => async (argument: unknown) => {
      calls.push([name, argument]);
      return answer;
    };
    const browser = {
      runtime: {
        id: 'almsguard',
        getURL: () => ORIGIN,
        onMessage: events.message,
        onInstalled: events.installed,
      },
      storage: {
        session: sessionArea(),
        local: sessionArea(),
        managed: { get: async () => policy },
        onChanged: events.stored,
      },
      tabs: {
        onRemoved: events.removed,
        get: async () => null,
        query: record('query', [{ id: 7 }, { id: 8 }]),
        create: record('create', {}),
      },
      scripting: { executeScript: record('executeScript', []) },
      alarms: { onAlarm: events.alarm, get: async () => undefined, create: record('alarm', undefined) },
    };
    startBackground(browser as unknown as WxtBrowser, (key) => key);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  const ask = (message: unknown, sender: unknown = UI) =>
    events.message.fire(message, sender) as Promise<unknown>;
  const ids = async () => ((await ask({ type: 'lists.get' })) as ListsView).lists.map(({ id }) => id);
  /** Once the offered lists are there, the last thing that a start does. */
  const subscribed = async () => {
    await vi.waitFor(async () => expect(await ids()).toContain('catalogue:ofac-sdn'), 5_000);
    await settle();
  };
  const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

  it('hears every event before anything is awaited', () => {
    for (const event of Object.values(events)) expect(event.listeners).toHaveLength(1);
  });

  it('has the bundled lists, and says that they live in memory only', async () => {
    expect(await ask({ type: 'lists.get' })).toMatchObject({
      memoryOnly: true,
      lists: expect.arrayContaining([expect.objectContaining({ id: 'bundled:ofac-sdn' })]),
    });
  });

  it('does what the organisation lays down, then and there', async () => {
    await subscribed();
    policy = { lists: [{ url: LIST }], usersMayAddLists: false };
    events.stored.fire({}, 'local');
    await settle();
    expect(await ids()).not.toContain(`policy:${LIST}`);
    events.stored.fire({}, 'managed');
    await settle();
    expect(await ids()).toContain(`policy:${LIST}`);
    expect(await ask({ type: 'lists.add', url: LIST })).toMatchObject({ error: { code: 'managed' } });
  });

  it('subscribes to OFAC’s own file, and asks for it when the alarm rings', async () => {
    await subscribed();
    expect(await ask({ type: 'lists.get' })).toMatchObject({
      lists: expect.arrayContaining([expect.objectContaining({ id: 'catalogue:ofac-sdn', enabled: true })]),
    });
    expect(fetched).toEqual([]);
    events.alarm.fire({ name: 'refresh-lists' });
    await settle();
    const hosts = new Set(fetched.map((url) => new URL(url).host));
    expect([...hosts]).toEqual(['sanctionslistservice.ofac.treas.gov']);
  });

  it('refreshes what is due when the alarm rings, and only then', async () => {
    await subscribed();
    await ask({ type: 'lists.enable', id: 'catalogue:ofac-sdn', enabled: false });
    expect(await ask({ type: 'lists.add', url: LIST })).toMatchObject({ ok: true });
    events.alarm.fire({ name: 'refresh-lists' });
    await settle();
    expect(fetched).toEqual([LIST]);
    vi.setSystemTime(Date.UTC(2026, 10, 23));
    events.alarm.fire({ name: 'something-else' });
    await settle();
    expect(fetched).toEqual([LIST]);
    events.alarm.fire({ name: 'refresh-lists' });
    await settle();
    expect(fetched).toEqual([LIST, LIST]);
  });

  it('lets pages look things up and nothing else', async () => {
    const page = { id: 'almsguard', url: 'https://page.example/', tab: { id: 1 }, frameId: 0 };
    for (const sender of [page, { id: 'other', url: UI.url }, {}]) {
      expect(await ask({ type: 'lists.add', url: LIST }, sender)).toMatchObject({
        ok: false,
        error: { code: 'bad-message' },
      });
    }
    expect(fetched).toEqual([]);
  });

  it('opens its page once, and reads the pages that were open before it', async () => {
    events.installed.fire({ reason: 'install' });
    await settle();
    expect(calls.filter(([name]) => name === 'create')).toEqual([
      ['create', { url: `${ORIGIN}options.html` }],
    ]);
    expect(calls.filter(([name]) => name === 'executeScript').map(([, argument]) => argument)).toMatchObject([
      { target: { tabId: 7, allFrames: true }, files: ['/content-scripts/scan.js'] },
      { target: { tabId: 8 } },
    ]);
    calls = [];
    events.installed.fire({ reason: 'update' });
    await settle();
    expect(calls.map(([name]) => name)).toEqual(['query', 'executeScript', 'executeScript']);
  });
});
