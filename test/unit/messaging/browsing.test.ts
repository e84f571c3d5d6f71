import { describe, expect, it } from 'vitest';
import type { Report } from '#lib/core/report.ts';
import type { ReviewChoices } from '#lib/core/review-choices.ts';
import { createBrowsing } from '#lib/messaging/browsing.ts';
import { openWorkspace } from '#lib/review/open.ts';
import { BUILT_IN } from '#lib/review/reasons.ts';
import { makeFinding, makeReport } from '../../support/report-views.ts';
import { channels, memoryStore } from '../../support/review-space.ts';

const URL = 'https://relief.example/donate';
const listed = (changes: Partial<Report> = {}) => makeReport({ url: URL, ...changes });

async function play(changes: Partial<ReviewChoices> = {}, isPrivate = false) {
  const store = memoryStore();
  const opened = await openWorkspace({ openStore: async () => store, channel: channels() });
  const told = { missed: [] as boolean[], again: 0, refused: false };
  const meet = createBrowsing({
    choices: async () => ({
      reviewer: 'Ada',
      reasons: BUILT_IN,
      browsing: 'lookalike',
      keys: true,
      ...changes,
    }),
    open: async () => {
      if (told.refused) throw new DOMException('No room', 'QuotaExceededError');
      return opened;
    },
    again(failed) {
      expect(failed).toBe(opened);
      told.again++;
    },
    setMissed: async (missed) => void told.missed.push(missed),
    isPrivate: async () => isPrivate,
    wait: () => new Promise((done) => setTimeout(done, 5)),
  });
  return { meet, told, store, ada: opened.workspaceFor({ reviewer: 'Ada', reasons: BUILT_IN }) };
}

describe('pages met while browsing', () => {
  it('become cases, with what was seen on them', async () => {
    const { meet, store } = await play();
    await meet(1, listed());
    const [one] = await store.cases();
    expect(one).toMatchObject({ url: URL, from: 'browsing', state: 'new', title: 'Donate' });
    expect(one?.seen?.level).toBe('listed');
  });

  it.each([
    ['the person did not ask for it', { browsing: null }, {}],
    ['nobody said who they are', { reviewer: '' }, {}],
    ['it is less bad', {}, { level: 'reported' as const }],
    ['nothing is concluded', {}, { state: 'not-ready' as const }],
    ['it is inside somebody’s own network', {}, { url: 'http://192.168.0.1/' }],
  ])('do not where %s', async (_why, choices, report) => {
    const { meet, store } = await play(choices);
    await meet(1, listed(report));
    expect(await store.cases()).toEqual([]);
  });

  it('do not where the window is private', async () => {
    const { meet, store } = await play({}, true);
    await meet(1, listed());
    expect(await store.cases()).toEqual([]);
  });

  it('are kept as they are once all of them is read', async () => {
    const { meet, store } = await play();
    const more = listed({ addresses: [makeFinding(), makeFinding({ text: 'b', canonical: 'b' })] });
    await Promise.all([meet(1, listed()), meet(1, more)]);
    const lines = await store.log();
    expect(lines.map(({ act }) => act.type)).toEqual(['add', 'seen']);
    expect((await store.cases())[0]?.seen?.items).toHaveLength(2);
  });

  it('are not kept where somebody went on at once', async () => {
    const { meet, store } = await play();
    await Promise.all([meet(1, listed()), meet(1, makeReport({ level: 'none', addresses: [] }))]);
    expect(await store.cases()).toEqual([]);
  });

  it('leave a case alone that is there', async () => {
    const { meet, store, ada } = await play();
    await ada.add([{ url: URL, title: 'Mine', note: '' }], 'paste');
    await meet(1, listed());
    expect(await store.log()).toHaveLength(1);
  });

  it('are missed aloud where there is no room, and the store is opened anew', async () => {
    const { meet, told, store } = await play();
    store.fail = 'disk-full';
    await meet(1, listed());
    expect(told).toMatchObject({ missed: [true], again: 1 });
    store.fail = 'no';
    told.refused = true;
    await meet(1, listed());
    told.refused = false;
    await meet(1, listed());
    expect(told).toMatchObject({ missed: [true, true, false], again: 1 });
    expect(await store.cases()).toHaveLength(1);
  });

  it('say nothing of pages that need not be kept', async () => {
    const { meet, told } = await play({ browsing: null });
    await meet(1, listed());
    expect(told.missed).toEqual([]);
  });
});
