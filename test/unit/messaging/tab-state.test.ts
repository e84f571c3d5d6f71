import { describe, expect, it } from 'vitest';
import { FRAME_OUTSIDE, MAX_FRAMES } from '#lib/core/limits.ts';
import { createTabState, type StoredFrame } from '#lib/messaging/tab-state.ts';
import { candidate, frameScan } from '../../support/scans.ts';
import { sessionArea } from '../../support/session-area.ts';

const frame = (
  frameId: number,
  startedAt: number,
  tabId = 1,
  path = frameId === 0 ? [] : [frameId],
): StoredFrame => ({
  tabId,
  frameId,
  url: 'https://a.example/',
  scan: frameScan({ startedAt, path }),
  marking: false,
  looking: false,
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

  it('forgets frames that told of nothing before one that shows an address', async () => {
    const state = createTabState(sessionArea());
    await state.put(frame(0, 5_000));
    const telling = frame(1, 5_000, 1, [0]);
    await state.put({ ...telling, scan: { ...telling.scan, candidates: [candidate('0x12')] } });
    for (let i = 2; i <= MAX_FRAMES + 5; i++) await state.put(frame(i, 5_000, 1, [i]));
    expect((await state.frames(1)).map(({ frameId }) => frameId)).toContain(1);
  });

  it('forgets the oldest frame past the limit, never the page itself', async () => {
    const state = createTabState(sessionArea());
    await state.put(frame(0, 5_000));
    for (let i = 1; i <= MAX_FRAMES; i++) await state.put(frame(i, 5_000, 1, [i]));
    const kept = await ids(state);
    expect(kept).toHaveLength(MAX_FRAMES);
    expect(kept.slice(0, 2)).toEqual([0, 2]);
  });

  it('forgets the frame that another one replaced, except where frames do not tell their place', async () => {
    const state = createTabState(sessionArea());
    await state.put(frame(0, 5_000));
    await state.put(frame(7, 5_000, 1, [0]));
    await state.put(frame(8, 5_100, 1, [0]));
    await state.put(frame(11, 5_000, 1, [FRAME_OUTSIDE]));
    await state.put(frame(12, 5_000, 1, [FRAME_OUTSIDE]));
    expect(await ids(state)).toEqual([0, 8, 11, 12]);
  });

  it('notes the marking script on the document that it was put into, whatever was reported meanwhile', async () => {
    const state = createTabState(sessionArea());
    const before = frame(0, 5_000);
    await state.put(before);
    await state.put({ ...before, scan: { ...before.scan, scanMs: 99 } });
    await state.setInjected(before, 'marking');
    expect(await state.frames(1)).toMatchObject([{ marking: true, scan: { scanMs: 99 } }]);
    await state.put(frame(0, 60_000));
    await state.setInjected(before, 'marking');
    expect(await state.frames(1)).toMatchObject([{ marking: false, looking: false }]);
  });
});
