import { describe, expect, it } from 'vitest';
import { MAX_FRAMES } from '#lib/core/limits.ts';
import { createTabState, type StoredFrame } from '#lib/messaging/tab-state.ts';
import { frameScan } from '../../support/scans.ts';
import { sessionArea } from '../../support/session-area.ts';

const frame = (frameId: number, startedAt: number, tabId = 1): StoredFrame => ({
  tabId,
  frameId,
  url: 'https://a.example/',
  scan: frameScan({ startedAt }),
  marking: false,
});
const ids = async (state: ReturnType<typeof createTabState>, tabId = 1) =>
  (await state.frames(tabId)).map(({ frameId }) => frameId);

describe('tab state', () => {
  it('outlives the worker', async () => {
    const session = sessionArea();
    await createTabState(session).put(frame(0, 5_000));
    expect(await ids(createTabState(session))).toEqual([0]);
  });

  it('forgets the frames of the page before', async () => {
    const session = sessionArea();
    const state = createTabState(session);
    await state.put(frame(0, 10_000));
    await state.put(frame(7, 10_500));
    await state.put(frame(9, 60_500)); // a frame of the next page may be first to report
    await state.put(frame(0, 60_000));
    expect(await ids(state)).toEqual([0, 9]);
    expect([...session.items.keys()].sort()).toEqual(['frame:1:0', 'frame:1:9']);
  });

  it('keeps tabs apart and forgets closed ones', async () => {
    const state = createTabState(sessionArea());
    await state.put(frame(0, 5_000, 1));
    await state.put(frame(0, 90_000, 2));
    expect(await state.tabs()).toEqual([1, 2]);
    await state.dropTab(1);
    expect(await state.tabs()).toEqual([2]);
  });

  it('works from memory where session storage is refused', async () => {
    const refuse = async () => {
      throw new Error('quota');
    };
    const state = createTabState({ get: refuse, set: refuse, remove: refuse });
    await state.put(frame(0, 5_000));
    expect(await ids(state)).toEqual([0]);
  });

  it('takes no more frames than the limit', async () => {
    const state = createTabState(sessionArea());
    for (let i = 0; i < MAX_FRAMES; i++) await state.put(frame(i, 5_000));
    expect(await state.put(frame(MAX_FRAMES, 5_000))).toBe(false);
    expect(await state.put(frame(3, 5_001))).toBe(true);
  });
});
