import { type Build, buildExtension } from './build.ts';
import { launchChromium } from './chromium.ts';
import type { Driver } from './driver.ts';
import { ensureBrowser } from './ensure.ts';
import type { BrowserName } from './find.ts';
import { launchFirefox } from './firefox.ts';
import type { SiteMap } from './sites.ts';

const LAUNCHERS = { chromium: launchChromium, firefox: launchFirefox };

export interface LaunchOptions extends Build {
  sites?: SiteMap;
  headless?: boolean;
  isUnattended?: boolean;
  drawsFew?: boolean;
  profile?: string;
  policy?: object;
}

/** Builds the extension if it is out of date, finds the browser, and starts it with the extension. */
export async function launchBrowser(
  name: BrowserName,
  { feeds, store, ...options }: LaunchOptions = {},
): Promise<Driver> {
  const executablePath = ensureBrowser(name);
  const extension = buildExtension(name, { feeds, store });
  return LAUNCHERS[name](executablePath, {
    sites: new Map<string, string>(),
    headless: true,
    ...options,
    extension,
  });
}
