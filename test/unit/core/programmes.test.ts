import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PROGRAMMES, readProgrammes } from '#lib/core/programmes.ts';
import { bodyOf } from '#lib/feed/body.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { readChunk } from '#lib/watchlist/compile.ts';

const WATCHLIST = 'public/watchlist';

/** Every code that a claim of a bundled list names. */
const codes = new Set<string>();
for (const name of readdirSync(WATCHLIST).filter((file) => file.endsWith('.almslist'))) {
  const body = bodyOf(new Uint8Array(readFileSync(`${WATCHLIST}/${name}`)));
  const read = await readList(body, { id: name, name, today: '2026-11-21' });
  if (!read.ok) throw new Error(read.error.message);
  for (const { claims } of read.value.list.chunks.flatMap(readChunk)) {
    for (const code of claims.flatMap(({ programmes }) => programmes)) codes.add(code);
  }
}

describe('programmes of the bundled lists', () => {
  it('are read at all', () => {
    expect(codes.size).toBeGreaterThan(40);
  });

  it.each([...codes].sort())('%s has plain words', (code) => {
    expect(readProgrammes(code)).toEqual([
      { code, key: expect.stringMatching(/^programme_/), name: PROGRAMMES[code]?.name },
    ]);
  });

  it('have official names, but for those that are not known for sure', () => {
    expect([...codes].filter((code) => readProgrammes(code)[0]?.name === null)).toEqual(['IRAN-TRA']);
  });
});

it('official names name their source: regulations, an order or an act', () => {
  for (const [code, { name }] of Object.entries(PROGRAMMES)) {
    if (name !== null) expect(name, code).toMatch(/Regulations\b|Executive Order \d{5}|\bAct of \d{4}/);
    // A code that names its order names the one of its official name.
    const order = /EO(\d{5})$/.exec(code)?.[1];
    if (order && name?.includes('Executive Order')) expect(name, code).toContain(order);
  }
});

it('a code that is called like a part of every table is none', () => {
  expect(readProgrammes('constructor, toString')).toEqual([
    { code: 'constructor', key: null, name: null },
    { code: 'toString', key: null, name: null },
  ]);
});
