import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat } from '#lib/core/bytes.ts';
import type { Entry } from '#lib/core/entry.ts';
import { applyDelta, DELTA_FORMAT, DELTA_MAGIC, type DeltaHeader } from '#lib/feed/delta.ts';
import { diffLists } from '#lib/feed/delta-diff.ts';
import { readChunk, writeChunk } from '#lib/watchlist/chunk.ts';
import { packNumbers, packOrdinals } from '#lib/watchlist/columns.ts';
import { type CompiledList, ENTRIES_PER_CHUNK } from '#lib/watchlist/compiled.ts';
import { writeContainer } from '#lib/watchlist/container.ts';
import { piecesOf } from '#lib/watchlist/list-pieces.ts';
import { writePacked } from '#lib/watchlist/packed.ts';
import { sealsOf } from '#lib/watchlist/seal.ts';
import { claim, compiled, entry, listInfo } from '../../support/entries.ts';

const address = (n: number) => `0x${n.toString(16).padStart(40, '0')}`;
const host = (n: number, subject = 'Front') =>
  entry(`host${n}.example`, { kind: 'domain', claims: [claim({ subject })] });
const wallet = (n: number, subject = 'Front') => entry(address(n), { claims: [claim({ subject })] });
const list = (entries: Entry[], isBulk: boolean, version = '1') =>
  compiled(entries, listInfo({ version }), { bulk: isBulk });
const many = <T>(count: number, make: (n: number) => T) =>
  Array.from({ length: count }, (_, n) => make(n + 1));

async function lead(from: CompiledList, to: CompiledList) {
  const delta = await diffLists(from, to);
  return { delta, result: await applyDelta(await piecesOf(from), delta) };
}

describe.each([false, true])('a delta between lists (in bulk: %s)', (isBulk) => {
  const old = list([...many(300, wallet), ...many(300, host)], isBulk);

  it.each<[string, Entry[]]>([
    ['nothing changed', [...many(300, wallet), ...many(300, host)]],
    ['entries came at the end', [...many(300, wallet), ...many(310, host)]],
    ['entries came at the beginning', [wallet(900), wallet(901), ...many(300, wallet), ...many(300, host)]],
    ['entries went', [...many(300, wallet).slice(40, 260), ...many(299, host)]],
    ['all went', []],
    [
      'what is said changed',
      [...many(300, (n) => wallet(n, n === 7 ? 'Other' : 'Front')), ...many(300, host)],
    ],
    ['everything is called otherwise', [...many(300, (n) => wallet(n, 'Other')), ...many(300, host)]],
    ['the order is another one', [...many(300, host), ...many(300, wallet)].reverse()],
    ['some of everything', [wallet(77, 'Other'), ...many(280, host), wallet(999), ...many(120, wallet)]],
  ])('leads there when %s', async (_name, entries) => {
    const next = list(entries, isBulk, '2');
    const { result } = await lead(old, next);
    expect(result).toEqual({ ok: true, value: next });
    if (result.ok) expect(await writeContainer(result.value)).toEqual(await writeContainer(next));
  });

  it('leads from nothing', async () => {
    expect((await lead(list([], isBulk), old)).result).toEqual({ ok: true, value: old });
  });

  it('leads from any list to any other, with the same bytes each time', async () => {
    const some = fc
      .array(
        fc.record({
          n: fc.integer({ min: 1, max: 40 }),
          subject: fc.constantFrom('A', 'B', 'C'),
          isHost: fc.boolean(),
        }),
        {
          maxLength: 40,
        },
      )
      .map((items) =>
        items.map(({ n, subject, isHost }) => (isHost ? host(n, subject) : wallet(n, subject))),
      );
    await fc.assert(
      fc.asyncProperty(some, some, async (before, after) => {
        const [from, to] = [list(before, isBulk), list(after, isBulk)];
        const { delta, result } = await lead(from, to);
        expect(result).toEqual({ ok: true, value: to });
        expect(await diffLists(list(before, isBulk), list(after, isBulk))).toEqual(delta);
      }),
      { numRuns: 60 },
    );
  });

  it('is as large as the change, not as the list', async () => {
    const large = many(ENTRIES_PER_CHUNK * 20, wallet);
    const { delta } = await lead(list(large, isBulk), list([wallet(90_000), ...large.slice(5)], isBulk));
    expect(delta.length).toBeLessThan(2_000);
  });

  it('is refused by any version but the one that it names', async () => {
    const { delta } = await lead(old, list(many(3, host), isBulk));
    const result = await applyDelta(
      await piecesOf(list([...many(300, wallet), ...many(299, host)], isBulk)),
      delta,
    );
    expect(result).toMatchObject({ ok: false, error: { code: 'wrong-base' } });
  });
});

describe('a damaged delta', async () => {
  const from = list([...many(200, wallet), entry('facebook.com/front', { kind: 'page' })], true);
  const to = list(
    [...many(190, wallet), wallet(500, 'Other'), entry('facebook.com/other', { kind: 'page' })],
    true,
  );
  const { delta } = await lead(from, to);
  const headerEnd = 12 + new DataView(delta.buffer).getUint32(8, true);
  const codeOf = async (bytes: Uint8Array<ArrayBuffer>) => {
    const result = await applyDelta(await piecesOf(from), bytes);
    return result.ok ? 'ok' : result.error.code;
  };

  it('is refused wherever it is cut, and with anything behind it', async () => {
    for (let length = 0; length < delta.length; length++) {
      const cut = await codeOf(delta.slice(0, length));
      expect(cut, `${length} bytes`).toBe(length < 12 ? 'bad-format' : 'corrupt');
    }
    const longer = new Uint8Array(delta.length + 1);
    longer.set(delta);
    expect(await codeOf(longer)).toBe('corrupt');
  });

  it('never leads to another list, whatever bit is flipped', async () => {
    for (let at = 0; at < delta.length; at++) {
      const flipped = delta.slice();
      flipped[at] = (delta[at] as number) ^ (1 << (at % 8));
      const result = await applyDelta(await piecesOf(from), flipped);
      if (at >= headerEnd) expect(result.ok, `byte ${at}`).toBe(false);
      // Names in the header are not under the hash: whoever signs the delta signs them.
      else if (result.ok) expect(result.value.chunks).toEqual(to.chunks);
    }
  });

  it('never throws, whatever stands in it', async () => {
    const edit = fc.tuple(fc.nat(delta.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 8 }), async (edits) => {
        const bytes = delta.slice();
        for (const [at, value] of edits) bytes[at] = value;
        if (edits.some(([at]) => at >= headerEnd && bytes[at] !== delta[at]))
          expect(await codeOf(bytes)).not.toBe('ok');
      }),
    );
  });

  it('is refused when its result is not what it promises', async () => {
    const json = new TextDecoder().decode(delta.subarray(12, headerEnd));
    const other = (await lead(from, list(many(190, wallet), true))).delta;
    const otherEnd = 12 + new DataView(other.buffer).getUint32(8, true);
    const promise = /"content":"[0-9a-f]{64}"/;
    const forged = new TextDecoder()
      .decode(other.subarray(12, otherEnd))
      .replace(promise, json.match(promise)?.[0] ?? '');
    const bytes = other.slice();
    bytes.set(new TextEncoder().encode(forged), 12);
    expect(await codeOf(bytes)).toBe('corrupt');
  });

  it('brings no entry that a file may not bring', async () => {
    const evil = list([...many(190, wallet)], true);
    const chunk = JSON.parse(new TextDecoder().decode(evil.chunks[0]));
    chunk.base.urls = ['javascript:alert(1)'];
    const chunks = [new TextEncoder().encode(JSON.stringify(chunk))];
    expect(readChunk(chunks[0] as Uint8Array)[0]?.claims[0]?.urls).toEqual(['javascript:alert(1)']);
    expect(await codeOf(await diffLists(from, { ...evil, chunks }))).toBe('corrupt');
  });

  it('brings no key that leads to no row, though its result is as it promises', async () => {
    const sound = list([...many(190, wallet)], true);
    const { addresses } = sound.bulk;
    const refs = addresses.refs.slice();
    refs[7] = sound.rows;
    const evil = { ...sound, bulk: { ...sound.bulk, addresses: { ...addresses, refs } } };
    expect(await codeOf(await diffLists(from, evil))).toBe('corrupt');
  });

  describe('whose numbers do not add up, though its result is as it promises', () => {
    const rows = many(3, wallet);
    const base = list(rows, false);
    /** A delta of rows alone, and what it says that comes of it. */
    async function deltaOf(header: Partial<DeltaHeader>, columns: number[][], result: CompiledList) {
      const { info, entries, refused, refusals } = base;
      const whole: DeltaHeader = {
        format: DELTA_FORMAT,
        base: (await sealsOf(base)).content,
        content: (await sealsOf(result)).content,
        ...{ info, entries, refused, refusals, rows: base.rows },
        gone: [0, 0, 0],
        added: [0, 0, 0],
        rowsGone: 0,
        rowsPut: 0,
        chunks: [],
        ...header,
      };
      const body = concat(
        columns.map((column, n) => (n < 2 ? packOrdinals : packNumbers)(Uint32Array.from(column))),
      );
      return applyDelta(await piecesOf(base), writePacked(DELTA_MAGIC, whole, body));
    }
    const chunksOf = (entries: Entry[]) => [writeChunk(entries)];
    const stored = base.chunks.flatMap(readChunk);

    it('is taken where they do', async () => {
      const result = { ...base, chunks: chunksOf(stored) };
      expect(await deltaOf({}, [[], [], []], result)).toMatchObject({ ok: true });
    });

    it.each<[string, Partial<DeltaHeader>, number[][], Entry[]]>([
      ['a row more than there are', { rows: 4 }, [[], [], []], [...stored, stored[0] as Entry]],
      ['a row less than there are', { rows: 2 }, [[], [], []], stored.slice(0, 2)],
      ['a row that comes in no chunk', { rows: 4, rowsPut: 1 }, [[], [3], [0]], stored],
      ['a row in place of none', { rowsPut: 1, chunks: [] }, [[], [2], [9]], stored.slice(0, 2)],
    ])('is refused with %s', async (_, header, columns, entries) => {
      const result = { ...base, chunks: chunksOf(entries) };
      expect(await deltaOf(header, columns, result)).toMatchObject({ ok: false, error: { code: 'corrupt' } });
    });
  });
});
