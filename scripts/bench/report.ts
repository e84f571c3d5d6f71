import type { ByteFigures } from './bytes.ts';
import type { ColdFigures } from './cold.ts';
import type { CompactBench } from './compact.ts';
import { compactSection } from './compact-report.ts';
import type { CorpusBench } from './corpus.ts';
import { corpusSection } from './corpus-report.ts';
import { type GuardBench, guardSection } from './guard.ts';
import { ms, table } from './markdown.ts';
import type { OfacBench } from './ofac.ts';
import { ofacSection } from './ofac-report.ts';
import { type PopupFigures, popupSection } from './popup.ts';
import type { RefreshFigures } from './refresh.ts';
import { refreshSection } from './refresh-report.ts';
import type { ReviewFigures } from './review.ts';
import { reviewSection } from './review-report.ts';
import type { ScanBench } from './scan.ts';
import { scanPartsSection } from './scan-parts.ts';
import { type SliceBench, slicesSection } from './slices.ts';
import { type Target, targetRow, targetsOf } from './targets.ts';
import type { TextBench } from './text.ts';
import type { Growth } from './text-growth.ts';
import { growthSection, textSection } from './text-report.ts';
import type { WatchlistBench } from './watchlist.ts';

/** What was measured; parts that were not asked for are absent, and `null` where what they need is not there. */
export interface Figures {
  date: string;
  machine: string;
  scan?: ScanBench;
  slices?: SliceBench;
  guard?: GuardBench[];
  popup?: PopupFigures[];
  review?: ReviewFigures[];
  bytes?: ByteFigures[];
  watchlist?: WatchlistBench;
  compact?: CompactBench;
  cold?: ColdFigures;
  refresh?: RefreshFigures;
  corpus?: CorpusBench | null;
  text?: TextBench | null;
  growth?: Growth[];
  ofac?: OfacBench | null;
}

const KB = 1024;
const MB = 1024 * 1024;

/** The figures as Markdown: what is aimed at with what was reached, then everything. */
export function renderReport(figures: Figures): string {
  const { scan, slices, bytes, watchlist, cold, corpus, text, growth, ofac } = figures;
  const targets: Target[] = targetsOf(figures);
  return [
    '# Benchmarks',
    '',
    'Written by `npm run bench`; do not edit. Machines are shared and noisy: trust the ratios, and each figure',
    'only beside the others of the same run. Every benchmark checks that its answers are right before it counts.',
    '',
    `${figures.date}, ${figures.machine}`,
    '',
    ...table(['Aimed at', 'Limit', 'Reached', ''], targets.map(targetRow)),
    '',
    ...(scan ? scanSection(scan) : []),
    ...(slices ? slicesSection(slices) : []),
    ...(figures.guard ? guardSection(figures.guard) : []),
    ...(figures.popup ? popupSection(figures.popup) : []),
    ...(figures.review ? reviewSection(figures.review) : []),
    ...(text === undefined ? [] : textSection(text, corpus)),
    ...(growth ? growthSection(growth) : []),
    ...(corpus === undefined ? [] : corpusSection(corpus)),
    ...(bytes ? bytesSection(bytes) : []),
    ...(watchlist ? listsSection(watchlist) : []),
    ...(figures.compact ? compactSection(figures.compact) : []),
    ...(cold ? coldSection(cold) : []),
    ...(figures.refresh ? refreshSection(figures.refresh) : []),
    ...(ofac === undefined ? [] : ofacSection(ofac)),
  ].join('\n');
}

function scanSection(scan: ScanBench): string[] {
  return [
    '## Reading a page',
    '',
    `${scan.pages} pages (${scan.corpus}), ${(scan.chars / 1e6).toFixed(1)} million characters, each loaded anew for each`,
    'measurement. The bare pass walks all text nodes and reads each `nodeValue`; nothing that reads text can cost less.',
    'Not in it are shadow trees, for which the page is asked when it rests.',
    '',
    ...table(
      ['', 'Bare pass', 'First scan', 'Ratio'],
      [
        ['All pages', ms(scan.bare), ms(scan.scan), scan.ratio.toFixed(2)],
        [
          `${scan.first.pages} of them, each the first of a new process`,
          ms(scan.first.bare),
          ms(scan.first.scan),
          scan.first.ratio.toFixed(2),
        ],
        ...scan.slowest.map((row) => [
          row.page,
          ms(row.bare),
          ms(row.scan),
          (row.scan / row.bare).toFixed(2),
        ]),
      ],
    ),
    '',
    ...scanPartsSection(scan.parts),
  ];
}

function bytesSection(bytes: readonly ByteFigures[]): string[] {
  return [
    '## Bytes',
    '',
    ...table(
      ['File', 'Size', 'Gzipped', 'Goes to'],
      bytes.map(({ file, bytes: size, gzipped }) => [
        `\`${file}\``,
        `${(size / KB).toFixed(1)} kB`,
        `${(gzipped / KB).toFixed(1)} kB`,
        file.startsWith('content-scripts')
          ? 'every frame'
          : /^(?:mark|guard)/.test(file)
            ? 'frames with a mark'
            : 'background',
      ]),
    ),
    '',
  ];
}

function listsSection(watchlist: WatchlistBench): string[] {
  const rows = watchlist.sizes.map((size) => [
    size.entries.toLocaleString('en'),
    `${(size.fileBytes / MB).toFixed(1)} MB`,
    `${(size.memoryBytes / MB).toFixed(2)} MB`,
    ms(size.verify),
    ms(size.apply),
    ms(size.load),
    ms(size.verdict),
    ms(size.verdictWorst),
  ]);
  return [
    '## Lists',
    '',
    'From file to verdict through IndexedDB, in a page of the same browser. Memory is what the worker keeps of a list.',
    'The verdict is that of a page with 100 addresses, ten of them listed: middle and worst of 30.',
    '',
    ...table(['Entries', 'File', 'Memory', 'Verify', 'Apply', 'Load', 'Verdict', 'Worst'], rows),
    '',
    `For comparison: ${watchlist.rows.entries.toLocaleString('en')} addresses as one IndexedDB row each take ${ms(watchlist.rows.ms)} to write.`,
    '',
  ];
}

function coldSection({ entries, pages, memory: { peak, kept } }: ColdFigures): string[] {
  const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(0)} MB`;
  return [
    '## From an ended worker',
    '',
    `The whole extension in Chromium with ${entries.toLocaleString('en')} addresses and as many hosts: from the popup's question for a`,
    'page to the answer, the middle of several.',
    '',
    ...table(
      ['Addresses on the page', 'The worker had ended', 'It ran'],
      pages.map(({ candidates, cold, warm }) => [String(candidates), ms(cold), ms(warm)]),
    ),
    '',
    `From its start until such a page is judged, that worker holds at most ${megabytes(peak)} of JavaScript, its lists and what`,
    `nobody collected yet included; ${megabytes(kept)} once that was.`,
    '',
  ];
}
