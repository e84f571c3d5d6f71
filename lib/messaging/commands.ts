import type { Report, ReportPlace } from '#lib/core/report.ts';
import type { ToPage } from './protocol.ts';

/** Keyboard commands of the manifest, beside the browser's own that opens the popup. */
export const COMMANDS = ['check-page', 'next-finding'] as const;

export interface CommandsDeps {
  reportOf(tabId: number): Promise<Report>;
  /** Reads a page now, whatever the mode: a command is the person's own act. */
  read(tabId: number): Promise<unknown>;
  sendToFrame(tabId: number, frameId: number, message: ToPage): Promise<unknown>;
}

/** Places that speak, findings worst first; what is on no list is nothing to jump to. */
export function placesToVisit(report: Report): ReportPlace[] {
  if (report.state !== 'ready') return [];
  return [...report.page, ...report.addresses]
    .filter(({ level }) => level !== 'none')
    .flatMap(({ places }) => places)
    .filter(({ at }) => at.text !== '');
}

export function createCommands({ reportOf, read, sendToFrame }: CommandsDeps) {
  /** Where the last jump in a tab went; a worker that was ended begins with the first again. */
  const last = new Map<number, number>();

  async function jump(tabId: number): Promise<void> {
    const places = placesToVisit(await reportOf(tabId));
    const next = ((last.get(tabId) ?? -1) + 1) % Math.max(1, places.length);
    const place = places[next];
    if (!place) return;
    last.set(tabId, next);
    const { frameId, text, index } = place.at;
    await sendToFrame(tabId, frameId, { type: 'page.reveal', text, index });
  }

  return async (command: string, tabId: number): Promise<void> => {
    if (command === 'check-page') await read(tabId);
    if (command === 'next-finding') await jump(tabId);
  };
}
