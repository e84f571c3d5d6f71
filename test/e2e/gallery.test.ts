import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '#lib/core/languages.ts';
import type { BrowserName } from '../../scripts/browser/find.ts';
import { LOOKS, type Look, VIEW_NAMES, type ViewName } from '../gallery/looks.ts';
import { type Gallery, startGallery } from '../gallery/server.ts';
import { type GalleryBrowser, openBrowser, type Tab } from '../gallery/tab.ts';
import { BROWSERS } from './harness.ts';

const PICTURES = join(import.meta.dirname, '..', '..', '.output', 'gallery');
const PLAIN: Look = { theme: 'light', lang: 'en', isWide: true };
const NARROW: Look = { ...PLAIN, isWide: false };
const NARROW_DARK: Look = { theme: 'dark', lang: 'ar', isWide: false };
const OTHERS = LANGUAGES.filter((lang) => !LOOKS.some((look) => look.lang === lang));
/** One in so many states is drawn in each of the other languages. */
const SHARE = 6;
/** Every state is drawn in two of the looks, one wide and one narrow; in all of them where somebody wants to know. */
const IN_EVERY_LOOK = process.env.ALMSGUARD_GALLERY === 'whole';
/** What differs between browsers is seen in one state of each view, and of each thing that stands over a page. */
const SAMPLE: [ViewName, string][] = [
  ['popup', 'listed'],
  ['report', 'listed-many'],
  ['options', 'list-states'],
  ['onboarding', 'asks'],
  ['panel', 'decided'],
  ['review', 'case'],
  ['evidence', 'saved'],
  ['demo', 'demo'],
  ['page', 'card-listed'],
  ['page', 'banner-seized'],
  ['page', 'guard-copy'],
  ['page', 'toast-quoted'],
];

/** The machine is slow where all of these run at once. */
const TIMEOUT_MS = 240_000;

let server: Gallery;
let browsers: Record<BrowserName, GalleryBrowser>;
beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  server = await startGallery();
  const [chromium, firefox] = await Promise.all(BROWSERS.map((name) => openBrowser(name, server.url)));
  if (chromium && firefox) browsers = { chromium, firefox };
});
afterAll(async () => {
  await Promise.all([browsers?.chromium.close(), browsers?.firefox.close()]);
  await server?.close();
});

async function inTab<T>(name: BrowserName, work: (tab: Tab) => Promise<T>): Promise<T> {
  const tab = await browsers[name].open();
  try {
    return await work(tab);
  } finally {
    await tab.close();
  }
}

/** What is wrong, by scene. */
async function inEach(
  tab: Tab,
  look: Look,
  scenes: [ViewName, string][],
  check: () => Promise<string[]>,
): Promise<Record<string, string[]>> {
  const told: Record<string, string[]> = {};
  for (const [view, scene] of scenes) {
    await tab.show(view, scene, look);
    const found = await check();
    if (found.length > 0) told[`${view}: ${scene}`] = found;
  }
  return told;
}

async function everyScene(tab: Tab): Promise<[ViewName, string][]> {
  const scenes: [ViewName, string][] = [];
  for (const view of VIEW_NAMES) for (const scene of await tab.scenes(view)) scenes.push([view, scene]);
  return scenes;
}

/** All at once, each in a tab of its own: nothing waits for anything but axe. */
describe.concurrent('every state of every view', { timeout: TIMEOUT_MS }, () => {
  it.each(LOOKS.map((look, index) => ({ ...look, index })))(
    'axe finds nothing, nothing runs over the side: $theme, $lang, wide: $isWide',
    ({ index, ...look }) =>
      inTab('chromium', async (tab) => {
        const isDrawn = (_: unknown, i: number) => IN_EVERY_LOOK || i % 2 === (index < 2 ? 0 : 1);
        const told = await inEach(tab, look, (await everyScene(tab)).filter(isDrawn), async () => {
          // `npm run gallery` takes the pictures of every look.
          if (IN_EVERY_LOOK && index === 0) await tab.photograph(PICTURES);
          return tab.faults();
        });
        expect(told).toEqual({});
      }),
  );

  it('nor in any other language', () =>
    inTab('chromium', async (tab) => {
      const scenes = await everyScene(tab);
      for (const [index, lang] of OTHERS.entries()) {
        // Words are longest where there is least room. Each state is seen in several of them.
        const some = scenes.filter((_, i) => i % SHARE === index % SHARE);
        expect(await inEach(tab, { ...NARROW, lang }, some, tab.faults), lang).toEqual({});
      }
    }));

  it('axe finds nothing in some of them in Firefox', () =>
    inTab('firefox', async (tab) => {
      for (const look of [PLAIN, NARROW_DARK]) {
        expect(await inEach(tab, look, SAMPLE, tab.faults), JSON.stringify(look)).toEqual({});
      }
    }));
});

describe('the gallery', () => {
  let tab: Tab;
  beforeAll(async () => {
    tab = await browsers.chromium.open();
  });
  afterAll(() => tab?.close());

  it('would find what is wrong, in a shadow tree as well', async () => {
    await tab.show('page', 'card-listed', PLAIN);
    await tab.evaluate(() => {
      const host = [...document.querySelectorAll('html > div')].at(-1);
      const root = host?.shadowRoot?.firstElementChild?.shadowRoot;
      const card = root?.querySelector<HTMLElement>('.almsguard-card');
      card?.append(document.createElement('button'), '[no_such_words]');
      card?.style.setProperty('color', '#ddd');
      // What is drawn is put in its place again and again; what is added is nobody's.
      const stray = document.createElement('div');
      stray.className = 'stray';
      stray.style.cssText = 'position: fixed; left: -9px; width: 20px; height: 20px';
      root?.append(stray);
    });
    const told = (await tab.faults()).join('\n');
    for (const part of ['button-name', 'contrast', 'stray', '[no_such_words]']) {
      expect(told).toContain(part);
    }
  });

  it('looks different in light and dark, and mirrors what is written from right to left', async () => {
    const seen = async (look: Look) => {
      await tab.show('popup', 'listed', look);
      return tab.evaluate(() => ({
        ground: getComputedStyle(document.body).backgroundColor,
        x: document.querySelector('.headline .shape')?.getBoundingClientRect().x ?? 0,
      }));
    };
    const left = await seen(NARROW);
    const right = await seen(NARROW_DARK);
    expect(left.ground).not.toBe(right.ground);
    expect(left.x).toBeLessThan(60);
    expect(right.x).toBeGreaterThan(200);
  });

  it('draws the evidence standing where it is narrow, and lying where there is room', async () => {
    const boxes = async (view: ViewName, look: Look) => {
      await tab.show(view, 'listed', look);
      return tab.evaluate(() =>
        [...document.querySelectorAll('.trail .box')].map((box) => {
          const { x, y } = box.getBoundingClientRect();
          return { x: Math.round(x), y: Math.round(y) };
        }),
      );
    };
    const standing = await boxes('popup', NARROW);
    expect(standing).toHaveLength(4);
    expect(new Set(standing.map(({ x }) => x)).size).toBe(1);
    const lying = await boxes('report', PLAIN);
    expect(new Set(lying.map(({ y }) => y)).size).toBe(1);
    const mirrored = await boxes('report', { ...PLAIN, lang: 'ar' });
    expect(mirrored.map(({ x }) => x)).toEqual(mirrored.map(({ x }) => x).sort((a, b) => b - a));
  });
});
