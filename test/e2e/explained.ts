import type { Driver, DriverPage } from '../../scripts/browser/driver.ts';
import { until } from './harness.ts';

/** Whether our popup is open, over the window or as a page about the tab. */
export function explained(driver: Driver, { tabId }: DriverPage): Promise<boolean> {
  interface Api {
    extension: { getViews(filter: { type: 'popup' }): Window[] };
    tabs: {
      query(filter: object): Promise<{ id?: number; url?: string }[]>;
      remove(id: number): Promise<void>;
    };
  }
  return until(
    () =>
      driver.inExtension(async (id: number) => {
        const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome: Api };
        const api = browser ?? chrome;
        const views = api.extension.getViews({ type: 'popup' });
        const tab = (await api.tabs.query({})).find(({ url }) => url?.endsWith(`/popup.html?tab=${id}`));
        for (const view of views) view.close();
        if (tab?.id !== undefined) await api.tabs.remove(tab.id);
        return views.length > 0 || tab !== undefined;
      }, tabId),
    Boolean,
  );
}
