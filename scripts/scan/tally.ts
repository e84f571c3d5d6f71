import { LEVELS, type Level } from '#lib/core/report.ts';
import type { AnyDocument } from './document.ts';

/** What an output file comes to. */
export interface Tally {
  pages: number;
  levels: Record<Level, { pages: number; findings: number }>;
  /** Pages that could not be scanned, by code. */
  errors: Map<string, number>;
  /** Scanned pages of which something was left out. */
  unread: number;
}

export function countAll(documents: Iterable<{ document: AnyDocument }>): Tally {
  const levels = {} as Tally['levels'];
  for (const level of LEVELS) levels[level] = { pages: 0, findings: 0 };
  const tally: Tally = { pages: 0, levels, errors: new Map(), unread: 0 };
  for (const { document } of documents) {
    tally.pages += 1;
    if ('error' in document) {
      const { code } = document.error;
      tally.errors.set(code, (tally.errors.get(code) ?? 0) + 1);
      continue;
    }
    levels[document.level].pages += 1;
    if (document.unread.length > 0) tally.unread += 1;
    for (const { level } of [...document.page, ...document.addresses]) levels[level].findings += 1;
  }
  return tally;
}

/** The table at the end of a run. */
export function tellTally({ pages, levels, errors, unread }: Tally, took: string): string {
  const failures = [...errors.values()].reduce((sum, count) => sum + count, 0);
  const rows = [
    ['', 'pages', 'findings'],
    ...LEVELS.filter((level) => levels[level].pages + levels[level].findings > 0).map((level) => [
      level,
      `${levels[level].pages}`,
      `${levels[level].findings}`,
    ]),
    ...(failures > 0 ? [['not scanned', `${failures}`, '']] : []),
    ['all', `${pages}`, ''],
  ];
  const widths = [0, 1, 2].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const lines = rows.map(([name = '', ...cells]) =>
    [name.padEnd(widths[0] ?? 0), ...cells.map((cell, at) => cell.padStart(widths[at + 1] ?? 0))]
      .join('  ')
      .trimEnd(),
  );
  const why = [...errors].map(([code, count]) => `${code} ${count}`).join(', ');
  return [
    '',
    ...lines,
    ...(why ? [`Not scanned: ${why}`] : []),
    ...(unread > 0 ? [`Something was left out on ${unread} of the pages`] : []),
    took,
    '',
  ].join('\n');
}
