import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright';
import puppeteer from 'puppeteer-core';
import { ensureBrowser } from '../../scripts/browser/ensure.ts';
import type { BrowserName } from '../../scripts/browser/find.ts';
import {
  type Checks,
  type Gallery,
  HEIGHT_PX,
  type Look,
  NARROW_PX,
  type Shot,
  VIEWS,
  type ViewName,
} from './looks.ts';

/** The gallery open in a browser. It is loaded once; states are drawn one after the other in the same document. */
export interface Tab {
  scenes(view: ViewName): Promise<string[]>;
  show(view: ViewName, scene: string, look: Look): Promise<void>;
  /** Of what is shown: axe and what does not fit. */
  faults(): Promise<string[]>;
  check(name: Exclude<keyof Checks, 'faults'>): Promise<string[]>;
  /** Every word that is to be read. */
  words(): Promise<string[]>;
  /** The window, until something else is shown. */
  resize(width: number, height: number): Promise<void>;
  /** One computed style of the first part that fits, of the page or over it. */
  styleOf(selector: string, property: string): Promise<string>;
  /**
   * What is shown now, into a folder: all of it, but of what stands over a page only the window. Answers with how many
   * colours it has.
   */
  photograph(folder: string): Promise<number>;
  /** A key that changes nothing: from then on the focus is shown. */
  useKeys(): Promise<void>;
  evaluate<T>(fn: () => T): Promise<T>;
  close(): Promise<void>;
}

/** How a reader has set up the browser. Only Chromium can be told. */
export interface Eyes {
  forcedColors?: 'active';
  /** Motion is refused unless it is asked for. */
  allowsMotion?: true;
}

export interface GalleryBrowser {
  open(eyes?: Eyes): Promise<Tab>;
  close(): Promise<void>;
}

/** What both libraries call by the same name, or as good as. */
interface Remote {
  evaluate<A, T>(fn: (arg: A) => T | Promise<T>, arg: A): Promise<T>;
  resize(size: { width: number; height: number }): Promise<unknown>;
  photograph(picture: { path: string; fullPage: boolean } & typeof PICTURE): Promise<Uint8Array>;
  press(key: 'Tab'): Promise<void>;
  close(): Promise<void>;
}

const AXE = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve(
  'axe-core/axe.min.js',
);
/** Milliseconds for the gallery to be there: it is built when it is asked for, on a machine that is busy with other tests. */
const LOAD_MS = 120_000;
const PICTURE = { type: 'jpeg', quality: 70 } as const;

export async function openBrowser(name: BrowserName, url: string): Promise<GalleryBrowser> {
  const { open, close } = await LAUNCHERS[name](ensureBrowser(name));
  return { open: async (eyes = {}) => wrap(await open(`${url}?empty`, eyes)), close };
}

/** For functions that run in the page. */
declare const gallery: Gallery;

function wrap(remote: Remote): Tab {
  let width = 0;
  let height = 0;
  const resize = async (wide: number, high: number) => {
    if (width === wide && height === high) return;
    await remote.resize({ width: wide, height: high });
    width = wide;
    height = high;
  };
  let shown = { view: 'popup' as ViewName, name: '' };
  return {
    scenes: (view) => remote.evaluate((wanted: ViewName) => gallery.scenes(wanted), view),
    async show(view, scene, { isWide, theme, lang }) {
      await resize(isWide ? VIEWS[view] : NARROW_PX, HEIGHT_PX);
      await remote.evaluate((shot: Shot) => gallery.show(shot), { view, scene, theme, lang });
      shown = { view, name: [view, scene, lang, theme].join('-') };
    },
    faults: () => remote.evaluate((isWide: boolean) => gallery.faults(isWide), width > NARROW_PX),
    check: (name) => remote.evaluate((wanted: typeof name) => gallery[wanted](), name),
    async resize(wide, high) {
      await resize(wide, high);
      await remote.evaluate(() => gallery.settle(), null);
    },
    styleOf: (selector, property) =>
      remote.evaluate((part: Parameters<Gallery['styleOf']>[0]) => gallery.styleOf(part), {
        selector,
        property,
      }),
    words: () => remote.evaluate(() => gallery.words(), null),
    async photograph(folder) {
      const path = join(folder, `${shown.name}.jpg`);
      const picture = await remote.photograph({ ...PICTURE, path, fullPage: shown.view !== 'page' });
      return remote.evaluate((jpeg) => gallery.colours(jpeg), Buffer.from(picture).toString('base64'));
    },
    useKeys: () => remote.press('Tab'),
    evaluate: (fn) => remote.evaluate(fn as (arg: null) => ReturnType<typeof fn>, null),
    close: () => remote.close(),
  };
}

interface Launched {
  /** Resolves when the page is there, with axe in it. */
  open(url: string, eyes: Eyes): Promise<Remote>;
  close(): Promise<void>;
}

const hasLoaded = () => document.documentElement.dataset.ready === 'true';

const LAUNCHERS: Record<BrowserName, (executablePath: string) => Promise<Launched>> = {
  async chromium(executablePath) {
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const browser = await chromium.launch({ executablePath, args });
    return {
      async open(url, { forcedColors, allowsMotion }) {
        const page = await browser.newPage({
          reducedMotion: allowsMotion ? 'no-preference' : 'reduce',
          forcedColors: forcedColors ?? 'none',
        });
        await page.goto(url, { timeout: LOAD_MS });
        await page.waitForFunction(hasLoaded, null, { timeout: LOAD_MS });
        await page.addScriptTag({ path: AXE });
        return {
          evaluate: (fn, arg) => page.evaluate(fn as (arg: unknown) => ReturnType<typeof fn>, arg),
          resize: (size) => page.setViewportSize(size),
          photograph: (picture) => page.screenshot(picture),
          press: (key) => page.keyboard.press(key),
          close: () => page.close(),
        };
      },
      close: () => browser.close(),
    };
  },
  async firefox(executablePath) {
    const extraPrefsFirefox = { 'ui.prefersReducedMotion': 1 };
    const browser = await puppeteer.launch({ browser: 'firefox', executablePath, extraPrefsFirefox });
    return {
      async open(url) {
        const page = await browser.newPage();
        await page.goto(url, { timeout: LOAD_MS });
        await page.waitForFunction(hasLoaded, { timeout: LOAD_MS });
        await page.addScriptTag({ path: AXE });
        return {
          evaluate: (fn, arg) => page.evaluate(fn as (arg: unknown) => ReturnType<typeof fn>, arg),
          resize: (size) => page.setViewport(size),
          photograph: (picture) => page.screenshot(picture),
          press: (key) => page.keyboard.press(key),
          close: () => page.close(),
        };
      },
      close: () => browser.close(),
    };
  },
};
