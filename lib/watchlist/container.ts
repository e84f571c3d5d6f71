import * as v from 'valibot';
import { concat } from '#lib/core/bytes.ts';
import { MAX_WHOLE_BYTES } from '#lib/core/limits.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { isSoundChunk } from './chunk-check.ts';
import { addUp, areBelow, packKeys, packNumbers } from './columns.ts';
import { type CompiledList, ENTRIES_PER_CHUNK, indexesOf, type KeyIndex, keysOf } from './compiled.ts';
import { createIntake, type Intake } from './intake.ts';
import {
  aboutList,
  beginsWith,
  count,
  hash,
  type PackedErrorCode,
  sum,
  takeHeader,
  three,
  writePacked,
} from './packed.ts';
import { sealsOf } from './seal.ts';
import { CHUNKS_PER_SHELF, type Shelf, type Staging } from './staging.ts';

export { sha256Hex } from './seal.ts';

/**
 * A compiled list as one file (docs/FEED-FORMAT.md). The body: of each index the keys, the rows they lead to and, of
 * addresses in bulk, the checks, in columns (columns.ts); then the chunks.
 */
const MAGIC = 'ALMSLIST';
const FORMAT = 3;
/** Bytes of a key, a row's ordinal and a check. */
const KEY = 8;
const NUMBER = 4;
/** Which index has checks. */
const CHECKED = 1;

const Header = v.object({
  format: v.literal(FORMAT),
  ...aboutList,
  /** Keys of each index. */
  keys: three,
  /** Byte length of each chunk. */
  chunks: v.array(count),
  /** Content hash (seal.ts). */
  content: hash,
});
type Header = v.InferOutput<typeof Header>;

export function isContainer(bytes: Uint8Array): boolean {
  return beginsWith(bytes, MAGIC);
}

export async function writeContainer(list: CompiledList): Promise<Uint8Array<ArrayBuffer>> {
  const { info, entries, refused, refusals, rows, chunks } = list;
  const indexes = indexesOf(list);
  const [own, addresses, hosts] = indexes.map(({ hi }) => hi.length) as [number, number, number];
  const header: Header = {
    format: FORMAT,
    info,
    entries,
    refused,
    refusals,
    rows,
    keys: [own, addresses, hosts],
    chunks: chunks.map((chunk) => chunk.length),
    content: (await sealsOf(list)).content,
  };
  const columns = indexes.flatMap((index) => [
    packKeys(index),
    packNumbers(index.refs),
    packNumbers(index.checks),
  ]);
  return writePacked(MAGIC, header, concat([...columns, ...chunks]));
}

/** A file that is held whole. */
export function readContainer(bytes: Uint8Array): Promise<Result<CompiledList, PackedErrorCode>> {
  return takeContainer(pieceOf(bytes));
}

export interface Taking {
  /** Told of each piece that was read. */
  spent?: (piece: Uint8Array) => void;
  /** Takes chunks while the file is read; whoever gives it hears from it what storage refused. */
  staging?: Staging | null;
}

/**
 * Reads and checks a file as it comes: form, hash, that keys are sorted and lead to rows that exist, and every row. Of its
 * bytes nothing is held besides the list.
 */
export async function takeContainer(
  pieces: AsyncIterable<Uint8Array>,
  { spent, staging = null }: Taking = {},
): Promise<Result<CompiledList, PackedErrorCode>> {
  const coming = pieces[Symbol.asyncIterator]();
  try {
    return await takeList(createIntake(coming, spent), staging);
  } finally {
    // Whoever stops reading early wants no more of it.
    await coming.return?.();
  }
}

async function takeList(
  intake: Intake,
  staging: Staging | null,
): Promise<Result<CompiledList, PackedErrorCode>> {
  const taken = await takeHeader(intake, MAGIC, Header, FORMAT, MAX_WHOLE_BYTES);
  if (!taken.ok) return taken;
  const { keys, content, chunks: lengths, format, ...about } = taken.value;
  const { rows } = about;
  const expected = sum(keys) * (KEY + NUMBER) + keys[1] * NUMBER + sum(lengths);
  const isCutOff = fail('corrupt', `The file does not have ${expected} bytes of data.`);
  // Room is made for what the header promises.
  if (expected > MAX_WHOLE_BYTES) return isCutOff;
  const doNotFit = fail('corrupt', 'Keys and entries of the file do not fit together.');
  if (lengths.length !== Math.ceil(rows / ENTRIES_PER_CHUNK)) return doNotFit;
  const indexes: KeyIndex[] = [];
  for (const [which, length] of keys.entries()) {
    const gaps = { hi: await intake.numbers(length), lo: await intake.numbers(length) };
    const refs = await intake.numbers(length);
    const checks = await intake.numbers(which === CHECKED ? length : 0);
    if (!gaps.hi || !gaps.lo || !refs || !checks) return isCutOff;
    const column = addUp({ hi: gaps.hi, lo: gaps.lo });
    if (!column || !areBelow(refs, rows)) return doNotFit;
    indexes.push({ ...column, refs, checks });
  }
  let chunks: Shelf = [];
  for (const [n, length] of lengths.entries()) {
    const chunk = await intake.bytes(length);
    if (!chunk) return isCutOff;
    if (!isSoundChunk(chunk, Math.min(ENTRIES_PER_CHUNK, rows - n * ENTRIES_PER_CHUNK))) {
      return fail('corrupt', 'An entry of the file is not as expected.');
    }
    chunks.push(chunk);
    if (!staging || chunks.length < CHUNKS_PER_SHELF) continue;
    staging.put(chunks);
    chunks = [];
  }
  if (!(await intake.isOver())) return isCutOff;
  const [own, addresses, hosts] = indexes as [KeyIndex, KeyIndex, KeyIndex];
  const staged = staging && (await staging.close());
  const list: CompiledList = {
    ...about,
    ...keysOf([own, addresses, hosts]),
    chunks,
    ...(staged && { staged }),
  };
  if ((await sealsOf(list)).content !== content) {
    return fail('corrupt', 'The data does not match its checksum.');
  }
  return ok(list);
}

async function* pieceOf(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}
