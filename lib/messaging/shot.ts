import { fromBase64 } from '#lib/core/bytes.ts';
import { MAX_GREY_SIDE } from '#lib/core/limits.ts';
import { fitInto, type GreyPicture, toGrey } from '#lib/detect/grey.ts';
import type { Rect } from './protocol.ts';

/** What a tab shows right now, as a picture of the screen's own pixels. Closed after one question, never kept. */
export interface Shot {
  width: number;
  height: number;
  /** Brightness of a part of it, in at most `MAX_GREY_SIDE`; `null` where there is only one colour. */
  part(rect: Rect): GreyPicture | null;
  close(): void;
}

/** The slice of `browser.tabs` that is needed here. */
export interface ShownTabs {
  get(tabId: number): Promise<{ active: boolean; windowId?: number | undefined }>;
  captureVisibleTab(windowId: number, options: { format: 'jpeg'; quality: number }): Promise<string>;
}

/** JPEG takes a browser a third less time than PNG, and a code bears far more than it loses. */
const AS = { format: 'jpeg', quality: 90 } as const;

/** A look at what a tab shows; `null` when it is not the one that its window shows, before and after. */
export async function shoot(tabs: ShownTabs, tabId: number): Promise<Shot | null> {
  const { active, windowId } = await tabs.get(tabId);
  if (!active || windowId === undefined) return null;
  const dataUrl = await tabs.captureVisibleTab(windowId, AS);
  // Another tab may have come to the front while the picture was taken.
  const after = await tabs.get(tabId);
  return after.active && after.windowId === windowId ? openShot(dataUrl) : null;
}

async function openShot(dataUrl: string): Promise<Shot> {
  const bitmap = await createImageBitmap(new Blob([fromBase64(dataUrl.slice(dataUrl.indexOf(',') + 1))]));
  return {
    width: bitmap.width,
    height: bitmap.height,
    part({ x, y, width, height }) {
      const size = fitInto(width, height, MAX_GREY_SIDE);
      const context = new OffscreenCanvas(size.width, size.height).getContext('2d');
      if (!context) return null;
      context.drawImage(bitmap, x, y, width, height, 0, 0, size.width, size.height);
      const { data } = context.getImageData(0, 0, size.width, size.height);
      return toGrey(data, size.width, size.height);
    },
    close: () => bitmap.close(),
  };
}
