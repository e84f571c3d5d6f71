import { describe, expect, it } from 'vitest';
import type { Report } from '#lib/core/report.ts';
import { watchFocus } from '#lib/messaging/last-focused.ts';
import { createOpenPage, type OpenPageDeps } from '#lib/messaging/open-page.ts';
import { parseEvidence, type Shown } from '#lib/review/evidence.ts';
import { picturesOf } from '#lib/review/proof.ts';
import { makeReport } from '../../support/report-views.ts';
import { playPage } from '../../support/review-page.ts';
import { memoryStore, pageRow, space } from '../../support/review-space.ts';

const PAGE = 'https://a.example/give';
const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xd9]);

type OpenTab = Awaited<ReturnType<OpenPageDeps['tabs']>>[number];
const tab = (id: number, url: string | undefined, more: Partial<OpenTab> = {}): OpenTab => ({
  id,
  url,
  active: true,
  incognito: false,
  windowId: id,
  ...more,
});

interface Story {
  tabs: OpenTab[];
  report?: Partial<Report>;
  /** Of whichever tab is in view; without any, the browser gives none. */
  picture?: Shown['pictures']['marked'];
  /** What the tab shows once it is pictured. */
  after?: string;
  /** Ids of windows, the one that was in front last first. */
  focused?: number[];
  /** What never answers. */
  stuck?: 'report' | 'pictures';
}

const never = () => new Promise<never>(() => undefined);

/** A browser with these tabs; what is told of one names it. */
function look({ tabs, report, picture = JPEG, after, focused = [], stuck }: Story) {
  return createOpenPage({
    tabs: async () => tabs,
    focused: () => focused,
    async get(tabId) {
      const found = tabs.find(({ id }) => id === tabId);
      if (!found) throw new Error('No tab');
      return { ...found, url: after ?? found.url };
    },
    report: async (tabId) =>
      stuck === 'report' ? never() : makeReport({ url: PAGE, title: `Tab ${tabId}`, ...report }),
    about: async () => ({
      frames: [],
      lists: [],
      extension: '1',
      browser: 'B',
      at: '2026-06-02T09:00:00.000Z',
    }),
    async pictures(tabId) {
      if (stuck === 'pictures') return never();
      const shown = tabs.find(({ id }) => id === tabId)?.active ? picture : null;
      return { plain: shown, marked: shown, isBlurred: false };
    },
    wait: () => (stuck ? new Promise((done) => setTimeout(done)) : never()),
  });
}
async function kept(story: Story, needsPicture = false) {
  const proof = await look(story)(PAGE, needsPicture);
  if (!proof || proof === 'late') return proof;
  const whole = proof.attachments.find(({ hash }) => hash === proof.hash);
  const evidence = whole && parseEvidence(whole.bytes);
  return { title: evidence?.report.title, pictures: picturesOf(proof) };
}

describe('evidence of a page that is open somewhere', () => {
  it('is of the tab that shows it, and of the one in view before others', async () => {
    const back = tab(2, `${PAGE}#part`, { active: false });
    const other = tab(1, 'https://a.example/');
    expect(await kept({ tabs: [other, back] })).toEqual({ title: 'Tab 2', pictures: 'no-pictures' });
    expect(await kept({ tabs: [other, back, tab(3, PAGE)] })).toEqual({
      title: 'Tab 3',
      pictures: 'pictures',
    });
  });

  it('holds the address of the case, however the tab shows it', async () => {
    const proof = await look({ tabs: [tab(1, `${PAGE}#part`)] })(PAGE, false);
    if (!proof || proof === 'late') throw new Error('no evidence');
    const whole = proof.attachments.find(({ hash }) => hash === proof.hash);
    expect(whole && parseEvidence(whole.bytes)).toMatchObject({ url: PAGE });
  });

  it('is of the window that was in front last, where several show it', async () => {
    const tabs = [1, 2, 3].map((id) => tab(id, PAGE));
    const back = tab(4, PAGE, { active: false, windowId: 9 });
    expect(await kept({ tabs: [back, ...tabs], focused: [9, 3, 2] })).toMatchObject({ title: 'Tab 3' });
    expect(await kept({ tabs, focused: [8, 2] })).toMatchObject({ title: 'Tab 2' });
  });

  it('is of the tab that came to the front last, where no window did since', async () => {
    const [first, last] = [tab(1, PAGE, { lastAccessed: 5 }), tab(2, PAGE, { lastAccessed: 7 })];
    expect(await kept({ tabs: [first, last] })).toMatchObject({ title: 'Tab 2' });
    expect(await kept({ tabs: [first, last], focused: [1] })).toMatchObject({ title: 'Tab 1' });
  });

  it('is not waited for without end where the page is stuck', async () => {
    expect(await kept({ tabs: [tab(1, PAGE)], stuck: 'report' })).toBe('late');
    expect(await kept({ tabs: [tab(1, PAGE)], stuck: 'pictures' })).toEqual({
      title: 'Tab 1',
      pictures: 'no-pictures',
    });
    expect(await kept({ tabs: [tab(1, PAGE)], stuck: 'pictures' }, true)).toBe(null);
  });

  it.each<[string, OpenTab[], Partial<Report>?]>([
    ['nowhere', []],
    ['on another page of the site', [tab(1, 'https://a.example/give/more')]],
    ['where the browser does not tell what a tab shows', [tab(1, undefined)]],
    ['in a private window', [tab(1, PAGE, { incognito: true })]],
    ['where nothing is read', [tab(1, PAGE)], { state: 'paused' }],
    ['and by now another', [tab(1, PAGE)], { url: 'https://a.example/else' }],
  ])('is none where it is %s', async (_, tabs, report) => {
    expect(await kept({ tabs, ...(report && { report }) })).toBe(null);
  });

  it("is none of what stands in the person's own network, whoever made a case of it", async () => {
    const own = 'https://192.168.0.1/admin';
    expect(await look({ tabs: [tab(1, own)], report: { url: own } })(own, false)).toBe(null);
  });

  it('is none where the page goes while it is pictured', async () => {
    expect(await kept({ tabs: [tab(1, PAGE)], after: 'https://a.example/else' })).toBe(null);
  });

  it('is none without a picture, where one is needed', async () => {
    expect(await kept({ tabs: [tab(1, PAGE)] }, true)).toEqual({ title: 'Tab 1', pictures: 'pictures' });
    expect(await kept({ tabs: [tab(1, PAGE, { active: false })] }, true)).toBe(null);
    expect(await kept({ tabs: [tab(1, PAGE)], picture: null }, true)).toBe(null);
    expect(await kept({ tabs: [tab(1, PAGE)], picture: null })).toMatchObject({ pictures: 'no-pictures' });
  });
});

it('is told which window was in front last, and nothing of other programs', () => {
  const heard: ((windowId: number) => void)[] = [];
  const focused = watchFocus({
    WINDOW_ID_NONE: -1,
    onFocusChanged: { addListener: (hear) => void heard.push(hear) },
  });
  for (const windowId of [1, 2, -1, 3, 2]) for (const hear of heard) hear(windowId);
  expect(focused()).toEqual([2, 3, 1]);
});

describe('a decision on the page of the workspace', () => {
  /** Of a case with evidence, or without. */
  async function decide(
    tabs: OpenTab[],
    earlier: string | null,
    state: 'confirmed' | 'second-opinion' | 'in-review' = 'confirmed',
    stuck?: Story['stuck'],
  ) {
    const store = memoryStore();
    await space(store, 'Somebody').add([pageRow(PAGE)], 'paste');
    const caseOf = async () => (await store.cases())[0] ?? Promise.reject(new Error('No case'));
    const proof = earlier && { hash: earlier, attachments: [] };
    if (proof) await space(store, 'Bea').decide((await caseOf()).id, 'dismissed', 'quotes', { proof });
    const { actions } = await playPage({ store, openPage: look({ tabs, ...(stuck && { stuck }) }) });
    const done = await actions.decide(await caseOf(), state, state === 'confirmed' ? 'listed' : null);
    const { evidence } = await caseOf();
    return { kept: done.ok && done.value, evidence, proof: evidence && (await actions.proof(evidence)) };
  }
  const EARLIER = 'a'.repeat(64);
  const inBack = tab(1, PAGE, { active: false });

  it('keeps what the page shows in view in another window', async () => {
    const done = await decide([tab(1, PAGE)], EARLIER);
    expect(done.kept).toBe('pictures');
    expect(done.proof).toMatchObject({ evidence: { report: { title: 'Tab 1' } }, plain: expect.any(String) });
  });

  it('rests on what was shown with the case, where the page is open in the back only', async () => {
    expect(await decide([inBack], EARLIER)).toMatchObject({ kept: 'earlier', evidence: EARLIER });
    expect(await decide([], EARLIER)).toMatchObject({ kept: 'earlier', evidence: EARLIER });
  });

  it('keeps that without pictures where the case has nothing else', async () => {
    const done = await decide([inBack], null);
    expect(done.kept).toBe('no-pictures');
    expect(done.proof).toMatchObject({ evidence: { report: { title: 'Tab 1' } }, plain: null });
    expect(await decide([], null)).toMatchObject({ kept: 'none', evidence: null });
  });

  it('says that a page was open and did not answer', async () => {
    expect(await decide([tab(1, PAGE)], null, 'confirmed', 'report')).toMatchObject({
      kept: 'late',
      evidence: null,
    });
    expect(await decide([tab(1, PAGE)], EARLIER, 'confirmed', 'report')).toMatchObject({
      kept: 'earlier',
      evidence: EARLIER,
    });
  });

  it('keeps what was seen where a second opinion is asked for', async () => {
    const done = await decide([tab(1, PAGE)], null, 'second-opinion');
    expect(done).toMatchObject({ kept: 'pictures', evidence: expect.any(String) });
    expect(await decide([], EARLIER, 'second-opinion')).toMatchObject({ kept: 'earlier', evidence: EARLIER });
  });

  it('keeps nothing with what ends no case', async () => {
    expect(await decide([tab(1, PAGE)], null, 'in-review')).toMatchObject({
      kept: 'nothing',
      evidence: null,
    });
  });
});
