import { MAX_SCAN_LINE_CHARS } from '#lib/core/review-limits.ts';
import type { Gatherer } from './gatherer.ts';
import { foundIn } from './scan-found.ts';

interface ScanLine {
  url: string;
  title: string;
  note: string;
  document: unknown;
}

/**
 * One document a line, as `npm run scan -- --json` writes them. A page that could not be scanned is one to look at as
 * well, and so is one whose findings cannot be read. `now` in milliseconds.
 */
export function readScan(text: string, gatherer: Gatherer, now: number): void {
  text.split(/\r\n|\n|\r/).forEach((line, index) => {
    if (line.trim() === '') return;
    const page = scanLine(line);
    if (!page) gatherer.refuse(index + 1, line, 'bad-record');
    else gatherer.page(index + 1, page.url, { ...page, found: foundIn(page.document, now) });
  });
}

/** Whether a text is such a file, by its first line. */
export function isScan(head: string): boolean {
  const [first = ''] = head.trimStart().split(/[\r\n]/, 1);
  return scanLine(first) !== null;
}

function scanLine(line: string): ScanLine | null {
  const page = line.length > MAX_SCAN_LINE_CHARS ? null : objectIn(line);
  if (!page || typeof page.url !== 'string' || !('scannedAt' in page || 'error' in page)) return null;
  const { url, title, error } = page;
  return { url, title: typeof title === 'string' ? title : '', note: errorText(error), document: page };
}

function objectIn(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function errorText(error: unknown): string {
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : '';
  return typeof message === 'string' ? message : '';
}
