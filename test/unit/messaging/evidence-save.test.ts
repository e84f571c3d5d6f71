import { describe, expect, it } from 'vitest';
import { SAVE_STEPS, type SaveStep } from '#lib/core/bundle-views.ts';
import type { EvidenceFacts } from '#lib/core/evidence.ts';
import { MAX_WHOLE_PICTURE_PIXELS, MAX_WHOLE_PICTURE_SIDE } from '#lib/core/limits.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { Cover } from '#lib/core/review-panel.ts';
import type { FrameSnapshot, LeftOutCounts } from '#lib/core/snapshot.ts';
import { COVERS } from '#lib/messaging/covers.ts';
import { nameBundle, type SaveDeps, saveEvidence } from '#lib/messaging/evidence-save.ts';
import { UNMARKED } from '#lib/messaging/tab-pictures.ts';
import { planOf, scaleOf, shootView } from '#lib/messaging/whole-picture.ts';
import { openBundle } from '#lib/review/bundle/open.ts';
import { bundleOf } from '../review/bundle/setup.ts';

const NOTHING_LEFT: LeftOutCounts = {
  picture: 0,
  style: 0,
  'style-file': 0,
  frame: 0,
  media: 0,
  secret: 0,
  key: 0,
  limit: 0,
};
const PAGE: FrameSnapshot = {
  path: [],
  pieces: ['<p>Help</p><iframe sandbox=""', '></iframe>'],
  slots: [0],
  left: NOTHING_LEFT,
  viewport: { width: 800, height: 600 },
};
const INNER: FrameSnapshot = {
  ...PAGE,
  path: [0],
  pieces: ['<p>"Inner"</p>'],
  slots: [],
  left: { ...NOTHING_LEFT, picture: 2 },
};
const JPEG = `data:image/jpeg;base64,${btoa('jpeg')}`;

/** A browser with one tab, and what was done to it in order. */
function browser(
  over: { facts?: Result<EvidenceFacts, string>[]; snapshots?: unknown[]; cover?: Cover } = {},
) {
  const done: string[] = [];
  const covers: string[] = over.cover ? [COVERS[over.cover]] : [];
  const isCover = (css: string) => Object.values(COVERS).includes(css);
  const { report, lists, entries, placements } = bundleOf();
  const known = ok({ report, lists, entries, placements });
  const facts = over.facts ?? [known];
  const snapshots = over.snapshots ?? [PAGE, INNER];
  const deps: SaveDeps = {
    tabs: {
      get: async () => ({ active: true, windowId: 1 }),
      async captureVisibleTab() {
        done.push('view');
        return JPEG;
      },
      async captureTab() {
        done.push('whole');
        return JPEG;
      },
      update: async () => done.push('front'),
    },
    scripting: {
      async executeScript(injection) {
        if ('files' in injection) return [];
        if (!('args' in injection)) {
          return [{ frameId: 0, result: /filter: (\S+) !important/.exec(covers.join())?.[1] ?? 'none' }];
        }
        const [name] = injection.args;
        done.push(name);
        const extent = { width: 800, height: 5_000, viewport: PAGE.viewport };
        if (name === 'snapshot') return snapshots.map((result, frameId) => ({ frameId, result }));
        return [{ frameId: 0, result: name === 'begin' ? extent : null }];
      },
      async insertCSS({ css }) {
        if (isCover(css)) covers.push(css);
        done.push(isCover(css) ? 'cover' : css === UNMARKED ? 'hide-marks' : 'hide-written');
      },
      async removeCSS({ css }) {
        if (isCover(css) && !covers.includes(css)) throw new Error('Not there');
        if (isCover(css)) covers.splice(covers.indexOf(css), 1);
        done.push(isCover(css) ? 'uncover' : css === UNMARKED ? 'show-marks' : 'show-written');
      },
    },
    facts: async () => facts.shift() ?? known,
    fit: async (jpeg) => jpeg,
    environment: { extension: '0.1.0', browser: 'test', language: 'en' },
    wait: async () => undefined,
    now: () => Date.UTC(2026, 10, 21, 14, 3),
  };
  return { deps, done, known, covers };
}

describe('saving a page', () => {
  it('pictures it with marks, without, and whole, and packs what was seen', async () => {
    const { deps, done } = browser();
    const steps: SaveStep[] = [];
    const saved = await saveEvidence(deps, 7, (step) => steps.push(step));
    expect(steps).toEqual([...SAVE_STEPS]);
    expect(done).toEqual(
      'front snapshot hide-written view hide-marks view begin whole end show-marks show-written'.split(' '),
    );
    const opened = openBundle(saved.ok ? saved.value.bytes : new Uint8Array());
    if (!opened.ok) throw new Error(opened.error.code);
    expect(opened.value).toMatchObject({
      at: '2026-11-21T14:03:00.000Z',
      capture: { left: { picture: 2 }, picture: 'whole' },
      environment: { viewport: { width: 800, height: 600 } },
    });
    expect(new TextDecoder().decode(opened.value.html)).toBe(
      '<p>Help</p><iframe sandbox="" srcdoc="<p>&quot;Inner&quot;</p>"></iframe>',
    );
  });

  it('pictures a page whose colours a reviewer took away in its colours, and takes them away again', async () => {
    const { deps, done, covers } = browser({ cover: 'grey' });
    const saved = await saveEvidence(deps, 7, () => undefined);
    expect(done.slice(0, 5)).toEqual(['front', 'snapshot', 'uncover', 'hide-written', 'view']);
    expect(done.at(-1)).toBe('cover');
    expect(covers).toEqual([COVERS.grey]);
    const opened = openBundle(saved.ok ? saved.value.bytes : new Uint8Array());
    expect(opened.ok && opened.value.capture).not.toHaveProperty('blurred');
  });

  it('shows a blurred page to nobody, and says that it was', async () => {
    const { deps, done, covers } = browser({ cover: 'blur' });
    const saved = await saveEvidence(deps, 7, () => undefined);
    expect(done).not.toContain('uncover');
    expect(covers).toEqual([COVERS.blur]);
    const opened = openBundle(saved.ok ? saved.value.bytes : new Uint8Array());
    expect(opened).toMatchObject({ ok: true, value: { capture: { blurred: true } } });
  });

  it('keeps no private key that stands on the page, and pictures the page blurred', async () => {
    const wif = '5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ';
    const inner = { ...INNER, pieces: [`<p title="${wif}">${wif}</p>`] };
    const { deps, done, covers } = browser({ snapshots: [PAGE, inner] });
    const saved = await saveEvidence(deps, 7, () => undefined);
    const opened = openBundle(saved.ok ? saved.value.bytes : new Uint8Array());
    if (!opened.ok) throw new Error(opened.error.code);
    expect(opened.value.capture).toEqual({ left: { picture: 2, key: 2 }, picture: 'whole', blurred: true });
    expect(new TextDecoder().decode(opened.value.html)).toBe(
      '<p>Help</p><iframe sandbox="" srcdoc="<p title=&quot;[…]&quot;>[…]</p>"></iframe>',
    );
    const [first, last] = [done.indexOf('cover'), done.lastIndexOf('uncover')];
    expect(done.slice(0, first)).toEqual(['front', 'snapshot']);
    expect(done.slice(last + 1)).not.toContain('view');
    expect(done.slice(first, last)).toContain('whole');
    expect(covers).toEqual([]);
  });

  it('brings the marks back whatever goes wrong', async () => {
    const key = {
      ...PAGE,
      pieces: ['<p>5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ</p>'],
      slots: [],
    };
    const { deps, done, covers } = browser({ snapshots: [key] });
    const stop = (step: SaveStep) => {
      if (step === 'picture') throw new Error('Stopped');
    };
    await expect(saveEvidence(deps, 7, stop)).rejects.toThrow('Stopped');
    expect(done.slice(-3)).toEqual(['show-marks', 'show-written', 'uncover']);
    expect(covers).toEqual([]);
  });

  it('pictures nothing of a page that cannot be written down', async () => {
    const { deps, done } = browser({ snapshots: [] });
    expect(await saveEvidence(deps, 7, () => undefined)).toMatchObject({
      ok: false,
      error: { code: 'unreadable' },
    });
    expect(done).toEqual(['front', 'snapshot']);
  });

  it('keeps a page of which there is no picture, and says so', async () => {
    const { deps, done } = browser();
    deps.tabs.captureVisibleTab = () => Promise.reject(new Error('refused'));
    deps.tabs.captureTab = () => Promise.reject(new Error('refused'));
    const saved = await saveEvidence(deps, 7, () => undefined);
    const opened = openBundle(saved.ok ? saved.value.bytes : new Uint8Array());
    expect(opened).toMatchObject({
      ok: true,
      value: { picture: null, views: { plain: null, marked: null }, capture: { picture: 'none' } },
    });
    expect(done.slice(-3)).toEqual(['end', 'show-marks', 'show-written']);
  });

  it.each([
    ['not-ready', 'not-ready'],
    ['unreadable', 'unreadable'],
    ['bad-message', 'failed'],
  ])('does nothing where the answer is %s', async (code, problem) => {
    const { deps, done } = browser({ facts: [fail(code, '')] });
    expect(await saveEvidence(deps, 7, () => undefined)).toMatchObject({ error: { code: problem } });
    expect(done).toEqual([]);
  });

  it('keeps nothing of a tab that went elsewhere meanwhile', async () => {
    const { known } = browser();
    const elsewhere = ok({
      ...known.value,
      report: { ...known.value.report, url: 'https://other.example/' },
    });
    const { deps } = browser({ facts: [known, elsewhere] });
    expect(await saveEvidence(deps, 7, () => undefined)).toMatchObject({ error: { code: 'gone' } });
  });

  it('names the file by page and moment', () => {
    const at = '2026-11-21T14:03:00.000Z';
    expect(nameBundle({ page: { url: 'https://a.example:8080/x' }, at })).toBe(
      'almsguard-a.example-2026-11-21T14-03-00.wacz.zip',
    );
    expect(nameBundle({ page: { url: 'https://[::1]/' }, at })).toMatch(/^almsguard-1-/);
    expect(nameBundle({ page: { url: 'file:///x' }, at })).toMatch(/^almsguard-page-/);
  });
});

describe('a picture', () => {
  const viewport = { width: 1280, height: 800 };

  it('ends at the limits of height and area', () => {
    expect(planOf({ width: 1280, height: 3_000, viewport })).toMatchObject({ height: 3_000, step: 800 });
    expect(planOf({ width: 1280, height: 99_000, viewport }).height).toBe(MAX_WHOLE_PICTURE_SIDE);
    expect(planOf({ width: 8_000, height: 99_000, viewport }).height).toBe(MAX_WHOLE_PICTURE_PIXELS / 8_000);
  });

  it('has the pixels of the screen where it bears them, and never fewer than those of CSS', () => {
    const plan = (height: number) => planOf({ width: 1280, height, viewport });
    expect(scaleOf(plan(1_000), 2)).toBe(2);
    expect(scaleOf(plan(10_000), 2)).toBeCloseTo(1.6);
    expect(scaleOf(plan(99_000), 2)).toBe(1);
    expect(scaleOf(plan(1_000), 0.5)).toBe(0.5);
  });

  it('is of the tab that was asked for, or none', async () => {
    const active = [true, false];
    const tabs = {
      get: async () => ({ active: active.shift() ?? false, windowId: 1 }),
      captureVisibleTab: async () => JPEG,
    };
    const wait = async () => undefined;
    expect(await shootView({ tabs, wait }, 7, { format: 'png' })).toBe(null);
    expect(await shootView({ tabs, wait }, 7, { format: 'png' })).toBe(null);
    active.push(true, true);
    expect(await shootView({ tabs, wait }, 7, { format: 'png' })).toHaveLength(4);
  });

  it('is tried again where somebody else looked just now', async () => {
    let refused = 2;
    const waits: number[] = [];
    const tabs = {
      get: async () => ({ active: true, windowId: 1 }),
      captureVisibleTab: async () => (refused-- > 0 ? Promise.reject(new Error('quota')) : JPEG),
    };
    const deps = { tabs, wait: async (ms: number) => void waits.push(ms) };
    expect(await shootView(deps, 7, { format: 'png' })).toHaveLength(4);
    expect(waits).toHaveLength(2);
    refused = 3;
    await expect(shootView(deps, 7, { format: 'png' })).rejects.toThrow('quota');
  });
});
