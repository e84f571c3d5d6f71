import { fromBase64 } from '#lib/core/bytes.ts';
import { MAX_WHOLE_PICTURE_PIXELS, MAX_WHOLE_PICTURE_SIDE, SHOT_GAP_MS } from '#lib/core/limits.ts';
import type { CaptureCalls, Extent } from '#lib/core/snapshot.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The slice of `browser.tabs` that is needed here; the last is Firefox's alone. */
export interface PictureTabs {
  get(tabId: number): Promise<{ active: boolean; windowId?: number | undefined }>;
  captureVisibleTab(windowId: number, options: { format: 'jpeg' | 'png'; quality?: number }): Promise<string>;
  captureTab?(
    tabId: number,
    options: { format: 'png'; rect: { x: number; y: number; width: number; height: number }; scale: number },
  ): Promise<string>;
}

export interface PictureDeps {
  tabs: PictureTabs;
  page: Pick<CaptureCalls, 'begin' | 'scrollTo' | 'end'>;
  wait(ms: number): Promise<void>;
}

export interface WholePicture {
  png: Bytes;
  /** The page goes on below. */
  isCut: boolean;
}

/** Times that a look at a tab is tried: another part of the extension may have looked just now. */
const TRIES = 3;

/** What a tab shows right now; `null` where it is not the one in front of its window, before and after. */
export async function shootView(
  { tabs, wait }: Pick<PictureDeps, 'tabs' | 'wait'>,
  tabId: number,
  as: { format: 'jpeg' | 'png'; quality?: number },
): Promise<Bytes | null> {
  for (let tried = 1; ; tried++) {
    const { active, windowId } = await tabs.get(tabId);
    if (!active || windowId === undefined) return null;
    try {
      const bytes = bytesOf(await tabs.captureVisibleTab(windowId, as));
      return (await tabs.get(tabId)).active ? bytes : null;
    } catch (error) {
      if (tried === TRIES) throw error;
      // Chromium allows two looks a second.
      await wait(SHOT_GAP_MS);
    }
  }
}

/** A picture of the page from its top to its end, or to the limit; `null` where the browser gives none. */
export async function shootWhole(deps: PictureDeps, tabId: number): Promise<WholePicture | null> {
  try {
    const extent = await deps.page.begin();
    const plan = planOf(extent);
    const png = await (deps.tabs.captureTab ? inOnePiece(deps, tabId, plan) : inPieces(deps, tabId, plan));
    return png && { png, isCut: plan.height < extent.height };
  } finally {
    await deps.page.end();
  }
}

/** How much of the page is pictured, in CSS pixels. */
export interface Plan {
  width: number;
  height: number;
  /** Height of what the window shows. */
  step: number;
  viewportWidth: number;
}

export function planOf({ width, height, viewport }: Extent): Plan {
  const most = Math.min(MAX_WHOLE_PICTURE_SIDE, Math.floor(MAX_WHOLE_PICTURE_PIXELS / Math.max(1, width)));
  return { width, height: Math.min(height, most), step: viewport.height, viewportWidth: viewport.width };
}

/** As many pixels as the screen has for one of CSS, where the picture bears them. */
export function scaleOf({ width, height }: Plan, dense: number): number {
  const byArea = Math.sqrt(MAX_WHOLE_PICTURE_PIXELS / (width * height));
  return Math.min(dense, Math.max(1, Math.min(MAX_WHOLE_PICTURE_SIDE / height, byArea)));
}

async function inOnePiece({ tabs }: PictureDeps, tabId: number, plan: Plan): Promise<Bytes | null> {
  const { width, height } = plan;
  const url = await tabs.captureTab?.(tabId, {
    format: 'png',
    rect: { x: 0, y: 0, width, height },
    scale: scaleOf(plan, globalThis.devicePixelRatio),
  });
  return url ? bytesOf(url) : null;
}

async function inPieces({ page, ...deps }: PictureDeps, tabId: number, plan: Plan): Promise<Bytes | null> {
  let drawing: { canvas: OffscreenCanvas; scale: number } | null = null;
  for (let top = 0; top < plan.height; top += plan.step) {
    if (top > 0) await deps.wait(SHOT_GAP_MS);
    const at = await page.scrollTo(top);
    const shot = await shootView(deps, tabId, { format: 'png' });
    if (!shot) return null;
    const bitmap = await createImageBitmap(new Blob([shot]));
    const dense = bitmap.width / plan.viewportWidth;
    drawing ??= prepare(plan, dense);
    const { canvas, scale } = drawing;
    const [width, height] = [plan.width, plan.step];
    canvas
      .getContext('2d')
      ?.drawImage(
        bitmap,
        ...([0, 0, width * dense, height * dense] as const),
        ...([0, Math.round(at * scale), width * scale, height * scale] as const),
      );
    bitmap.close();
    // It does not scroll as far as it says it is high.
    if (at + plan.step < top) break;
  }
  const blob = await drawing?.canvas.convertToBlob({ type: 'image/png' });
  return blob ? new Uint8Array(await blob.arrayBuffer()) : null;
}

function prepare(plan: Plan, dense: number) {
  const scale = scaleOf(plan, dense);
  return {
    canvas: new OffscreenCanvas(Math.round(plan.width * scale), Math.round(plan.height * scale)),
    scale,
  };
}

function bytesOf(dataUrl: string): Bytes {
  return fromBase64(dataUrl.slice(dataUrl.indexOf(',') + 1));
}
