import { describe, expect, it, vi } from 'vitest';
import { CHOICES_KEY } from '#lib/core/choices.ts';
import type { Report } from '#lib/core/report.ts';
import {
  askFirst,
  type FirstApi,
  readTabId,
  type ShownTab,
  takeFirst,
} from '#lib/messaging/first-answers.ts';
import { createGists } from '#lib/messaging/gists.ts';
import { makeReport } from '../../support/report-views.ts';
import { sessionArea } from '../../support/session-area.ts';

const PAGE = 'https://relief.example/donate?for=water';
const REPORT = { state: 'ready', addresses: [] } as unknown as Report;
const ANEW = { state: 'not-ready', addresses: [] } as unknown as Report;

function apiThat(
  reply: () => Promise<unknown>,
  stored: () => Promise<Record<string, unknown>> = async () => ({}),
) {
  return {
    runtime: { sendMessage: vi.fn(reply) },
    tabs: {
      query: vi.fn(async () => [{ id: 7, url: PAGE, status: 'complete' }] as ShownTab[]),
      get: vi.fn(async (id: number): Promise<ShownTab> => ({ id, url: PAGE, status: 'complete' })),
    },
    storage: { local: { get: vi.fn(stored) }, session: sessionArea() },
  } satisfies FirstApi;
}

const otherwise = () => ({
  report: vi.fn(async () => ANEW),
  choices: vi.fn(async () => ({ [CHOICES_KEY]: 'anew' })),
});

async function taken(api: FirstApi, search = '') {
  const holder = {};
  const again = otherwise();
  askFirst(api, search, holder);
  const { report, gist, choices } = takeFirst(again, holder);
  return { report: await report, gist: await gist, choices: await choices, again, holder };
}

describe('the tab that a popup is about', () => {
  it('is the one in front', async () => {
    const { tabs } = apiThat(async () => REPORT);
    expect(await readTabId(tabs, '')).toBe(7);
    expect(tabs.query).toHaveBeenCalledWith({ active: true, currentWindow: true });
  });

  it('is the one that the address names, and none is asked for', async () => {
    const { tabs } = apiThat(async () => REPORT);
    expect(await readTabId(tabs, '?tab=12')).toBe(12);
    expect(tabs.query).not.toHaveBeenCalled();
  });

  it('is none where no tab is in front', async () => {
    expect(await readTabId({ query: async () => [] }, '')).toBe(-1);
  });
});

describe('what is asked before the popup has its code', () => {
  it('is what the popup would ask, and is asked once', async () => {
    const api = apiThat(
      async () => REPORT,
      async () => ({ [CHOICES_KEY]: 'stored' }),
    );
    const { report, choices, again } = await taken(api);
    expect(api.runtime.sendMessage.mock.calls).toEqual([
      [{ type: 'report.get', tabId: 7, fresh: false, hurry: true }],
    ]);
    expect(api.storage.local.get.mock.calls).toEqual([[CHOICES_KEY]]);
    expect(report).toBe(REPORT);
    expect(choices).toEqual({ [CHOICES_KEY]: 'stored' });
    expect(again.report).not.toHaveBeenCalled();
    expect(again.choices).not.toHaveBeenCalled();
  });

  it('is asked by the popup where the small file did not run', async () => {
    const again = otherwise();
    expect(await takeFirst(again, {}).report).toBe(ANEW);
    expect(again.choices).toHaveBeenCalledOnce();
  });

  it.each([
    ['no answer', async () => undefined],
    ['an error in the place of a report', async () => ({ ok: false, error: { code: 'x', message: '' } })],
    ['what the library makes of a rejection', async () => ({ __mozWebExtensionPolyfillReject__: true })],
    ['a rejection', async () => Promise.reject(new Error('no receiver'))],
  ])('is asked again by the popup after %s', async (_name, reply) => {
    const { report, again } = await taken(apiThat(reply));
    expect(report).toBe(ANEW);
    expect(again.report).toHaveBeenCalledOnce();
  });

  it('is read again by the popup where storage failed', async () => {
    const api = apiThat(
      async () => REPORT,
      async () => Promise.reject(new Error('closed')),
    );
    const { report, choices } = await taken(api);
    expect(report).toBe(REPORT);
    expect(choices).toEqual({ [CHOICES_KEY]: 'anew' });
  });

  it('finds what was concluded of the tab in front, and of the one that the address names', async () => {
    const api = apiThat(async () => REPORT);
    const gists = createGists(api.storage.session, async () => true);
    await gists.put(7, makeReport({ url: PAGE }));
    await gists.put(12, makeReport({ url: PAGE, level: 'reported' }));
    expect((await taken(api)).gist).toMatchObject({ level: 'listed', url: PAGE });
    expect((await taken(api, '?tab=12')).gist).toMatchObject({ level: 'reported' });
    expect(api.tabs.get.mock.calls).toEqual([[12]]);
    await gists.drop(7);
    expect((await taken(api)).gist).toBeNull();
  });

  it.each<[string, ShownTab[], string | null]>([
    ['shows the page', [{ id: 7, url: PAGE, status: 'complete' }], 'listed'],
    [
      'shows another part, which may be another channel',
      [{ id: 7, url: `${PAGE}#water`, status: 'complete' }],
      null,
    ],
    ['shows another page', [{ id: 7, url: `${PAGE}&to=2`, status: 'complete' }], null],
    ['is on its way to the same page again', [{ id: 7, url: PAGE, status: 'loading' }], null],
    ['has an address that the browser does not tell', [{ id: 7, status: 'complete' }], null],
    ['is another one', [{ id: 8, url: PAGE, status: 'complete' }], null],
    ['is not there', [], null],
  ])('goes by what the tab in front shows where it %s', async (_name, front, level) => {
    const api = apiThat(async () => REPORT);
    await createGists(api.storage.session, async () => true).put(7, makeReport({ url: PAGE }));
    api.tabs.query.mockResolvedValue(front);
    expect((await taken(api)).gist?.level ?? null).toBe(level);
  });

  it('keeps nothing of a page that is not read, nor what is out of date where storage is refused', async () => {
    const api = apiThat(async () => REPORT);
    const gists = createGists(api.storage.session, async () => true);
    for (const state of ['not-ready', 'paused', 'no-permission'] as const) {
      await gists.put(7, makeReport({ url: PAGE }));
      await gists.put(7, makeReport({ url: PAGE, state }));
      expect([...api.storage.session.items.keys()]).toEqual([]);
    }
    await gists.put(7, makeReport({ url: PAGE }));
    api.storage.session.set = () => Promise.reject(new Error('full'));
    await gists.put(7, makeReport({ url: PAGE, level: 'none' }));
    expect([...api.storage.session.items.keys()]).toEqual([]);
    api.storage.session.get = () => Promise.reject(new Error('closed'));
    expect(await taken(api)).toMatchObject({ gist: null, report: REPORT });
  });

  it('keeps nothing of a tab that was closed while it was judged', async () => {
    const { storage } = apiThat(async () => REPORT);
    await createGists(storage.session, async () => false).put(7, makeReport({ url: PAGE }));
    expect([...storage.session.items.keys()]).toEqual([]);
  });

  it('has no gist where the small file did not run', async () => {
    expect(await takeFirst(otherwise(), {}).gist).toBeNull();
  });

  it('serves one view only', async () => {
    const { holder } = await taken(apiThat(async () => REPORT));
    expect(await takeFirst(otherwise(), holder).report).toBe(ANEW);
  });
});
