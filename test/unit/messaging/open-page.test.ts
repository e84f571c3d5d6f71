import { describe, expect, it } from 'vitest';
import type { Report } from '#lib/core/report.ts';
import { createOpenPage, type OpenPageDeps } from '#lib/messaging/open-page.ts';
import { parseEvidence, type Shown } from '#lib/review/evidence.ts';
import { hasPictures } from '#lib/review/workspace.ts';
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
}

/** A browser with these tabs; what is told of one names it. */
function look({ tabs, report, picture = JPEG, after }: Story) {
  return createOpenPage({
    tabs: async () => tabs,
    async get(tabId) {
      const found = tabs.find(({ id }) => id === tabId);
      if (!found) throw new Error('No tab');
      return { ...found, url: after ?? found.url };
    },
    report: async (tabId) => makeReport({ url: PAGE, title: `Tab ${tabId}`, ...report }),
    about: async () => ({
      frames: [],
      lists: [],
      extension: '1',
      browser: 'B',
      at: '2026-06-02T09:00:00.000Z',
    }),
    async pictures(tabId) {
      const shown = tabs.find(({ id }) => id === tabId)?.active ? picture : null;
      return { plain: shown, marked: shown };
    },
  });
}
async function kept(story: Story, needsPicture = false) {
  const proof = await look(story)(PAGE, needsPicture);
  if (!proof) return null;
  const whole = proof.attachments.find(({ hash }) => hash === proof.hash);
  const evidence = whole && parseEvidence(whole.bytes);
  return { title: evidence?.report.title, pictures: hasPictures(proof) };
}

describe('evidence of a page that is open somewhere', () => {
  it('is of the tab that shows it, and of the one in view before others', async () => {
    const back = tab(2, `${PAGE}#part`, { active: false });
    const other = tab(1, 'https://a.example/');
    expect(await kept({ tabs: [other, back] })).toEqual({ title: 'Tab 2', pictures: false });
    expect(await kept({ tabs: [other, back, tab(3, PAGE)] })).toEqual({ title: 'Tab 3', pictures: true });
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
    expect(await kept({ tabs: [tab(1, PAGE)] }, true)).toEqual({ title: 'Tab 1', pictures: true });
    expect(await kept({ tabs: [tab(1, PAGE, { active: false })] }, true)).toBe(null);
    expect(await kept({ tabs: [tab(1, PAGE)], picture: null }, true)).toBe(null);
    expect(await kept({ tabs: [tab(1, PAGE)], picture: null })).toMatchObject({ pictures: false });
  });
});

describe('a decision on the page of the workspace', () => {
  /** Of a case with evidence, or without. */
  async function decide(
    tabs: OpenTab[],
    earlier: string | null,
    state: 'confirmed' | 'in-review' = 'confirmed',
  ) {
    const store = memoryStore();
    await space(store, 'Somebody').add([pageRow(PAGE)], 'paste');
    const caseOf = async () => (await store.cases())[0] ?? Promise.reject(new Error('No case'));
    const proof = earlier && { hash: earlier, attachments: [] };
    if (proof) await space(store, 'Bea').decide((await caseOf()).id, 'dismissed', 'quotes', { proof });
    const { actions } = await playPage({ store, openPage: look({ tabs }) });
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

  it('keeps nothing with what ends no case', async () => {
    expect(await decide([tab(1, PAGE)], null, 'in-review')).toMatchObject({
      kept: 'nothing',
      evidence: null,
    });
  });
});
