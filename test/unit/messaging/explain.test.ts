import { describe, expect, it, vi } from 'vitest';
import { EXPLAIN_GAP_MS } from '#lib/core/limits.ts';
import { createExplain } from '#lib/messaging/explain.ts';

const SENDER = { tab: { id: 7 }, frameId: 0, url: 'https://a.example/' };

function make(over: Partial<Parameters<typeof createExplain>[0]> = {}) {
  const state = { now: 1_000_000 };
  const deps = {
    isShown: vi.fn(async () => true),
    openPopup: vi.fn(async (): Promise<unknown> => undefined),
    openTab: vi.fn(async () => undefined),
    now: () => state.now,
    ...over,
  };
  return { state, deps, explain: createExplain(deps) };
}

describe('an explanation that a page asks for', () => {
  it('is the popup where the browser opens one', async () => {
    const { deps, explain } = make();
    await explain(SENDER);
    expect(deps.openPopup).toHaveBeenCalledTimes(1);
    expect(deps.openTab).not.toHaveBeenCalled();
  });

  it('is our own page about the sender’s tab where it does not', async () => {
    const { deps, explain } = make({ openPopup: () => Promise.reject(new Error('no user gesture')) });
    await explain(SENDER);
    expect(deps.openTab).toHaveBeenCalledWith('popup.html?tab=7');
  });

  it('comes no more often than a person clicks, whichever tab asks', async () => {
    const { deps, state, explain } = make();
    for (let i = 0; i < 50; i++) await explain({ ...SENDER, tab: { id: i } });
    expect(deps.openPopup).toHaveBeenCalledTimes(1);
    state.now += EXPLAIN_GAP_MS;
    await explain(SENDER);
    expect(deps.openPopup).toHaveBeenCalledTimes(2);
  });

  it('comes only for the tab that is looked at', async () => {
    const { deps, explain } = make({ isShown: async () => false });
    await explain(SENDER);
    await explain({ ...SENDER, tab: undefined });
    expect(deps.openPopup).not.toHaveBeenCalled();
    expect(deps.openTab).not.toHaveBeenCalled();
  });
});
