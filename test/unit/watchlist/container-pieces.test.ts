import { describe, expect, it } from 'vitest';
import { takeContainer, writeContainer } from '#lib/watchlist/container.ts';
import { compiled, listInfo } from '../../support/entries.ts';
import { bulkList, codeOf, FILE, forge } from './container-files.ts';

async function* inPieces(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void> {
  yield* pieces;
}

describe('a container that comes in pieces', () => {
  /** Pieces that are overwritten as soon as nothing of them is said to be needed. */
  const take = (...pieces: Uint8Array[]) =>
    takeContainer(inPieces(pieces), {
      spent: (piece) => {
        piece.fill(0xff);
      },
    });

  it('is the same list wherever it was cut', async () => {
    const list = bulkList();
    const file = await writeContainer(list);
    for (let at = 0; at <= file.length; at++) {
      const read = await take(file.slice(0, at), file.slice(at));
      expect(read, `cut at byte ${at}`).toEqual({ ok: true, value: list });
    }
    const bytes = Array.from(file, (byte) => Uint8Array.of(byte));
    expect(await take(...bytes)).toEqual({ ok: true, value: list });
  });

  it('is a list where it is empty', async () => {
    const empty = compiled([], listInfo());
    const bytes = Array.from(await writeContainer(empty), (byte) => Uint8Array.of(byte));
    expect(await take(...bytes)).toEqual({ ok: true, value: empty });
  });

  it('is refused with a byte behind its end, or one less', async () => {
    const corrupt = { ok: false, error: { code: 'corrupt' } };
    expect(await take(FILE.slice(), Uint8Array.of(0))).toMatchObject(corrupt);
    expect(await take(FILE.slice(0, -1), new Uint8Array())).toMatchObject(corrupt);
  });

  it.each<[string, Uint8Array, number]>([
    ['it is refused', forge((header) => Object.assign(header, { rows: 4 })), 0],
    ['there is more than there should be', FILE, 1],
  ])('is not read on once %s', async (_, first, more) => {
    let read = 0;
    let isClosed = false;
    async function* endless() {
      try {
        yield first;
        for (; ; read++) yield FILE;
      } finally {
        isClosed = true;
      }
    }
    const result = await takeContainer(endless());
    expect(result).toMatchObject({ ok: false, error: { code: 'corrupt' } });
    expect({ read, isClosed }).toEqual({ read: Math.max(0, more - 1), isClosed: true });
  });

  it('makes no room for more than a file may have', async () => {
    const rows = 4_000_000_000;
    const huge = forge((header) => Object.assign(header, { keys: [rows, 0, 0] }));
    expect(await codeOf(huge)).toBe('corrupt');
  });
});
