import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { parseAddress } from '#lib/address/registry.ts';
import type { BareFigures, ScanFigures } from '../../test/bench/scan-page.ts';
import { bundle } from './bundle.ts';
import { openSavedPages, type SavedPageTab } from './saved-page.ts';
import { benchScanParts, type ScanParts } from './scan-parts.ts';

export interface ScanBench {
  /** Where the pages came from. */
  corpus: string;
  pages: number;
  chars: number;
  /** Milliseconds, summed over the pages. */
  bare: number;
  scan: number;
  /** `scan / bare`; the target is at most 2.5. */
  ratio: number;
  /** The same where each page is the first of a new process: no code has run in it, none is compiled. */
  first: { pages: number; bare: number; scan: number; ratio: number };
  parts: ScanParts;
  slowest: { page: string; bare: number; scan: number }[];
}

const OWN_PAGES = 'test/pages';
const SHARED_PAGES = '../shared/data/pages';

export interface SavedPage {
  name: string;
  html: string;
  /** Addresses of today's chains that an independent reading found in the page's text. */
  expected: string[];
}

/** Every so many pages is measured as the first of a new process too. */
const FIRST_EVERY = 6;

/** Measures the first scan of every saved page, after checking that it finds what stands there. */
export async function benchScan(browser: Browser): Promise<ScanBench> {
  const script = await bundle('test/bench/scan-page.ts');
  const shared = existsSync(SHARED_PAGES);
  const pages = shared ? sharedPages() : ownPages();
  const rows: Row[] = [];
  const tab = await openSavedPages(browser);
  await measurePage(tab, pages[0] as SavedPage, script);
  for (const saved of pages) rows.push(await measurePage(tab, saved, script));
  await tab.close();
  const firsts: Row[] = [];
  for (const saved of pages.filter((_, i) => i % FIRST_EVERY === 0)) {
    firsts.push(await measurePage(() => openSavedPages(browser), saved, script));
  }
  const { bare, scan, ratio } = summed(rows);
  return {
    corpus: shared ? 'saved pages of the shared corpus' : 'own fixtures',
    pages: rows.length,
    chars: rows.reduce((total, { chars }) => total + chars, 0),
    bare,
    scan,
    ratio,
    first: { pages: firsts.length, ...summed(firsts) },
    parts: await benchScanParts(browser, pages),
    slowest: rows
      .toSorted((a, b) => b.scan - a.scan)
      .slice(0, 5)
      .map(({ page, bare, scan }) => ({ page, bare, scan })),
  };
}

interface Row {
  page: string;
  bare: number;
  scan: number;
  chars: number;
}

function summed(rows: readonly Row[]): { bare: number; scan: number; ratio: number } {
  const bare = rows.reduce((total, row) => total + row.bare, 0);
  const scan = rows.reduce((total, row) => total + row.scan, 0);
  return { bare, scan, ratio: scan / bare };
}

async function measurePage(
  tab: SavedPageTab | (() => Promise<SavedPageTab>),
  { name, html, expected }: SavedPage,
  script: string,
): Promise<Row> {
  const run = async <T>(what: string) => {
    const used = typeof tab === 'function' ? await tab() : tab;
    const figures = await used.ask<T>(html, script, what);
    if (used !== tab) await used.close();
    return figures;
  };
  const { ms: bare, chars } = await run<BareFigures>('benchBare');
  const { ms: scan, candidates } = await run<ScanFigures>('benchScan');
  const found = new Set(candidates);
  const missed = expected.filter((address) => !found.has(address));
  if (missed.length > 0) throw new Error(`${name}: the scan missed ${missed.join(', ')}`);
  return { page: name, bare, scan, chars };
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
