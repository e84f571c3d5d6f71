import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Look, VIEW_NAMES, VIEWS, type ViewName } from '../gallery/looks.ts';
import { type Gallery, startGallery } from '../gallery/server.ts';
import { type GalleryBrowser, openBrowser, type Tab } from '../gallery/tab.ts';
import { everyScene, inEach } from '../gallery/walk.ts';

/** How people see who have set up their browser to see better: chosen colours, large letters, small windows. */

const WIDE: Look = { theme: 'light', lang: 'en', isWide: true };
const NARROW: Look = { ...WIDE, isWide: false };
/** What is left of 1280 × 720 pixels at twice the size, and of 1280 × 1024 at four times (WCAG 2.2, 1.4.4 and 1.4.10). */
const TWICE: Size = [640, 360];
const FOUR_TIMES: Size = [320, 256];

/** What a style sheet changes where there is less room: the last size without it, and the first with it. */
const SMALL: [ViewName, string, selector: string, property: string, ...{ at: Size; is: string }[]][] = [
  ['panel', 'case', '.bar', 'position', { at: [341, 601], is: 'sticky' }, { at: [340, 601], is: 'static' }],
  ['panel', 'case', '.bar', 'position', { at: [341, 601], is: 'sticky' }, { at: [341, 600], is: 'static' }],
  [
    'page',
    'guard-copy',
    '.almsguard-guard-answers',
    'display',
    { at: [400, 321], is: 'flex' },
    { at: [400, 320], is: 'grid' },
  ],
  [
    'page',
    'guard-copy',
    '.almsguard-guard-read',
    'position',
    { at: [400, 221], is: 'static' },
    { at: [400, 220], is: 'absolute' },
  ],
  [
    'page',
    'guard-copy',
    '.almsguard-guard-back',
    'min-height',
    { at: [400, 321], is: '44px' },
    { at: [400, 320], is: '36px' },
    { at: [400, 100], is: '28px' },
  ],
  [
    'page',
    'guard-copy',
    '.almsguard-guard-title',
    'font-size',
    { at: [401, 640], is: '21px' },
    { at: [400, 640], is: '19px' },
    { at: [400, 320], is: '15px' },
  ],
  [
    'page',
    'guard-copy',
    '.almsguard-guard-back',
    'font-size',
    { at: [400, 481], is: '16px' },
    { at: [400, 480], is: '14px' },
  ],
  [
    'page',
    'banner-seized',
    '.almsguard-banner',
    'flex-wrap',
    { at: [481, 640], is: 'nowrap' },
    { at: [480, 640], is: 'wrap' },
  ],
  [
    'review',
    'cases',
    '.cases tbody td.told-level',
    'display',
    { at: [720, 640], is: 'table-cell' },
    { at: [719, 640], is: 'none' },
  ],
];
/** Of the tokens, the grey that stands out from both grounds of its theme by 3:1 and more. */
const SOFT = { light: 'rgb(107, 101, 96)', dark: 'rgb(179, 170, 161)' };
type Size = [width: number, height: number];

let server: Gallery;
let browser: GalleryBrowser;
/** Of one page each: what is shown in it is shown anew by each test. */
let plain: Tab;
let chosen: Tab;
beforeAll(async () => {
  server = await startGallery();
  browser = await openBrowser('chromium', server.url);
  plain = await browser.open();
  chosen = await browser.open({ forcedColors: 'active' });
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

describe('every state of every view', { timeout: 240_000 }, () => {
  it('is told apart by shapes, words and edges in chosen colours, and loses no word where it is enlarged', async () => {
    // The other theme than the colours that are chosen: what is drawn in it is drawn in none of its colours.
    const look: Look = { ...WIDE, theme: 'dark' };
    const scenes = await everyScene(chosen);
    const told = await inEach(chosen, look, scenes, async (scene) => {
      const found = await chosen.check('forced');
      const words = await chosen.words();
      // What has room in the larger window is not changed by it; the others take turns.
      const isTwice = VIEWS[scene[0]] > TWICE[0] && scenes.indexOf(scene) % 2 === 0;
      await chosen.resize(...(isTwice ? TWICE : FOUR_TIMES));
      const left = new Set(await chosen.words());
      const lost = words.filter((word) => !left.has(word));
      return [
        ...found,
        ...(await chosen.check('misfits')),
        ...(await chosen.check('stuck')),
        ...(lost.length > 0 ? [`lost: ${lost.join(' ')}`] : []),
      ];
    });
    expect(told).toEqual({});
  });
});

describe('style sheets', () => {
  it('make room in small windows, and nowhere else', async () => {
    for (const [view, scene, selector, property, ...sizes] of SMALL) {
      await plain.show(view, scene, NARROW);
      for (const { at, is } of sizes) {
        await plain.resize(...at);
        expect.soft(await plain.styleOf(selector, property), `${selector} at ${at}`).toBe(is);
      }
    }
  });

  it('draw scroll bars in the colours of the theme', async () => {
    for (const view of VIEW_NAMES) {
      const [scene = ''] = await plain.scenes(view);
      for (const theme of ['light', 'dark'] as const) {
        await plain.show(view, scene, { ...NARROW, theme });
        // The ground is that of what is scrolled, whatever it is.
        const colours = await plain.styleOf(':root', 'scrollbar-color');
        expect(colours, `${view}, ${theme}`).toBe(`${SOFT[theme]} rgba(0, 0, 0, 0)`);
      }
    }
  });

  it('move something where motion is allowed', async () => {
    const tab = await browser.open({ allowsMotion: true });
    await tab.show('options', 'list-states', WIDE);
    expect(await tab.check('moving')).not.toEqual([]);
  });
});

describe('the gallery', () => {
  it('would find a focus that is not seen, and words that are not to be read', async () => {
    await chosen.show('popup', 'listed', NARROW);
    await chosen.evaluate(() => {
      const button = document.querySelector<HTMLElement>('.primary');
      button?.style.setProperty('forced-color-adjust', 'auto');
      button?.style.setProperty('outline', '0', 'important');
    });
    await chosen.useKeys();
    expect((await chosen.check('focus')).join()).toContain('no outline: <button');
    expect((await chosen.check('forced')).join()).toContain('not to be read: <button');
  });
});
