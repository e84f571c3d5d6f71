import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  MAX_SCAN_CLAIMS,
  MAX_SCAN_FINDINGS,
  MAX_SCAN_LINE_CHARS,
  MAX_SCAN_NAMES,
  MAX_SCAN_PAGE_NAMES,
  MAX_SCAN_REASONS,
} from '#lib/core/review-limits.ts';
import { readIntake } from '#lib/review/intake/read.ts';
import { foundIn } from '#lib/review/intake/scan-found.ts';
import { foundOn, scanned } from '../../scripts/scan-documents.ts';

/** The output of a scan may be anybody's: it is read in a time and a room that do not grow with what it is made of. */

const URL = 'https://a.example/give';
/** The day after the scans. */
const NOW = Date.UTC(2026, 10, 22);
const found = (more: object) => ({ ...foundOn('listed'), ...more }) as ReturnType<typeof foundOn>;
const claim = (n: number) => ({ list: `list-${n}`, subject: `Name ${n}`, match: 'exact' });
const many = <T>(length: number, of: (n: number) => T) => Array.from({ length }, (_, n) => of(n));
const inPage = (more: object) => foundIn({ ...scanned(URL, { level: 'listed' }), ...more }, NOW);

afterEach(() => {
  vi.restoreAllMocks();
});

describe('more than one page can have', () => {
  /** An array that counts how often something in it is looked at. */
  function counted<T>(length: number, of: (n: number) => T) {
    const looks = { at: 0 };
    const items = many(length, of).map((value) => ({
      get text() {
        looks.at++;
        return value;
      },
    }));
    return { looks, items };
  }

  it.each(['page', 'addresses'])('is counted in %s before any of it is looked at', (field) => {
    const { looks, items } = counted(MAX_SCAN_FINDINGS + 1, String);
    expect(inPage({ [field]: items })).toBeNull();
    expect(looks.at).toBe(0);
    // As many as there may be are looked at, up to the first that is none.
    const fewer = counted(MAX_SCAN_FINDINGS, String);
    expect(inPage({ [field]: fewer.items })).toBeNull();
    expect(fewer.looks.at).toBe(1);
  });

  it.each([
    ['claims', MAX_SCAN_CLAIMS, claim],
    ['reasons', MAX_SCAN_REASONS, () => ({ code: 'sanctioned', params: {} })],
  ] as const)('is not read: %s', (field, most, one) => {
    const having = (length: number) => inPage({ addresses: [found({ [field]: many<object>(length, one) })] });
    expect(having(most)?.items).toHaveLength(1);
    expect(having(most + 1)).toBeNull();
  });

  it('is refused with its line, and read no further', () => {
    const lineOf = (length: number) => {
      const [before, after] = JSON.stringify(scanned('https://b.example/', { browser: '|' })).split('|');
      return `${before}${'x'.repeat(length - `${before}${after}`.length)}${after}`;
    };
    const read = (length: number) => {
      const answer = readIntake(`${JSON.stringify(scanned(URL))}\n${lineOf(length)}`, new Set(), NOW);
      return answer.ok ? { rows: answer.value.rows.length, refused: answer.value.refused } : answer.error;
    };
    expect(read(MAX_SCAN_LINE_CHARS)).toEqual({ rows: 2, refused: {} });
    const parse = vi.spyOn(JSON, 'parse');
    expect(read(MAX_SCAN_LINE_CHARS + 1)).toEqual({ rows: 1, refused: { 'bad-record': 1 } });
    // The first line tells what the file is, and is then read as a page.
    expect(parse).toHaveBeenCalledTimes(2);
  });
});

describe('names', () => {
  it('are kept of one thing up to a number', () => {
    const [item] = inPage({ addresses: [found({ claims: many(MAX_SCAN_NAMES + 1, claim) })] })?.items ?? [];
    expect(item?.subjects).toHaveLength(MAX_SCAN_NAMES);
    expect(item?.lists).toHaveLength(MAX_SCAN_NAMES);
    expect(item?.lists).toContain('list-0');
    expect(item?.subjects).toContain('Name 0');
  });

  it('are kept of one page up to a number, of the worst first', () => {
    const addresses = many(200, (n) => found({ claims: many(20, (m) => claim(n * 20 + m)) }));
    const items = inPage({ addresses })?.items ?? [];
    expect(items).toHaveLength(200);
    const all = items.flatMap(({ lists, subjects }) => [...lists, ...subjects]);
    expect(all).toHaveLength(MAX_SCAN_PAGE_NAMES);
    expect(items[0]?.subjects).toContain('Name 0');
  });
});

describe('the day of a scan', () => {
  it.each([
    ['2026-11-22T23:59:59Z', '2026-11-22'],
    ['2026-11-24T00:00:00Z', '2026-11-24'],
    ['2026-11-25T00:00:00Z', undefined],
    ['9999-12-31T00:00:00Z', undefined],
  ])('is as it says, where it is not to come: %s', (scannedAt, date) => {
    expect(inPage({ scannedAt })?.date).toBe(date);
    const [row] = readRows({ ...scanned(URL), scannedAt });
    expect(row).toMatchObject({ url: URL, title: 'Give' });
    expect(row?.seen?.date).toBe(date);
  });

  function readRows(document: object) {
    const read = readIntake(JSON.stringify(document), new Set(), NOW);
    return read.ok ? read.value.rows : [];
  }
});
