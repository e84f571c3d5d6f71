import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { writeContainer } from '#lib/watchlist/container.ts';
import { syntheticList } from '../../test/bench/synthetic.ts';
import type { WatchlistFigures } from '../../test/bench/watchlist-page.ts';

const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const ROWS = 1_000_000;

export interface WatchlistBench {
  sizes: WatchlistFigures[];
  /** The same addresses as one IndexedDB row each, for comparison. */
  rows: { entries: number; ms: number };
}

/** Writes the synthetic lists into `dir`, which is served at `base`, and measures them in `page`. */
export async function benchWatchlist(page: Page, dir: string, base: string): Promise<WatchlistBench> {
  await page.goto(`${base}/test/bench/page.html`);
  await page.addScriptTag({ type: 'module', url: '/test/bench/watchlist-page.ts' });
  await page.addScriptTag({ type: 'module', url: '/test/bench/rows-page.ts' });
  await page.waitForFunction(() => 'benchWatchlist' in globalThis && 'benchRows' in globalThis);
  const sizes: WatchlistFigures[] = [];
  for (const size of SIZES) {
    const file = syntheticListPath(dir, size);
    writeFileSync(file, await writeContainer(syntheticList(size)));
    sizes.push(
      await page.evaluate(
        ([url, entries]) =>
          (
            globalThis as unknown as {
              benchWatchlist(url: string, entries: number): Promise<WatchlistFigures>;
            }
          ).benchWatchlist(url, entries),
        [`/${file.slice(process.cwd().length + 1)}`, size] as const,
      ),
    );
  }
  const ms = await page.evaluate(
    (entries) =>
      (globalThis as unknown as { benchRows(entries: number): Promise<number> }).benchRows(entries),
    ROWS,
  );
  return { sizes, rows: { entries: ROWS, ms } };
}

function syntheticListPath(dir: string, size: number): string {
  return join(dir, `synthetic-${size}.almslist`);
}
