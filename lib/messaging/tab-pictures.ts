import { fromBase64 } from '#lib/core/bytes.ts';
import { SHOT_GAP_MS } from '#lib/core/limits.ts';

type Jpeg = Uint8Array<ArrayBuffer>;
type Injection = { target: { tabId: number; allFrames: boolean }; css: string; origin: 'USER' };

/** The slices of `browser.tabs` and `browser.scripting` that are needed here. */
export interface PictureDeps {
  tabs: {
    get(tabId: number): Promise<{ active: boolean; windowId?: number | undefined }>;
    captureVisibleTab(windowId: number, options: { format: 'jpeg'; quality: number }): Promise<string>;
  };
  scripting: { insertCSS(what: Injection): Promise<unknown>; removeCSS(what: Injection): Promise<unknown> };
  /** A picture that is no larger than may be kept; `null` where that cannot be. */
  fit(jpeg: Jpeg): Promise<Jpeg | null>;
  wait(ms: number): Promise<void>;
}

/** Seen by nobody and still there: what watches over the marks must not think that the page has taken them away. */
export const UNMARKED = [
  '[class^="almsguard-"], [class*=" almsguard-"] { opacity: 0 !important }',
  ...['listed', 'linked', 'lookalike', 'mention'].map(
    (level) => `::highlight(almsguard-${level}) { text-decoration: none !important }`,
  ),
].join('\n');
/** Milliseconds until a changed style is on the screen. */
export const PAINT_MS = 120;
const AS = { format: 'jpeg', quality: 85 } as const;

/** Styles of ours on a page, and pictures of what it shows. */
export function createTabPictures({ tabs, scripting, wait, ...deps }: PictureDeps) {
  /** What covers a page covers its frames; marks stand in each. */
  const styleOf = (tabId: number, css: string): Injection => ({
    target: { tabId, allFrames: css === UNMARKED },
    css,
    origin: 'USER',
  });
  const lift = (tabId: number, css: string) =>
    scripting.removeCSS(styleOf(tabId, css)).then(
      () => true,
      () => false,
    );
  /** Once, however often: two layers would not go with one. `false` where the browser lets nothing in. */
  async function lay(tabId: number, css: string): Promise<boolean> {
    await lift(tabId, css);
    return scripting.insertCSS(styleOf(tabId, css)).then(
      () => true,
      () => false,
    );
  }

  async function shoot(tabId: number): Promise<Jpeg | null> {
    const { active, windowId } = await tabs.get(tabId);
    if (!active || windowId === undefined) return null;
    // Chromium allows two a second, and looks for codes in pictures are taken, too.
    const url = await tabs
      .captureVisibleTab(windowId, AS)
      .catch(() => wait(SHOT_GAP_MS * 2).then(() => tabs.captureVisibleTab(windowId, AS)));
    // Another tab may have come to the front while the picture was taken.
    if (!(await tabs.get(tabId)).active) return null;
    return deps.fit(fromBase64(url.slice(url.indexOf(',') + 1)));
  }

  /** Undone whatever happens: a page must not stay without its marks. */
  async function shootPlain(tabId: number): Promise<Jpeg | null> {
    try {
      if (!(await lay(tabId, UNMARKED))) return null;
      await wait(PAINT_MS);
      return await shoot(tabId);
    } finally {
      await lift(tabId, UNMARKED);
    }
  }

  return {
    lay,
    lift,
    /** What the tab shows, with our marks and without; no picture where it is not in front. */
    async take(tabId: number): Promise<{ plain: Jpeg | null; marked: Jpeg | null }> {
      const marked = await shoot(tabId).catch(() => null);
      const plain = marked && (await shootPlain(tabId).catch(() => null));
      return { plain, marked };
    },
  };
}
