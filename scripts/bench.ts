/** `npm run bench`: measures, prints a table, and writes the figures to docs/BENCHMARKS.md and as JSON. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { benchBytes } from './bench/bytes.ts';
import { benchCold } from './bench/cold.ts';
import { benchCompact } from './bench/compact.ts';
import { benchCorpus } from './bench/corpus.ts';
import { benchGuard } from './bench/guard.ts';
import { benchOfac } from './bench/ofac.ts';
import { benchPopup } from './bench/popup.ts';
import { benchRefresh } from './bench/refresh.ts';
import { type Figures, renderReport } from './bench/report.ts';
import { benchReview } from './bench/review.ts';
import { benchScan } from './bench/scan.ts';
import { benchSlices } from './bench/slices.ts';
import { benchText } from './bench/text.ts';
import { benchGrowth } from './bench/text-growth.ts';
import { benchWatchlist } from './bench/watchlist.ts';
import { buildExtension } from './browser/build.ts';
import { ensureBrowser } from './browser/ensure.ts';

/** Parts that can be asked for: `npm run bench -- corpus text`. Only a run of all writes docs/BENCHMARKS.md. */
const PARTS = [
  'lists',
  'refresh',
  'pages',
  'slices',
  'guard',
  'popup',
  'review',
  'corpus',
  'text',
  'ofac',
] as const;
type Part = (typeof PARTS)[number];

const ROOT = join(import.meta.dirname, '..');
const OUTPUT = join(ROOT, '.output', 'bench');
mkdirSync(OUTPUT, { recursive: true });

const say = (text: string) => process.stderr.write(`${text}\n`);
const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !PARTS.includes(part as Part));
if (unknown.length > 0) {
  say(`No such part: ${unknown.join(', ')}. There are ${PARTS.join(', ')}.`);
  process.exit(2);
}
const isAsked = (part: Part) => asked.length === 0 || asked.includes(part);

const executablePath = ensureBrowser('chromium');
const browser = await chromium.launch({
  executablePath,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const figures: Figures = {
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Chromium ${browser.version()}`,
};
if (isAsked('pages')) {
  say('Saved pages …');
  figures.bytes = benchBytes(buildExtension('chromium'));
  figures.scan = await benchScan(browser);
}
if (isAsked('slices')) {
  say('Work at a time …');
  figures.slices = await benchSlices(browser);
}
if (isAsked('guard')) {
  say('Clicks and copies …');
  figures.guard = await benchGuard(OUTPUT);
}
if (isAsked('popup')) {
  say('The popup …');
  figures.popup = await benchPopup(OUTPUT);
}
if (isAsked('review')) {
  say('Ten thousand cases …');
  figures.review = await benchReview(OUTPUT);
}
if (isAsked('corpus')) {
  say('Real documents …');
  figures.corpus = await benchCorpus(browser);
}
if (isAsked('lists')) {
  say('Lists of a thousand to a million entries …');
  figures.watchlist = await withServer(async (base) => benchWatchlist(await browser.newPage(), OUTPUT, base));
  say('A million addresses and a million hosts in bulk …');
  const compact = await withServer(async (base) => benchCompact(await browser.newPage(), OUTPUT, base));
  figures.compact = compact;
  say('The extension with both …');
  const { addresses, hosts } = compact.wire;
  figures.cold = await benchCold([addresses.file, hosts.file], compact.items, new Map());
}
await browser.close();
if (isAsked('refresh')) {
  say('A million addresses, refreshed …');
  figures.refresh = await benchRefresh();
}
if (isAsked('text')) {
  say('Text …');
  figures.text = await benchText();
  figures.growth = await benchGrowth();
}
if (isAsked('ofac')) {
  say("OFAC's own file …");
  figures.ofac = await benchOfac(OUTPUT);
}
const report = renderReport(figures);
if (asked.length === 0) {
  writeFileSync(join(OUTPUT, 'results.json'), `${JSON.stringify(figures, null, 2)}\n`);
  writeFileSync(join(ROOT, 'docs', 'BENCHMARKS.md'), report);
}
process.stdout.write(report);

async function withServer<T>(work: (base: string) => Promise<T>): Promise<T> {
  const server = await createServer({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    appType: 'mpa',
    optimizeDeps: { entries: ['test/bench/*-page.ts'] },
    server: { port: 0, host: '127.0.0.1', watch: null, hmr: false },
  });
  await server.listen();
  try {
    return await work((server.resolvedUrls?.local[0] ?? '').replace(/\/$/, ''));
  } finally {
    await server.close();
  }
}
