import type { ByteFigures } from './bytes.ts';
import type { ColdFigures } from './cold.ts';
import type { ScanBench } from './scan.ts';
import type { WatchlistBench } from './watchlist.ts';

export interface Figures {
  date: string;
  machine: string;
  scan: ScanBench;
  bytes: ByteFigures[];
  watchlist: WatchlistBench;
  cold: ColdFigures;
}

/** What is aimed at, and how a figure is told. */
interface Target {
  name: string;
  value: number;
  limit: number;
  unit: string;
}

const KB = 1024;
const MB = 1024 * 1024;

/** The figures as Markdown: what is aimed at with what was reached, then everything. */
export function renderReport(figures: Figures): string {
  const { scan, bytes, watchlist, cold } = figures;
  const targets = targetsOf(figures);
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
    '# Benchmarks',
    '',
    'Written by `npm run bench`; do not edit. Machines are shared and noisy: trust the ratios, and each figure',
    'only beside the others of the same run. Every benchmark checks that its answers are right before it counts.',
    '',
    `${figures.date}, ${figures.machine}`,
    '',
    ...table(
      ['Aimed at', 'Limit', 'Reached', ''],
      targets.map(({ name, value, limit, unit }) => [
        name,
        `≤ ${limit} ${unit}`,
        `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`,
        value <= limit ? 'met' : `missed by ${((value / limit - 1) * 100).toFixed(0)} %`,
      ]),
    ),
    '',
    '## Reading a page',
    '',
    `${scan.pages} pages (${scan.corpus}), ${(scan.chars / 1e6).toFixed(1)} million characters, each loaded anew for each`,
    'measurement. The bare pass walks all text nodes and reads each `nodeValue`; nothing that reads text can cost less.',
    '',
    ...table(
      ['', 'Bare pass', 'First scan', 'Ratio'],
      [
        ['All pages', ms(scan.bare), ms(scan.scan), scan.ratio.toFixed(2)],
        ...scan.slowest.map((row) => [
          row.page,
          ms(row.bare),
          ms(row.scan),
          (row.scan / row.bare).toFixed(2),
        ]),
      ],
    ),
    '',
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
          : file.startsWith('mark')
            ? 'frames with a mark'
            : 'background',
      ]),
    ),
    '',
    '## Lists',
    '',
    'From file to verdict through IndexedDB, in a page of the same browser. Memory is what the worker keeps of a list.',
    'The verdict is that of a page with 100 addresses, ten of them listed: middle and worst of 30.',
    '',
    ...table(['Entries', 'File', 'Memory', 'Verify', 'Apply', 'Load', 'Verdict', 'Worst'], rows),
    '',
    `For comparison: ${watchlist.rows.entries.toLocaleString('en')} addresses as one IndexedDB row each take ${ms(watchlist.rows.ms)} to write.`,
    '',
    '## From an ended worker',
    '',
    `The whole extension with a list of ${cold.entries.toLocaleString('en')} entries, asked for a page with ${cold.candidates} addresses:`,
    `${ms(cold.cold)} when the worker had ended, ${ms(cold.warm)} when it ran (through the browser's automation protocol).`,
    '',
  ].join('\n');
}

function targetsOf({ scan, bytes, watchlist, cold }: Figures): Target[] {
  const injected = bytes.find(({ file }) => file.startsWith('content-scripts'));
  const largest = watchlist.sizes.at(-1);
  return [
    { name: 'First scan against the bare pass, all pages', value: scan.ratio, limit: 3, unit: '×' },
    { name: 'Script in every frame, gzipped', value: (injected?.gzipped ?? 0) / KB, limit: 12, unit: 'kB' },
    {
      name: 'Verdict on 100 addresses against 1 M entries',
      value: largest?.verdict ?? 0,
      limit: 5,
      unit: 'ms',
    },
    { name: 'The same from an ended worker', value: cold.cold, limit: 150, unit: 'ms' },
    { name: 'Memory for 1 M entries', value: (largest?.memoryBytes ?? 0) / MB, limit: 24, unit: 'MB' },
    {
      name: 'Verify and apply 1 M entries',
      value: ((largest?.verify ?? 0) + (largest?.apply ?? 0)) / 1000,
      limit: 3,
      unit: 's',
    },
  ];
}

function table(head: string[], rows: string[][]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
