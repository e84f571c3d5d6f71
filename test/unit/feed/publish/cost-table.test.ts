import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { costOf, type Sizes } from '#lib/feed/publish/serve-cost.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const LISTS = join(ROOT, 'public', 'watchlist');
/** Of the manifest of six lists. */
const MANIFEST_BYTES = 1_000;

const text = readFileSync(join(ROOT, 'docs', 'RUN-A-FEED.md'), 'utf8').split('## What it costs')[1] ?? '';
const numberOf = (digits = '') => Number(digits.replaceAll(',', ''));
const sizeOf = (name: string) => numberOf(text.match(new RegExp(`${name} ([\\d,]+)(?= bytes|,)`))?.[1]);
const sizes: Sizes = {
  timestamp: sizeOf('timestamp'),
  snapshot: sizeOf('snapshot'),
  targets: sizeOf('targets'),
  files: numberOf(text.match(/([\d,]+) bytes compressed/)?.[1]),
};
const lists = readdirSync(LISTS).filter((name) => name.endsWith('.almslist'));

describe('what the guide says a feed costs', () => {
  it('begins with the sizes of the bundled lists', () => {
    expect(text).toContain('the manifest and six lists');
    expect(lists).toHaveLength(6);
    let bytes = 0;
    for (const name of lists) bytes += gzipSync(readFileSync(join(LISTS, name)), { level: 9 }).length;
    // Not to the byte: that depends on the zlib.
    expect(sizes.files).toBeGreaterThan(0.99 * bytes);
    expect(sizes.files).toBeLessThan(1.01 * bytes + MANIFEST_BYTES);
  });

  it('is what those come to', () => {
    const rows = [
      ...text.matchAll(/^\| ([\d,]+) \| ([\d.]+) kB \| ([\d.]+) kB \| ([\d,]+) GB \| ([\d,]+) \|$/gm),
    ];
    expect(rows.map(([, users]) => numberOf(users))).toEqual([100_000, 1_000_000, 10_000_000]);
    for (const [, users, quiet, changed, month, perSecond] of rows) {
      const cost = costOf(sizes, lists.length + 1, numberOf(users));
      expect(quiet).toBe((cost.quietDay / 1000).toFixed(1));
      expect(changed).toBe((cost.changedDay / 1000).toFixed(1));
      expect(numberOf(month)).toBe(Math.round(cost.gigabytes));
      expect(numberOf(perSecond)).toBe(Math.ceil(cost.perSecond));
    }
  });
});
