import { MAX_LABEL_CHARS } from '#lib/core/limits.ts';

/**
 * A table as text in which each value stands behind the name of its column: what has no checksum counts as an address
 * where words name it, and in a table those stand in the first row.
 */
export function tableText(rows: Iterable<readonly string[]>): string {
  const lines: string[] = [];
  let names: readonly string[] | null = null;
  for (const row of rows) {
    if (names === null) {
      // Written again in each row: a long one would fill the memory.
      names = row.map((name) => name.slice(0, MAX_LABEL_CHARS));
      lines.push(row.join(' '));
      continue;
    }
    const cells = row.map((cell, i) => (names?.[i] && cell ? `${names[i]}: ${cell}` : cell));
    lines.push(cells.filter(Boolean).join(' \t '));
  }
  return lines.join('\n');
}
