import { hideSecrets } from '#lib/address/secrets.ts';
import { MAX_READY_MS } from '#lib/core/limits.ts';
import type { Mark, Report } from '#lib/core/report.ts';
import { nameExplorers } from './explorer-links.ts';
import { type Sender, vouchedUrl } from './gates.ts';
import type { ScanMessage, ScannedReply, ToPage } from './protocol.ts';
import { withoutSecrets } from './secrets.ts';
import { share } from './share.ts';
import type { StoredFrame, TabState } from './tab-state.ts';

export interface PageHandlerDeps {
  /** Settles when the watchlist can be asked; rejects when there is none. */
  ready(): Promise<unknown>;
  tabs: TabState;
  reportOf(tabId: number): Promise<Report>;
  /** The marks of one frame, as the person's choices leave them. */
  marksOf(report: Report, frameId: number): Mark[] | Promise<Mark[]>;
  /** Whether a document brings every script itself: our own page to try Almsguard on. */
  bringsScripts(url: string): boolean;
  /** Whether the person paused on the site that a tab shows. */
  isPaused(tabUrl: string): Promise<boolean>;
  showToolbar(tabId: number, report: Report): Promise<void>;
  /** Puts the marking script and its style into a frame. */
  injectMarks(tabId: number, frameId: number): Promise<void>;
  /** Puts the script that looks at pictures and widgets into a frame. */
  injectCloser(tabId: number, frameId: number): Promise<void>;
  /** Puts the script that tells what the page copies into the page's own world. */
  injectClipboard(tabId: number, frameId: number): Promise<void>;
  sendToFrame(tabId: number, frameId: number, message: ToPage): Promise<unknown>;
}

export interface PageHandler {
  scanned(message: ScanMessage, sender: Sender): Promise<ScannedReply>;
  /** Judges every open tab again: after the lists or the date changed. */
  judgeAll(): Promise<void>;
}

/** Answers content scripts. */
export function createPageHandler(deps: PageHandlerDeps): PageHandler {
  async function marksFor(frame: StoredFrame, report: Report): Promise<Mark[]> {
    const marks = await deps.marksOf(report, frame.frameId);
    if (marks.length > 0 && !frame.marking) {
      await deps.injectMarks(frame.tabId, frame.frameId);
      await deps.tabs.setInjected(frame, 'marking');
    }
    return marks;
  }

  /** Pages that show no picture of a code's size, no address and no appeal are spared a closer look. */
  async function lookCloser(frame: StoredFrame, report: Report): Promise<void> {
    const mayShow = frame.scan.unread.some(({ what }) => what === 'image' || what === 'canvas');
    if (frame.looking || !(mayShow || report.addresses.length > 0 || report.context === 'donation')) return;
    await deps.tabs.setInjected(frame, 'looking');
    // The frame may be gone, or belong to a page that lets no script in.
    await deps.injectCloser(frame.tabId, frame.frameId).catch(() => undefined);
  }

  /** What a page copies is compared with what it shows: one without an address is left as it is. */
  async function hearCopies(frame: StoredFrame, report: Report): Promise<void> {
    const shows = report.addresses.some(({ places }) =>
      places.some(({ at }) => at.frameId === frame.frameId),
    );
    if (frame.hearing || !shows) return;
    await deps.tabs.setInjected(frame, 'hearing');
    await deps.injectClipboard(frame.tabId, frame.frameId).catch(() => undefined);
  }

  // A page of many frames is judged a few times while they report, not once for each.
  const judge = share(async (tabId: number) => {
    const report = await deps.reportOf(tabId);
    await deps.showToolbar(tabId, report);
    return report;
  });

  async function judgeTab(tabId: number): Promise<void> {
    const report = await judge(tabId);
    await tell(await deps.tabs.frames(tabId), report);
  }

  /** Frames of the page before may be younger than the request for this one: only those that answer are its own. */
  async function forgetPageBefore(tabId: number): Promise<void> {
    const others = (await deps.tabs.frames(tabId)).filter(({ frameId }) => frameId !== 0);
    if (others.length > 0) await tell(others, await deps.reportOf(tabId));
  }

  /** Sends frames their marks, and forgets those that are gone. */
  async function tell(frames: StoredFrame[], report: Report): Promise<void> {
    for (const frame of frames) {
      const { tabId, frameId } = frame;
      try {
        const marks = await marksFor(frame, report);
        await deps.sendToFrame(tabId, frameId, { type: 'page.marks', marks });
      } catch {
        await deps.tabs.dropFrame(tabId, frameId); // it went away in the meantime
      }
    }
  }

  return {
    async scanned({ scan }, sender) {
      const tabId = sender.tab?.id as number;
      const frameId = sender.frameId as number;
      // Of a tab whose address the browser does not tell, the top frame's own is as good.
      const pageUrl = sender.tab?.url ?? (frameId === 0 ? sender.url : undefined);
      if (await deps.isPaused(pageUrl ?? '')) {
        await deps.tabs.dropTab(tabId);
        await deps.showToolbar(tabId, await deps.reportOf(tabId));
        return { state: 'paused' };
      }
      const before = (await deps.tabs.frames(tabId)).find((frame) => frame.frameId === frameId);
      const isSame = before?.scan.startedAt === scan.startedAt;
      const brings = deps.bringsScripts(sender.url ?? '');
      const frame: StoredFrame = {
        tabId,
        frameId,
        url: hideSecrets(vouchedUrl(scan.href, sender.url ?? '')),
        scan: nameExplorers(withoutSecrets(scan)),
        marking: brings || (before?.marking === true && isSame),
        looking: brings || (before?.looking === true && isSame),
        hearing: brings || (before?.hearing === true && isSame),
      };
      await deps.tabs.put(frame);
      if (!(await isReady(deps.ready()))) return { state: 'not-ready' };
      const isNewPage = frameId === 0 && before !== undefined && before.scan.startedAt !== scan.startedAt;
      if (isNewPage) await forgetPageBefore(tabId);
      const report = await judge(tabId);
      await lookCloser(frame, report);
      await hearCopies(frame, report);
      return { state: 'ready', marks: await marksFor(frame, report) };
    },

    async judgeAll() {
      for (const tabId of await deps.tabs.tabs()) await judgeTab(tabId).catch(() => undefined);
    },
  };
}

/** Waits for the watchlist, but not for ever: "not ready" is an answer, "no match" would be a lie. */
export async function isReady(ready: Promise<unknown>, ms = MAX_READY_MS): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(resolve, ms, false));
  return Promise.race([ready.then(() => true), late]).catch(() => false);
}
