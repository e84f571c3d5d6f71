import { fromBase64 } from '#lib/core/bytes.ts';
import { SHOT_GAP_MS } from '#lib/core/limits.ts';
import { MAX_PROOF_MS } from '#lib/core/review-limits.ts';
import type { Pictures } from '#lib/review/evidence.ts';
import { type CoverDeps, createCovers, type Injection, PAINT_MS } from './covers.ts';
import { inTime } from './in-time.ts';

type Jpeg = Uint8Array<ArrayBuffer>;

/** The slices of `browser.tabs` and `browser.scripting` that are needed here. */
export interface PictureDeps extends CoverDeps {
  tabs: {
    get(tabId: number): Promise<{ active: boolean; windowId?: number | undefined }>;
    captureVisibleTab(windowId: number, options: { format: 'jpeg'; quality: number }): Promise<string>;
  };
  /** A picture that is no larger than may be kept; `null` where that cannot be. */
  fit(jpeg: Jpeg): Promise<Jpeg | null>;
}

/** Seen by nobody and still there: what watches over the marks must not think that the page has taken them away. */
export const UNMARKED = [
  '[class^="almsguard-"], [class*=" almsguard-"] { opacity: 0 !important }',
  ...['listed', 'linked', 'lookalike', 'mention'].map(
    (level) => `::highlight(almsguard-${level}) { text-decoration: none !important }`,
  ),
].join('\n');
const AS = { format: 'jpeg', quality: 85 } as const;

/** Pictures of what a tab shows. */
export function createTabPictures({ tabs, scripting, wait, ...deps }: PictureDeps) {
  const covers = createCovers({ scripting, wait });

  async function shoot(tabId: number): Promise<Jpeg | null> {
    const { active, windowId } = await tabs.get(tabId);
    if (!active || windowId === undefined) return null;
    // Chromium allows two a second, and looks for codes in pictures are taken, too.
    const capture = () => inTime(tabs.captureVisibleTab(windowId, AS), wait, MAX_PROOF_MS);
    const url = await capture().catch(() => wait(SHOT_GAP_MS * 2).then(capture));
    // Another tab may have come to the front while the picture was taken.
    if (url === 'late' || !(await tabs.get(tabId)).active) return null;
    return deps.fit(fromBase64(url.slice(url.indexOf(',') + 1)));
  }

  /** Undone whatever happens: a page must not stay without its marks. */
  async function shootPlain(tabId: number): Promise<Jpeg | null> {
    const unmarked: Injection = { target: { tabId, allFrames: true }, css: UNMARKED, origin: 'USER' };
    try {
      await scripting.insertCSS(unmarked);
      await wait(PAINT_MS);
      return await shoot(tabId);
    } finally {
      await scripting.removeCSS(unmarked).catch(() => undefined);
    }
  }

  /** What the tab shows, with our marks and without; no picture where it is not in front. */
  function take(tabId: number): Promise<Pictures> {
    return covers.inColours(tabId, async (isBlurred) => {
      const marked = await shoot(tabId).catch(() => null);
      const plain = marked && (await shootPlain(tabId).catch(() => null));
      return { plain, marked, isBlurred };
    });
  }

  return { ...covers, take };
}
