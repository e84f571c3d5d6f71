import { CHOICES_KEY } from '#lib/core/choices.ts';
import type { Gist } from '#lib/core/gist.ts';
import type { Report } from '#lib/core/report.ts';
import type { Area } from '#lib/settings.ts';
import type { UiToBackground } from './protocol.ts';

/** What of the browser this needs; both browsers answer with promises under `chrome`, without a library. */
export interface FirstApi {
  runtime: { sendMessage(message: UiToBackground): Promise<unknown> };
  tabs: {
    query(asked: { active: boolean; currentWindow: boolean }): Promise<ShownTab[]>;
    get(tabId: number): Promise<ShownTab>;
  };
  storage: { local: Pick<Area, 'get'>; session: Pick<Area, 'get'> };
}

/** A tab, as far as the browser tells it. */
export interface ShownTab {
  id?: number | undefined;
  url?: string | undefined;
  status?: string | undefined;
}

/** What the popup's first view waits for, on its way while the code of that view is still being read. */
export interface FirstAnswers {
  report: Promise<unknown>;
  gist: Promise<Gist | null>;
  choices: Promise<Record<string, unknown>>;
}

interface Holder {
  almsguardFirst?: FirstAnswers;
}

/** The tab that `?tab=` names, where the popup is opened as a page of its own; the tab in front where it is a popup. */
export async function readTabId(tabs: Pick<FirstApi['tabs'], 'query'>, search: string): Promise<number> {
  return namedTab(search) ?? (await tabInFront(tabs))?.id ?? -1;
}

function namedTab(search: string): number | null {
  const named = new URLSearchParams(search).get('tab');
  return named === null ? null : Number(named);
}

async function tabInFront(tabs: Pick<FirstApi['tabs'], 'query'>): Promise<ShownTab | undefined> {
  const [tab] = await tabs.query({ active: true, currentWindow: true });
  return tab;
}

/** Asks, and leaves the answers where the popup's own code finds them. */
export function askFirst(api: FirstApi, search: string, holder: object = globalThis): void {
  const { session, local } = api.storage;
  const named = namedTab(search);
  const tab = named === null ? tabInFront(api.tabs) : api.tabs.get(named);
  const tabId = named === null ? tab.then((front) => front?.id ?? -1) : Promise.resolve(named);
  const report = tabId.then((id) =>
    api.runtime.sendMessage({ type: 'report.get', tabId: id, fresh: false, hurry: true }),
  );
  // Of a page that is on its way nothing is known yet.
  const shown = tab.then((one) => (one?.status === 'complete' ? one.url : undefined));
  const gist = tabId.then((id) => readGist(session, id, shown)).catch(() => null);
  const choices = local.get(CHOICES_KEY);
  // Whoever takes them hears of what failed.
  report.catch(() => undefined);
  choices.catch(() => undefined);
  (holder as Holder).almsguardFirst = { report, gist, choices };
}

/**
 * The answers to what was asked first, once. Where one was not asked, failed, or is no answer to it, the question is put
 * by `otherwise`, which knows how to tell what went wrong.
 */
export function takeFirst(
  otherwise: { report(): Promise<Report>; choices(): Promise<Record<string, unknown>> },
  holder: object = globalThis,
): Omit<FirstAnswers, 'report'> & { report: Promise<Report> } {
  const first = (holder as Holder).almsguardFirst;
  delete (holder as Holder).almsguardFirst;
  if (!first)
    return { report: otherwise.report(), gist: Promise.resolve(null), choices: otherwise.choices() };
  return {
    gist: first.gist,
    report: first.report.then((reply) => (isReport(reply) ? reply : otherwise.report()), otherwise.report),
    choices: first.choices.catch(otherwise.choices),
  };
}

function isReport(reply: unknown): reply is Report {
  return typeof reply === 'object' && reply !== null && 'state' in reply && 'addresses' in reply;
}

/** What was concluded of a tab that shows this address; `null` where that is not known, or was of another page. */
async function readGist(
  session: Pick<Area, 'get'>,
  tabId: number,
  shown: Promise<string | undefined>,
): Promise<Gist | null> {
  const [stored, url] = await Promise.all([session.get(gistKey(tabId)), shown]);
  // Written by this very code in this very session: nothing else may write there.
  const gist = stored[gistKey(tabId)] as Gist | undefined;
  // With its fragment: channels of one messenger differ in nothing else.
  return gist && gist.url === url ? gist : null;
}

/** Where the gist of a tab is kept (gists.ts). */
export function gistKey(tabId: number): string {
  return `gist:${tabId}`;
}
