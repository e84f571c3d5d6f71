import { describe, expect, it } from 'vitest';
import { countChange, judgeChange } from '#lib/feed/sanity.ts';
import type { CompiledList } from '#lib/watchlist/compiled.ts';
import { piecesOf } from '#lib/watchlist/list-pieces.ts';
import { claim, compiled, entry, listInfo } from '../../support/entries.ts';

const address = (n: number) => `0x${n.toString(16).padStart(40, '0')}`;
const wallets = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => entry(address(from + i)));

describe('judgeChange', () => {
  const isHeld = (before: number, added: number, removed: number) =>
    !judgeChange({ before, added, removed }).ok;

  it.each([
    [1000, 100, 0, false],
    [1000, 101, 0, true],
    [1000, 0, 200, false],
    [1000, 0, 201, true],
    [1000, 100, 200, false],
    [500, 51, 0, true],
    // A short list may change like one of 500.
    [499, 50, 100, false],
    [499, 51, 0, true],
    [499, 0, 101, true],
    [10, 50, 10, false],
    [10, 51, 0, true],
  ])('of %i entries %i come and %i go: held back %s', (before, added, removed, held) => {
    expect(isHeld(before, added, removed)).toBe(held);
  });

  it('lets the day pass on which 90 addresses of Tornado Cash left the list of the United States (2025-03-21)', () => {
    // The day before, public copies of the list had 714 addresses, 153 of them on Ethereum.
    expect(isHeld(714, 0, 90)).toBe(false);
    expect(isHeld(153, 0, 90)).toBe(false);
  });

  it('says how much', () => {
    const held = judgeChange({ before: 1000, added: 3, removed: 400 });
    expect(held).toMatchObject({ ok: false, error: { code: 'held-back' } });
    if (!held.ok) expect(held.error.counts).toEqual([1000, 400, 3]);
  });
});

describe('countChange', () => {
  const change = async (before: CompiledList, after: CompiledList) =>
    countChange(await piecesOf(before), after);

  it.each([false, true])('counts entries that came and went (in bulk: %s)', async (bulk) => {
    const list = (from: number, to: number) => compiled(wallets(from, to), listInfo(), { bulk });
    expect(await change(list(1, 101), list(11, 131))).toEqual({ before: 100, added: 30, removed: 10 });
    expect(await change(list(1, 101), list(1, 1))).toEqual({ before: 100, added: 0, removed: 100 });
    expect(await change(list(1, 1), list(1, 101))).toEqual({ before: 0, added: 100, removed: 0 });
  });

  it('does not count what is only told otherwise, nor where it stands', async () => {
    const other = wallets(1, 101)
      .reverse()
      .map((one) => ({ ...one, claims: [claim({ subject: 'Other' })] }));
    expect(await change(compiled(wallets(1, 101)), compiled(other))).toMatchObject({ added: 0, removed: 0 });
  });

  it('counts an entry of many keys once', async () => {
    // BIP-32 test vector 1, chain m/0': two hundred children stand in the index with it.
    const xpub =
      'xpub68Gmy5EdvgibQVfPdqkBBCHxA5htiqg55crXYuXoQRKfDBFA1WEjWgP6LHhwBZeNK1VTsfTFUHCdrfp1bgwQ9xv5ski8PX9rL2dZXvgGDnw';
    const counted = await change(compiled(wallets(1, 11)), compiled([...wallets(1, 11), entry(xpub)]));
    expect(counted).toEqual({ before: 10, added: 1, removed: 0 });
  });
});
