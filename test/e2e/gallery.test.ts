import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '#lib/core/languages.ts';
import type { BrowserName } from '../../scripts/browser/find.ts';
import { LOOKS, type Look, type ViewName } from '../gallery/looks.ts';
import { type Gallery, startGallery } from '../gallery/server.ts';
import { type GalleryBrowser, openBrowser, type Tab } from '../gallery/tab.ts';
import { everyScene, inEach, type Scene } from '../gallery/walk.ts';
import { BROWSERS } from './harness.ts';

const PICTURES = join(import.meta.dirname, '..', '..', '.output', 'gallery');
const IN_FIREFOX = join(PICTURES, 'firefox');
const PLAIN: Look = { theme: 'light', lang: 'en', isWide: true };
const NARROW: Look = { ...PLAIN, isWide: false };
const NARROW_DARK: Look = { theme: 'dark', lang: 'ar', isWide: false };
const OTHERS = LANGUAGES.filter((lang) => !LOOKS.some((look) => look.lang === lang));
/** One in so many states is drawn in each of the other languages. */
const SHARE = 10;
/** In Firefox, in each of the twelve: a third of all states. */
const SHARE_IN_FIREFOX = 36;
/** A picture that came out blank has one colour, one of words on a ground a few more. */
const LEAST_COLOURS = 4;
/** Every state is drawn in one of the narrow looks, and every other one in a wide one; in all of them where somebody wants to know. */
const IN_EVERY_LOOK = process.env.ALMSGUARD_GALLERY === 'whole';
/** One state of each view and of each thing that stands over a page: photographed in each look, and in Firefox. */
const SAMPLE: Scene[] = [
  ['popup', 'listed'],
  ['report', 'listed-many'],
  ['options', 'list-states'],
  ['onboarding', 'asks'],
  ['panel', 'decided'],
  ['review', 'case'],
  ['evidence', 'saved'],
  ['lookup', 'found'],
  ['demo', 'demo'],
  ['page', 'card-listed'],
  ['page', 'banner-seized'],
  ['page', 'guard-copy'],
  ['page', 'toast-quoted'],
];

/** The fullest state of what most people meet, for every language: enough for a moment's look. */
const FULLEST: Scene[] = [
  ['popup', 'listed-many'],
  ['report', 'listed-many'],
  ['options', 'list-states'],
  ['onboarding', 'asks'],
  ['page', 'guard-several'],
  ['lookup', 'found'],
];

/** The machine is slow where all of these run at once. */
const TIMEOUT_MS = 400_000;

let server: Gallery;
let browsers: Record<BrowserName, GalleryBrowser>;
beforeAll(async () => {
  mkdirSync(IN_FIREFOX, { recursive: true });
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

/** Its picture, kept where `npm run gallery` keeps them; said where nothing is on it. */
async function photograph(tab: Tab, folder = PICTURES): Promise<string[]> {
  const colours = await tab.photograph(folder);
  return colours < LEAST_COLOURS ? [`a picture of ${colours} colours`] : [];
}

/** What is seen without axe. */
async function quickFaults(tab: Tab): Promise<string[]> {
  return [...(await tab.check('misfits')), ...(await tab.check('contrast'))];
}

/** Motion that nobody allowed, and the focus where it is not seen. */
async function byKeys(tab: Tab): Promise<string[]> {
  const moving = await tab.check('moving');
  await tab.useKeys();
  return [...moving, ...(await tab.check('focus'))];
}

const isIn = (scenes: Scene[], [view, name]: Scene) =>
  scenes.some(([other, scene]) => other === view && scene === name);

/** All at once, each in a tab of its own: nothing waits for anything but axe. */
describe.concurrent('every state of every view', { timeout: TIMEOUT_MS }, () => {
  it.each(LOOKS.map((look, index) => ({ ...look, index })))(
    'axe finds nothing, all has room, the focus is seen, nothing moves: $theme, $lang, wide: $isWide',
    ({ index, ...look }) =>
      inTab('chromium', async (tab) => {
        const isDrawn = (scene: Scene, i: number) =>
          IN_EVERY_LOOK || isIn(SAMPLE, scene) || (look.isWide ? i % 4 === index : i % 2 === index % 2);
        const drawn = (await everyScene(tab)).filter(isDrawn);
        // Axe takes longest where it looks at colours: `npm run gallery -- --check` has it look at all of them.
        const isQuick = (scene: Scene) => look.isWide && !IN_EVERY_LOOK && !isIn(SAMPLE, scene);
        const told = await inEach(tab, look, drawn, async (scene) => [
          // `npm run gallery` takes the rest.
          ...(isIn(SAMPLE, scene) ? await photograph(tab) : []),
          ...(await (isQuick(scene) ? quickFaults(tab) : tab.faults())),
          ...(look.isWide ? [] : await byKeys(tab)),
        ]);
        expect(told).toEqual({});
      }),
  );

  it('and all has room in any other language', () =>
    inTab('chromium', async (tab) => {
      const scenes = await everyScene(tab);
      for (const [index, lang] of OTHERS.entries()) {
        // Words are longest where there is least room. Each state is seen in one of them.
        const some = scenes.filter((_, i) => i % SHARE === index % SHARE);
        expect(await inEach(tab, { ...NARROW, lang }, some, () => tab.check('misfits')), lang).toEqual({});
      }
    }));

  it('nor does axe find anything in the fullest states in any other language', () =>
    inTab('chromium', async (tab) => {
      for (const [index, lang] of OTHERS.entries()) {
        // Half of them each, so that every state is seen in five.
        const some = FULLEST.filter((_, i) => i % 2 === index % 2);
        const look: Look = { ...NARROW, theme: index % 4 < 2 ? 'dark' : 'light', lang };
        expect(await inEach(tab, look, some, tab.faults), lang).toEqual({});
      }
    }));

  it('nor does axe find anything in Firefox, where each language is seen in other states', () =>
    inTab('firefox', async (tab) => {
      const told = await inEach(tab, PLAIN, SAMPLE, async () => [
        ...(await photograph(tab, IN_FIREFOX)),
        ...(await tab.faults()),
      ]);
      expect(told).toEqual({});
      const scenes = await everyScene(tab);
      for (const [index, lang] of LANGUAGES.entries()) {
        const some = scenes.filter((_, i) => i % SHARE_IN_FIREFOX === index);
        const look: Look = { theme: index % 2 === 0 ? 'dark' : 'light', lang, isWide: false };
        expect(await inEach(tab, look, some, tab.faults), lang).toEqual({});
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
      for (const paragraph of card?.querySelectorAll('p') ?? [])
        paragraph.style.cssText = 'overflow: hidden; height: 9px';
      // What is drawn is put in its place again and again; what is added is nobody's.
      const stray = document.createElement('div');
      stray.className = 'stray';
      stray.style.cssText = 'position: fixed; left: -9px; width: 20px; height: 20px';
      root?.append(stray);
    });
    const told = (await tab.faults()).join('\n');
    for (const part of ['button-name', 'contrast', 'stray', '[no_such_words]', 'cut off']) {
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
