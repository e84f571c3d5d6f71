import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright';
import puppeteer from 'puppeteer-core';
import { ensureBrowser } from '../../scripts/browser/ensure.ts';
import type { BrowserName } from '../../scripts/browser/find.ts';
import { type Gallery, HEIGHT_PX, type Look, NARROW_PX, type Shot, VIEWS, type ViewName } from './looks.ts';

/** The gallery open in a browser. It is loaded once; states are drawn one after the other in the same document. */
export interface Tab {
  scenes(view: ViewName): Promise<string[]>;
  show(view: ViewName, scene: string, look: Look): Promise<void>;
  faults(): Promise<string[]>;
  /** What is shown now, into a folder: all of it, but of what stands over a page only the window. */
  photograph(folder: string): Promise<void>;
  evaluate<T>(fn: () => T): Promise<T>;
  close(): Promise<void>;
}

export interface GalleryBrowser {
  open(): Promise<Tab>;
  close(): Promise<void>;
}

/** What both libraries call by the same name, or as good as. */
interface Remote {
  evaluate<A, T>(fn: (arg: A) => T | Promise<T>, arg: A): Promise<T>;
  resize(size: { width: number; height: number }): Promise<unknown>;
  photograph(picture: { path: string; fullPage: boolean } & typeof PICTURE): Promise<unknown>;
  close(): Promise<void>;
}

const AXE = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve(
  'axe-core/axe.min.js',
);
const PICTURE = { type: 'jpeg', quality: 70 } as const;

export async function openBrowser(name: BrowserName, url: string): Promise<GalleryBrowser> {
  const { open, close } = await LAUNCHERS[name](ensureBrowser(name));
  return { open: async () => wrap(await open(`${url}?empty`)), close };
}

/** For functions that run in the page. */
declare const gallery: Gallery;

function wrap(remote: Remote): Tab {
  let width = 0;
  let shown = { view: 'popup' as ViewName, name: '' };
  return {
    scenes: (view) => remote.evaluate((wanted: ViewName) => gallery.scenes(wanted), view),
    async show(view, scene, { isWide, theme, lang }) {
      const wanted = isWide ? VIEWS[view] : NARROW_PX;
      if (width !== wanted) await remote.resize({ width: wanted, height: HEIGHT_PX });
      width = wanted;
      await remote.evaluate((shot: Shot) => gallery.show(shot), { view, scene, theme, lang });
      shown = { view, name: [view, scene, lang, theme].join('-') };
    },
    faults: () => remote.evaluate((isWide: boolean) => gallery.faults(isWide), width > NARROW_PX),
    async photograph(folder) {
      const path = join(folder, `${shown.name}.jpg`);
      await remote.photograph({ ...PICTURE, path, fullPage: shown.view !== 'page' });
    },
    evaluate: (fn) => remote.evaluate(fn as (arg: null) => ReturnType<typeof fn>, null),
    close: () => remote.close(),
  };
}

interface Launched {
  /** Resolves when the page is there, with axe in it. */
  open(url: string): Promise<Remote>;
  close(): Promise<void>;
}

const hasLoaded = () => document.documentElement.dataset.ready === 'true';

const LAUNCHERS: Record<BrowserName, (executablePath: string) => Promise<Launched>> = {
  async chromium(executablePath) {
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const browser = await chromium.launch({ executablePath, args });
    return {
      async open(url) {
        const page = await browser.newPage({ reducedMotion: 'reduce' });
        await page.goto(url);
        await page.waitForFunction(hasLoaded);
        await page.addScriptTag({ path: AXE });
        return {
          evaluate: (fn, arg) => page.evaluate(fn as (arg: unknown) => ReturnType<typeof fn>, arg),
          resize: (size) => page.setViewportSize(size),
          photograph: (picture) => page.screenshot(picture),
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
        await page.goto(url);
        await page.waitForFunction(hasLoaded);
        await page.addScriptTag({ path: AXE });
        return {
          evaluate: (fn, arg) => page.evaluate(fn as (arg: unknown) => ReturnType<typeof fn>, arg),
          resize: (size) => page.setViewport(size),
          photograph: (picture) => page.screenshot(picture),
          close: () => page.close(),
        };
      },
      close: () => browser.close(),
    };
  },
};
