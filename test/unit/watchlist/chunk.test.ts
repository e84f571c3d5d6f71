import { expect, it } from 'vitest';
import type { Entry } from '#lib/core/entry.ts';
import { readChunk, writeChunk } from '#lib/watchlist/chunk.ts';
import { claim, entry } from '../../support/entries.ts';

it('is the same bytes whether rows share their claims and flags or have copies of them', () => {
  const [one, other] = [[claim({ id: 'a' })], [claim({ id: 'b', subject: 'Somebody else' })]];
  const flags: Entry['flags'] = ['shared'];
  const rows = [
    entry('a.example', { kind: 'domain', claims: one, flags }),
    entry('b.example', { kind: 'domain', claims: one, flags }),
    entry('c.example', { kind: 'domain', claims: one, flags: [] }),
    entry('https://d.example/', { kind: 'page', claims: [...other, ...one], flags }),
    entry('e', { chain: 'bitcoin', claims: other, flags }),
    entry('f', { chain: 'ethereum', claims: other, flags }),
    entry('g.example', { kind: 'domain', claims: one, flags }),
  ];
  const copies = rows.map((row) => structuredClone(row));
  expect(readChunk(writeChunk(rows))).toEqual(copies);
  expect(writeChunk(rows)).toEqual(writeChunk(copies));
});

it('says when records changed where a source does, and of others not a byte', () => {
  const dated = entry('a.example', { kind: 'domain', claims: [claim({ changed: '2025-06-05' })] });
  const plain = entry('b.example', { kind: 'domain', claims: [claim({ id: 'b' })] });
  const [once] = readChunk(writeChunk([plain]));
  for (const rows of [[dated, plain], [plain, dated], [plain]]) {
    const read = readChunk(writeChunk(rows));
    expect(read).toEqual(rows);
    // Rows are compared as texts, whatever they stood beside.
    expect(JSON.stringify(read.find(({ value }) => value === plain.value))).toBe(JSON.stringify(once));
  }
  expect(new TextDecoder().decode(writeChunk([plain]))).not.toContain('changed');
});
