import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { BrowserMissing } from './browser/ensure.ts';
import { launchBrowser } from './browser/launch.ts';
import type { AnyDocument } from './scan/document.ts';
import { prepareWatchlist } from './scan/feeds.ts';
import { parseOptions, type ScanOptions, USAGE, UsageError } from './scan/options.ts';
import { appendDocument, createOrdered, resumeFile } from './scan/output.ts';
import { scanPage } from './scan/page.ts';
import { scanAll } from './scan/pool.ts';
import { createProgress, summarise } from './scan/summary.ts';

/** Exit status: 0 all pages scanned, 1 some could not be. */
async function run(options: ScanOptions): Promise<number> {
  const { out, screenshots, json } = options;
  if (screenshots !== null) mkdirSync(screenshots, { recursive: true });
  if (out !== null) mkdirSync(dirname(out), { recursive: true });
  const earlier = out === null ? new Map() : resumeFile(out);
  const targets = options.targets.filter(({ requested }) => !earlier.has(requested));
  if (earlier.size > 0) {
    process.stderr.write(`${options.targets.length - targets.length} pages are in ${out} already\n`);
  }
  let failures = options.targets.filter(({ requested }) => earlier.get(requested)?.failed).length;
  const progress = createProgress(targets.length, process.stderr);
  const print = createOrdered((document: AnyDocument) => {
    process.stdout.write(json ? `${JSON.stringify(document)}\n` : summarise(document));
  });
  await scanAll(targets, {
    concurrency: options.concurrency,
    async launch() {
      const driver = await launchBrowser(options.browser, { sites: options.sites });
      try {
        await prepareWatchlist(driver, options.feeds, options.now);
        return driver;
      } catch (error) {
        await driver.close();
        throw error;
      }
    },
    scan: (driver, target) => scanPage(driver, target, options),
    onDocument(index, document) {
      if ('error' in document) failures += 1;
      if (out !== null) appendDocument(out, document);
      progress.step(document);
      print(index, document);
    },
  });
  return failures > 0 ? 1 : 0;
}

try {
  const options = parseOptions(process.argv.slice(2), process.env.ALMSGUARD_CWD ?? process.cwd());
  if (options) process.exitCode = await run(options);
  else process.stdout.write(USAGE);
} catch (error) {
  const expected = error instanceof UsageError || error instanceof BrowserMissing;
  process.stderr.write(expected ? `${error.message}\n` : `${error instanceof Error ? error.stack : error}\n`);
  if (error instanceof UsageError) process.stderr.write('\nnpm run scan -- --help tells the options\n');
  process.exitCode = 2;
}
