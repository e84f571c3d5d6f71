import type { SaveProblem, SaveStep } from '#lib/core/bundle-views.ts';
import type { EvidenceFacts } from '#lib/core/evidence.ts';
import { MAX_BUNDLE_BYTES } from '#lib/core/limits.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import type { Capture } from '#lib/core/snapshot.ts';
import type { Environment } from '#lib/review/bundle/bundle.ts';
import { hideKeys } from '#lib/review/bundle/hide-keys.ts';
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
 * Keeps what a tab shows as a bundle. The page is brought to the front, for browsers picture nothing else, written down
 * before it is pictured, for its text tells whether a picture may show it, and scrolled through last: that may make it
 * load more than was there to be seen.
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
  onStep('page');
  const written = await writeDown(page);
  if (!written) return fail('unreadable', 'The page could not be written down');
  onStep('views');
  const seen = await pictured(deps, tabId, written.hasKeys, () =>
    styled(deps, tabId, UNWRITTEN, async () => {
      const marked = await shootView(deps, tabId, VIEW).catch(() => null);
      return { marked, ...(await styled(deps, tabId, UNMARKED, () => see(deps, tabId, page, onStep))) };
    }),
  );
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
    environment: { ...deps.environment, viewport: written.viewport },
    capture: {
      left: written.left,
      picture: seen.whole === null ? 'none' : seen.whole.isCut ? 'cut' : 'whole',
      ...(seen.isBlurred && { blurred: true }),
    },
    html: new TextEncoder().encode(written.html),
    picture: seen.whole?.png ?? null,
    views: { plain: await fitted(deps, seen.plain), marked: await fitted(deps, seen.marked) },
  });
  return bytes.length > MAX_BUNDLE_BYTES ? fail('too-large', 'The page is too large') : ok({ at, bytes });
}

interface Written {
  html: string;
  left: Capture['left'];
  viewport: Environment['viewport'];
  /** Private keys or recovery phrases stood in it. */
  hasKeys: boolean;
}

async function writeDown(page: PageCalls): Promise<Written | null> {
  const frames = (await page.snapshots()).map(hideKeys);
  const joined = joinFrames(frames);
  const viewport = frames.find(({ path }) => path?.length === 0)?.viewport;
  return joined && viewport
    ? { ...joined, viewport, hasKeys: frames.some(({ left }) => left.key > 0) }
    : null;
}

interface Seen {
  plain: Bytes | null;
  whole: WholePicture | null;
}

async function see(
  deps: SaveDeps,
  tabId: number,
  page: PageCalls,
  onStep: (step: SaveStep) => void,
): Promise<Seen> {
  const plain = await shootView(deps, tabId, VIEW).catch(() => null);
  onStep('picture');
  return { plain, whole: await shootWhole({ ...deps, page }, tabId).catch(() => null) };
}

/** Pictures a page in its colours; blurred where keys stand on it, for a picture shows what was taken out of the text. */
function pictured<T extends object>(
  deps: SaveDeps,
  tabId: number,
  hasKeys: boolean,
  work: () => Promise<T>,
): Promise<T & { isBlurred: boolean }> {
  const covers = createCovers(deps);
  return covers.inColours(tabId, async (isBlurred) => {
    if (isBlurred || !hasKeys) return { ...(await work()), isBlurred };
    if (!(await covers.lay(tabId, 'blur'))) throw new Error('The page cannot be blurred');
    try {
      await deps.wait(PAINT_MS);
      return { ...(await work()), isBlurred: true };
    } finally {
      await covers.lift(tabId, 'blur');
    }
  });
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
