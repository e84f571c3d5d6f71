import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GuardFigures } from '../../test/bench/guard-page.ts';
import { buildExtension } from '../browser/build.ts';
import { launchChromium } from '../browser/chromium.ts';
import { ensureBrowser } from '../browser/ensure.ts';
import type { BrowserName } from '../browser/find.ts';
import { launchFirefox } from '../browser/firefox.ts';
import { bundle } from './bundle.ts';
import { browserTitle, table } from './markdown.ts';

export interface GuardBench {
  browser: BrowserName;
  acts: GuardFigures[];
}

const HOST = 'guard.almsguard.example';
const PATIENCE_MS = 60_000;

/** What the guard adds to acts that need no explanation. */
export async function benchGuard(output: string): Promise<GuardBench[]> {
  const folder = join(output, 'guard');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'bench.js'), await bundle('test/bench/guard-page.ts'));
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><title>x</title><body><script src="bench.js"></script>',
  );
  return [
    await measureIn('chromium', launchChromium, folder),
    await measureIn('firefox', launchFirefox, folder),
  ];
}

async function measureIn(
  browser: BrowserName,
  launch: typeof launchChromium,
  folder: string,
): Promise<GuardBench> {
  const extension = buildExtension(browser);
  const sites = new Map([[HOST, folder]]);
  const driver = await launch(ensureBrowser(browser), { extension, sites, headless: true });
  try {
    const page = await driver.newPage();
    await page.goto(`https://${HOST}/`, PATIENCE_MS);
    const acts = await page.evaluate(
      () => (globalThis as unknown as { benchGuard(): GuardFigures[] }).benchGuard(),
      null,
    );
    return { browser, acts };
  } finally {
    await driver.close();
  }
}

export function guardSection(benches: readonly GuardBench[]): string[] {
  const fine = (value: number) => `${value.toFixed(3)} ms`;
  return [
    '## What the guard adds to an act',
    '',
    'On a page of 10,000 paragraphs with 300 marks, for acts that it lets pass. The browser alone: the event sent through',
    'the page. The first after news makes the index anew.',
    '',
    ...table(
      ['Act', 'Browser', 'Browser alone', 'Added', 'Added to the first after news'],
      benches.flatMap(({ browser, acts }) =>
        acts.map(({ act, bare, added, first }) => [
          act,
          browserTitle(browser),
          fine(bare),
          fine(added),
          fine(first),
        ]),
      ),
    ),
    '',
  ];
}
