/** `npm run bench`: measures, prints a table, and writes the figures to docs/BENCHMARKS.md and as JSON. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { benchBytes } from './bench/bytes.ts';
import { benchCold } from './bench/cold.ts';
import { type Figures, renderReport } from './bench/report.ts';
import { benchScan } from './bench/scan.ts';
import { benchWatchlist, SIZES, syntheticListPath } from './bench/watchlist.ts';
import { buildExtension } from './browser/build.ts';
import { ensureBrowser } from './browser/ensure.ts';

const ROOT = join(import.meta.dirname, '..');
const OUTPUT = join(ROOT, '.output', 'bench');
mkdirSync(OUTPUT, { recursive: true });

const executablePath = ensureBrowser('chromium');
const extension = buildExtension('chromium');
const server = await createServer({
  root: ROOT,
  configFile: false,
  logLevel: 'error',
  appType: 'mpa',
  optimizeDeps: { entries: ['test/bench/*-page.ts'] },
  server: { port: 0, host: '127.0.0.1', watch: null, hmr: false },
});
await server.listen();
const base = (server.resolvedUrls?.local[0] ?? '').replace(/\/$/, '');
const browser = await chromium.launch({
  executablePath,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});

const say = (text: string) => process.stderr.write(`${text}\n`);
say('Lists of a thousand to a million entries …');
const watchlist = await benchWatchlist(await browser.newPage(), OUTPUT, base);
say('Saved pages …');
const scan = await benchScan(browser);
const version = browser.version();
await browser.close();
await server.close();
say('The extension with a million entries …');
const largest = SIZES.at(-1) as number;
const cold = await benchCold(syntheticListPath(OUTPUT, largest), largest, new Map());

const figures: Figures = {
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Chromium ${version}`,
  scan,
  bytes: benchBytes(extension),
  watchlist,
  cold,
};
const report = renderReport(figures);
writeFileSync(join(OUTPUT, 'results.json'), `${JSON.stringify(figures, null, 2)}\n`);
writeFileSync(join(ROOT, 'docs', 'BENCHMARKS.md'), report);
process.stdout.write(report);
