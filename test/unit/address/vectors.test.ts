import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CODECS, parseAddress } from '#lib/address/registry.ts';

interface Vectors {
  valid: {
    text: string;
    source: string;
    kind: string;
    chain: string;
    canonical: string;
    /** The first of its keys; absent where nothing can be linked to it. */
    key?: string;
    notes?: string[];
    /** Where it is not `chain:canonical`: a form that carries more has its base's identity. */
    identity?: string;
    /** All keys, where the first alone would not show what is meant. */
    keys?: string[];
    relatedKeys?: string[];
    memo?: string;
    needsContext?: true;
  }[];
  invalid: { text: string; why: string }[];
}

const FOLDER = new URL('../../vectors/', import.meta.url);
const vectorsOf = (family: string): Vectors =>
  JSON.parse(readFileSync(new URL(`${family}.json`, FOLDER), 'utf8'));

it('every codec has its vectors, and every vector file its codec', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  expect(files.toSorted()).toEqual(CODECS.map(({ family }) => `${family}.json`).toSorted());
});

describe.each(CODECS)('$family', (codec) => {
  const { valid, invalid } = vectorsOf(codec.family);

  it.each(valid)('$text: $source', ({ text, kind, chain, canonical, key, notes, ...more }) => {
    const address = codec.parse(text);
    const identity = more.identity ?? `${chain}:${canonical}`;
    expect(address).toMatchObject({ kind, chain, canonical, identity });
    expect(address?.keys[0]).toBe(key);
    if (more.keys) expect(address?.keys).toEqual(more.keys);
    expect(address?.notes).toEqual(notes);
    expect(address?.relatedKeys).toEqual(more.relatedKeys);
    expect(address?.memo).toBe(more.memo);
    expect(address?.needsContext).toBe(more.needsContext);
    expect(parseAddress(text)).toEqual(address);
    expect(codec.chains).toContain(chain);
  });

  it.each(valid)('$canonical is its own canonical form, of the same keys', ({ text, canonical }) => {
    const again = codec.parse(canonical);
    expect(again?.canonical).toBe(canonical);
    const { identity, keys, relatedKeys } = codec.parse(text) ?? {};
    expect([again?.identity, again?.keys, again?.relatedKeys]).toEqual([identity, keys, relatedKeys]);
  });

  it.each(invalid)('not $text: $why', ({ text }) => {
    expect(codec.parse(text)).toBeNull();
  });
});
