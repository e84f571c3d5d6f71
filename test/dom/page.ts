import { expect, vi } from 'vitest';
import type { Mark } from '#lib/core/report.ts';
import type { Candidate, FrameScan, How, Place } from '#lib/core/types.ts';
import type { PageToBackground, PictureQuestion, ScannedReply, ToPage } from '#lib/messaging/protocol.ts';
import type { ExtensionApi, MessageListener } from '#lib/page/courier.ts';
import type { PageSeam } from '#lib/page/seam.ts';
import { startPage } from '#lib/page/start.ts';

export const EVM = '0x52908400098527886E0F7030069857D2E4169EE7';
export const BTC = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
export const SEGWIT = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
export const TRON = 'TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW';

/** The page side running in the test's own document, with a background that the test plays. */
export interface TestPage {
  seam: PageSeam;
  scans: FrameScan[];
  /** What else the page side has sent, in order. */
  asked: (PageToBackground | PictureQuestion)[];
  /** The newest report once there are `count` of them. */
  scan(count?: number): Promise<FrameScan>;
  /** A message from the background; answers what the page answers. */
  tell(message: ToPage): Promise<unknown>;
  /** What the background replies from now on; an error is thrown. */
  reply(next: ScannedReply | Error): void;
  removeExtension(): void;
}

let running: PageSeam | null = null;

export function openPage(html: string, marks: Mark[] = []): TestPage {
  document.body.innerHTML = html;
  return startHere(marks);
}

/** Closed shadow roots that the browser opens for the extension; a test says which there are. */
export const closedRoots = new WeakMap<Element, ShadowRoot>();

export function startHere(marks: Mark[] = []): TestPage {
  const scans: FrameScan[] = [];
  const asked: TestPage['asked'] = [];
  const listeners = new Set<MessageListener>();
  let reply: ScannedReply | Error = { state: 'ready', marks };
  const api: ExtensionApi = {
    runtime: {
      id: 'almsguard',
      async sendMessage(message: PageToBackground | PictureQuestion): Promise<undefined> {
        if (!api.runtime.id) throw new Error('Extension context invalidated.');
        if (message.type !== 'page.scanned') {
          asked.push(message);
          return undefined;
        }
        const { scan } = message;
        // Through JSON, as between processes.
        scans.push(JSON.parse(JSON.stringify(scan)));
        if (reply instanceof Error) throw reply;
        return reply as unknown as undefined;
      },
      onMessage: {
        addListener: (listener) => listeners.add(listener),
        removeListener: (listener) => listeners.delete(listener),
      },
    },
    dom: { openOrClosedShadowRoot: (element) => element.shadowRoot ?? closedRoots.get(element) ?? null },
  };
  const seam = startPage(window, api);
  running = seam;
  return {
    seam,
    scans,
    asked,
    async scan(count = 1) {
      await vi.waitFor(() => expect(scans.length).toBeGreaterThanOrEqual(count), { timeout: 4_000 });
      return scans.at(-1) as FrameScan;
    },
    tell: (message) =>
      new Promise((resolve) => {
        let open = false;
        for (const listener of listeners) open = listener(message, {}, resolve) === true || open;
        if (!open) resolve(undefined);
      }),
    reply(next) {
      reply = next;
    },
    removeExtension() {
      delete api.runtime.id;
    },
  };
}

export function closePage(): void {
  running?.stop();
  running = null;
  document.body.innerHTML = '';
}

/** The newest report. */
export function newest({ scans }: TestPage): FrameScan {
  return scans.at(-1) as FrameScan;
}

export function find(scan: FrameScan, text: string): Candidate | undefined {
  return scan.candidates.find((candidate) => candidate.text === text);
}

export function placesOf(scan: FrameScan, text: string): Place[] {
  return find(scan, text)?.places ?? [];
}

export function hows(scan: FrameScan, text: string): How[] {
  return placesOf(scan, text).map(({ how }) => how);
}
