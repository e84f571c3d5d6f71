import type { Browser } from 'playwright';

/** Refuses every request and every script of the saved page: only what is measured runs. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";
export const ORIGIN = 'http://saved-page.almsguard.invalid';

/** A tab that shows saved pages, each loaded as if it came over the network. A context of its own, hence a process. */
export interface SavedPageTab {
  /** Loads a page, runs `script` in it and gives what its global function `name` answers. */
  ask<T>(html: string, script: string, name: string): Promise<T>;
  close(): Promise<void>;
}

export async function openSavedPages(browser: Browser): Promise<SavedPageTab> {
  const page = await browser.newPage();
  let body = '';
  await page.route('**/*', (route) =>
    route.request().url() === `${ORIGIN}/`
      ? route.fulfill({
          contentType: 'text/html; charset=utf-8',
          headers: { 'content-security-policy': POLICY },
          body,
        })
      : route.abort(),
  );
  return {
    async ask<T>(html: string, script: string, name: string) {
      body = html;
      await page.goto(`${ORIGIN}/`, { waitUntil: 'load' });
      await page.evaluate(script);
      return (await page.evaluate(
        (name) => (globalThis as unknown as Record<string, () => unknown>)[name]?.(),
        name,
      )) as T;
    },
    close: () => page.close(),
  };
}
