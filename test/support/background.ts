import { readFileSync } from 'node:fs';
import { vi } from 'vitest';
import type { WxtBrowser } from 'wxt/browser';
import type { ListsView } from '#lib/core/lists.ts';
import { startBackground } from '#lib/messaging/background.ts';
import { sessionArea } from './session-area.ts';
import { told } from './told.ts';

export const ORIGIN = 'chrome-extension://almsguard/';
export const UI = { id: 'almsguard', url: `${ORIGIN}options.html` };

/** What a server answers; may be a promise that nobody keeps. */
export type Answer = (url: string, init?: RequestInit) => Response | Promise<Response>;

export interface Background {
  /** What stands in `storage.session`. */
  session: Map<string, unknown>;
  /** What stands in `storage.local`. */
  local: Map<string, unknown>;
  /** Addresses that were asked for, in order; the extension's own files are not counted. */
  fetched: string[];
  calls: [name: string, ...arguments_: unknown[]][];
  events: Record<
    'message' | 'removed' | 'alarm' | 'installed' | 'stored' | 'granted' | 'revoked' | 'command',
    ReturnType<typeof createEvent>
  >;
  ask(message: unknown, sender?: unknown): Promise<unknown>;
  /** The subscriptions, as the options show them. */
  lists(): Promise<ListsView['lists']>;
  /** Once the offered lists are there, the last thing that a start does. */
  subscribed(): Promise<void>;
}

export interface World {
  answer: Answer;
  policy?: unknown;
  /** The alarm that is there when the worker starts. */
  alarm?: { scheduledTime: number };
  tab?: { url: string; status: string } | null;
  /** What pages answer to messages. */
  sent?: () => unknown;
  /** Tabs that are open. */
  tabs?: { id: number; url?: string }[];
  /** What the browser lets the extension read; everything, where nothing is said. */
  origins?: string[];
  /** What stands in `storage.local` when the worker starts. */
  stored?: Record<string, unknown>;
}

export function createEvent() {
  const listeners: ((...args: never[]) => unknown)[] = [];
  return {
    addListener: (listener: (...args: never[]) => unknown) => void listeners.push(listener),
    fire: (...args: unknown[]) => listeners.map((listener) => listener(...(args as never[])))[0],
    listeners,
  };
}

/** Time for what was started to go as far as it can without an answer from outside. */
export const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

export const CSV = () => new Response('value\nexample.org\n', { headers: { 'content-type': 'text/csv' } });

/** An answer as it comes after a redirect to another address. */
export function answeredFrom(url: string, response: Response): Response {
  return Object.defineProperty(response, 'url', { value: url });
}

/**
 * The whole background on a browser of events and recorded calls. Storage is refused, as Node has none, unless the test
 * puts another in the place of db.ts. `fetch` is stubbed; the caller unstubs it.
 */
export function launchBackground(world: World): Background {
  const fetched: string[] = [];
  const calls: Background['calls'] = [];
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    if (url.startsWith(ORIGIN)) return new Response(readFileSync(`public/${url.slice(ORIGIN.length)}`));
    fetched.push(url);
    return world.answer(url, init);
  });
  const events = {
    message: createEvent(),
    removed: createEvent(),
    alarm: createEvent(),
    installed: createEvent(),
    stored: createEvent(),
    granted: createEvent(),
    revoked: createEvent(),
    command: createEvent(),
  };
  const registered: { matches: string[] }[] = [];
  const local = sessionArea();
  const session = sessionArea();
  for (const [key, value] of Object.entries(world.stored ?? {})) local.items.set(key, value);
  const record =
    (name: string, answer: unknown) =>
    async (...arguments_: unknown[]) => {
      calls.push([name, ...arguments_]);
      return answer;
    };
  const browser = {
    runtime: {
      id: 'almsguard',
      getURL: () => ORIGIN,
      getPlatformInfo: record('getPlatformInfo', {}),
      onMessage: events.message,
      onInstalled: events.installed,
    },
    storage: {
      session,
      local,
      managed: { get: async () => world.policy ?? {} },
      onChanged: events.stored,
    },
    action: {
      setBadgeText: record('badge', undefined),
      setBadgeBackgroundColor: record('badge', undefined),
      setTitle: record('badge', undefined),
    },
    tabs: {
      onRemoved: events.removed,
      get: async () => world.tab ?? null,
      query: record('query', world.tabs ?? [{ id: 7 }, { id: 8 }]),
      create: record('create', {}),
      sendMessage: async (...args: unknown[]) => {
        calls.push(['sendMessage', ...args]);
        return world.sent?.();
      },
    },
    scripting: {
      executeScript: record('executeScript', []),
      insertCSS: record('insertCSS', []),
      getRegisteredContentScripts: async () => registered,
      async registerContentScripts(scripts: { matches: string[] }[]) {
        calls.push(['register', ...scripts]);
        registered.push(...scripts);
      },
      async unregisterContentScripts() {
        calls.push(['unregister']);
        registered.length = 0;
      },
    },
    permissions: {
      onAdded: events.granted,
      onRemoved: events.revoked,
      getAll: async () => ({ origins: world.origins ?? ['<all_urls>'] }),
      contains: async () => false,
    },
    commands: { onCommand: events.command },
    i18n: { getMessage: () => '' },
    alarms: { onAlarm: events.alarm, get: async () => world.alarm, create: record('alarm', undefined) },
  };
  startBackground(browser as unknown as WxtBrowser, told);
  const ask = (message: unknown, sender: unknown = UI) =>
    events.message.fire(message, sender) as Promise<unknown>;
  const lists = async () => ((await ask({ type: 'lists.get' })) as ListsView).lists;
  return {
    session: session.items,
    local: local.items,
    fetched,
    calls,
    events,
    ask,
    lists,
    async subscribed() {
      const ids = async () => (await lists()).map(({ id }) => id);
      await vi.waitFor(async () => {
        if (!(await ids()).includes('catalogue:ofac-sdn')) throw new Error('the lists are not there yet');
      }, 5_000);
      await settle();
    },
  };
}
