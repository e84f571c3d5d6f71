import type { SaveProblem, SaveStep } from '#lib/core/bundle-views.ts';
import type { EvidenceFacts } from '#lib/core/evidence.ts';
import { MAX_BUNDLE_BYTES } from '#lib/core/limits.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { Capture } from '#lib/core/snapshot.ts';
import type { Environment } from '#lib/review/bundle/bundle.ts';
import { joinFrames } from '#lib/review/bundle/whole-page.ts';
import { writeBundle } from '#lib/review/bundle/write.ts';
import { caseUrl } from '#lib/review/case-id.ts';
import { type CaptureScripting, enterPage, type PageCalls } from './capture-calls.ts';
import { type CoverDeps, createCovers, type Injection, PAINT_MS } from './covers.ts';
import { UNMARKED } from './tab-pictures.ts';
import { type PictureTabs, shootView, shootWhole, type WholePicture } from './whole-picture.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface SaveDeps {
  tabs: PictureTabs & { update(tabId: number, change: { active: true }): Promise<unknown> };
  scripting: CaptureScripting & CoverDeps['scripting'];
  facts(tabId: number): Promise<Result<EvidenceFacts, string>>;
  /** A picture that is no larger than may be kept. */
  fit(jpeg: Bytes): Promise<Bytes | null>;
  environment: Omit<Environment, 'viewport'>;
  wait(ms: number): Promise<void>;
  /** Epoch milliseconds. */
  now(): number;
}

const VIEW = { format: 'jpeg', quality: 85 } as const;
/** What a person wrote into a field, or the browser for them, is in no picture that is passed on (capture/fields.ts). */
export const UNWRITTEN = `
  :is(input, textarea):is(:user-valid, :user-invalid, :autofill, [type="email" i], [type="tel" i]) {
    color: transparent !important;
    -webkit-text-fill-color: transparent !important;
    text-shadow: none !important;
  }`;
const KNOWN: readonly string[] = ['not-ready', 'unreadable'];

/**
 * Keeps what a tab shows as a bundle. The page is brought to the front, for browsers picture nothing else, and scrolled
 * through last: that may make it load more than was there to be seen.
 */
export async function saveEvidence(
  deps: SaveDeps,
  tabId: number,
  onStep: (step: SaveStep) => void,
): Promise<Result<{ at: string; bytes: Bytes }, SaveProblem>> {
  onStep('findings');
  const found = await deps.facts(tabId);
  if (!found.ok) {
    return fail(
      KNOWN.includes(found.error.code) ? (found.error.code as SaveProblem) : 'failed',
      found.error.message,
    );
  }
  const { report, placements, lists, entries } = found.value;
  const at = new Date(deps.now()).toISOString();
  await deps.tabs.update(tabId, { active: true });
  const page = await enterPage(deps.scripting, tabId).catch(() => null);
  if (!page) return fail('unreadable', 'The browser lets no script into this page');
  onStep('views');
  const seen = await createCovers(deps).inColours(tabId, (isBlurred) =>
    styled(deps, tabId, UNWRITTEN, async () => {
      const marked = await shootView(deps, tabId, VIEW).catch(() => null);
      const plain = await styled(deps, tabId, UNMARKED, () => see(deps, tabId, page, onStep));
      return plain && { ...plain, marked, isBlurred };
    }),
  );
  if (!seen) return fail('unreadable', 'The page could not be written down');
  const after = await deps.facts(tabId);
  if (!after.ok || caseUrl(after.value.report.url) !== caseUrl(report.url)) {
    return fail('gone', 'The tab shows another page by now');
  }
  onStep('pack');
  const bytes = writeBundle({
    at,
    page: { url: report.url, title: report.title },
    report,
    placements,
    lists,
    entries,
    environment: { ...deps.environment, viewport: seen.viewport },
    capture: { ...seen.capture, ...(seen.isBlurred && { blurred: true }) },
    html: new TextEncoder().encode(seen.html),
    picture: seen.whole?.png ?? null,
    views: { plain: await fitted(deps, seen.plain), marked: await fitted(deps, seen.marked) },
  });
  return bytes.length > MAX_BUNDLE_BYTES ? fail('too-large', 'The page is too large') : ok({ at, bytes });
}

interface Seen {
  html: string;
  capture: Capture;
  viewport: Environment['viewport'];
  plain: Bytes | null;
  whole: WholePicture | null;
}

async function see(
  deps: SaveDeps,
  tabId: number,
  page: PageCalls,
  onStep: (step: SaveStep) => void,
): Promise<Seen | null> {
  const plain = await shootView(deps, tabId, VIEW).catch(() => null);
  onStep('page');
  const frames = await page.snapshots();
  const joined = joinFrames(frames);
  const viewport = frames.find(({ path }) => path?.length === 0)?.viewport;
  if (!joined || !viewport) return null;
  onStep('picture');
  const whole = await shootWhole({ ...deps, page }, tabId).catch(() => null);
  const picture = whole === null ? 'none' : whole.isCut ? 'cut' : 'whole';
  return { html: joined.html, capture: { left: joined.left, picture }, viewport, plain, whole };
}

/** Works on the page as it looks with a style. Undone whatever happens: it must not stay like that. */
async function styled<T>(
  { scripting, wait }: SaveDeps,
  tabId: number,
  css: string,
  work: () => Promise<T>,
): Promise<T> {
  const style: Injection = { target: { tabId, allFrames: true }, css, origin: 'USER' };
  await scripting.insertCSS(style);
  try {
    await wait(PAINT_MS);
    return await work();
  } finally {
    await scripting.removeCSS(style).catch(() => undefined);
  }
}

async function fitted(deps: SaveDeps, jpeg: Bytes | null): Promise<Bytes | null> {
  return jpeg && deps.fit(jpeg);
}

/**
 * A name that tells the page and the moment, in letters that every file system takes, and both kinds of file that it is.
 */
export function nameBundle({ page, at }: { page: { url: string }; at: string }): string {
  const host = URL.parse(page.url)?.hostname.replace(/[^a-z0-9.-]/g, '') ?? '';
  return `almsguard-${host || 'page'}-${at.slice(0, 19).replaceAll(':', '-')}.wacz.zip`;
}
