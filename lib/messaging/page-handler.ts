import { hideSecrets } from '#lib/address/secrets.ts';
import { MAX_READY_MS } from '#lib/core/limits.ts';
import { MARKED_LEVELS, type Mark, type Report } from '#lib/core/report.ts';
import { createTurn, inTurns } from '#lib/core/turns.ts';
import type { FrameScan } from '#lib/core/types.ts';
import { nameExplorers } from './explorer-links.ts';
import { type Sender, vouchedUrl } from './gates.ts';
import { withReach } from './mark-reach.ts';
import { newest } from './newest.ts';
import type { ScanMessage, ScannedReply, ToPage } from './protocol.ts';
import { frameAsks, type Reporter } from './reporter.ts';
import { withoutSecrets } from './secrets.ts';
import { share } from './share.ts';
import type { StoredFrame, TabState } from './tab-state.ts';

export interface PageHandlerDeps {
  /** Settles when the watchlist can be asked; rejects when there is none. */
  ready(): Promise<unknown>;
  tabs: TabState;
  reportOf: Reporter;
  /** The marks of one frame, as the person's choices leave them. */
  marksOf(report: Report, frame: StoredFrame): Mark[] | Promise<Mark[]>;
  /** Whether a document brings every script itself: our own page to try Almsguard on. */
  bringsScripts(url: string): boolean;
  /** Whether the person paused on the site that a tab shows. */
  isPaused(tabUrl: string): Promise<boolean>;
  showToolbar(tabId: number, report: Report): Promise<void>;
  /** Leaves what the person chose where the marking script reads it. */
  tellChoices(tabId: number, frameId: number): Promise<void>;
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
  /** The same where the person chose something: what is shown may have another language or look. */
  choicesChanged(): Promise<void>;
}

/** Answers content scripts. */
export function createPageHandler(deps: PageHandlerDeps): PageHandler {
  /** The marks that each document was told last, since it reported. */
  const said = new WeakMap<FrameScan, string>();
  const cleaned = newest((scan: FrameScan) => inTurns(withoutSecrets(scan), createTurn()));

  async function marksFor(frame: StoredFrame, report: Report): Promise<Mark[]> {
    const found = await deps.marksOf(report, frame);
    const marks = found.map((mark) => withReach(mark, report, frame));
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

  /**
   * What a page copies is compared with what it shows, and may be all that tells whom it pays to. A frame that shows no
   * address and asks for nothing is left as it is, whatever the page around it asks for: it may be anybody's
   * (docs/adr/017-what-a-page-copies.md).
   */
  async function hearCopies(frame: StoredFrame, report: Report): Promise<void> {
    const shows = report.addresses.some(({ places }) =>
      places.some(({ at }) => at.frameId === frame.frameId),
    );
    const asks = report.context === 'donation' && (frame.frameId === 0 || frameAsks(frame));
    if (frame.hearing || !(shows || asks)) return;
    await deps.tabs.setInjected(frame, 'hearing');
    await deps.injectClipboard(frame.tabId, frame.frameId).catch(() => undefined);
  }

  // A page of many frames is judged a few times while they report, not once for each.
  const judge = share((tabId: number) => judgeNow(tabId, false));
  const judgeFirst = share((tabId: number) => judgeNow(tabId, true));

  async function judgeNow(tabId: number, hurry: boolean): Promise<Report> {
    const report = await deps.reportOf(tabId, hurry);
    await deps.showToolbar(tabId, report);
    return report;
  }

  async function judgeTab(tabId: number): Promise<void> {
    const report = await judge(tabId);
    await tell(await deps.tabs.frames(tabId), report);
  }

  async function judgeAll(): Promise<void> {
    for (const tabId of await deps.tabs.tabs()) await judgeTab(tabId).catch(() => undefined);
  }

  /** Frames of the page before may be younger than the request for this one: only those that answer are its own. */
  async function forgetPageBefore(tabId: number): Promise<void> {
    const others = (await deps.tabs.frames(tabId)).filter(({ frameId }) => frameId !== 0);
    if (others.length > 0) await tell(others, await deps.reportOf(tabId, true));
  }

  /** What a frame is may be said over the page around it, which did not ask just now. */
  async function tellPage({ tabId, frameId }: StoredFrame, report: Report): Promise<void> {
    const [top] = frameId === 0 ? [] : (await deps.tabs.frames(tabId)).filter((one) => one.frameId === 0);
    if (!top || !(top.marking || showsAny(report))) return;
    try {
      const marks = await marksFor(top, report);
      if (said.get(top.scan) !== JSON.stringify(marks)) await send(top, marks);
    } catch {
      // It was not asked whether it is there: another frame reported.
    }
  }

  async function send({ tabId, frameId, scan }: StoredFrame, marks: Mark[]): Promise<void> {
    await deps.sendToFrame(tabId, frameId, { type: 'page.marks', marks });
    said.set(scan, JSON.stringify(marks));
  }

  /** Sends frames their marks, and forgets those that are gone. */
  async function tell(frames: StoredFrame[], report: Report): Promise<void> {
    for (const frame of frames) {
      const { tabId, frameId } = frame;
      try {
        await send(frame, await marksFor(frame, report));
      } catch {
        await deps.tabs.dropFrame(tabId, frameId); // it went away in the meantime
      }
    }
  }

  return {
    async scanned({ scan }, sender) {
      const tabId = sender.tab?.id as number;
      const frameId = sender.frameId as number;
      const clean = await deps.tabs.unlessDropped(tabId, cleaned(`${tabId}:${frameId}`, scan));
      // Of a tab whose address the browser does not tell, the top frame's own is as good.
      const pageUrl = sender.tab?.url ?? (frameId === 0 ? sender.url : undefined);
      if (await deps.isPaused(pageUrl ?? '')) {
        await deps.tabs.dropTab(tabId);
        await deps.showToolbar(tabId, await deps.reportOf(tabId, true));
        return { state: 'paused' };
      }
      // The tab is gone, or another report of this frame came meanwhile, and is answered.
      if (!clean) return { state: 'not-ready' };
      const before = (await deps.tabs.frames(tabId)).find((frame) => frame.frameId === frameId);
      const isSame = before?.scan.startedAt === scan.startedAt;
      const brings = deps.bringsScripts(sender.url ?? '');
      const frame: StoredFrame = {
        tabId,
        frameId,
        url: hideSecrets(vouchedUrl(scan.href, sender.url ?? '')),
        scan: nameExplorers(clean),
        marking: brings || (before?.marking === true && isSame),
        looking: brings || (before?.looking === true && isSame),
        hearing: brings || (before?.hearing === true && isSame),
      };
      await deps.tabs.put(frame);
      if (!(await isReady(deps.ready()))) return { state: 'not-ready' };
      const isNewPage = frameId === 0 && before !== undefined && before.scan.startedAt !== scan.startedAt;
      if (isNewPage) await forgetPageBefore(tabId);
      // A document is not kept waiting by what takes long, and hears of it when it is there.
      const report = await judgeFirst(tabId);
      await lookCloser(frame, report);
      await hearCopies(frame, report);
      await tellPage(frame, report);
      const marks = await marksFor(frame, report);
      said.set(frame.scan, JSON.stringify(marks));
      if (report.unread.some(({ why }) => why === 'keys')) judgeTab(tabId).catch(() => undefined);
      return { state: 'ready', marks };
    },

    judgeAll,
    async choicesChanged() {
      for (const tabId of await deps.tabs.tabs()) {
        for (const { frameId, marking } of await deps.tabs.frames(tabId)) {
          // Documents that bring their scripts themselves let none of ours in.
          if (marking) await deps.tellChoices(tabId, frameId).catch(() => undefined);
        }
      }
      await judgeAll();
    },
  };
}

/** Whether anything of a tab may have to be shown in one of its documents. */
function showsAny({ page, addresses }: Report): boolean {
  return [...page, ...addresses].some(({ level }) => level === 'verified' || MARKED_LEVELS.includes(level));
}

/** Waits for the watchlist, but not for ever: "not ready" is an answer, "no match" would be a lie. */
export async function isReady(ready: Promise<unknown>, ms = MAX_READY_MS): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(resolve, ms, false));
  return Promise.race([ready.then(() => true), late]).catch(() => false);
}
