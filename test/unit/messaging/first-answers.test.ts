import { describe, expect, it, vi } from 'vitest';
import { CHOICES_KEY } from '#lib/core/choices.ts';
import type { Report } from '#lib/core/report.ts';
import { askFirst, type FirstApi, readTabId, takeFirst } from '#lib/messaging/first-answers.ts';

const REPORT = { state: 'ready', addresses: [] } as unknown as Report;
const ANEW = { state: 'not-ready', addresses: [] } as unknown as Report;

function apiThat(
  reply: () => Promise<unknown>,
  stored: () => Promise<Record<string, unknown>> = async () => ({}),
) {
  return {
    runtime: { sendMessage: vi.fn(reply) },
    tabs: { query: vi.fn(async () => [{ id: 7 }]) },
    storage: { local: { get: vi.fn(stored) } },
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
  const { report, choices } = takeFirst(again, holder);
  return { report: await report, choices: await choices, again, holder };
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

  it('serves one view only', async () => {
    const { holder } = await taken(apiThat(async () => REPORT));
    expect(await takeFirst(otherwise(), holder).report).toBe(ANEW);
  });
});
