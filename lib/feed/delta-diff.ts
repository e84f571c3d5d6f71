import { concat } from '#lib/core/bytes.ts';
import type { Entry } from '#lib/core/entry.ts';
import { readChunk, writeChunks } from '#lib/watchlist/chunk.ts';
import { packKeys, packNumbers, packOrdinals } from '#lib/watchlist/columns.ts';
import { type CompiledList, indexesOf, type KeyIndex } from '#lib/watchlist/compiled.ts';
import { writePacked } from '#lib/watchlist/packed.ts';
import { sealsOf } from '#lib/watchlist/seal.ts';
import { DELTA_FORMAT, DELTA_MAGIC, type DeltaHeader } from './delta.ts';
import { compareKeys } from './delta-merge.ts';
import { NO_PLACE } from './delta-rows.ts';

/** The delta that leads from one version of a list to another. Same versions, same bytes. */
export async function diffLists(old: CompiledList, next: CompiledList): Promise<Uint8Array<ArrayBuffer>> {
  const rows = diffRows(old.chunks.flatMap(readChunk), next.chunks.flatMap(readChunk));
  const [own, addresses, hosts] = indexesOf(old).map((index, n) =>
    diffIndex(index, indexesOf(next)[n] as KeyIndex, rows.places),
  ) as [IndexChange, IndexChange, IndexChange];
  const chunks = writeChunks(rows.put.map(({ row }) => row));
  const { info, entries, refused, refusals } = next;
  const header: DeltaHeader = {
    format: DELTA_FORMAT,
    base: (await sealsOf(old)).content,
    content: (await sealsOf(next)).content,
    info,
    entries,
    refused,
    refusals,
    rows: next.rows,
    gone: [own.gone.length, addresses.gone.length, hosts.gone.length],
    added: [own.added.hi.length, addresses.added.hi.length, hosts.added.hi.length],
    rowsGone: rows.gone.length,
    rowsPut: rows.put.length,
    chunks: chunks.map((chunk) => chunk.length),
  };
  const columns = [own, addresses, hosts].flatMap(({ gone, added }) => [
    packOrdinals(Uint32Array.from(gone)),
    packKeys(added),
    packNumbers(added.refs),
    packNumbers(added.checks),
  ]);
  const rowColumns = [
    packOrdinals(Uint32Array.from(rows.gone)),
    packOrdinals(Uint32Array.from(rows.put, ({ at }) => at)),
    packNumbers(Uint32Array.from(rows.put, ({ replaces }) => replaces + 1)),
  ];
  return writePacked(DELTA_MAGIC, header, concat([...rowColumns, ...columns, ...chunks]));
}

interface RowChange {
  /** Where each old row stands now. */
  places: Uint32Array<ArrayBuffer>;
  gone: number[];
  /** `replaces`: the old row of the same thing, or -1. */
  put: { at: number; replaces: number; row: Entry }[];
}

function diffRows(old: readonly Entry[], next: readonly Entry[]): RowChange {
  const byName = new Map<string, number[]>();
  old.forEach((row, n) => {
    const name = nameOf(row);
    const same = byName.get(name);
    if (same) same.push(n);
    else byName.set(name, [n]);
  });
  const matches = next.flatMap((row, at) => {
    const from = byName.get(nameOf(row))?.shift();
    return from === undefined ? [] : [{ at, from }];
  });
  const staying = longestAscent(matches);
  const origins = new Map(staying.map(({ at, from }) => [at, from]));
  const places = new Uint32Array(old.length).fill(NO_PLACE);
  for (const { at, from } of staying) places[from] = at;
  const gone = [...places.keys()].filter((from) => places[from] === NO_PLACE);
  const put = next.flatMap((row, at) => {
    const replaces = origins.get(at) ?? -1;
    const before = old[replaces];
    return before && JSON.stringify(before) === JSON.stringify(row) ? [] : [{ at, replaces, row }];
  });
  return { places, gone, put };
}

/** What makes a row the same thing in two versions, whatever is said of it. */
function nameOf({ kind, chain, value, claims }: Entry): string {
  return JSON.stringify([kind, chain, value || claims.map(({ authority, id }) => [authority, id])]);
}

/** The most matches whose old rows ascend like their new ones (patience sorting). */
function longestAscent<T extends { from: number }>(matches: readonly T[]): T[] {
  const tops: number[] = [];
  const before: number[] = [];
  matches.forEach(({ from }, n) => {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((matches[tops[middle] as number] as T).from < from) low = middle + 1;
      else high = middle;
    }
    before[n] = tops[low - 1] ?? -1;
    tops[low] = n;
  });
  const ascent: T[] = [];
  for (let n = tops.at(-1) ?? -1; n >= 0; n = before[n] as number) ascent.push(matches[n] as T);
  return ascent.reverse();
}

interface IndexChange {
  gone: number[];
  added: KeyIndex;
}

function diffIndex(old: KeyIndex, next: KeyIndex, places: Uint32Array): IndexChange {
  const gone: number[] = [];
  const added: number[] = [];
  let j = 0;
  for (let i = 0; i < old.hi.length; i++) {
    const ref = places[old.refs[i] as number] as number;
    if (ref === NO_PLACE) {
      gone.push(i);
      continue;
    }
    const compare = () => compareKeys(next, j, next.refs[j] as number, old, i, ref);
    while (j < next.hi.length && compare() < 0) added.push(j++);
    if (j < next.hi.length && compare() === 0) j++;
    else gone.push(i);
  }
  while (j < next.hi.length) added.push(j++);
  const pick = (column: Uint32Array) => Uint32Array.from(added, (at) => column[at] as number);
  const checks = next.checks.length > 0 ? pick(next.checks) : new Uint32Array();
  return { gone, added: { hi: pick(next.hi), lo: pick(next.lo), refs: pick(next.refs), checks } };
}
