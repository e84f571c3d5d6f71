import * as v from 'valibot';
import { concat } from '#lib/core/bytes.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { isSoundChunk } from './chunk-check.ts';
import { packKeys, packNumbers, unpackKeys, unpackNumbers } from './columns.ts';
import { type CompiledList, ENTRIES_PER_CHUNK, indexesOf, type KeyIndex, keysOf } from './compiled.ts';
import {
  aboutList,
  beginsWith,
  count,
  createCutter,
  hash,
  type PackedErrorCode,
  readPacked,
  sum,
  three,
  writePacked,
} from './packed.ts';
import { sealsOf } from './seal.ts';

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

/** Reads and checks a file: form, hash, that keys are sorted and lead to rows that exist, and every row. */
export async function readContainer(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Result<CompiledList, PackedErrorCode>> {
  const packed = readPacked(bytes, MAGIC, Header, FORMAT);
  if (!packed.ok) return packed;
  const { keys, content, chunks: lengths, format, ...about } = packed.value.header;
  const { body } = packed.value;
  const expected = sum(keys) * (KEY + NUMBER) + keys[1] * NUMBER + sum(lengths);
  if (body.length !== expected)
    return fail('corrupt', `The file has ${body.length} bytes of data, not ${expected}.`);
  const cut = createCutter(body);
  const read = (length: number, checks: number): KeyIndex | null => {
    const column = unpackKeys(cut(length * KEY), length);
    const refs = unpackNumbers(cut(length * NUMBER), length);
    const index = { refs, checks: unpackNumbers(cut(checks * NUMBER), checks) };
    return column && refs.every((ref) => ref < about.rows) ? { ...column, ...index } : null;
  };
  const own = read(keys[0], 0);
  const addresses = read(keys[1], keys[1]);
  const hosts = read(keys[2], 0);
  const { rows } = about;
  if (!own || !addresses || !hosts || lengths.length !== Math.ceil(rows / ENTRIES_PER_CHUNK)) {
    return fail('corrupt', 'Keys and entries of the file do not fit together.');
  }
  const chunks = lengths.map((length) => cut(length).slice());
  const list: CompiledList = { ...about, ...keysOf([own, addresses, hosts]), chunks };
  if ((await sealsOf(list)).content !== content) {
    return fail('corrupt', 'The data does not match its checksum.');
  }
  for (const [n, chunk] of chunks.entries()) {
    if (!isSoundChunk(chunk, Math.min(ENTRIES_PER_CHUNK, rows - n * ENTRIES_PER_CHUNK))) {
      return fail('corrupt', 'An entry of the file is not as expected.');
    }
  }
  return ok(list);
}
