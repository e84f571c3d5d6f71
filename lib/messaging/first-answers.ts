import { CHOICES_KEY } from '#lib/core/choices.ts';
import type { Report } from '#lib/core/report.ts';
import type { Area } from '#lib/settings.ts';
import type { UiToBackground } from './protocol.ts';

/** What of the browser this needs; both browsers answer with promises under `chrome`, without a library. */
export interface FirstApi {
  runtime: { sendMessage(message: UiToBackground): Promise<unknown> };
  tabs: { query(asked: { active: boolean; currentWindow: boolean }): Promise<{ id?: number | undefined }[]> };
  storage: { local: Pick<Area, 'get'> };
}

/** What the popup's first view waits for, on its way while the code of that view is still being read. */
export interface FirstAnswers {
  report: Promise<unknown>;
  choices: Promise<Record<string, unknown>>;
}

interface Holder {
  almsguardFirst?: FirstAnswers;
}

/** The tab that `?tab=` names, where the popup is opened as a page of its own; the tab in front where it is a popup. */
export async function readTabId(tabs: FirstApi['tabs'], search: string): Promise<number> {
  const named = new URLSearchParams(search).get('tab');
  if (named !== null) return Number(named);
  const [tab] = await tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? -1;
}

/** Asks, and leaves the answers where the popup's own code finds them. */
export function askFirst(api: FirstApi, search: string, holder: object = globalThis): void {
  const report = readTabId(api.tabs, search).then((tabId) =>
    api.runtime.sendMessage({ type: 'report.get', tabId, fresh: false, hurry: true }),
  );
  const choices = api.storage.local.get(CHOICES_KEY);
  // Whoever takes them hears of what failed.
  report.catch(() => undefined);
  choices.catch(() => undefined);
  (holder as Holder).almsguardFirst = { report, choices };
}

/**
 * The answers to what was asked first, once. Where one was not asked, failed, or is no answer to it, the question is put
 * by `otherwise`, which knows how to tell what went wrong.
 */
export function takeFirst(
  otherwise: { report(): Promise<Report>; choices(): Promise<Record<string, unknown>> },
  holder: object = globalThis,
): { report: Promise<Report>; choices: Promise<Record<string, unknown>> } {
  const first = (holder as Holder).almsguardFirst;
  delete (holder as Holder).almsguardFirst;
  if (!first) return { report: otherwise.report(), choices: otherwise.choices() };
  return {
    report: first.report.then((reply) => (isReport(reply) ? reply : otherwise.report()), otherwise.report),
    choices: first.choices.catch(otherwise.choices),
  };
}

function isReport(reply: unknown): reply is Report {
  return typeof reply === 'object' && reply !== null && 'state' in reply && 'addresses' in reply;
}
