import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';

/** A larger collection of vectors beside the repository; not part of it. */
const FILE = resolve(import.meta.dirname, '../../../../shared/data/vectors/vectors.jsonl');

interface Row {
  address: string;
  chain: string;
  network?: string;
  valid: boolean;
  kind: string | null;
  use: string;
}

const rows: Row[] = existsSync(FILE)
  ? readFileSync(FILE, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : [];

/** Rows that ask something else than what a codec answers. */
function isOutOfScope({ address }: Row): boolean {
  return (
    // Payment URIs are split before they come to a codec.
    /^[a-z]+:/i.test(address) ||
    // Read on purpose: alphanumeric QR codes write the prefix in upper case.
    address.startsWith('0X')
  );
}

/** A wrong EIP-55 checksum is read with a note, for the destination is the same (see evm.ts). */
const reads = (text: string) => {
  const address = parseAddress(text);
  return address?.notes?.includes('wrong-checksum-case') ? null : address;
};

describe.skipIf(rows.length === 0)('the larger collection (skipped where it is absent)', () => {
  it.each([
    ['evm', 'ethereum', 55],
    ['tron', 'tron', 25],
  ])('%s, main network', (family, chain, atLeast) => {
    const mine = rows.filter(
      (row) =>
        row.use === 'strict' &&
        row.chain === family &&
        ['mainnet', 'any'].includes(row.network ?? '') &&
        !isOutOfScope(row),
    );
    expect(mine.length).toBeGreaterThan(atLeast);
    const wrong = mine.filter((row) => (reads(row.address)?.chain === chain) !== row.valid);
    expect(wrong).toEqual([]);
  });
});
