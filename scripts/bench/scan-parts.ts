import type { Browser } from 'playwright';
import { bundle } from './bundle.ts';
import { ms, table } from './markdown.ts';
import { openSavedPages } from './saved-page.ts';
import type { SavedPage } from './scan.ts';

/** Milliseconds, summed over the pages. */
export interface ScanParts {
  pages: number;
  bare: number;
  texts: number;
  spots: number;
  text: number;
  attributes: number;
  signals: number;
  first: number;
  second: number;
}

/** Every so many pages is taken apart. */
const EVERY = 3;

/** What the first reading of a page is made of: each part by itself, in pages that were just loaded. */
export async function benchScanParts(browser: Browser, pages: readonly SavedPage[]): Promise<ScanParts> {
  const bare = await bundle('test/bench/scan-page.ts');
  const script = await bundle('test/bench/scan-parts-page.ts');
  const tab = await openSavedPages(browser);
  const chosen = pages.filter((_, i) => i % EVERY === 0);
  const parts: ScanParts = {
    pages: chosen.length,
    bare: 0,
    texts: 0,
    spots: 0,
    text: 0,
    attributes: 0,
    signals: 0,
    first: 0,
    second: 0,
  };
  for (const { html } of chosen) {
    const one = (name: string) => tab.ask<number>(html, script, name);
    parts.bare += (await tab.ask<{ ms: number }>(html, bare, 'benchBare')).ms;
    parts.texts += await one('benchTexts');
    parts.spots += await one('benchSpots');
    parts.text += await one('benchText');
    parts.attributes += await one('benchAttributes');
    parts.signals += await one('benchSignals');
    const { first, second } = await tab.ask<{ first: number; second: number }>(html, script, 'benchTwice');
    parts.first += first;
    parts.second += second;
  }
  await tab.close();
  return parts;
}

export function scanPartsSection(parts: ScanParts): string[] {
  const { bare, texts, spots, text, attributes, signals, first, second } = parts;
  const row = (name: string, value: number) => [name, ms(value), (value / bare).toFixed(2)];
  return [
    '### What the first reading is made of',
    '',
    `Every third page (${parts.pages}), each part by itself, in a page that was just loaded. The second reading is of the same`,
    'page: the code has run, and no node is touched for the first time.',
    '',
    ...table(
      ['', 'Time', 'Against the bare pass'],
      [
        row('Bare pass', bare),
        row('The browser hands out the text', texts),
        row('It is searched', spots - texts),
        row('What may hold an address is read closely', text - spots),
        row('Attributes', attributes),
        row('Headings, buttons, data of the whole', signals),
        row('The whole first reading', first),
        row('A second one', second),
      ],
    ),
    '',
  ];
}
