import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { build } from 'vite';
import { parseAddress } from '#lib/address/registry.ts';
import type { BareFigures, ScanFigures } from '../../test/bench/scan-page.ts';

export interface ScanBench {
  /** Where the pages came from. */
  corpus: string;
  pages: number;
  chars: number;
  /** Milliseconds, summed over the pages. */
  bare: number;
  scan: number;
  /** `scan / bare`; the target is at most 3. */
  ratio: number;
  slowest: { page: string; bare: number; scan: number }[];
}

const OWN_PAGES = 'test/pages';
const SHARED_PAGES = '../shared/data/pages';
/** Refuses every request and every script of the saved page: only what is measured runs. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";
const ORIGIN = 'http://saved-page.almsguard.invalid';

interface SavedPage {
  name: string;
  html: string;
  /** Addresses of today's chains that an independent reading found in the page's text. */
  expected: string[];
}

/** Measures the first scan of every saved page, after checking that it finds what stands there. */
export async function benchScan(browser: Browser): Promise<ScanBench> {
  const script = await bundle('test/bench/scan-page.ts');
  const shared = existsSync(SHARED_PAGES);
  const pages = shared ? sharedPages() : ownPages();
  const rows: { page: string; bare: number; scan: number; chars: number }[] = [];
  for (const saved of pages) {
    const { ms: bare, chars } = await measure<BareFigures>(browser, saved.html, script, 'benchBare');
    const { ms: scan, candidates } = await measure<ScanFigures>(browser, saved.html, script, 'benchScan');
    const found = new Set(candidates);
    const missed = saved.expected.filter((address) => !found.has(address));
    if (missed.length > 0) throw new Error(`${saved.name}: the scan missed ${missed.join(', ')}`);
    rows.push({ page: saved.name, bare, scan, chars });
  }
  const sum = (key: 'bare' | 'scan' | 'chars') => rows.reduce((total, row) => total + row[key], 0);
  const bare = sum('bare');
  const scan = sum('scan');
  return {
    corpus: shared ? 'saved pages of the shared corpus' : 'own fixtures',
    pages: rows.length,
    chars: sum('chars'),
    bare,
    scan,
    ratio: scan / bare,
    slowest: rows
      .toSorted((a, b) => b.scan - a.scan)
      .slice(0, 5)
      .map(({ page, bare, scan }) => ({ page, bare, scan })),
  };
}

/** Loads the page anew and runs one of the two measurements in it. */
async function measure<T>(browser: Browser, html: string, script: string, name: string): Promise<T> {
  const page = await browser.newPage();
  await page.route('**/*', (route) =>
    route.request().url() === `${ORIGIN}/`
      ? route.fulfill({
          contentType: 'text/html; charset=utf-8',
          headers: { 'content-security-policy': POLICY },
          body: html,
        })
      : route.abort(),
  );
  await page.goto(`${ORIGIN}/`, { waitUntil: 'load' });
  await page.evaluate(script);
  const figures = await page.evaluate(
    (name) => (globalThis as unknown as Record<string, () => unknown>)[name]?.(),
    name,
  );
  await page.close();
  return figures as T;
}

function sharedPages(): SavedPage[] {
  const hits = new Map<string, string[]>();
  for (const line of readFileSync(join(SHARED_PAGES, 'hits.jsonl'), 'utf8').split('\n')) {
    if (!line) continue;
    const hit = JSON.parse(line) as { file: string; strong: boolean; address: string; where: string[] };
    if (!hit.strong || !hit.where.includes('text') || !parseAddress(hit.address)) continue;
    hits.set(hit.file, [...(hits.get(hit.file) ?? []), hit.address]);
  }
  return readdirSync(SHARED_PAGES)
    .filter((name) => name.endsWith('.html'))
    .sort()
    .map((name) => ({
      name,
      html: readFileSync(join(SHARED_PAGES, name), 'utf8'),
      expected: hits.get(name) ?? [],
    }));
}

function ownPages(): SavedPage[] {
  return readdirSync(OWN_PAGES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .sort()
    .map((name) => ({ name, html: readFileSync(join(OWN_PAGES, name), 'utf8'), expected: [] }));
}

/** One classic script of a module and all that it imports. */
export async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2023',
      lib: { entry, formats: ['iife'], name: 'bench', fileName: 'bench' },
    },
  });
  const [output] = [built].flat();
  if (!output || !('output' in output)) throw new Error(`${entry} was not built`);
  return output.output[0].code;
}
