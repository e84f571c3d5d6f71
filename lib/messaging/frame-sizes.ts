import { FRAME_OUTSIDE } from '#lib/core/limits.ts';
import type { ScannedFrame } from '#lib/verdict/report.ts';
import type { FrameSize, SeenFrame } from '#lib/verdict/substantial.ts';

/** The slice of `browser.scripting` that is needed here. */
export interface MeasuringApi {
  executeScript(injection: {
    target: { tabId: number; frameIds: number[] };
    func: typeof measureChildren;
    args: [number[]];
  }): Promise<{ result?: unknown }[]>;
}

/** What a document tells of its own window and of the frames in it, in CSS pixels. */
export interface Measured {
  window: FrameSize;
  /** In the order of the question; `null` for one that the document cannot find. */
  frames: (FrameSize | null)[];
}

/** Asks one document for the sizes of the frames with these indices. `null` where nobody answers. */
export type Measure = (frameId: number, indices: number[]) => Promise<Measured | null>;

export function createMeasure(scripting: MeasuringApi, tabId: number): Measure {
  return async (frameId, indices) => {
    const target = { tabId, frameIds: [frameId] };
    const answers = await scripting
      .executeScript({ target, func: measureChildren, args: [indices] })
      .catch(() => []);
    return (answers[0]?.result as Measured | null | undefined) ?? null;
  };
}

/**
 * How much is to be seen of frames, as a share of the window: 0 where nothing is. Only what is around a frame knows,
 * and only of those that do not stand in shadow trees; others are left out.
 */
export async function sharesOf(
  wanted: readonly ScannedFrame[],
  frames: readonly ScannedFrame[],
  measure: Measure,
): Promise<Map<number, SeenFrame>> {
  const paths = wanted
    .map(({ frameId, scan: { path } }) => ({ frameId, path }))
    .filter(({ path }) => isKnown(path));
  const asked = new Map<string, Set<number>>();
  for (const { path } of paths) {
    path.forEach((index, depth) => {
      const around = path.slice(0, depth).join();
      asked.set(around, (asked.get(around) ?? new Set()).add(index));
    });
  }
  const sizes = new Map<string, FrameSize>();
  let page: FrameSize | null = null;
  for (const [around, indices] of asked) {
    const frameId = around === '' ? 0 : frames.find(({ scan }) => scan.path.join() === around)?.frameId;
    const told = frameId === undefined ? null : await measure(frameId, [...indices]);
    if (around === '') page = told?.window ?? null;
    [...indices].forEach((index, i) => {
      const size = told?.frames[i];
      if (size) sizes.set([...(around === '' ? [] : [around]), index].join(), size);
    });
  }
  const shares = new Map<number, SeenFrame>();
  for (const { frameId, path } of paths) {
    const chain = path.map((_, depth) => sizes.get(path.slice(0, depth + 1).join()));
    if (!page || !chain.every((size) => size !== undefined)) continue;
    // Of a frame nobody sees more than of the one around it.
    const width = Math.min(...chain.map((size) => size.width));
    const height = Math.min(...chain.map((size) => size.height));
    shares.set(frameId, { width, height, share: (width * height) / Math.max(1, page.width * page.height) });
  }
  return shares;
}

function isKnown(path: readonly number[]): boolean {
  return path.length > 0 && path.every((index) => index < FRAME_OUTSIDE);
}

/** Runs in a page, and brings nothing along: what it names must be there. Pages may name their forms after a method. */
function measureChildren(indices: number[]): Measured {
  const select = Document.prototype.querySelectorAll;
  const elements = [...select.call(document, 'iframe, frame, object, embed')] as HTMLIFrameElement[];
  const { innerWidth, innerHeight, scrollX, scrollY } = window;
  const nothing = { width: 0, height: 0 };
  const frames = indices.map((index) => {
    const child = window[index];
    // It was taken away since it reported.
    if (!child) return nothing;
    const element = elements.find(({ contentWindow }) => contentWindow === child);
    if (!element) return null;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return nothing;
    const { width, height, right, bottom } = element.getBoundingClientRect();
    const isOut = right + scrollX <= 0 || bottom + scrollY <= 0;
    return isOut ? nothing : { width, height };
  });
  return { window: { width: innerWidth, height: innerHeight }, frames };
}
