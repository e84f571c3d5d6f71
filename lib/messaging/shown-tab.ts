import type { ShownTab } from '#lib/core/shown-tab.ts';

/** The slices of `browser.tabs` and `browser.scripting` that are needed here. */
interface Tabs {
  get(tabId: number): Promise<{ url?: string | undefined; favIconUrl?: string | undefined }>;
}
interface Scripting {
  executeScript(injection: {
    target: { tabId: number };
    func: () => string;
  }): Promise<{ result?: unknown }[]>;
}

/** Firefox shows a PDF file in a page of its own, into which it lets no script, and gives the tab a picture of its own. */
const PDF_ICON = /^chrome:\/\/.+\/pdf\.svg$/;

/**
 * What the browser tells of a tab whose page cannot be read. An address may end in anything: that it is a PDF file is told by
 * the page that Chromium puts around it, and by Firefox's picture at the tab.
 */
export async function readShownTab(tabs: Tabs, scripting: Scripting, tabId: number): Promise<ShownTab> {
  const { url = null, favIconUrl = '' } = await tabs.get(tabId);
  const type = await scripting.executeScript({ target: { tabId }, func: () => document.contentType }).then(
    ([frame]) => frame?.result,
    () => null,
  );
  return { url, isPdf: type === 'application/pdf' || PDF_ICON.test(favIconUrl) };
}
