/** Pieces of a report in Markdown. */
import type { BrowserName } from '../browser/find.ts';

const BROWSERS: Record<BrowserName, string> = { chromium: 'Chromium', firefox: 'Firefox' };

export function browserTitle(browser: BrowserName): string {
  return BROWSERS[browser];
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

export function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

export function percent(part: number, whole: number): string {
  return `${((part / whole) * 100).toFixed(1)} %`;
}
